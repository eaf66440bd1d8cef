import { object as objectThing } from '../../../catalog/capability.rules';
import { isDeployTimeValue, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { classNameOf, bindingMismatches } from '../../reading/volumes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const claimUnbound: Rule = {
  id: 'claim-unbound',
  area: 'Storage',
  severity: 'error',
  description: 'statically provisioned PVC without a matching PersistentVolume',
  reason:
    'a PVC with storageClassName: "" binds only to an existing PersistentVolume with the same class, and sufficient access modes ' +
    'and capacity, and otherwise stays Pending',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: (facts) => facts.manifests.ofKind('/PersistentVolumeClaim').flatMap((claim) => problems(claim, facts)),
};

function problems({ path, value: claim }: Located<KubernetesObject>, facts: Facts): Violation[] {
  const name = stringAt(claim, 'spec', 'volumeName');
  const volume = name === undefined ? undefined : facts.manifests.find('/PersistentVolume', undefined, name)?.value;
  if (volume) {
    return bindingMismatches(claim, volume, facts).map((what) => ({
      path,
      finding: `${describeObject(claim)} references PersistentVolume '${name}', which does not match (${what})`,
      remediation: 'Set the same value in both',
    }));
  }
  if (name) {
    return isDeployTimeValue(name) || facts.verdictOf(objectThing('', 'PersistentVolume', name)) !== 'absent'
      ? []
      : [
          {
            path,
            finding: `${describeObject(claim)} references PersistentVolume '${name}', which does not exist`,
            remediation: 'Deploy the PersistentVolume, or correct volumeName',
          },
        ];
  }
  if (classNameOf(claim) !== '' || mayExistOutsideApp(facts, '', 'PersistentVolume')) return [];
  const volumes = facts.manifests.ofKind('/PersistentVolume').map(({ value }) => value);
  if (volumes.some((each) => bindingMismatches(claim, each, facts).length === 0)) return [];
  const [only, another] = volumes;
  const which =
    only && !another
      ? `${describeObject(only)} does not match (${bindingMismatches(claim, only, facts)[0]})`
      : 'no PersistentVolume matches';
  return [
    {
      path,
      finding: `${describeObject(claim)} needs an existing PersistentVolume (storageClassName: ""), and ${which}`,
      remediation: 'Set storageClassName, or deploy a matching PersistentVolume',
    },
  ];
}
