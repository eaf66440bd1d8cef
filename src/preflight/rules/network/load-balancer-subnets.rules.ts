import { at, groupKindOf, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, INGRESS, SERVICE } from '../../reading/alb.rules';
import { namedSubnetProblems } from '../../reading/named-subnets.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export { albAnnotation } from '../../reading/alb.rules';

/** Source: Elastic Load Balancing, subnets for your Application Load Balancer. */
const ZONES_NEEDED = 2;

/** Whether the object is an Ingress of the load balancer controller that looks for subnets by their tags. */
export function discoversSubnets(object: KubernetesObject): boolean {
  const className = stringAt(object, 'spec', 'ingressClassName') ?? object.metadata?.annotations?.['kubernetes.io/ingress.class'];
  return groupKindOf(object) === 'networking.k8s.io/Ingress' && className === 'alb' && albAnnotation(object, 'subnets') === undefined;
}

export const loadBalancerSubnets: Rule = {
  id: 'load-balancer-subnets',
  area: 'Network',
  severity: 'error',
  description: 'public load balancer without public subnets, or Application Load Balancer without subnets in two zones',
  reason:
    `an Application Load Balancer needs subnets in at least ${ZONES_NEEDED} zones, a Network Load Balancer in one, and an ` +
    'internet-facing load balancer needs public subnets',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  check: (facts) => [...discovered(facts), ...namedSubnetProblems(facts)],
};

function discovered({ network, objects }: Facts): Violation[] {
  if (!network || network.publicZones >= ZONES_NEEDED) return [];
  const has = network.publicZones === 0 ? 'no public subnets' : 'public subnets in one zone only';
  return objects
    .filter(({ value }) => asksForPublic(value, network.publicZones))
    .map(({ path, value }) => ({
      path,
      finding: `${describeObject(value)} requests a public load balancer, and the VPC ${network.path} has ${has}`,
      remediation: remediationFor(value),
    }));
}

function remediationFor(object: KubernetesObject): string {
  const byKind: Readonly<Record<string, string>> = {
    'networking.k8s.io/Ingress': `Set ${INGRESS}scheme: internal (Route.internalAlb()), or add public subnets in two zones to the VPC`,
    '/Service': `Set ${SERVICE}scheme: internal (Route.internalNlb()), or add public subnets to the VPC`,
  };
  return byKind[groupKindOf(object)] ?? 'Set spec.scheme: internal, or add public subnets in two zones to the VPC';
}

// a Network Load Balancer needs only one zone
function asksForPublic(object: KubernetesObject, publicZones: number): boolean {
  switch (groupKindOf(object)) {
    case 'networking.k8s.io/Ingress':
      return discoversSubnets(object) && albAnnotation(object, 'scheme') === 'internet-facing';
    case 'elbv2.k8s.aws/IngressClassParams':
    case 'eks.amazonaws.com/IngressClassParams':
      return stringAt(object, 'spec', 'scheme') === 'internet-facing' && at(object, 'spec', 'subnets') === undefined;
    case '/Service':
      return (
        publicZones === 0 &&
        object.metadata?.annotations?.[`${SERVICE}scheme`] === 'internet-facing' &&
        object.metadata.annotations[`${SERVICE}subnets`] === undefined
      );
    case 'gateway.k8s.aws/LoadBalancerConfiguration':
      return (
        publicZones === 0 &&
        stringAt(object, 'spec', 'scheme') === 'internet-facing' &&
        at(object, 'spec', 'loadBalancerSubnets') === undefined
      );
    default:
      return false;
  }
}
