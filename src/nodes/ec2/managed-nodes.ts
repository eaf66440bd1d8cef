import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AmiReleaseVersion } from './ami-release-version';
import { Ec2NodeOptions } from './ec2-node-options';
import { Ec2Nodes } from './ec2-nodes';
import { managedNodesProblems } from './managed-nodes.rules';
import { NodeRepairConfig } from './node-repair-config';
import { taintSpecs } from './taint-specs';
import { WarmPoolConfig } from './warm-pool-config';
import { hasAccessEntries } from '../../cluster/outpost-placement';
import { checkProps } from '../../props/check-props';
import { nodeAccessEntryBefore } from '../node-access-entry';
import { NodeOs } from '../node-os';

/** Order in which EKS replaces the nodes of a group in an update. */
export enum UpdateStrategy {
  /** New nodes are launched before old ones are terminated. */
  DEFAULT = 'DEFAULT',
  /** Old nodes are terminated before new ones are launched: for limited capacity. */
  MINIMAL = 'MINIMAL',
}

/**
 * Settings of {@link ManagedNodes} that all have a default. Changing `os`, `spot`, `subnets`, `amiType` or a list of instance types
 * replaces the group.
 */
export interface ManagedNodesOptions extends Ec2NodeOptions {
  /**
   * AMI type of the EKS API, instead of that of `os` and the instance types. `os` still determines the disks and the format of the user
   * data.
   *
   * @default - from `os` and the instance types
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
   */
  readonly amiType?: string;
  /**
   * Release of the image. Not together with `machineImage`.
   *
   * @default - the newest when the group is created, and again whenever its version changes
   */
  readonly releaseVersion?: AmiReleaseVersion;
  /**
   * Whether EKS replaces nodes that the node monitoring agent reports as unhealthy.
   *
   * @default true
   */
  readonly enableNodeAutoRepair?: boolean;
  /**
   * Limits of node auto repair, and repair actions by condition.
   *
   * @default - as EKS does
   */
  readonly nodeRepairConfig?: NodeRepairConfig;
  /**
   * Maximum number of nodes that are replaced at a time in an update: 1 to 100. Not together with `maxUnavailablePercentage`.
   *
   * @default 1
   */
  readonly maxUnavailable?: number;
  /**
   * The same as a percentage of the group: 1 to 100.
   *
   * @default - `maxUnavailable`
   */
  readonly maxUnavailablePercentage?: number;
  /**
   * Whether an update launches new nodes or terminates old ones first.
   *
   * @default UpdateStrategy.DEFAULT
   */
  readonly updateStrategy?: UpdateStrategy;
  /**
   * Warm pool of pre-initialized instances. With images of EKS only.
   *
   * @default - none
   */
  readonly warmPool?: WarmPoolConfig;
}

/** Properties of {@link ManagedNodes}. */
export interface ManagedNodesProps extends ManagedNodesOptions {
  /** The cluster that the nodes join. */
  readonly cluster: eks.ICluster;
}

/** Nodes in a managed group, by default quota. Source: https://docs.aws.amazon.com/general/latest/gr/eks.html */
const MAX_NODES = 450;
/** Source: CloudFormation, AWS::EKS::Nodegroup InstanceTypes. */
const MAX_TYPES = 20;
/** Default of EKS. Source: EKS User Guide, managed-node-update-behavior. */
const DEFAULT_MAX_UNAVAILABLE = 1;

/**
 * A managed node group: nodes that EKS launches, drains and updates. It follows the Kubernetes version of the cluster and never forces an
 * update.
 *
 * @example
 * new ManagedNodes(this, 'Nodes', {
 *   cluster,
 *   instanceTypes: [new ec2.InstanceType('m7g.large')],
 *   os: NodeOs.BOTTLEROCKET,
 *   minSize: 2,
 *   maxSize: 6,
 * });
 */
export class ManagedNodes extends Construct implements iam.IGrantable {
  /** The node group, for what this construct does not cover. */
  public readonly nodegroup: eks.CfnNodegroup;
  /** The role of the nodes. */
  public readonly role: iam.IRole;
  /** The launch template of the nodes. */
  public readonly launchTemplate: ec2.LaunchTemplate;
  /** The role of the nodes, for grants; for permissions that a pod needs, grant to its `WorkloadIdentity`. */
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: ManagedNodesProps) {
    checkProps('ManagedNodesProps', scope, id, props, new.target !== ManagedNodes);
    const { cluster, machineImage, warmPool, maxUnavailable, maxUnavailablePercentage } = props;
    const nodes = new Ec2Nodes(scope, id, cluster, props, {
      nodeType: 'managed',
      maxNodes: MAX_NODES,
      maxTypes: MAX_TYPES,
      amiType: props.amiType,
      bootstrappedByEks: true,
      requestedFeatures: [],
      problems: managedNodesProblems({
        customImage: machineImage !== undefined,
        amiType: props.amiType !== undefined,
        release: props.releaseVersion !== undefined,
        os: props.os ?? NodeOs.AL2023,
        enableNodeAutoRepair: props.enableNodeAutoRepair ?? true,
        repair: props.nodeRepairConfig,
        maxUnavailable: literalOf(maxUnavailable),
        maxUnavailablePercentage: literalOf(maxUnavailablePercentage),
        warmPool: warmPool && {
          ...warmPool,
          minSize: literalOf(warmPool.minSize),
          maxGroupPreparedCapacity: literalOf(warmPool.maxGroupPreparedCapacity),
        },
        spot: props.spot ?? false,
        instanceTypes: props.instanceTypes?.length ?? 1,
        capacityBlock: props.capacityReservation?._capacityType === 'CAPACITY_BLOCK',
        maxPods: props.kubelet?.maxPods !== undefined,
      }),
    });
    super(scope, id);
    this.role = nodes.role(this);
    this.grantPrincipal = this.role;
    this.launchTemplate = nodes.launchTemplate(this);
    const single = nodes.instanceTypes.length === 1;
    this.nodegroup = new eks.CfnNodegroup(this, 'Resource', {
      clusterName: cluster.clusterName,
      nodeRole: this.role.roleArn,
      subnets: nodes.subnets.map(({ subnetId }) => subnetId),
      // a custom AMI determines the Kubernetes version
      ...(machineImage
        ? {}
        : {
            amiType: nodes.image.amiType,
            version: nodes.version,
            releaseVersion: props.releaseVersion?._bind(this, nodes.version && nodes.image.releaseParameter?.replace('<V>', nodes.version)),
          }),
      capacityType: props.capacityReservation?._capacityType ?? (props.spot ? 'SPOT' : 'ON_DEMAND'),
      instanceTypes: single ? undefined : nodes.instanceTypes.map((type) => type.toString()),
      labels: Object.keys(nodes.labels).length > 0 ? nodes.labels : undefined,
      taints: taintSpecs(nodes.taints),
      launchTemplate: { id: this.launchTemplate.launchTemplateId, version: this.launchTemplate.latestVersionNumber },
      // all or none at creation. Source: aws/api-models-aws, eks 2017-11-01, NodegroupScalingConfig
      scalingConfig: nodes.sizes,
      nodeRepairConfig: { enabled: props.enableNodeAutoRepair ?? true, ...repairConfig(props.nodeRepairConfig) },
      updateConfig: updateConfig(props),
      warmPoolConfig: warmPool && {
        enabled: true,
        minSize: warmPool.minSize,
        maxGroupPreparedCapacity: warmPool.maxGroupPreparedCapacity,
        poolState: warmPool.poolState,
        reuseOnScaleIn: warmPool.reuseOnScaleIn,
      },
    });
    this.node.defaultChild = this.nodegroup;
    this.nodegroup.node.addDependency(...nodes.subnets.map((subnet) => subnet.internetConnectivityEstablished));
    // EKS treats nodes with a custom AMI as Linux
    if (machineImage && nodes.family.kernel === 'windows' && hasAccessEntries(cluster)) {
      nodeAccessEntryBefore(this.nodegroup, this, 'Access', cluster, this.role.roleArn, nodes.family.accessEntryType);
    }
    nodes.register(this, this.nodegroup);
  }
}

// rules compare numbers, and the value of a parameter is known at deployment only
const literalOf = (value: number | undefined): number | 'token' | undefined => (Token.isUnresolved(value) ? 'token' : value);

// one of the limits is required. Source: aws/api-models-aws, eks 2017-11-01, NodegroupUpdateConfig
function updateConfig({
  maxUnavailable,
  maxUnavailablePercentage,
  updateStrategy,
}: ManagedNodesOptions): eks.CfnNodegroup.UpdateConfigProperty | undefined {
  if (maxUnavailable === undefined && maxUnavailablePercentage === undefined && updateStrategy === undefined) return undefined;
  const limit = maxUnavailablePercentage === undefined ? (maxUnavailable ?? DEFAULT_MAX_UNAVAILABLE) : undefined;
  return { maxUnavailable: limit, maxUnavailablePercentage, updateStrategy };
}

function repairConfig({ nodeRepairConfigOverrides, ...limits }: NodeRepairConfig = {}): Partial<eks.CfnNodegroup.NodeRepairConfigProperty> {
  return {
    ...limits,
    nodeRepairConfigOverrides: nodeRepairConfigOverrides?.map(
      ({ nodeMonitoringCondition, nodeUnhealthyReason, minRepairWaitTimeMins, repairAction }) => ({
        nodeMonitoringCondition: nodeMonitoringCondition,
        nodeUnhealthyReason: nodeUnhealthyReason,
        minRepairWaitTimeMins: minRepairWaitTimeMins,
        repairAction: repairAction,
      }),
    ),
  };
}
