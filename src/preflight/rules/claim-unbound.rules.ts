import { at, KubernetesObject, listAt, namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { object as objectThing } from '../../inventory/thing.rules';
import { Facts } from '../facts.rules';
import { From } from '../from.rules';
import { named } from '../manifests.rules';
import { quantity } from '../quantity.rules';
import { Found, Rule } from '../rule';

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
  const className = at(claim, 'spec', 'storageClassName');
  const name = textAt(claim, 'spec', 'volumeName');
  const volume = name === undefined ? undefined : facts.manifests.find('/PersistentVolume', undefined, name)?.value;
  if (volume) return misfits(claim, volume).map((what) => ({ path, what: `${named(claim)} names PersistentVolume '${name}', ${what}`, fix: 'Write the same in both' }));
  if (name !== undefined) {
    return name.includes('<') || facts.verdictOf(objectThing('', 'PersistentVolume', name)) !== 'absent' ? [] : [{ path, what: `${named(claim)} names PersistentVolume '${name}', which nobody makes`, fix: 'Deploy the volume, or correct the name' }];
  }
  if (className !== '' || at(claim, 'spec', 'dataSource') !== undefined) return [];
  const fitting = facts.manifests.ofKind('/PersistentVolume').some(({ value }) => misfits(claim, value).length === 0);
  return fitting || facts.verdictOf(objectThing('', 'PersistentVolume', '*')) !== 'absent' ? []
    : [{ path, what: `${named(claim)} asks for a volume that is there already (storageClassName: ""), and no volume fits`, fix: 'Name a StorageClass, or deploy the volume' }];
}

function misfits(claim: KubernetesObject, volume: KubernetesObject): string[] {
  const modes = listAt(claim, 'spec', 'accessModes').filter((mode) => !listAt(volume, 'spec', 'accessModes').includes(mode));
  const [asked, has] = [quantity(at(claim, 'spec', 'resources', 'requests', 'storage')), quantity(at(volume, 'spec', 'capacity', 'storage'))];
  const [ofClaim, ofVolume] = [claim, volume].map((each) => textAt(each, 'spec', 'storageClassName'));
  const bound = at(volume, 'spec', 'claimRef');
  const [boundTo, boundIn] = [textAt(bound, 'name'), textAt(bound, 'namespace')];
  return [
    ...(modes.length > 0 ? [`whose access modes are ${listAt(volume, 'spec', 'accessModes').join(', ') || 'none'}`] : []),
    ...(has > 0 && asked > has ? [`which has ${String(at(volume, 'spec', 'capacity', 'storage'))}, and it asks for ${String(at(claim, 'spec', 'resources', 'requests', 'storage'))}`] : []),
    // without a class a claim gets the default one, and with it another volume
    ...((ofClaim ?? ofVolume ?? '') !== (ofVolume ?? '') ? [`whose class is '${ofVolume ?? ''}', and it asks for '${ofClaim}'`] : []),
    ...(boundTo !== undefined && (boundTo !== claim.metadata?.name || (boundIn ?? namespaceOf(claim)) !== namespaceOf(claim)) ? [`which is kept for the claim '${boundIn}/${boundTo}'`] : []),
  ];
}
