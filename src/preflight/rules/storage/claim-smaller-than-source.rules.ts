import { at, KubernetesObject, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { Facts } from '../../facts/facts.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const claimSmallerThanSource: Rule = {
  id: 'claim-smaller-than-source',
  area: 'Storage',
  severity: 'error',
  finds: 'a claim that is smaller than the volume that it copies',
  why: 'a copy of a volume is at least as large as it, and no volume is made for a smaller claim',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/',
  check: (facts) => facts.manifests.ofKind('/PersistentVolumeClaim').flatMap(({ path, value }) => {
    const copied = copiedBy(value, facts);
    const [asked, had] = [value, copied].map((claim) => at(claim, 'spec', 'resources', 'requests', 'storage'));
    return quantity(asked) > 0 && quantity(asked) < quantity(had) ? [{ path, what: `${named(value)} asks for ${String(asked)} and copies ${named(copied!)} with ${String(had)}`, fix: 'Ask for as much' }] : [];
  }),
};

// the claim itself, or the one of which a snapshot is
function copiedBy(claim: KubernetesObject, { manifests }: Facts): KubernetesObject | undefined {
  const source = at(claim, 'spec', 'dataSource') ?? at(claim, 'spec', 'dataSourceRef');
  const [kind, name, namespace] = [textAt(source, 'kind'), textAt(source, 'name'), textAt(source, 'namespace') ?? namespaceOf(claim)];
  const snapshot = kind === 'VolumeSnapshot' ? manifests.find('snapshot.storage.k8s.io/VolumeSnapshot', namespace, name)?.value : undefined;
  const copied = kind === 'PersistentVolumeClaim' ? name : textAt(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  return copied === undefined ? undefined : manifests.find('/PersistentVolumeClaim', namespace, copied)?.value;
}
