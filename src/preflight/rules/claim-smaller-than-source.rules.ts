import { at, namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { quantity } from '../quantity.rules';
import { Rule } from '../rule';

export const claimSmallerThanSource: Rule = {
  id: 'claim-smaller-than-source',
  area: 'Storage',
  severity: 'error',
  finds: 'a claim that is smaller than the volume that it copies',
  why: 'a copy of a volume is at least as large as it, and no volume is made for a smaller claim',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/',
  check: ({ manifests }) => manifests.ofKind('/PersistentVolumeClaim').flatMap(({ path, value }) => {
    const source = at(value, 'spec', 'dataSource') ?? at(value, 'spec', 'dataSourceRef');
    if (textAt(source, 'kind') !== 'PersistentVolumeClaim') return [];
    const copied = manifests.find('/PersistentVolumeClaim', textAt(source, 'namespace') ?? namespaceOf(value), textAt(source, 'name'))?.value;
    const [asked, had] = [value, copied].map((claim) => at(claim, 'spec', 'resources', 'requests', 'storage'));
    return quantity(asked) > 0 && quantity(asked) < quantity(had) ? [{ path, what: `${named(value)} asks for ${String(asked)} and copies ${named(copied!)} with ${String(had)}`, fix: 'Ask for as much' }] : [];
  }),
};
