import { object as objectThing } from '../../../catalog/thing.rules';
import { isFilledIn, KubernetesObject, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { From } from '../../facts/from.rules';
import { named } from '../../reading/manifests.rules';
import { othersMayMake } from '../../reading/missing.rules';
import { classNameOf, misfits } from '../../reading/volumes.rules';
import { Found, Rule } from '../../rule';

export const claimUnbound: Rule = {
  id: 'claim-unbound',
  area: 'Storage',
  severity: 'error',
  finds: 'a claim of a volume that is made by hand, and that nobody makes or that does not fit it',
  why: 'a claim with storageClassName: "" binds to a volume that is there already, with its class, its access modes and its size, and else waits for ever',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  check: (facts) => facts.manifests.ofKind('/PersistentVolumeClaim').flatMap((claim) => problems(claim, facts)),
};

function problems({ path, value: claim }: From<KubernetesObject>, facts: Facts): Found[] {
  const name = textAt(claim, 'spec', 'volumeName');
  const volume = name === undefined ? undefined : facts.manifests.find('/PersistentVolume', undefined, name)?.value;
  if (volume) return misfits(claim, volume, facts).map((what) => ({ path, what: `${named(claim)} names PersistentVolume '${name}', ${what}`, fix: 'Write the same in both' }));
  if (name) {
    return isFilledIn(name) || facts.verdictOf(objectThing('', 'PersistentVolume', name)) !== 'absent' ? [] : [{ path, what: `${named(claim)} names PersistentVolume '${name}', which nobody makes`, fix: 'Deploy the volume, or correct the name' }];
  }
  if (classNameOf(claim) !== '' || othersMayMake(facts, '', 'PersistentVolume')) return [];
  const volumes = facts.manifests.ofKind('/PersistentVolume').map(({ value }) => value);
  if (volumes.some((each) => misfits(claim, each, facts).length === 0)) return [];
  const [only, another] = volumes;
  const which = only && !another ? `${named(only)} is one ${misfits(claim, only, facts)[0]}` : 'no volume fits';
  return [{ path, what: `${named(claim)} asks for a volume that is there already (storageClassName: ""), and ${which}`, fix: 'Name a StorageClass, or deploy a volume that fits' }];
}
