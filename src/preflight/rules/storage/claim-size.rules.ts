import { at, isDeployTimeValue, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { parseQuantity } from '../../../kubernetes/quantity.rules';
import { claimProblems } from '../../../storage/claim.rules';
import { EBS_TYPES } from '../../../storage/ebs/ebs.data';
import { EBS_SOURCE } from '../../../storage/ebs/ebs.rules';
import { Facts } from '../../facts/facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { ebsPlanOf, knownParameters, lowerCased } from '../../reading/storage-parameters.rules';
import { classNameOf, EBS_PROVISIONERS, pvcsIn, volumeOf } from '../../reading/volumes.rules';
import { mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const claimSize: Rule = {
  id: 'claim-size',
  area: 'Storage',
  severity: 'error',
  description: 'PersistentVolumeClaim whose size its EBS volume type does not support',
  reason: 'EC2 creates no volume that is smaller or larger than its type allows, and the PersistentVolumeClaim stays Pending',
  source: EBS_SOURCE,
  check: (facts: Facts) =>
    facts.objects.flatMap(({ path, value }) =>
      pvcsIn(value).flatMap(({ name, pvc }) => {
        const size = at(pvc, 'spec', 'resources', 'requests', 'storage');
        const bytes = isDeployTimeValue(size) ? undefined : parseQuantity(size);
        const limits = bytes === undefined || bytes <= 0 ? undefined : limitsOf(pvc, facts);
        if (limits === undefined) return [];
        // the driver rounds up
        const sizeGiB = Math.ceil(bytes! / 2 ** 30);
        const problems = claimProblems({ ...VALID, sizeGiB }, { accessModes: [VALID.accessMode], ...limits, source: EBS_SOURCE });
        return violationsOf(path, `PersistentVolumeClaim '${namespaceOf(value)}/${name}'`, problems);
      }),
    ),
};

/** Other properties of a PVC have rules of their own. */
const VALID = { name: 'data', path: '/data', accessMode: 'ReadWriteOnce', block: false, fromSnapshot: false, readOnly: false };

function limitsOf(pvc: unknown, facts: Facts) {
  const volume = volumeOf(pvc, facts);
  if (volume === undefined || !volume.isDynamicallyProvisioned || !EBS_PROVISIONERS.has(volume.driver)) return undefined;
  const object = facts.manifests.find('storage.k8s.io/StorageClass', undefined, classNameOf(pvc))?.value;
  if (object === undefined) return undefined;
  const parameters = mapAt(object, 'parameters');
  const plan = 'type' in lowerCased(parameters) ? ebsPlanOf(knownParameters(parameters)) : undefined;
  if (plan === undefined || !('type' in lowerCased(knownParameters(parameters)))) return undefined;
  const { minGiB, maxGiB } = EBS_TYPES[plan.type];
  return { minGiB, maxGiB, storage: `a ${plan.type} volume` };
}
