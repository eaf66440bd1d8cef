import { Rule } from '../rule';
import { missing } from '../missing.rules';

export const storageClassMissing: Rule = {
  id: 'storage-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'a claim of a class that nobody provides',
  why: 'a claim waits for its StorageClass for ever, and its pod with it',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  check: (facts) => missing(facts, 'storage.k8s.io', 'StorageClass', (name) =>
    `Add new EbsStorage(this, 'Storage', { cluster, storageClassName: '${name}' }), name a class that exists, or declare it: Inventory.of(cluster).external(Thing.storageClass('${name}'), { reason })`),
};
