import { at, groupKindOf, KubernetesObject, listAt, namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { backendsOf } from '../backends.rules';
import { Facts } from '../facts.rules';
import { containersOf, named, PodMaker } from '../manifests.rules';
import { Found, Rule } from '../rule';
import { opens, openingsOf, policiesOf } from '../traffic.rules';

export const networkPolicyCutsLoadBalancer: Rule = {
  id: 'network-policy-cuts-load-balancer',
  area: 'Network',
  severity: 'error',
  finds: 'pods behind a load balancer that policies do not let it reach',
  why: 'a load balancer of AWS is no pod: a policy that admits pods and namespaces alone does not admit it, its health check fails, and it answers with 503',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  check: (facts) => (facts.enforcesPolicies === false || facts.manifests.ofKind('networking.k8s.io/NetworkPolicy').length === 0 ? []
    : facts.objects.flatMap(({ path, value }) => servicesOf(value, facts).flatMap((service) => facts.manifests.behind(service).flatMap((maker) => problems(path, value, service, maker, facts))))),
};

// those that the load balancer controller leads to: other controllers are pods
function servicesOf(object: KubernetesObject, { manifests }: Facts): KubernetesObject[] {
  switch (groupKindOf(object)) {
    case '/Service': return textAt(object, 'spec', 'type') === 'LoadBalancer' ? [object] : [];
    case 'networking.k8s.io/Ingress': if (!isOfAlb(object)) return [];
  }
  return backendsOf(object).filter(() => LEADS.has(groupKindOf(object))).map(({ service }) => manifests.find('/Service', namespaceOf(object), service)?.value).filter((each): each is KubernetesObject => each !== undefined);
}

const LEADS = new Set(['networking.k8s.io/Ingress', 'elbv2.k8s.aws/TargetGroupBinding', 'eks.amazonaws.com/TargetGroupBinding']);

const isOfAlb = (ingress: KubernetesObject): boolean =>
  Object.keys(ingress.metadata?.annotations ?? {}).some((key) => key.startsWith('alb.ingress.kubernetes.io/')) || textAt(ingress, 'spec', 'ingressClassName') === 'alb';

function problems(path: string, object: KubernetesObject, service: KubernetesObject, maker: PodMaker, { manifests }: Facts): Found[] {
  const policies = policiesOf(manifests, 'Ingress', maker);
  if (policies.length === 0 || at(maker.pod, 'hostNetwork') === true) return [];
  const ports = portsOf(service, maker);
  const open = openingsOf(policies, 'Ingress').some((rule) => opens(rule.ports, ports) && (rule.peers.length === 0 || rule.peers.some((peer) => at(peer, 'ipBlock') !== undefined)));
  return open ? [] : [{
    path, what: `${policies.map(({ metadata }) => `NetworkPolicy '${metadata?.name}'`).join(', ')} admit no addresses to ${maker.name}, to which the load balancer of ${named(object)} leads`, fix: `Add an ingress rule for port ${ports.join(', ')} from the subnets of the load balancer (ipBlock)`,
  }];
}

// by number and by name: a policy may say either
function portsOf(service: KubernetesObject, { pod }: PodMaker): (number | string)[] {
  const targets = listAt(service, 'spec', 'ports').map((port) => at(port, 'targetPort') ?? at(port, 'port'));
  const containerPorts = containersOf(pod).flatMap((container) => listAt(container, 'ports'));
  const same = containerPorts.filter((port) => targets.includes(at(port, 'name')) || targets.includes(at(port, 'containerPort')));
  return [...new Set([...targets, ...same.flatMap((port) => [at(port, 'containerPort'), at(port, 'name')])].filter((port): port is number | string => typeof port === 'number' || typeof port === 'string'))];
}
