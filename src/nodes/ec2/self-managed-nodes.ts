import { CfnOutput, Duration, Lazy, Tags, Token, Validations } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { autoscalerTags } from './autoscaler-tags.rules';
import { Ec2NodeOptions } from './ec2-node-options';
import { Ec2Nodes } from './ec2-nodes';
import { literalNumbers } from './literal-numbers';
import { selfManagedProblems } from './self-managed-nodes.rules';
import { feature } from '../../catalog/capability.rules';
import { literalNameOf } from '../../cluster/literal-name';
import { hasAccessEntries } from '../../cluster/outpost-placement';
import { ClusterModel } from '../../model/cluster-model';
import { checkProps } from '../../props/check-props';
import { nodeAccessCapability, nodeAccessEntry } from '../node-access-entry';

/** Properties of {@link SelfManagedNodes}. */
export interface SelfManagedNodesProps extends Ec2NodeOptions {
  /** The cluster that the nodes join. Its `authenticationMode` includes access entries. */
  readonly cluster: eks.ICluster;
  /**
   * Number of on-demand instances before any spot instance is launched: 0 or more. Needs `spot`.
   *
   * @default 0
   */
  readonly onDemandBaseCapacity?: number;
  /**
   * Percentage of on-demand instances above the base: 0 to 100. Needs `spot`.
   *
   * @default 0
   */
  readonly onDemandPercentageAboveBaseCapacity?: number;
  /**
   * Minimum number of nodes during an instance refresh, in percent of the group: 0 to 100.
   *
   * @default 100
   */
  readonly minHealthyPercentage?: number;
  /**
   * Maximum number of nodes during an instance refresh, in percent of the group: 100 to 200, at most 100 above `minHealthyPercentage`.
   *
   * @default 110
   */
  readonly maxHealthyPercentage?: number;
  /**
   * Time from the launch of a new node until the instance refresh continues.
   *
   * @default Duration.minutes(5)
   */
  readonly instanceWarmup?: Duration;
  /**
   * Minimum number of stopped instances in a warm pool: 0 or more. Not with spot or several instance types.
   *
   * @default - no warm pool
   */
  readonly warmPoolMinSize?: number;
}

/**
 * Nodes of an Auto Scaling group of your own: where managed groups do not exist (Outposts, Wavelength Zones), and where a group mixes
 * on-demand and spot. AL2023 joins with nodeadm, Bottlerocket with its settings, Windows with the bootstrap script of its image.
 *
 * A change of the launch template is rolled out by an instance refresh, a few nodes at a time. Nodes are not drained; pods are terminated
 * with the instance.
 *
 * @example
 * // two on-demand nodes, what comes above is spot
 * new SelfManagedNodes(this, 'Nodes', {
 *   cluster,
 *   instanceTypes: ['m6i.large', 'm5.large', 'm6a.large'].map((name) => new ec2.InstanceType(name)),
 *   spot: true,
 *   onDemandBaseCapacity: 2,
 *   minSize: 2,
 *   maxSize: 10,
 * });
 */
export class SelfManagedNodes extends Construct implements iam.IGrantable {
  /** The Auto Scaling group, for what this construct does not cover. */
  public readonly autoScalingGroup: autoscaling.CfnAutoScalingGroup;
  /** The role of the nodes. */
  public readonly role: iam.IRole;
  /** The launch template of the nodes. */
  public readonly launchTemplate: ec2.LaunchTemplate;
  /** The role of the nodes, for grants. */
  public readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: SelfManagedNodesProps) {
    checkProps('SelfManagedNodesProps', scope, id, props, new.target !== SelfManagedNodes);
    const { cluster } = props;
    const nodes = new Ec2Nodes(scope, id, cluster, props, {
      nodeType: 'selfManaged',
      bootstrappedByEks: false,
      requestedFeatures: props.warmPoolMinSize === undefined ? [] : [['warmPools', 'warmPoolMinSize is given']],
      problems: selfManagedProblems({
        ...numbersOf(props),
        spot: props.spot ?? false,
        instanceTypes: props.instanceTypes?.length ?? 1,
        customImage: props.machineImage !== undefined,
      }),
    });
    super(scope, id);
    this.role = nodes.role(this);
    this.grantPrincipal = this.role;
    const profile = new iam.InstanceProfile(this, 'InstanceProfile', { role: this.role });
    const parameter = nodes.version && nodes.image.imageParameter?.replace('<V>', nodes.version);
    this.launchTemplate = nodes.launchTemplate(this, {
      instanceProfileArn: profile.instanceProfileArn,
      imageId: parameter && ec2.MachineImage.fromSsmParameter(parameter).getImage(this).imageId,
    });
    const inventory = ClusterModel.of(cluster);
    this.autoScalingGroup = this.createAutoScalingGroup(nodes, props);
    this.node.defaultChild = this.autoScalingGroup;
    if (hasAccessEntries(cluster)) {
      nodeAccessEntry(this, 'Access', cluster, this.role.roleArn, nodes.family.accessEntryType);
      inventory._orderAfter(this.autoScalingGroup, nodeAccessCapability(this.role.roleArn));
    } else {
      const description = 'Role of the nodes: they join only after it is added to the ConfigMap aws-auth';
      new CfnOutput(this, 'AwsAuthRole', { description, value: this.role.roleArn });
    }
    this.autoScalingGroup.node.addDependency(this.role, ...nodes.subnets.map((subnet) => subnet.internetConnectivityEstablished));
    inventory._provide(this.autoScalingGroup, feature('nodes'));
    inventory._orderAfter(
      this.autoScalingGroup,
      feature('pod-network'),
      feature('service-network'),
      feature('pod-identity'),
      feature('node-monitoring'),
    );
    nodes.register(this, this.autoScalingGroup);
  }

  private createAutoScalingGroup(nodes: Ec2Nodes, props: SelfManagedNodesProps): autoscaling.CfnAutoScalingGroup {
    const { cluster, minHealthyPercentage = 100, maxHealthyPercentage = 110 } = props;
    const { minSize, maxSize } = nodes.sizes;
    const clusterName = literalNameOf(cluster) ?? cluster.clusterName;
    const template = { launchTemplateId: this.launchTemplate.launchTemplateId, version: this.launchTemplate.latestVersionNumber };
    const mixed = props.spot || nodes.instanceTypes.length > 1;
    const group = new autoscaling.CfnAutoScalingGroup(this, 'Resource', {
      vpcZoneIdentifier: nodes.subnets.map(({ subnetId }) => subnetId),
      minSize: text(minSize),
      maxSize: text(maxSize),
      desiredCapacity: Lazy.uncachedString({ produce: () => textOf(nodes.desiredCapacity()) }),
      capacityRebalance: props.spot,
      ...(mixed
        ? {
            mixedInstancesPolicy: {
              launchTemplate: {
                launchTemplateSpecification: template,
                overrides:
                  nodes.instanceTypes.length > 1 ? nodes.instanceTypes.map((type) => ({ instanceType: type.toString() })) : undefined,
              },
              instancesDistribution: {
                onDemandBaseCapacity: props.spot ? (props.onDemandBaseCapacity ?? 0) : undefined,
                onDemandPercentageAboveBaseCapacity: props.spot ? (props.onDemandPercentageAboveBaseCapacity ?? 0) : 100,
                onDemandAllocationStrategy: 'prioritized',
                spotAllocationStrategy: props.spot ? 'price-capacity-optimized' : undefined,
              },
            },
          }
        : { launchTemplate: template }),
      tags: autoscalerTags({ clusterName, labels: nodes.labels, taints: nodes.taints, template: nodes.template }).map(({ key, value }) => ({
        key,
        value,
        propagateAtLaunch: false,
      })),
    });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions::AwsSolutions-AS3',
      reason: 'Kubernetes itself tells of nodes that come and go',
    });
    // the tag of the cluster: instances without it do not join
    Tags.of(this.launchTemplate).add(`kubernetes.io/cluster/${clusterName}`, 'owned');
    group.cfnOptions.updatePolicy = {
      autoScalingInstanceRefresh: {
        strategy: 'Rolling',
        preferences: {
          minHealthyPercentage,
          maxHealthyPercentage,
          instanceWarmup: (props.instanceWarmup ?? Duration.minutes(5)).toSeconds(),
        },
      },
    };
    if (props.warmPoolMinSize !== undefined) {
      new autoscaling.CfnWarmPool(this, 'WarmPool', {
        autoScalingGroupName: group.ref,
        minSize: props.warmPoolMinSize,
        poolState: 'Stopped',
      });
    }
    return group;
  }
}

// the value of a parameter is known at deployment only
const numbersOf = ({
  onDemandBaseCapacity,
  onDemandPercentageAboveBaseCapacity,
  minHealthyPercentage,
  maxHealthyPercentage,
  warmPoolMinSize,
}: SelfManagedNodesProps) =>
  literalNumbers({
    onDemandBaseCapacity,
    onDemandPercentageAboveBaseCapacity,
    minHealthyPercentage,
    maxHealthyPercentage,
    warmPoolMinSize,
  });
const text = (size: number): string => (Token.isUnresolved(size) ? Token.asString(size) : String(size));
const textOf = (size: number | undefined): string | undefined => (size === undefined ? undefined : text(size));
