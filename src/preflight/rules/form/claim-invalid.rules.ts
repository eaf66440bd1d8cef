import { claimErrors, ephemeralClaimErrors } from '../../../kubernetes/validation/claims.rules';
import { invalidObjects, invalidPods } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['/PersistentVolumeClaim', 'apps/StatefulSet'];

export const claimInvalid: Rule = {
  id: 'claim-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid access modes or size of a PersistentVolumeClaim',
  reason: 'a PersistentVolumeClaim must have at least one access mode (ReadWriteOncePod only alone), and a size greater than zero',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims',
  check: (facts) => [...invalidObjects(facts, KINDS, claimErrors), ...invalidPods(facts, ephemeralClaimErrors)],
};
