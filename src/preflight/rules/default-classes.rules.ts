import { groupKindOf } from '../../inventory/kubernetes-object.rules';
import { Rule } from '../rule';

export const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export const defaultClasses: Rule = {
  id: 'default-classes',
  area: 'Storage',
  severity: 'warning',
  finds: 'two default storage classes',
  why: 'of several default classes, claims that name none get the one that was made last',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  check: ({ objects }) => {
    const defaults = objects.filter(({ value }) => groupKindOf(value) === 'storage.k8s.io/StorageClass' && value.metadata?.annotations?.[DEFAULT_CLASS] === 'true');
    return defaults.slice(1).map(({ path, value }) => ({
      path, what: `StorageClass '${value.metadata?.name}' is a default class, and so is '${defaults[0].value.metadata?.name}'`, fix: 'Give isDefault: false to one of them',
    }));
  },
};
