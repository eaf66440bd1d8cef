import { at, KubernetesObject, listAt, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { Facts } from '../../facts/facts.rules';
import { inWords } from '../../placement/pod-fits.rules';
import { Requests, requestsOf } from '../../placement/pod-requests.rules';
import { containersOf, named, PodMaker } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

/** Kinds whose pods run all at once. */
const LASTING = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', '/Pod']);

export const resourceQuota: Rule = {
  id: 'resource-quota',
  area: 'Limits',
  severity: 'error',
  finds: 'pods that the quota of their namespace refuses',
  why: 'the API server refuses a pod beyond the ResourceQuota of its namespace, and one that does not say how much it takes of what the quota counts',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  ofPods: true,
  check: (facts) => facts.manifests.ofKind('/ResourceQuota').filter(({ value }) => listAt(value, 'spec', 'scopes').length === 0 && at(value, 'spec', 'scopeSelector') === undefined)
    .flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, quota: KubernetesObject, { manifests }: Facts): Found[] {
  const hard = Object.entries((at(quota, 'spec', 'hard') ?? {}) as object).map(([name, most]) => ({ ...counted(name), name, most: quantity(most) })).filter(({ resource }) => resource !== undefined);
  const pods = manifests.pods.filter(
    ({ namespace, groupKind, replicas }) => namespace === namespaceOf(quota) && LASTING.has(groupKind) && replicas.least > 0,
  );
  // a LimitRange may say it for pods that do not
  const unsaid = manifests.ofKind('/LimitRange').some(({ value }) => namespaceOf(value) === namespaceOf(quota)) ? []
    : pods.flatMap((maker) => hard.filter(
      ({ field, resource }) => field !== undefined && !everyContainerSays(maker, field, resource!),
    ).slice(0, 1).map(({ name }) => ({
      path: maker.path, what: `${maker.name} does not say what it takes of ${name}, which ${named(quota)} counts`, fix: 'Give it to every container, or add a LimitRange with defaults',
    })));
  const over = hard.flatMap(({ field, resource, name, most }) => {
    const total = pods.reduce((sum, maker) => sum + maker.replicas.least * (field === undefined ? 1 : totalOf(maker, field)[resource!] ?? 0), 0);
    return total > most * (1 + 1e-9) ? [{ path, what: `${named(quota)} allows ${name} ${field === undefined ? most : inWords(resource!, most)}, and ${pods.map((maker) => `${maker.name} × ${maker.replicas.least}`).slice(0, 3).join(', ')}${pods.length > 3 ? ', …' : ''} take ${field === undefined ? total : inWords(resource!, total)}`, fix: 'Raise the quota, or ask for less' }] : [];
  });
  return [...unsaid, ...over];
}

/** What a name in a quota counts: a field of every container, or the pods themselves. */
function counted(name: string): { readonly field?: 'requests' | 'limits'; readonly resource?: string } {
  if (name === 'pods' || name === 'count/pods') return { resource: 'pods' };
  if (name === 'cpu' || name === 'memory') return { field: 'requests', resource: name };
  const [, field, resource] = /^(requests|limits)\.(cpu|memory)$/.exec(name) ?? [];
  return { field: field as 'requests' | 'limits' | undefined, resource };
}

const everyContainerSays = ({ pod }: PodMaker, field: string, resource: string): boolean =>
  at(pod, 'resources', field, resource) !== undefined || containersOf(pod).every((container) => at(container, 'resources', field, resource) !== undefined || (field === 'requests' && at(container, 'resources', 'limits', resource) !== undefined));

// limits add up like requests
function totalOf({ pod }: PodMaker, field: 'requests' | 'limits'): Requests {
  if (field === 'requests') return requestsOf(pod);
  const limits = (container: unknown) => ({ ...container as object, resources: { requests: at(container, 'resources', 'limits') } });
  return requestsOf({ ...limits(pod), containers: listAt(pod, 'containers').map(limits), initContainers: listAt(pod, 'initContainers').map(limits) });
}
