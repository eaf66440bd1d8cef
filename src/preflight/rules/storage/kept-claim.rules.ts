import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const keptClaim: Rule = {
  id: 'kept-claim',
  area: 'Storage',
  severity: 'warning',
  description: 'a claim that stays while the subnet or storage virtual machine of its volume is deleted',
  reason:
    'a file system of FSx keeps interfaces in its subnet, and a storage virtual machine is deleted only without volumes, so that ' +
    'the stack cannot be deleted',
  source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_DeleteStorageVirtualMachine.html',
  check: ({ retainedPvcs }) =>
    retainedPvcs.map(({ path, value: { pvc, volume, parent } }) => ({
      path,
      finding: `${describeObject(pvc)} stays when the stack is deleted, and so does ${volume}, whose ${parent} is in the same stack`,
      remediation: 'Give deletePersistentVolumeClaims: true to the deployment, or deploy it in another stack',
    })),
};
