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
  description: 'a claim of a volume that is made by hand, and that nobody makes or that does not fit it',
  reason:
    'a claim with storageClassName: "" binds to a volume that is there already, with its class, its access modes and its size, ' +
    'and else waits for ever',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: (facts) => facts.manifests.ofKind('/PersistentVolumeClaim').flatMap((claim) => problems(claim, facts)),
};

function problems({ path, value: claim }: Located<KubernetesObject>, facts: Facts): Violation[] {
  const name = stringAt(claim, 'spec', 'volumeName');
  const volume = name === undefined ? undefined : facts.manifests.find('/PersistentVolume', undefined, name)?.value;
  if (volume)
    return bindingMismatches(claim, volume, facts).map((what) => ({
      path,
      finding: `${describeObject(claim)} names PersistentVolume '${name}', ${what}`,
      remediation: 'Write the same in both',
    }));
  if (name) {
    return isDeployTimeValue(name) || facts.verdictOf(objectThing('', 'PersistentVolume', name)) !== 'absent'
      ? []
      : [
          {
            path,
            finding: `${describeObject(claim)} names PersistentVolume '${name}', which nobody makes`,
            remediation: 'Deploy the volume, or correct the name',
          },
        ];
  }
  if (classNameOf(claim) !== '' || mayExistOutsideApp(facts, '', 'PersistentVolume')) return [];
  const volumes = facts.manifests.ofKind('/PersistentVolume').map(({ value }) => value);
  if (volumes.some((each) => bindingMismatches(claim, each, facts).length === 0)) return [];
  const [only, another] = volumes;
  const which = only && !another ? `${describeObject(only)} is one ${bindingMismatches(claim, only, facts)[0]}` : 'no volume fits';
  return [
    {
      path,
      finding: `${describeObject(claim)} asks for a volume that is there already (storageClassName: ""), and ${which}`,
      remediation: 'Name a StorageClass, or deploy a volume that fits',
    },
  ];
}
