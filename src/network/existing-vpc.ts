import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { declareTiers, hasDeclaredTiers, hasGuessedTiers } from './network-tiers';
import { tagSubnet } from './three-tier-vpc';
import { TIERS } from './tier.data';
import { failOn, Problem } from '../errors/problems';

/** Properties of an {@link ExistingVpc}. */
export interface ExistingVpcProps {
  /** The VPC: made in this app, looked up or imported. */
  readonly vpc: ec2.IVpc;
  /**
   * Subnets of nodes and pods.
   *
   * @default - the private subnets, else the isolated ones
   */
  readonly applicationSubnets?: ec2.SubnetSelection;
  /**
   * Subnets of load balancers that the internet reaches.
   *
   * @default - the public subnets
   */
  readonly publicSubnets?: ec2.SubnetSelection;
  /**
   * Subnets of databases and file systems.
   *
   * @default - the isolated subnets
   */
  readonly dataSubnets?: ec2.SubnetSelection;
  /**
   * Subnets of the control plane's interfaces: in two zones or more, which can never be others.
   *
   * @default - the application subnets
   */
  readonly controlPlaneSubnets?: ec2.SubnetSelection;
  /**
   * Subnets of pods alone, from another block of the VPC.
   *
   * @default - pods have addresses of the application subnets
   */
  readonly podSubnets?: ec2.SubnetSelection;
  /**
   * Whether the application subnets reach the internet. Say so where it is known: an imported VPC does not tell.
   *
   * @default - not known; no where all subnets are isolated
   */
  readonly hasInternetAccess?: boolean;
}

/** A tag that a subnet needs and this app cannot write, because the subnet was made elsewhere. */
export interface MissingSubnetTag {
  /** Id of the subnet. */
  readonly subnetId: string;
  /** Key of the tag. */
  readonly key: string;
  /** Value of the tag. */
  readonly value: string;
}

/**
 * A VPC that exists, as the network of a cluster: which subnets stand for which tier. Pass `vpc` of it to clusters and platforms.
 *
 * Subnets made in this app are tagged for load balancers; for all others {@link missingTags} and {@link tagCommands} say which tags have to
 * be written where they are made. Subnets shared by another account must be tagged by their owner.
 */
export class ExistingVpc extends Construct {
  /** The VPC, knowing its tiers. */
  public readonly vpc: ec2.IVpc;
  /** Tags that have to be written where the subnets are made. */
  public readonly missingTags: MissingSubnetTag[];

  constructor(scope: Construct, id: string, props: ExistingVpcProps) {
    const { vpc } = props;
    const onlyIsolated = vpc.privateSubnets.length === 0;
    const select = (selection: ec2.SubnetSelection | undefined, otherwise: ec2.ISubnet[]) =>
      selection ? vpc.selectSubnets(selection).subnets : otherwise;
    const application = select(props.applicationSubnets, onlyIsolated ? vpc.isolatedSubnets : vpc.privateSubnets);
    const tiers = {
      public: select(props.publicSubnets, vpc.publicSubnets),
      application,
      data: select(props.dataSubnets, vpc.isolatedSubnets),
      controlPlane: select(props.controlPlaneSubnets, application),
      pods: select(props.podSubnets, []),
    };
    failOn(scope, id, [
      ...(application.length > 0 ? [] : [NO_SUBNETS]),
      ...(hasDeclaredTiers(vpc) ? [KNOWN] : []),
      ...(hasGuessedTiers(vpc) ? [TOO_LATE] : []),
    ]);
    super(scope, id);
    this.vpc = vpc;
    declareTiers(vpc, {
      ...tiers,
      hasInternetAccess: props.hasInternetAccess ?? (onlyIsolated && !props.applicationSubnets ? false : undefined),
    });
    const wanted = [
      ...TIERS.flatMap(({ name, tags }) =>
        (name === 'data' ? [] : tiers[name as 'public' | 'application']).map((subnet) => ({ subnet, tags })),
      ),
      ...tiers.pods.map((subnet) => ({ subnet, tags: { 'kubernetes.io/role/cni': '1' } })),
    ];
    const own = wanted.filter(({ subnet }) => ec2.Subnet.isVpcSubnet(subnet));
    own.forEach(({ subnet, tags }) => tagSubnet(subnet, tags));
    this.missingTags = wanted
      .filter(({ subnet }) => !ec2.Subnet.isVpcSubnet(subnet))
      .flatMap(({ subnet, tags }) => Object.entries(tags).map(([key, value]) => ({ subnetId: subnet.subnetId, key, value })));
  }

  /** The commands that write the missing tags, one for each tag. */
  public get tagCommands(): string[] {
    const ids = new Map<string, string[]>();
    for (const { subnetId, key, value } of this.missingTags) {
      const tag = `Key=${key},Value=${value}`;
      ids.set(tag, [...(ids.get(tag) ?? []), Token.isUnresolved(subnetId) ? '<subnet>' : subnetId]);
    }
    return [...ids].map(([tag, subnets]) => `aws ec2 create-tags --resources ${subnets.join(' ')} --tags ${tag}`);
  }
}

const KNOWN: Problem = {
  finding: 'the tiers of the VPC are said already',
  constraint: 'a VPC has one ExistingVpc, and a ThreeTierVpc none',
  remediation: 'Use the first one',
};

const TOO_LATE: Problem = {
  finding: 'the VPC is in use already',
  constraint: 'what was created in it chose its subnets by their types',
  remediation: 'Move ExistingVpc before the cluster, and before everything else that takes the VPC',
};

const NO_SUBNETS: Problem = {
  finding: 'the VPC has no subnets for nodes',
  constraint: 'nodes live in one subnet at the least',
  remediation: 'Choose applicationSubnets',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
};
