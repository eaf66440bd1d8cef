import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, classSettings, isAlbIngress, SERVICE } from '../../reading/alb.rules';
import { backendsOf, targetPortOf } from '../../reading/backends.rules';
import { isolationOf, allowsPort, backendWorkloadsOf } from '../../reading/traffic.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const networkPolicyCutsLoadBalancer: Rule = {
  id: 'network-policy-cuts-load-balancer',
  area: 'Network',
  severity: 'error',
  description: 'ingress NetworkPolicy that blocks the load balancer of its pods',
  reason:
    'an AWS load balancer is not a pod: a policy that allows only pods and namespaces blocks it, its health checks fail, and requests ' +
    'time out',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: (facts) =>
    facts.enforcesNetworkPolicies === false || facts.manifests.ofKind('networking.k8s.io/NetworkPolicy').length === 0
      ? []
      : facts.objects.flatMap(({ value }) =>
          servicesOf(value, facts).flatMap((service) =>
            backendWorkloadsOf(facts.manifests, service).flatMap((maker) => problems(value, service, maker, facts)),
          ),
        ),
};

// Services behind load balancers of AWS: other ingress controllers are pods
function servicesOf(object: KubernetesObject, facts: Facts): KubernetesObject[] {
  switch (groupKindOf(object)) {
    case '/Service':
      return stringAt(object, 'spec', 'type') === 'LoadBalancer' &&
        [undefined, ...CLASSES].includes(stringAt(object, 'spec', 'loadBalancerClass'))
        ? [object]
        : [];
    case 'networking.k8s.io/Ingress':
      return isAlbIngress(object, facts) ? ledTo(object, facts) : [];
    case 'elbv2.k8s.aws/TargetGroupBinding':
    case 'eks.amazonaws.com/TargetGroupBinding':
      return ledTo(object, facts);
    default:
      return [];
  }
}

const CLASSES = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];

const ledTo = (object: KubernetesObject, { manifests }: Facts): KubernetesObject[] =>
  backendsOf(object)
    .map(({ service }) => manifests.find('/Service', namespaceOf(object), service)?.value)
    .filter((each): each is KubernetesObject => each !== undefined);

function problems(object: KubernetesObject, service: KubernetesObject, maker: Workload, facts: Facts): Violation[] {
  const network = at(maker.podSpec, 'hostNetwork');
  const limits = network === true || isDeployTimeValue(network) ? undefined : isolationOf(facts.manifests, 'Ingress', maker);
  if (limits === undefined) return [];
  const ports = portsOf(service, maker);
  if (ports === undefined) return [];
  const open = limits.allowRules.some(
    (rule) =>
      allowsPort(rule.ports, ports) &&
      (rule.peers.length === 0 || rule.peers.some((peer) => typeof peer === 'string' || at(peer, 'ipBlock') !== undefined)),
  );
  // requests through a node port reach pods on that node in spite of policies
  const certain = facts.scopeComplete && facts.enforcesNetworkPolicies === true && isByAddress(object, facts);
  return open
    ? []
    : [
        {
          path: maker.path,
          finding:
            `${limits.policies.map(describeObject).join(', ')} ${limits.policies.length === 1 ? 'allows' : 'allow'} no ingress from ` +
            `IP addresses to ${maker.name}, a target of the load balancer of ${describeObject(object)}`,
          remediation: `Add an ingress rule for ${inWords(ports)} from the subnets of the load balancer (ipBlock)`,
          severity: certain ? undefined : 'warning',
        },
      ];
}

// a name and its number are one port
function inWords(ports: readonly (number | string)[]): string {
  const numbers = ports.filter((port) => typeof port === 'number');
  return `port${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`;
}

function isByAddress(object: KubernetesObject, facts: Facts): boolean {
  switch (groupKindOf(object)) {
    case '/Service':
      return (
        stringAt(object, 'metadata', 'annotations', `${SERVICE}nlb-target-type`) === 'ip' ||
        stringAt(object, 'metadata', 'annotations', `${SERVICE}type`) === 'nlb-ip'
      );
    case 'networking.k8s.io/Ingress':
      return (at(classSettings(object, facts), 'targetType') ?? albAnnotation(object, 'target-type')) === 'ip';
    default:
      return stringAt(object, 'spec', 'targetType') === 'ip';
  }
}

// by number and by name, as a policy may use either; undefined if the number of a name is unknown
function portsOf(service: KubernetesObject, { podSpec }: Workload): (number | string)[] | undefined {
  const targets = listAt(service, 'spec', 'ports').map(targetPortOf);
  const containerPorts = containersOf(podSpec).flatMap((container) => listAt(container, 'ports'));
  const same = containerPorts.filter((port) => targets.includes(at(port, 'name')) || targets.includes(at(port, 'containerPort')));
  const all = [...targets, ...same.flatMap((port) => [at(port, 'containerPort'), at(port, 'name')])].filter(
    (port): port is number | string => typeof port === 'number' || typeof port === 'string',
  );
  const isKnown =
    targets.length > 0 && targets.every((target) => typeof target === 'number' || same.some((port) => at(port, 'name') === target));
  return isKnown && !all.some(isDeployTimeValue) ? [...new Set(all)] : undefined;
}
