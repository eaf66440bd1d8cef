import { covers, feature } from '../../../catalog/capability.rules';
import { groupKindOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, albIngressesOf, CONTROLLER_CHART, INGRESS } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Annotations that the controller of Auto Mode does not support. Source: EKS User Guide, auto-configure-alb and auto-configure-nlb. */
const NOT_ON_AUTO_MODE = ['group.name', 'waf-acl-id', 'web-acl-id', 'shield-advanced-protection', 'jwt-validation'];

export const autoModeAnnotations: Rule = {
  id: 'auto-mode-annotations',
  area: 'Network',
  severity: 'error',
  description: 'annotation, class or TargetGroupBinding that EKS Auto Mode does not support',
  reason: 'the load balancer controller of Auto Mode does not support it, and creates a different load balancer or none',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (facts) =>
    !facts.autoMode || hasOtherController(facts)
      ? []
      : [
          ...albIngressesOf(facts).flatMap(({ path, value }) =>
            NOT_ON_AUTO_MODE.filter((name) => albAnnotation(value, name) !== undefined).map((name) => ({
              path,
              finding: `${describeObject(value)} has the annotation ${INGRESS}${name}`,
              remediation:
                name === 'group.name'
                  ? 'Set spec.group of its IngressClassParams, or use new AlbIngressClass(...) and Route.alb()'
                  : 'Remove the annotation',
              severity: 'warning' as const,
            })),
          ),
          ...facts.manifests
            .ofKind('/Service')
            .filter(({ value }) => stringAt(value, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb')
            .map(({ path, value }) => ({
              path,
              finding: `${describeObject(value)} has loadBalancerClass service.k8s.aws/nlb`,
              remediation: 'Set loadBalancerClass: eks.amazonaws.com/nlb, or autoMode: true on the route',
            })),
          ...facts.objects
            .filter(({ value }) => groupKindOf(value) === 'elbv2.k8s.aws/TargetGroupBinding')
            .map(({ path, value }) => ({
              path,
              finding: `${describeObject(value)} is in the API group elbv2.k8s.aws`,
              remediation:
                'Use an AlbIngressClass, whose load balancer Auto Mode creates: it deletes your target group together with the binding',
            })),
        ],
};

// another controller may run in addition to that of Auto Mode
const hasOtherController = ({ helmReleases, externalDeclarations, manifests }: Facts): boolean =>
  helmReleases.some(({ value }) => value.chart === CONTROLLER_CHART) ||
  externalDeclarations.some((declared) => covers(declared, feature('load-balancer-webhook'))) ||
  manifests.workloads.some(({ object }) => object.metadata?.name?.endsWith(CONTROLLER_CHART));
