import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const attributesClassMissing: Rule = {
  id: 'attributes-class-missing',
  area: 'References',
  severity: 'error',
  description: 'PersistentVolumeClaim whose VolumeAttributesClass does not exist',
  reason: 'a PVC stays Pending until its VolumeAttributesClass exists',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
  check: (facts) =>
    missingObjects(facts, 'storage.k8s.io', 'VolumeAttributesClass', () => 'Deploy the VolumeAttributesClass, or correct the name'),
};
