import { refusedFieldsOf } from '../../../kubernetes/server-fields.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const exportedObject: Rule = {
  id: 'exported-object',
  area: 'Form',
  severity: 'error',
  description: 'fields of an object that was exported from a cluster, such as `resourceVersion` and `uid`',
  reason: 'the API server sets these fields: it rejects a manifest with those of another object or version, or the object is deleted',
  source: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) => {
      const fields = refusedFieldsOf(value);
      if (fields.length === 0) return [];
      return [
        {
          path,
          finding: `${describeObject(value)} has ${fields.map(({ field, effect }) => `metadata.${field} (${effect})`).join(', ')}`,
          remediation: `Remove ${fields.length === 1 ? 'this field' : 'these fields'}, or add the file with YamlFile, which omits them`,
        },
      ];
    }),
};
