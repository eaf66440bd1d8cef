import { at, groupKindOf, KubernetesObject, listAt, namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { backendsOf } from '../backends.rules';
import { Facts } from '../facts.rules';
import { PodMaker } from '../manifests.rules';
import { Rule } from '../rule';

export const readinessProbeMissing: Rule = {
  id: 'readiness-probe-missing',
  area: 'Lifecycle',
  severity: 'warning',
  finds: 'pods behind a load balancer that do not say when they are ready',
  why: 'without a readiness probe a pod counts as ready when its process starts, and gets requests that it cannot answer yet, in every deploy',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  check: (facts) => [...new Set(servicesOf(facts).flatMap((service) => facts.manifests.behind(service)))].filter(isUnprobed).map(({ path, name }) => ({
    path, what: `${name} is behind a load balancer, and none of its containers has a readiness probe`, fix: 'Add a readinessProbe to the container that answers',
  })),
};

// the Services that a load balancer of AWS leads to; other controllers have probes of their own
function servicesOf({ objects, manifests }: Facts): KubernetesObject[] {
  const named = objects.filter(({ value }) => LEADS.has(groupKindOf(value))).flatMap(({ value }) => backendsOf(value).map(({ service, namespace }) => manifests.find('/Service', namespace ?? namespaceOf(value), service)?.value));
  const own = manifests.ofKind('/Service').map(({ value }) => value).filter((value) => textAt(value, 'spec', 'type') === 'LoadBalancer');
  return [...named, ...own].filter((service): service is KubernetesObject => service !== undefined);
}

const LEADS = new Set(['networking.k8s.io/Ingress', 'elbv2.k8s.aws/TargetGroupBinding', 'eks.amazonaws.com/TargetGroupBinding', ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`)]);

const isUnprobed = ({ pod }: PodMaker): boolean => {
  const containers = [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers').filter((init) => at(init, 'restartPolicy') === 'Always')];
  return containers.length > 0 && containers.every((container) => at(container, 'readinessProbe') === undefined);
};
