import { classErrors } from '../../../kubernetes/validation/classes.rules';
import { invalidObjects } from '../../reading/invalid-fields.rules';
import { Rule } from '../../rule';

const KINDS = ['storage.k8s.io/StorageClass', 'scheduling.k8s.io/PriorityClass'];

export const classInvalid: Rule = {
  id: 'class-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid StorageClass or PriorityClass',
  reason:
    'the API server rejects a PriorityClass with a value above 1000000000 or a name with the prefix system-, and a ' +
    'StorageClass with an invalid provisioner or more than 512 parameters',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass',
  check: (facts) => invalidObjects(facts, KINDS, classErrors),
};
