import { metadataErrors } from '../../../kubernetes/validation/metadata.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const metadataInvalid: Rule = {
  id: 'metadata-invalid',
  area: 'Form',
  severity: 'error',
  description: 'invalid finalizer',
  reason: 'a finalizer must be a qualified name such as example.com/cleanup, or one of kubernetes, orphan and foregroundDeletion',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) => {
      const errors = metadataErrors(value);
      return errors.length === 0
        ? []
        : [{ path, finding: `${describeObject(value)}: ${errors.join('; ')}`, remediation: 'Rename the finalizer' }];
    }),
};
