import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { declareTiers, hasDeclaredTiers, hasGuessedTiers } from './network-tiers';
import { tagSubnet } from './tag-subnet';
import { TIERS } from './tier.data';
import { failOn, Problem } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of an {@link ExistingVpc}. */
export interface ExistingVpcProps {
  /** The VPC: created in this app, looked up or imported. */
  readonly vpc: ec2.IVpc;
  /**
   * Subnets of nodes and pods.
   *
   * @default - the private subnets, else the isolated ones
   */
  readonly applicationSubnets?: ec2.SubnetSelection;
  /**
   * Subnets of internet-facing load balancers.
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
   * Subnets of the network interfaces of the control plane: in at least two availability zones. EKS does not allow other zones later.
   *
   * @default - the application subnets
   */
  readonly controlPlaneSubnets?: ec2.SubnetSelection;
  /**
   * Subnets for pods only, from a secondary CIDR block of the VPC.
   *
   * @default - pods use IP addresses of the application subnets
   */
  readonly podSubnets?: ec2.SubnetSelection;
  /**
   * Whether the application subnets have internet access. Set it for an imported VPC, whose routes are not known.
   *
   * @default - unknown; false if all subnets are isolated
   */
  readonly hasInternetAccess?: boolean;
}

/** A tag that a subnet needs and that this app cannot add, because another app created the subnet. */
export interface MissingSubnetTag {
  /** ID of the subnet. */
  readonly subnetId: string;
  /** Key of the tag. */
  readonly key: string;
  /** Value of the tag. */
  readonly value: string;
}

/**
 * An existing VPC as the network of a cluster: declares the tiers of its subnets. Pass its `vpc` to clusters and platforms.
 *
 * Subnets that this app creates are tagged for load balancers; for others, {@link missingTags} and {@link tagCommands} list the tags that
 * have to be added in the app that created them. Subnets that another account shares must be tagged by their owner.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 *
 * @example
 * const network = new ExistingVpc(this, 'Network', {
 *   vpc: new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 }),
 *   hasInternetAccess: true,
 * });
 *
 * new Platform(this, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [admin], vpc: network.vpc });
 */
export class ExistingVpc extends Construct {
  /** The VPC with its declared tiers. */
  public readonly vpc: ec2.IVpc;
  /** Tags that have to be added in the app that created the subnets. */
  public readonly missingTags: MissingSubnetTag[];

  constructor(scope: Construct, id: string, props: ExistingVpcProps) {
    checkProps('ExistingVpcProps', scope, id, props, new.target !== ExistingVpc);
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

  /** AWS CLI commands that add the missing tags, one for each tag. */
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
  finding: 'the tiers of the VPC are already declared',
  constraint: 'a VPC can have only one ExistingVpc, and a ThreeTierVpc cannot have one',
  remediation: 'Remove this ExistingVpc',
};

const TOO_LATE: Problem = {
  finding: 'another construct already uses the VPC',
  constraint: 'it has selected its subnets by their type, before the tiers were declared',
  remediation: 'Create ExistingVpc before the cluster and before all other constructs that use the VPC',
};

const NO_SUBNETS: Problem = {
  finding: 'the VPC has no subnets for nodes',
  constraint: 'nodes require at least one private or isolated subnet',
  remediation: 'Set `applicationSubnets`',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
};
