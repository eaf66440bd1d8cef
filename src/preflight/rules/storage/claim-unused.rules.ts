import { isDeployTimeValue, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { pvcsMountedBy, classNameOf, isCreatedByTemplate } from '../../reading/volumes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';
import { mayHaveOtherPods } from '../references/selects-nothing.rules';

export const claimUnused: Rule = {
  id: 'claim-unused',
  area: 'Storage',
  severity: 'warning',
  description: 'a claim that no pod mounts, of a class that waits for one',
  reason: 'a class with WaitForFirstConsumer makes the volume when a pod mounts the claim, which waits until then',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: (facts) =>
    facts.manifests
      .ofKind('/PersistentVolumeClaim')
      .filter(({ value }) => {
        const storageClass = facts.manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(value))?.value;
        // a volume that is named is there already
        return (
          stringAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer' &&
          stringAt(value, 'spec', 'volumeName') === undefined &&
          !mayBeMounted(namespaceOf(value) ?? 'default', value.metadata?.name ?? '', facts)
        );
      })
      .map(({ path, value }) => ({
        path,
        finding: `${describeObject(value)} is mounted by no pod`,
        remediation: 'Mount it, or leave it out',
      })),
};

// a StatefulSet takes over a claim that was made before, with data in it
function mayBeMounted(namespace: string, name: string, facts: Facts): boolean {
  if ([namespace, name].some(isDeployTimeValue) || mayHaveOtherPods(facts, namespace)) return true;
  const mounted = facts.manifests.workloads.filter((maker) => maker.namespace === namespace).flatMap(({ object }) => pvcsMountedBy(object));
  return mounted.some((each) => each === name || isDeployTimeValue(each)) || isCreatedByTemplate(facts.manifests, namespace, name);
}
