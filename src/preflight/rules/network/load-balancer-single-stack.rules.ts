import { IPV6_GUIDE, IPV6_REFUSAL, reachesIpv6 } from '../../../ingress/ip-address-type.rules';
import { groupKindOf, stringAt, KubernetesObject } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { ipTargetsFor, requestedAddressType, usesInstanceTargets } from '../../reading/ip-family.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** How to set the address type on each kind of object. */
const WHERE: Readonly<Record<string, string>> = {
  'networking.k8s.io/Ingress': 'Set the annotation alb.ingress.kubernetes.io/ip-address-type: dualstack',
  '/Service': 'Set the annotation service.beta.kubernetes.io/aws-load-balancer-ip-address-type: dualstack',
  'gateway.networking.k8s.io/Gateway': 'Set ipAddressType: dualstack in its LoadBalancerConfiguration',
};

const IPV6_TARGETS = 'Create the target group with ipAddressType ipv6, and its load balancer with ipAddressType dualstack';
const UNDOCUMENTED = 'Use an Ingress or a Service: the configuration of Auto Mode load balancers for Gateways is not documented';

export const loadBalancerSingleStack: Rule = {
  id: 'load-balancer-single-stack',
  area: 'Network',
  severity: 'error',
  description: 'load balancer that cannot reach the pods of an IPv6 cluster',
  reason:
    'a target group has the IP family of its pods, and those of an IPv6 cluster can be targets only by address (target type ip) and of ' +
    `dual-stack load balancers; the controller rejects others: ${IPV6_REFUSAL}`,
  source: IPV6_GUIDE,
  check: (facts) =>
    (facts.ipFamily === undefined ? [] : facts.objects).flatMap((from) =>
      facts.ipFamily === 'ipv6'
        ? [...singleStack(from, facts), ...byInstance(from, facts), ...targetGroup(from, 'ipv4')]
        : targetGroup(from, 'ipv6'),
    ),
};

function singleStack({ path, value }: Located<KubernetesObject>, facts: Facts): Violation[] {
  const asked = requestedAddressType(value, facts);
  if (!asked || reachesIpv6(asked.loadBalancerKind, asked.addressType) || hasInvalidAnnotation(value, asked.addressType)) return [];
  return [
    {
      path,
      finding: `${describeObject(value)} requests a load balancer with ${asked.addressType ?? 'IPv4'} addresses`,
      remediation: asked.certain ? WHERE[groupKindOf(value)] : UNDOCUMENTED,
      severity: asked.certain ? undefined : 'warning',
    },
  ];
}

// a value that the annotation cannot have has a rule of its own
const hasInvalidAnnotation = (object: KubernetesObject, addressType: string | undefined): boolean =>
  groupKindOf(object) === '/Service' && addressType !== undefined && addressType !== 'ipv4';

const byInstance = ({ path, value }: Located<KubernetesObject>, facts: Facts): Violation[] =>
  usesInstanceTargets(value, facts)
    ? [{ path, finding: `${describeObject(value)} uses instance targets`, remediation: ipTargetsFor(value) }]
    : [];

// the webhook of the controller compares it with the address type of the target group
const targetGroup = ({ path, value }: Located<KubernetesObject>, wrong: 'ipv4' | 'ipv6'): Violation[] =>
  groupKindOf(value) === 'elbv2.k8s.aws/TargetGroupBinding' && stringAt(value, 'spec', 'ipAddressType') === wrong
    ? [
        {
          path,
          finding: `${describeObject(value)} registers ${wrong === 'ipv4' ? 'IPv6 pods in an IPv4' : 'IPv4 pods in an IPv6'} target group`,
          remediation: wrong === 'ipv4' ? IPV6_TARGETS : 'Create the target group with ipAddressType ipv4',
        },
      ]
    : [];
