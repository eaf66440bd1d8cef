import { at, isFilledIn, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { named } from '../../reading/manifests.rules';
import { EBS_PROVISIONERS } from '../../reading/volumes.rules';
import { Rule } from '../../rule';

export const storageClassBinding: Rule = {
  id: 'storage-class-binding',
  area: 'Storage',
  severity: 'warning',
  finds: 'a class of EBS volumes that are made before it is known where their pod runs',
  why: 'an EBS volume is in one zone: made at once, it may be in one where the pod finds no node',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: (facts) => (isInOneZone(facts) ? [] : facts.manifests.ofKind('storage.k8s.io/StorageClass').filter(({ value }) => {
    const mode = textAt(value, 'volumeBindingMode');
    return EBS_PROVISIONERS.has(textAt(value, 'provisioner') ?? '') && mode !== 'WaitForFirstConsumer' && !isFilledIn(mode) && at(value, 'allowedTopologies') === undefined;
  }).map(({ path, value }) => ({ path, what: `${named(value)} makes volumes at once (volumeBindingMode: Immediate)`, fix: 'Give volumeBindingMode: WaitForFirstConsumer' }))),
};

function isInOneZone({ places = [] }: Facts): boolean {
  const zones = places.map((place) => place.zones);
  return zones.every((each) => each !== undefined) && new Set(zones.flat()).size === 1;
}
