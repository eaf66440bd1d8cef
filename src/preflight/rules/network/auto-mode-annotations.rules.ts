import { covers, feature } from '../../../catalog/capability.rules';
import { groupKindOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, albIngressesOf, CONTROLLER_CHART } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** What Auto Mode's controller does not know. Source: EKS User Guide, auto-configure-alb and auto-configure-nlb. */
const NOT_ON_AUTO_MODE = ['group.name', 'waf-acl-id', 'web-acl-id', 'shield-advanced-protection', 'jwt-validation'];

export const autoModeAnnotations: Rule = {
  id: 'auto-mode-annotations',
  area: 'Network',
  severity: 'error',
  description: 'what the controller of Auto Mode does not know',
  reason: 'the load balancer controller of Auto Mode does not know it, and makes another load balancer than was meant, or none',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (facts) =>
    !facts.autoMode || hasOtherController(facts)
      ? []
      : [
          ...albIngressesOf(facts).flatMap(({ path, value }) =>
            NOT_ON_AUTO_MODE.filter((name) => albAnnotation(value, name) !== undefined).map((name) => ({
              path,
              finding: `${describeObject(value)} has the annotation ${name}`,
              remediation: name === 'group.name' ? 'Use new AlbIngressClass(...) and Route.alb(), whose class is a group' : 'Leave it out',
              severity: 'warning' as const,
            })),
          ),
          ...facts.manifests
            .ofKind('/Service')
            .filter(({ value }) => stringAt(value, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb')
            .map(({ path, value }) => ({
              path,
              finding: `${describeObject(value)} is of class service.k8s.aws/nlb`,
              remediation: 'Give autoMode: true to the route',
            })),
          ...facts.objects
            .filter(({ value }) => groupKindOf(value) === 'elbv2.k8s.aws/TargetGroupBinding')
            .map(({ path, value }) => ({
              path,
              finding: `${describeObject(value)} is of the group elbv2.k8s.aws`,
              remediation:
                'Use an AlbIngressClass, whose load balancer Auto Mode makes: it deletes a target group of yours with its binding',
            })),
        ],
};

// beside that of Auto Mode there may be one of its own
const hasOtherController = ({ helmReleases, externalDeclarations, manifests }: Facts): boolean =>
  helmReleases.some(({ value }) => value.chart === CONTROLLER_CHART) ||
  externalDeclarations.some((declared) => covers(declared, feature('load-balancer-webhook'))) ||
  manifests.workloads.some(({ object }) => object.metadata?.name?.endsWith(CONTROLLER_CHART));
