import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { isAutoMode } from './auto-mode';
import { nodeClassObject, nodeClassProblems } from './auto-mode-node-class.rules';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { feature } from '../../catalog/capability.rules';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { failOn, Problem } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { networkTiersOf } from '../../network/network-tiers';
import { checkProps } from '../../props/check-props';
import { clusterVersionOf } from '../cluster-details';
import { elasticCapacity, planOf } from '../karpenter/node-pool';
import { instanceProblems } from '../karpenter/node-pool-instances.rules';
import { NodePoolOptions } from '../karpenter/node-pool-options';
import { nodePoolObject, nodePoolProblems } from '../karpenter/node-pool.rules';
import { locationFeaturesOf } from '../node-location';
import { isolatedSubnetProblems, publicSubnetProblems, selectedSubnets, zoneNames } from '../node-subnets';
import { featureProblems } from '../tables/node-features.rules';

/** Settings of a pool of Auto Mode and of its node class, each with a default. */
export interface AutoModeNodePoolOptions extends NodePoolOptions {
  /**
   * Subnets of the nodes, also in a Local Zone.
   *
   * @default - the application tier of the network
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Security groups in addition to the cluster security group.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Subnets of the addresses of pods. Together with `podSecurityGroups`.
   *
   * @default - the pod subnets of the network where it has them, else the subnets of the nodes
   */
  readonly podSubnets?: ec2.SubnetSelection;
  /**
   * Security groups of pods, if pods have separate subnets.
   *
   * @default - the cluster's
   */
  readonly podSecurityGroups?: ec2.ISecurityGroup[];
  /**
   * Size of the disk for images, logs and pods: 1 to 59,000 GiB.
   *
   * @default - 80 GiB, as EKS does
   */
  readonly ephemeralStorage?: Size;
  /**
   * IOPS of that disk: 3,000 to 16,000.
   *
   * @default 3000
   */
  readonly ephemeralStorageIops?: number;
  /**
   * Throughput of that disk: 125 to 1,000 MiB/s.
   *
   * @default 125
   */
  readonly ephemeralStorageThroughputMiBps?: number;
  /**
   * Whether ingress and egress are denied for pods that no NetworkPolicy selects.
   *
   * @default false
   */
  readonly networkPolicyDefaultDeny?: boolean;
  /**
   * Whether decisions of network policies are logged on the nodes.
   *
   * @default false
   */
  readonly networkPolicyEventLogs?: boolean;
  /**
   * Whether traffic of pods to destinations outside of the VPC has the address of the node (SNAT).
   *
   * @default true
   */
  readonly snat?: boolean;
  /**
   * Whether the image has FIPS-validated cryptography.
   *
   * @default false
   */
  readonly fips?: boolean;
  /**
   * Ids of capacity reservations, `cr-…`: used before on-demand. Where `capacityTypes` is given, it names `NodePoolCapacityType.RESERVED`.
   *
   * @default - none
   */
  readonly capacityReservationIds?: string[];
  /**
   * Tags on instances and their disks, over those of the app. `AutoModeNodes` adds the policy for them to the role of the cluster; the role
   * of an imported cluster needs it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
   */
  readonly instanceTags?: { [key: string]: string };
}

/** Properties of an {@link AutoModeNodePool}. */
export interface AutoModeNodePoolProps extends AutoModeNodePoolOptions {
  /** The cluster, which runs in Auto Mode. */
  readonly cluster: eks.ICluster;
  /** The role of the nodes: `autoMode.nodeRole`, or another one with an access entry of type EC2. */
  readonly nodeRole: iam.IRole;
  /**
   * Name of the NodePool and of its NodeClass: lower-case letters, digits, hyphens or dots, not `default`. It can never change.
   *
   * @default - the id of the construct in lower case
   */
  readonly nodePoolName?: string;
}

/** Maximum lifetime of a node. Source: EKS User Guide, auto-security. */
const MAX_HOURS = 504;
const DEFAULT_HOURS = 336;

/**
 * A NodePool and its NodeClass: nodes that Auto Mode launches for pending pods.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * const { nodeRole } = new AutoModeNodes(this, 'AutoMode', { cluster });
 *
 * new AutoModeNodePool(this, 'Spot', {
 *   cluster,
 *   nodeRole,
 *   architectures: [ec2.InstanceArchitecture.ARM_64],
 *   capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
 *   limits: { cpu: '200' },
 * });
 */
export class AutoModeNodePool extends Construct {
  /** Name of the NodePool: pods choose it by `karpenter.sh/nodepool`. */
  public readonly nodePoolName: string;

  constructor(scope: Construct, id: string, props: AutoModeNodePoolProps) {
    checkProps('AutoModeNodePoolProps', scope, id, props, new.target !== AutoModeNodePool);
    const { cluster, nodeRole, nodePoolName = id.toLowerCase() } = props;
    const tiers = networkTiersOf(cluster.vpc);
    const { subnets, problems } = selectedSubnets(cluster.vpc, props.subnets);
    const podSubnets = props.podSubnets ? cluster.vpc.selectSubnets(props.podSubnets).subnets : tiers.pods;
    const plan = planOf(props, {
      instanceLabels: 'eks.amazonaws.com',
      os: 'linux',
      defaultExpireAfterHours: DEFAULT_HOURS,
      maxExpireAfterHours: MAX_HOURS,
      subnetZones: zoneNames(subnets),
      reservations: props.capacityReservationIds?.length ?? 0,
    });
    const ids = (groups: ec2.ISecurityGroup[] = []) => groups.map(({ securityGroupId }) => securityGroupId);
    const classPlan = {
      diskGiB: props.ephemeralStorage?.toGibibytes(),
      iops: props.ephemeralStorageIops,
      throughput: props.ephemeralStorageThroughputMiBps,
      networkPolicyDefaultDeny: props.networkPolicyDefaultDeny,
      networkPolicyEventLogs: props.networkPolicyEventLogs,
      snat: props.snat,
      fips: props.fips,
      capacityReservationIds: props.capacityReservationIds ?? [],
      tags: props.instanceTags,
    };
    failOn(scope, id, [
      ...(isAutoMode(cluster) || clusterVersionOf(cluster) === undefined ? [] : [NOT_AUTO_MODE]),
      ...problems,
      ...publicSubnetProblems(subnets),
      ...isolatedSubnetProblems(cluster.vpc, subnets),
      ...locationFeaturesOf(subnets, cluster.vpc).flatMap(([nodeFeature, what]) => featureProblems('autoMode', nodeFeature, what)),
      ...(Token.isUnresolved(nodePoolName) ? [] : nodePoolProblems(nodePoolName, plan)),
      ...instanceProblems(plan),
      ...nodeClassProblems(nodePoolName, {
        ...classPlan,
        subnets: subnets.length,
        podSubnets: podSubnets.length,
        podSecurityGroups: props.podSecurityGroups?.length ?? 0,
      }),
    ]);
    super(scope, id);
    this.nodePoolName = nodePoolName;
    const launched = new PropagatedTags(this, 'auto-mode');
    const applied = new KubernetesObjects(this, 'Objects', {
      cluster,
      objects: () => [
        nodeClassObject(nodePoolName, {
          ...classPlan,
          tags: { ...launched.values, ...classPlan.tags },
          role: nodeRole.roleName,
          subnetIds: subnets.map(({ subnetId }) => subnetId),
          securityGroupIds: [cluster.clusterSecurityGroupId, ...ids(props.securityGroups)],
          podSubnetIds: podSubnets.map(({ subnetId }) => subnetId),
          podSecurityGroupIds: props.podSecurityGroups ? ids(props.podSecurityGroups) : [cluster.clusterSecurityGroupId],
        }),
        nodePoolObject(nodePoolName, { group: 'eks.amazonaws.com', kind: 'NodeClass', name: nodePoolName }, plan),
      ],
    });
    const resource = applied.node.defaultChild as Construct;
    this.node.defaultChild = resource;
    const inventory = ClusterModel.of(cluster);
    // here the controller does not run in a pod: everything that runs pods waits for the pool
    inventory._provide(resource, feature('nodes'), feature('elastic-nodes'));
    inventory._orderAfter(resource, feature('node-access'));
    resource.node.addDependency(...subnets.map((subnet) => subnet.internetConnectivityEstablished));
    inventory._offer(() => [elasticCapacity(this.node.path, 'autoMode', plan)]);
  }
}

const NOT_AUTO_MODE: Problem = {
  finding: 'EKS Auto Mode is not enabled on the cluster',
  constraint: 'the pool requires Auto Mode',
  remediation: 'Create new AutoModeNodes(...) first, or use KarpenterNodePool',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
};
