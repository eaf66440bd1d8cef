import { isDeployTimeValue, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { pvcsMountedBy, classNameOf, isCreatedByTemplate } from '../../reading/volumes.rules';
import { describeObject, Manifests } from '../../reading/workloads.rules';
import { Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const claimUnused: Rule = {
  id: 'claim-unused',
  area: 'Storage',
  severity: 'warning',
  description: 'unused PersistentVolumeClaim of a StorageClass with WaitForFirstConsumer',
  reason: 'with volumeBindingMode: WaitForFirstConsumer the PVC stays Pending and has no volume until a pod mounts it',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: (facts) =>
    facts.manifests
      .ofKind('/PersistentVolumeClaim')
      .filter(({ value }) => {
        const storageClass = facts.manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(value))?.value;
        // volumeName references an existing volume
        return (
          stringAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer' &&
          stringAt(value, 'spec', 'volumeName') === undefined &&
          !mayBeMounted(namespaceOf(value) ?? 'default', value.metadata?.name ?? '', facts)
        );
      })
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} is not mounted by any pod`,
        remediation: 'Mount it in a pod, or remove it',
      })),
};

// a StatefulSet uses an existing PVC with the name of its template, and its data
function mayBeMounted(namespace: string, name: string, facts: Facts): boolean {
  if ([namespace, name].some(isDeployTimeValue) || mayHaveOtherPods(facts, namespace)) return true;
  const mounted = facts.manifests.memoize('mounted claims', () => mountedClaims(facts.manifests)).get(namespace);
  const isMounted = mounted !== undefined && (mounted.has(name) || mounted.has(UNKNOWN));
  return isMounted || isCreatedByTemplate(facts.manifests, namespace, name);
}

const UNKNOWN = Symbol('a claim that is known at deploy');

/** The names of the claims that pods mount, by namespace. */
function mountedClaims({ workloads }: Manifests): Map<string, Set<string | typeof UNKNOWN>> {
  const names = new Map<string, Set<string | typeof UNKNOWN>>();
  for (const { namespace, object } of workloads) {
    const ofNamespace = names.get(namespace) ?? new Set();
    for (const name of pvcsMountedBy(object)) ofNamespace.add(isDeployTimeValue(name) ? UNKNOWN : name);
    names.set(namespace, ofNamespace);
  }
  return names;
}
