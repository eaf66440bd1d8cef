import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const attributesClassMissing: Rule = {
  id: 'attributes-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'a claim with a VolumeAttributesClass that nobody makes',
  why: 'a claim waits for its VolumeAttributesClass',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
  check: (facts) => missing(facts, 'storage.k8s.io', 'VolumeAttributesClass', () => 'Deploy it, or correct the name'),
};
