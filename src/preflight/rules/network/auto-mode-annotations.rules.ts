import { covers, part } from '../../../catalog/thing.rules';
import { groupKindOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, albIngressesOf, CONTROLLER_CHART } from '../../reading/alb.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

/** What Auto Mode's controller does not know. Source: EKS User Guide, auto-configure-alb and auto-configure-nlb. */
const NOT_ON_AUTO_MODE = ['group.name', 'waf-acl-id', 'web-acl-id', 'shield-advanced-protection', 'jwt-validation'];

export const autoModeAnnotations: Rule = {
  id: 'auto-mode-annotations',
  area: 'Network',
  severity: 'error',
  finds: 'what the controller of Auto Mode does not know',
  why: 'the load balancer controller of Auto Mode does not know it, and makes another load balancer than was meant, or none',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
  check: (facts) => (!facts.autoMode || hasOtherController(facts) ? [] : [
    ...albIngressesOf(facts).flatMap(({ path, value }) => NOT_ON_AUTO_MODE.filter((name) => albAnnotation(value, name) !== undefined).map((name) => ({
      path, what: `${named(value)} has the annotation ${name}`, fix: name === 'group.name' ? 'Use new AlbIngressClass(...) and Route.alb(), whose class is a group' : 'Leave it out', severity: 'warning' as const,
    }))),
    ...facts.manifests.ofKind('/Service').filter(({ value }) => textAt(value, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb')
      .map(({ path, value }) => ({ path, what: `${named(value)} is of class service.k8s.aws/nlb`, fix: 'Give autoMode: true to the route' })),
    ...facts.objects.filter(({ value }) => groupKindOf(value) === 'elbv2.k8s.aws/TargetGroupBinding')
      .map(({ path, value }) => ({ path, what: `${named(value)} is of the group elbv2.k8s.aws`, fix: 'Use an AlbIngressClass, whose load balancer Auto Mode makes: it deletes a target group of yours with its binding' })),
  ]),
};

// beside that of Auto Mode there may be one of its own
const hasOtherController = ({ charts, external, manifests }: Facts): boolean => charts.some(({ value }) => value.chart === CONTROLLER_CHART)
  || external.some((declared) => covers(declared, part('load-balancer-webhook')))
  || manifests.pods.some(({ object }) => object.metadata?.name?.endsWith(CONTROLLER_CHART));
