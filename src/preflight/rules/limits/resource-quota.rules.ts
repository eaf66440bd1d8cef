import { at, KubernetesObject, listAt, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { Facts } from '../../facts/facts.rules';
import { inWords } from '../../placement/candidate-filter.rules';
import { Requests, requestsOf } from '../../placement/pod-requests.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Kinds whose pods run all at once. */
const LASTING = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', '/Pod']);

export const resourceQuota: Rule = {
  id: 'resource-quota',
  area: 'Limits',
  severity: 'error',
  description: 'pods that exceed the ResourceQuota of their namespace, or do not specify what it counts',
  reason:
    'the API server rejects a pod that exceeds the ResourceQuota of its namespace (exceeded quota), and a pod that does not specify ' +
    'a resource that the quota counts (must specify)',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  readsPods: true,
  check: (facts) =>
    facts.manifests
      .ofKind('/ResourceQuota')
      .filter(({ value }) => listAt(value, 'spec', 'scopes').length === 0 && at(value, 'spec', 'scopeSelector') === undefined)
      .flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, quota: KubernetesObject, { manifests }: Facts): Violation[] {
  const hard = Object.entries((at(quota, 'spec', 'hard') ?? {}) as object)
    .map(([name, most]) => ({ ...counted(name), name, most: quantity(most) }))
    .filter(({ resource }) => resource !== undefined);
  const pods = manifests.workloads.filter(
    ({ namespace, groupKind, replicas }) => namespace === namespaceOf(quota) && LASTING.has(groupKind) && replicas.min > 0,
  );
  // a LimitRange may set defaults for pods that do not specify a resource
  const unsaid = manifests.ofKind('/LimitRange').some(({ value }) => namespaceOf(value) === namespaceOf(quota))
    ? []
    : pods.flatMap((maker) =>
        hard
          .filter(({ field, resource }) => field !== undefined && !everyContainerSays(maker, field, resource!))
          .slice(0, 1)
          .map(({ name }) => ({
            path: maker.path,
            finding: `${maker.name} does not specify ${name}, which ${describeObject(quota)} counts`,
            remediation: `Set ${name} of every container, or add a LimitRange with defaults`,
          })),
      );
  const over = hard.flatMap(({ field, resource, name, most }) => {
    const total = pods.reduce(
      (sum, maker) => sum + maker.replicas.min * (field === undefined ? 1 : (totalOf(maker, field)[resource!] ?? 0)),
      0,
    );
    return total > most * (1 + 1e-9)
      ? [
          {
            path,
            finding: `${describeObject(quota)} allows ${name} ${field === undefined ? most : inWords(resource!, most)}, but ${pods
              .map((maker) => `${maker.name} × ${maker.replicas.min}`)
              .slice(0, 3)
              .join(', ')}${pods.length > 3 ? ', …' : ''} need ${field === undefined ? total : inWords(resource!, total)}`,
            remediation: 'Raise the quota, or lower the requests',
          },
        ]
      : [];
  });
  return [...unsaid, ...over];
}

/** What a name in a quota counts: a field of each container, or pods. */
function counted(name: string): { readonly field?: 'requests' | 'limits'; readonly resource?: string } {
  if (name === 'pods' || name === 'count/pods') return { resource: 'pods' };
  if (name === 'cpu' || name === 'memory') return { field: 'requests', resource: name };
  const [, field, resource] = /^(requests|limits)\.(cpu|memory)$/.exec(name) ?? [];
  return { field: field as 'requests' | 'limits' | undefined, resource };
}

const everyContainerSays = ({ podSpec }: Workload, field: string, resource: string): boolean =>
  at(podSpec, 'resources', field, resource) !== undefined ||
  containersOf(podSpec).every(
    (container) =>
      at(container, 'resources', field, resource) !== undefined ||
      (field === 'requests' && at(container, 'resources', 'limits', resource) !== undefined),
  );

// limits add up like requests
function totalOf({ podSpec }: Workload, field: 'requests' | 'limits'): Requests {
  if (field === 'requests') return requestsOf(podSpec);
  const limits = (container: unknown) => ({ ...(container as object), resources: { requests: at(container, 'resources', 'limits') } });
  return requestsOf({
    ...limits(podSpec),
    containers: listAt(podSpec, 'containers').map(limits),
    initContainers: listAt(podSpec, 'initContainers').map(limits),
  });
}
