import { defaultClassesOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const defaultClasses: Rule = {
  id: 'default-classes',
  area: 'Storage',
  severity: 'warning',
  description: 'two default StorageClasses',
  reason: 'with several default StorageClasses, a PVC without storageClassName uses the one created last',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check: ({ manifests }) => {
    const [first, ...others] = defaultClassesOf(manifests);
    return others
      .filter(({ value }) => value.metadata?.name !== first.value.metadata?.name)
      .map(({ path, value }) => ({
        path,
        finding: `StorageClass '${value.metadata?.name}' is a default class, as is StorageClass '${first.value.metadata?.name}'`,
        remediation: 'Set isDefault: false on one of them',
      }));
  },
};
