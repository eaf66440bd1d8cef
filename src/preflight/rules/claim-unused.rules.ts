import { namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { mayHaveOtherPods } from './selects-nothing.rules';
import { claimsMountedBy } from '../volumes.rules';

export const claimUnused: Rule = {
  id: 'claim-unused',
  area: 'Storage',
  severity: 'warning',
  finds: 'a claim that no pod mounts, of a class that waits for one',
  why: 'a class with WaitForFirstConsumer makes the volume when a pod mounts the claim, which waits until then',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: (facts) => {
    const mounted = new Set(facts.manifests.pods.flatMap(({ object, namespace }) => claimsMountedBy(object).map((name) => `${namespace}/${name}`)));
    return facts.manifests.ofKind('/PersistentVolumeClaim').filter(({ value }) => {
      const storageClass = facts.manifests.find('storage.k8s.io/StorageClass', undefined, textAt(value, 'spec', 'storageClassName'))?.value;
      const namespace = namespaceOf(value) ?? 'default';
      return textAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer' && !mounted.has(`${namespace}/${value.metadata?.name}`) && !mayHaveOtherPods(facts, namespace);
    }).map(({ path, value }) => ({ path, what: `${named(value)} is mounted by no pod`, fix: 'Mount it, or leave it out' }));
  },
};
