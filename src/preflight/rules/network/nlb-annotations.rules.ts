import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { SERVICE } from '../../reading/alb.rules';
import { defaultSchemeOf } from '../../reading/aws-gateways.rules';
import { isNlb } from '../../reading/ip-family.rules';
import { optionProblems } from '../../reading/load-balancer-options.rules';
import { ignoredActions, nlbListenerProblems } from '../../reading/nlb-listeners.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const nlbAnnotations: Rule = {
  id: 'nlb-annotations',
  area: 'Network',
  severity: 'error',
  description: 'annotations of a Service for a Network Load Balancer that contradict each other, or the ports of the Service',
  reason: 'the controller rejects the Service, and does not create or change its Network Load Balancer',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
  check: (facts) =>
    facts.manifests
      .ofKind('/Service')
      .filter(({ value }) => isNlb(value, facts))
      .flatMap(({ path, value }) =>
        [
          ...problemsOf(value, defaultSchemeOf(facts)).map((problem) => ({ problem })),
          ...nlbListenerProblems(value, facts).map((problem) => ({ problem })),
          ...optionProblems(value, facts).map((problem) => ({ problem })),
          ...ignoredActions(value).map((problem) => ({ problem, severity: 'warning' as const })),
        ].map(({ problem, ...more }) => ({
          path,
          finding: `${describeObject(value)}: ${problem}`,
          remediation:
            problem === UNALLOCATED ? `Set ${SERVICE}nlb-target-type: ip, or remove allocateLoadBalancerNodePorts: false` : CORRECT,
          ...more,
        })),
      ),
};

const UNALLOCATED = 'unable to support instance target type with an unallocated NodePort';
const CORRECT = 'Correct or remove one of the annotations';

const textOf = (service: KubernetesObject, name: string): string | undefined =>
  stringAt(service, 'metadata', 'annotations', `${SERVICE}${name}`);

function itemsOf(service: KubernetesObject, name: string): readonly string[] | undefined {
  const text = textOf(service, name);
  return text === undefined || isDeployTimeValue(text)
    ? undefined
    : text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean);
}

/** Source: aws-load-balancer-controller v3.5.0, pkg/service/model_build_load_balancer.go and model_build_listener.go. */
function problemsOf(service: KubernetesObject, scheme: string | undefined): string[] {
  return [...addressProblems(service, scheme), ...rangeProblems(service), ...portProblems(service), ...targetProblems(service)];
}

const IPV4 = /^(\d{1,3}\.){3}\d{1,3}$/;

function schemeOf(service: KubernetesObject, byDefault: string | undefined): string | undefined {
  const given = textOf(service, 'scheme');
  // deprecated
  const isInternal = textOf(service, 'internal');
  return given ?? (isInternal === undefined ? byDefault : undefined);
}

function addressProblems(service: KubernetesObject, byDefault: string | undefined): string[] {
  const [scheme, family] = [schemeOf(service, byDefault), textOf(service, 'ip-address-type')];
  const [allocations, ipv4, ipv6] = ['eip-allocations', 'private-ipv4-addresses', 'ipv6-addresses'].map((name) => itemsOf(service, name));
  const count = itemsOf(service, 'subnets')?.length;
  const differs = (items: readonly string[] | undefined) => items !== undefined && count !== undefined && items.length !== count;
  return [
    // the controller reads none of them, if they are known at deploy or not
    ...(textOf(service, 'eip-allocations') !== undefined && scheme === 'internal'
      ? ['EIP allocations can only be set for internet facing load balancers']
      : []),
    ...(differs(allocations) ? [`count of EIP allocations (${allocations?.length}) and subnets (${count}) must match`] : []),
    ...(ipv4 && scheme === 'internet-facing' ? ['private IPv4 addresses can only be set for internal load balancers'] : []),
    ...(differs(ipv4) ? [`count of private IPv4 addresses (${ipv4?.length}) and subnets (${count}) must match`] : []),
    ...(ipv4 ?? []).filter((each) => !IPV4.test(each)).map((each) => `private IPv4 addresses must be valid IPv4 address: ${each}`),
    ...(ipv6 && family !== 'dualstack' && !isDeployTimeValue(family)
      ? ['IPv6 addresses can only be set for dualstack load balancers']
      : []),
    ...(differs(ipv6) ? [`count of IPv6 addresses (${ipv6?.length}) and subnets (${count}) must match`] : []),
    ...(ipv6 ?? []).filter((each) => !each.includes(':')).map((each) => `IPv6 addresses must be valid IPv6 address: ${each}`),
  ];
}

// the field wins over the annotation. Source: pkg/service/model_build_managed_sg.go, buildCIDRsFromSourceRanges
function rangeProblems(service: KubernetesObject): string[] {
  const family = textOf(service, 'ip-address-type');
  const given = stringAt(service, 'metadata', 'annotations', 'service.beta.kubernetes.io/load-balancer-source-ranges') ?? '';
  const ranges = listAt(service, 'spec', 'loadBalancerSourceRanges').map(String);
  const has = (name: string) => textOf(service, name) !== undefined;
  if (family === 'dualstack' || isDeployTimeValue(family) || has('security-groups') || has('disable-nlb-sg')) return [];
  return (ranges.length > 0 ? ranges : given.split(',').map((range) => range.trim()))
    .filter((range) => range.includes(':') && !isDeployTimeValue(range))
    .map((range) => `unsupported v6 cidr ${range} when lb is not dualstack`);
}

function portProblems(service: KubernetesObject): string[] {
  const ports = listAt(service, 'spec', 'ports').flatMap((port) => [at(port, 'name'), at(port, 'port')]);
  if (ports.some(isDeployTimeValue)) return [];
  const known = new Set(ports.map(String));
  const unused = (itemsOf(service, 'ssl-ports') ?? []).filter((port) => !known.has(port));
  return unused.length > 0 ? [`Unused port in ssl-ports annotation [${unused.join(' ')}]`] : [];
}

// an instance is a target by its node port
function targetProblems(service: KubernetesObject): string[] {
  const isInstance = textOf(service, 'nlb-target-type') === 'instance';
  return isInstance && at(service, 'spec', 'allocateLoadBalancerNodePorts') === false && !hasNodePorts(service) ? [UNALLOCATED] : [];
}

const hasNodePorts = (service: KubernetesObject): boolean =>
  listAt(service, 'spec', 'ports').every((port) => at(port, 'nodePort') !== undefined);
