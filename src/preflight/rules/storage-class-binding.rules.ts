import { at, textAt } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { EBS_PROVISIONERS } from '../volumes.rules';

export const storageClassBinding: Rule = {
  id: 'storage-class-binding',
  area: 'Storage',
  severity: 'warning',
  finds: 'a class of EBS volumes that are made before it is known where their pod runs',
  why: 'an EBS volume is in one zone: made at once, it may be in one where the pod finds no node',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: ({ manifests, places }) => manifests.ofKind('storage.k8s.io/StorageClass').filter(({ value }) => EBS_PROVISIONERS.has(textAt(value, 'provisioner') ?? '')
    && textAt(value, 'volumeBindingMode') !== 'WaitForFirstConsumer' && at(value, 'allowedTopologies') === undefined
    && !(places !== undefined && places.length > 0 && places.every(({ zones }) => zones?.length === 1)))
    .map(({ path, value }) => ({ path, what: `${named(value)} makes volumes at once (volumeBindingMode: Immediate)`, fix: 'Give volumeBindingMode: WaitForFirstConsumer' })),
};
