import { Facts } from '../../facts/facts.rules';
import { missingObjects, mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { classNameOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const storageClassMissing: Rule = {
  id: 'storage-class-missing',
  area: 'References',
  severity: 'error',
  description: 'PersistentVolumeClaim that references a StorageClass that does not exist',
  reason: 'the PVC and its pods stay Pending while the StorageClass does not exist (storageclass.storage.k8s.io "<name>" not found)',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: (facts) =>
    missingObjects(
      facts,
      'storage.k8s.io',
      'StorageClass',
      (name) =>
        `Add new EbsStorage(this, 'Storage', { cluster, storageClassName: '${name}' }), set storageClassName to a class that exists, ` +
        `or declare it: ClusterModel.of(cluster).declareExternal(ClusterCapability.storageClass('${name}'), { reason })`,
      ({ name }) => mayBeOnVolumes(name, facts),
    ),
};

// an existing PersistentVolume needs only the same storageClassName
const mayBeOnVolumes = (name: string, facts: Facts): boolean =>
  facts.manifests.ofKind('/PersistentVolume').some(({ value }) => classNameOf(value) === name) ||
  mayExistOutsideApp(facts, '', 'PersistentVolume');
