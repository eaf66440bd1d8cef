import { CfnMapping, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DEFAULT_ACCOUNT_REGIONS, DEFAULT_IMAGE_ACCOUNT, IMAGE_ACCOUNTS } from '../tables/eks-images.data';

const ID = 'EksImageAccounts';

/** The ECR repository of an image of EKS, in the region of the stack. */
export function eksImageRepository(scope: Construct, name: string): string {
  const stack = Stack.of(scope);
  const { region } = stack;
  const account = Token.isUnresolved(region)
    ? accountsOf(stack).findInMap(region, 'account')
    : (IMAGE_ACCOUNTS[region] ?? DEFAULT_IMAGE_ACCOUNT);
  return `${account}.dkr.ecr.${region}.${stack.urlSuffix}/eks/${name}`;
}

function accountsOf(stack: Stack): CfnMapping {
  return (
    (stack.node.tryFindChild(ID) as CfnMapping | undefined) ??
    new CfnMapping(stack, ID, {
      mapping: Object.fromEntries([
        ...DEFAULT_ACCOUNT_REGIONS.map((region) => [region, { account: DEFAULT_IMAGE_ACCOUNT }]),
        ...Object.entries(IMAGE_ACCOUNTS).map(([region, account]) => [region, { account }]),
      ]),
    })
  );
}
