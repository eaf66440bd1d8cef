import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { EBS_PROVISIONERS } from '../../reading/volumes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const storageClassBinding: Rule = {
  id: 'storage-class-binding',
  area: 'Storage',
  severity: 'warning',
  description: 'a class of EBS volumes that are made before it is known where their pod runs',
  reason: 'an EBS volume is in one zone: made at once, it may be in one where the pod finds no node',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  check: (facts) =>
    isInOneZone(facts)
      ? []
      : facts.manifests
          .ofKind('storage.k8s.io/StorageClass')
          .filter(({ value }) => {
            const mode = stringAt(value, 'volumeBindingMode');
            return (
              EBS_PROVISIONERS.has(stringAt(value, 'provisioner') ?? '') &&
              mode !== 'WaitForFirstConsumer' &&
              !isDeployTimeValue(mode) &&
              at(value, 'allowedTopologies') === undefined
            );
          })
          .map(({ path, value }) => ({
            path,
            finding: `${describeObject(value)} makes volumes at once (volumeBindingMode: Immediate)`,
            remediation: 'Give volumeBindingMode: WaitForFirstConsumer',
          })),
};

function isInOneZone({ nodeCandidates = [] }: Facts): boolean {
  const zones = nodeCandidates.map((place) => place.zones);
  return zones.every((each) => each !== undefined) && new Set(zones.flat()).size === 1;
}
