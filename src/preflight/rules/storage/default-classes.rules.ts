import { defaultClassesOf } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const defaultClasses: Rule = {
  id: 'default-classes',
  area: 'Storage',
  severity: 'warning',
  description: 'two default storage classes',
  reason: 'of several default classes, claims that name none get the one that was made last',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check: ({ manifests }) => {
    const [first, ...others] = defaultClassesOf(manifests);
    return others
      .filter(({ value }) => value.metadata?.name !== first.value.metadata?.name)
      .map(({ path, value }) => ({
        path,
        finding: `StorageClass '${value.metadata?.name}' is a default class, and so is '${first.value.metadata?.name}'`,
        remediation: 'Give isDefault: false to one of them',
      }));
  },
};
