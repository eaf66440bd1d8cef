import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const keptClaim: Rule = {
  id: 'kept-claim',
  area: 'Storage',
  severity: 'warning',
  finds: 'a claim that stays while the subnet or storage virtual machine of its volume is deleted',
  why: 'a file system of FSx keeps interfaces in its subnet, and a storage virtual machine is deleted only without volumes, so that '
    + 'the stack cannot be deleted',
  source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_DeleteStorageVirtualMachine.html',
  check: ({ keptClaims }) => keptClaims.map(({ path, value: { claim, volume, holder } }) => ({
    path,
    what: `${named(claim)} stays when the stack is deleted, and so does ${volume}, whose ${holder} is in the same stack`,
    fix: 'Give removeClaims: true to the deployment, or deploy it in another stack',
  })),
};
