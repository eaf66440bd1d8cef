import { Facts } from '../../facts/facts.rules';
import { missingObjects, mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { classNameOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const storageClassMissing: Rule = {
  id: 'storage-class-missing',
  area: 'References',
  severity: 'error',
  description: 'a claim of a class that nobody provides',
  reason: 'a claim waits for its StorageClass for ever, and its pod with it',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: (facts) =>
    missingObjects(
      facts,
      'storage.k8s.io',
      'StorageClass',
      (name) =>
        `Add new EbsStorage(this, 'Storage', { cluster, storageClassName: '${name}' }), name a class that exists, or declare it: ` +
        `ClusterModel.of(cluster).external(ClusterCapability.storageClass('${name}'), { reason })`,
      ({ name }) => mayBeOnVolumes(name, facts),
    ),
};

// a name alone is enough for volumes that are there already: it stands in them and in the claim
const mayBeOnVolumes = (name: string, facts: Facts): boolean =>
  facts.manifests.ofKind('/PersistentVolume').some(({ value }) => classNameOf(value) === name) ||
  mayExistOutsideApp(facts, '', 'PersistentVolume');
