import { Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { nodeClassObject, nodeClassProblems } from './karpenter-node-class.rules';
import { KarpenterNodePoolOptions } from './karpenter-node-pool-options';
import { KarpenterNodes } from './karpenter-nodes';
import { elasticCapacity, planOf } from './node-pool';
import { imageProblems, instanceProblems } from './node-pool-instances.rules';
import { acceleratorsOf, nodePoolObject, nodePoolProblems } from './node-pool.rules';
import { KubernetesObjects } from '../../apply/kubernetes-objects';
import { feature } from '../../catalog/capability.rules';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { failOn, problemText } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { checkProps } from '../../props/check-props';
import { DevicePlugin } from '../devices/device-plugin';
import { gpuLabelsOfPool } from '../devices/device-plugins.rules';
import { maxPodsProblems } from '../max-pods.rules';
import { locationFeaturesOf } from '../node-location';
import { NodeOs } from '../node-os';
import { isolatedSubnetProblems, publicSubnetProblems, selectedSubnets, zoneNames } from '../node-subnets';
import { podAddressingOf } from '../pod-addressing';
import { instanceFacts } from '../tables/instance-types.rules';
import { featureProblems } from '../tables/node-features.rules';
import { familyOfOs, OS_FAMILIES } from '../tables/os.data';

/** Properties of a {@link KarpenterNodePool}. */
export interface KarpenterNodePoolProps extends KarpenterNodePoolOptions {
  /** The controller. */
  readonly karpenter: KarpenterNodes;
  /**
   * Name of the NodePool and of its EC2NodeClass: lower-case letters, digits, hyphens or dots. It can never change.
   *
   * @default - the id of the construct in lower case
   */
  readonly nodePoolName?: string;
}

/**
 * A NodePool and its EC2NodeClass: nodes that Karpenter launches for pending pods, and terminates when no pod needs them.
 *
 * @example
 * // Graviton spot nodes beside the platform's own pool; at most 64 cores
 * new KarpenterNodePool(this, 'Graviton', {
 *   karpenter: platform.karpenter,
 *   architectures: [ec2.InstanceArchitecture.ARM_64],
 *   capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
 *   instanceCategories: ['c', 'm'],
 *   limits: { cpu: '64' },
 * });
 */
export class KarpenterNodePool extends Construct {
  /** Name of the NodePool: pods choose it by `karpenter.sh/nodepool`. */
  public readonly nodePoolName: string;

  constructor(scope: Construct, id: string, props: KarpenterNodePoolProps) {
    checkProps('KarpenterNodePoolProps', scope, id, props, new.target !== KarpenterNodePool);
    const { karpenter, os = NodeOs.AL2023, nodePoolName = id.toLowerCase() } = props;
    const { cluster } = karpenter;
    const { kernel } = OS_FAMILIES[familyOfOs(os)];
    const { subnets, problems } = selectedSubnets(cluster.vpc, props.subnets);
    const options = planOf(props, {
      instanceLabels: 'karpenter.k8s.aws',
      os: kernel,
      defaultExpireAfterHours: 720,
      subnetZones: zoneNames(subnets),
      reservations: props.capacityReservationIds?.length ?? 0,
    });
    const plan = { ...options, labels: { ...gpuLabelsOfPool(os, options), ...options.labels } };
    const classPlan = {
      os,
      amiVersion: props.amiVersion ?? 'latest',
      amiIds: props.amiIds,
      diskGiB: props.diskSize?.toGibibytes(),
      instanceStoreRaid: props.instanceStoreRaid ?? false,
      kubelet: { ...props.kubelet },
      userData: props.userData,
      metadataHopLimit: props.metadataHopLimit ?? 1,
      capacityReservationIds: props.capacityReservationIds ?? [],
      tags: props.instanceTags ?? {},
    };
    failOn(scope, id, [
      ...problems,
      ...publicSubnetProblems(subnets),
      ...isolatedSubnetProblems(cluster.vpc, subnets),
      ...instanceProblems(plan),
      ...imageProblems(os, plan),
      ...(Token.isUnresolved(nodePoolName) ? [] : nodePoolProblems(nodePoolName, plan)),
      ...nodeClassProblems({ ...classPlan, subnets: subnets.length }),
      ...locationFeaturesOf(subnets, cluster.vpc).flatMap(([nodeFeature, what]) => featureProblems('karpenter', nodeFeature, what)),
    ]);
    super(scope, id);
    this.nodePoolName = nodePoolName;
    // how pods get addresses is known at the end
    this.node.addValidation({
      validate: () =>
        maxPodsProblems({
          os,
          windows: kernel === 'windows',
          types: (plan.instanceTypes ?? []).flatMap((type) => instanceFacts(type) ?? []),
          maxPods: props.kubelet?.maxPods,
          podAddressing: podAddressingOf(ClusterModel.of(cluster)._data),
          ipv6: cluster.ipFamily === eks.IpFamily.IP_V6,
          capped: false,
        }).map(problemText),
    });
    const nodes = karpenter._nodeRoleOf(kernel);
    const launched = new PropagatedTags(this, 'karpenter');
    const applied = new KubernetesObjects(this, 'Objects', {
      cluster,
      objects: () => [
        nodeClassObject(nodePoolName, {
          ...classPlan,
          ...nodes,
          tags: { ...launched.values, ...classPlan.tags },
          subnetIds: subnets.map(({ subnetId }) => subnetId),
          securityGroupIds: [cluster.clusterSecurityGroupId, ...(props.securityGroups ?? []).map(({ securityGroupId }) => securityGroupId)],
        }),
        nodePoolObject(nodePoolName, { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: nodePoolName }, plan),
      ],
    });
    const resource = applied.node.defaultChild as Construct;
    this.node.defaultChild = resource;
    const inventory = ClusterModel.of(cluster);
    // pods on these nodes are created after the pool and deleted before it; the nodes are terminated with the pool, while the controller
    // still runs
    inventory._provide(resource, feature('elastic-nodes'));
    inventory._require(resource, feature('karpenter'));
    inventory._orderAfter(resource, karpenter._nodeAccessCapabilityOf(kernel));
    inventory._offer(() => [elasticCapacity(this.node.path, 'karpenter', plan)]);
    const accelerators = acceleratorsOf(plan);
    DevicePlugin._installMissing(cluster, {
      nvidia: accelerators.has('nvidia') && familyOfOs(os) === 'al2023',
      neuron: accelerators.has('neuron'),
      efa: false,
    });
  }
}
