import { at, groupKindOf, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albAnnotation, classSettings, isOfAlb, SERVICE } from '../../reading/alb.rules';
import { backendsOf } from '../../reading/backends.rules';
import { containersOf, named, PodMaker } from '../../reading/manifests.rules';
import { limitsOf, opens, servedBy } from '../../reading/traffic.rules';
import { Found, Rule } from '../../rule';

export const networkPolicyCutsLoadBalancer: Rule = {
  id: 'network-policy-cuts-load-balancer',
  area: 'Network',
  severity: 'error',
  finds: 'pods behind a load balancer that policies do not let it reach',
  why: 'a load balancer of AWS is no pod: a policy that admits pods and namespaces alone does not admit it, its health check fails, and it answers with 503',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: (facts) => (facts.enforcesPolicies === false || facts.manifests.ofKind('networking.k8s.io/NetworkPolicy').length === 0 ? []
    : facts.objects.flatMap(({ value }) => servicesOf(value, facts)
      .flatMap((service) => servedBy(facts.manifests, service).flatMap((maker) => problems(value, service, maker, facts))))),
};

// those that the load balancer controller leads to: other controllers are pods
function servicesOf(object: KubernetesObject, facts: Facts): KubernetesObject[] {
  switch (groupKindOf(object)) {
    case '/Service': return textAt(object, 'spec', 'type') === 'LoadBalancer' && [undefined, ...CLASSES].includes(textAt(object, 'spec', 'loadBalancerClass')) ? [object] : [];
    case 'networking.k8s.io/Ingress': return isOfAlb(object, facts) ? ledTo(object, facts) : [];
    case 'elbv2.k8s.aws/TargetGroupBinding':
    case 'eks.amazonaws.com/TargetGroupBinding': return ledTo(object, facts);
    default: return [];
  }
}

const CLASSES = ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'];

const ledTo = (object: KubernetesObject, { manifests }: Facts): KubernetesObject[] => backendsOf(object)
  .map(({ service }) => manifests.find('/Service', namespaceOf(object), service)?.value).filter((each): each is KubernetesObject => each !== undefined);

function problems(object: KubernetesObject, service: KubernetesObject, maker: PodMaker, facts: Facts): Found[] {
  const network = at(maker.pod, 'hostNetwork');
  const limits = network === true || isFilledIn(network) ? undefined : limitsOf(facts.manifests, 'Ingress', maker);
  if (limits === undefined) return [];
  const ports = portsOf(service, maker);
  if (ports === undefined) return [];
  const open = limits.openings.some((rule) => opens(rule.ports, ports) && (rule.peers.length === 0 || rule.peers.some((peer) => typeof peer === 'string' || at(peer, 'ipBlock') !== undefined)));
  // requests through a port of the node reach pods on that node, whatever policies say
  const certain = facts.closed && facts.enforcesPolicies === true && isByAddress(object, facts);
  return open ? [] : [{
    path: maker.path,
    what: `${limits.policies.map(named).join(', ')} ${limits.policies.length === 1 ? 'admits' : 'admit'} no addresses to ${maker.name}, to which the load balancer of ${named(object)} leads`,
    fix: `Add an ingress rule for port ${ports.join(', ')} from the subnets of the load balancer (ipBlock)`,
    severity: certain ? undefined : 'warning',
  }];
}

function isByAddress(object: KubernetesObject, facts: Facts): boolean {
  switch (groupKindOf(object)) {
    case '/Service': return textAt(object, 'metadata', 'annotations', `${SERVICE}nlb-target-type`) === 'ip' || textAt(object, 'metadata', 'annotations', `${SERVICE}type`) === 'nlb-ip';
    case 'networking.k8s.io/Ingress': return (at(classSettings(object, facts), 'targetType') ?? albAnnotation(object, 'target-type')) === 'ip';
    default: return textAt(object, 'spec', 'targetType') === 'ip';
  }
}

// by number and by name, as a policy may say either; nothing where it is not known which number has a name
function portsOf(service: KubernetesObject, { pod }: PodMaker): (number | string)[] | undefined {
  const targets = listAt(service, 'spec', 'ports').map((port) => at(port, 'targetPort') ?? at(port, 'port'));
  const containerPorts = containersOf(pod).flatMap((container) => listAt(container, 'ports'));
  const same = containerPorts.filter((port) => targets.includes(at(port, 'name')) || targets.includes(at(port, 'containerPort')));
  const all = [...targets, ...same.flatMap((port) => [at(port, 'containerPort'), at(port, 'name')])].filter((port): port is number | string => typeof port === 'number' || typeof port === 'string');
  const isKnown = targets.length > 0 && targets.every((target) => typeof target === 'number' || same.some((port) => at(port, 'name') === target));
  return isKnown && !all.some(isFilledIn) ? [...new Set(all)] : undefined;
}
