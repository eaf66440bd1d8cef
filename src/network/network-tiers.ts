import { Token } from 'aws-cdk-lib';
import { CfnVPC, CfnVPCCidrBlock, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';

/** What a network is to a cluster: which subnets stand for which tier, and what they reach. Plain data. */
export interface NetworkTiers {
  readonly public: readonly ISubnet[];
  /** nodes and pods. */
  readonly application: readonly ISubnet[];
  readonly data: readonly ISubnet[];
  readonly controlPlane: readonly ISubnet[];
  /** pods alone, where they have addresses of their own. */
  readonly pods: readonly ISubnet[];
  /** whether the application tier reaches the internet; nothing where this app does not know. */
  readonly hasInternetAccess?: boolean;
}

const TIERS_OF = Symbol.for('cdk-eks-strata.network-tiers');
const GUESSED = Symbol.for('cdk-eks-strata.network-tiers-guessed');
type Holder = IVpc & { [TIERS_OF]?: NetworkTiers; [GUESSED]?: true };

/** Says once which subnets of a VPC are which tier. */
export function declareTiers(vpc: IVpc, tiers: NetworkTiers): void {
  Object.defineProperty(vpc, TIERS_OF, { value: tiers, configurable: true });
}

export const hasDeclaredTiers = (vpc: IVpc): boolean => (vpc as Holder)[TIERS_OF] !== undefined;

/** Whether something was created in the VPC by its subnet types, which a later declaration of its tiers would contradict. */
export const hasGuessedTiers = (vpc: IVpc): boolean => (vpc as Holder)[GUESSED] !== undefined;

/** The tiers of any VPC: as declared, or the best that its subnet types tell. */
export function networkTiersOf(vpc: IVpc): NetworkTiers {
  const declared = (vpc as Holder)[TIERS_OF];
  if (declared) return declared;
  if (!(GUESSED in vpc)) Object.defineProperty(vpc, GUESSED, { value: true });
  const onlyIsolated = vpc.privateSubnets.length === 0;
  const application = onlyIsolated ? vpc.isolatedSubnets : vpc.privateSubnets;
  return {
    public: vpc.publicSubnets,
    application,
    data: vpc.isolatedSubnets,
    controlPlane: application,
    pods: [],
    // an isolated subnet has no way out by its definition, a private one may have any
    hasInternetAccess: onlyIsolated && application.length > 0 ? false : undefined,
  };
}

/** All blocks of addresses of a VPC that this app knows. */
export function networkBlocksOf(vpc: IVpc): string[] {
  const added = vpc.node.children
    .filter((child): child is CfnVPCCidrBlock => child instanceof CfnVPCCidrBlock)
    .map(({ cidrBlock }) => cidrBlock);
  return [networkBlockOf(vpc), ...added].filter((block): block is string => block !== undefined && !Token.isUnresolved(block));
}

/** The first block of addresses of a VPC, where this app knows it. */
export function networkBlockOf(vpc: IVpc): string | undefined {
  const own = (vpc.node.defaultChild as CfnVPC | undefined)?.cidrBlock;
  if (own !== undefined) return Token.isUnresolved(own) ? undefined : own;
  try {
    return Token.isUnresolved(vpc.vpcCidrBlock) ? undefined : vpc.vpcCidrBlock;
  } catch {
    return undefined; // an imported VPC that was not told its block
  }
}
