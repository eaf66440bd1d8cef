import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const keptClaim: Rule = {
  id: 'kept-claim',
  area: 'Storage',
  severity: 'warning',
  description: 'retained PVC whose volume needs a subnet or storage virtual machine that the stack deletes',
  reason:
    'the stack cannot be deleted while the FSx file system has network interfaces in its subnet, or the storage virtual machine ' +
    'has volumes',
  source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_DeleteStorageVirtualMachine.html',
  check: ({ retainedPvcs }) =>
    retainedPvcs.map(({ path, value: { pvc, volume, parent } }) => ({
      path,
      finding: `${describeObject(pvc)} is retained with ${volume} when the stack is deleted, and the ${parent} is in the same stack`,
      remediation: 'Set deletePersistentVolumeClaims: true on the deployment, or deploy it in another stack',
    })),
};
