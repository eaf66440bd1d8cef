import { at, isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { EBS_PROVISIONERS } from '../../reading/volumes.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const storageClassBinding: Rule = {
  id: 'storage-class-binding',
  area: 'Storage',
  severity: 'warning',
  description: 'StorageClass for EBS volumes with volumeBindingMode: Immediate',
  reason:
    'an EBS volume is in one zone: created immediately, it may be in a zone without a node for the pod (volume node affinity conflict)',
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
            finding: `${describeObject(value)} creates volumes immediately (volumeBindingMode: Immediate)`,
            remediation: 'Set volumeBindingMode: WaitForFirstConsumer',
          })),
};

function isInOneZone({ nodeCandidates = [] }: Facts): boolean {
  const zones = nodeCandidates.map((place) => place.zones);
  return zones.every((each) => each !== undefined) && new Set(zones.flat()).size === 1;
}
