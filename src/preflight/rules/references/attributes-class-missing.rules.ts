import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const attributesClassMissing: Rule = {
  id: 'attributes-class-missing',
  area: 'References',
  severity: 'error',
  description: 'a claim with a VolumeAttributesClass that nobody makes',
  reason: 'a claim waits for its VolumeAttributesClass',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
  check: (facts) => missingObjects(facts, 'storage.k8s.io', 'VolumeAttributesClass', () => 'Deploy it, or correct the name'),
};
