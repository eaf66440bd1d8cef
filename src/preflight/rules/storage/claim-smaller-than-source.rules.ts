import { at, KubernetesObject, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { quantity } from '../../../kubernetes/quantity.rules';
import { Facts } from '../../facts/facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const claimSmallerThanSource: Rule = {
  id: 'claim-smaller-than-source',
  area: 'Storage',
  severity: 'error',
  description: 'PersistentVolumeClaim smaller than its data source',
  reason: 'a cloned or restored volume must be at least as large as its source, and no volume is created for a smaller PVC',
  source: 'https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/',
  check: (facts) =>
    facts.manifests.ofKind('/PersistentVolumeClaim').flatMap(({ path, value }) => {
      const copied = copiedBy(value, facts);
      const [asked, had] = [value, copied].map((claim) => at(claim, 'spec', 'resources', 'requests', 'storage'));
      return quantity(asked) > 0 && quantity(asked) < quantity(had)
        ? [
            {
              path,
              finding: `${describeObject(value)} requests ${String(asked)}, and its source ${describeObject(copied!)} has ${String(had)}`,
              remediation: `Request at least ${String(had)}`,
            },
          ]
        : [];
    }),
};

// the source PVC, or the PVC of the source snapshot
function copiedBy(claim: KubernetesObject, { manifests }: Facts): KubernetesObject | undefined {
  const source = at(claim, 'spec', 'dataSource') ?? at(claim, 'spec', 'dataSourceRef');
  const [kind, name, namespace] = [stringAt(source, 'kind'), stringAt(source, 'name'), stringAt(source, 'namespace') ?? namespaceOf(claim)];
  const snapshot = kind === 'VolumeSnapshot' ? manifests.find('snapshot.storage.k8s.io/VolumeSnapshot', namespace, name)?.value : undefined;
  const copied = kind === 'PersistentVolumeClaim' ? name : stringAt(snapshot, 'spec', 'source', 'persistentVolumeClaimName');
  return copied === undefined ? undefined : manifests.find('/PersistentVolumeClaim', namespace, copied)?.value;
}
