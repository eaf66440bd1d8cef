import { Token } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { nodeClassObject, nodeClassProblems } from './karpenter-node-class.rules';
import { KarpenterNodes } from './karpenter-nodes';
import { KarpenterPoolOptions } from './karpenter-pool-options';
import { AppliedObjects } from '../../apply/applied-objects';
import { part } from '../../catalog/thing.rules';
import { LaunchedTags } from '../../cluster/launched-tags';
import { failOn, problemText } from '../../errors/problems';
import { Inventory } from '../../model/inventory';
import { DevicePlugin } from '../devices/device-plugin';
import { gpuLabelsOfPool } from '../devices/device-plugins.rules';
import { maxPodsProblems } from '../max-pods.rules';
import { NodeOs } from '../node-os';
import { placeFeaturesOf } from '../node-places';
import { elasticCapacity, planOf } from './node-pool';
import { imageProblems, instanceProblems } from './node-pool-instances.rules';
import { acceleratorsOf, nodePoolObject, nodePoolProblems } from './node-pool.rules';
import { isolatedSubnetProblems, publicSubnetProblems, selectedSubnets, zoneNames } from '../node-subnets';
import { podAddressingOf } from '../pod-addressing';
import { instanceFacts } from '../tables/instance-types.rules';
import { featureProblems } from '../tables/node-features.rules';
import { familyOfOs, OS_FAMILIES } from '../tables/os.data';

/** Properties of a {@link KarpenterNodePool}. */
export interface KarpenterNodePoolProps extends KarpenterPoolOptions {
  /** The controller. */
  readonly karpenter: KarpenterNodes;
  /**
   * Name of the NodePool and of its EC2NodeClass: lower-case letters, digits, hyphens or dots. It can never change.
   *
   * @default - the id of the construct in lower case
   */
  readonly poolName?: string;
}

/**
 * Nodes of one kind that Karpenter starts for the pods that need them, and ends when nobody does: a NodePool and its EC2NodeClass.
 *
 * @example
 * // Graviton spot nodes beside the platform's own pool; at most 64 cores
 * new KarpenterNodePool(this, 'Graviton', {
 *   karpenter: platform.karpenter,
 *   architectures: [ec2.InstanceArchitecture.ARM_64],
 *   capacityTypes: [PoolCapacity.SPOT, PoolCapacity.ON_DEMAND],
 *   instanceCategories: ['c', 'm'],
 *   limits: { cpu: '64' },
 * });
 */
export class KarpenterNodePool extends Construct {
  /** Name of the NodePool: pods choose it by `karpenter.sh/nodepool`. */
  public readonly poolName: string;

  constructor(scope: Construct, id: string, props: KarpenterNodePoolProps) {
    const { karpenter, os = NodeOs.AL2023, poolName = id.toLowerCase() } = props;
    const { cluster } = karpenter;
    const { kernel } = OS_FAMILIES[familyOfOs(os)];
    const { subnets, problems } = selectedSubnets(cluster.vpc, props.subnets);
    const options = planOf(props, {
      instanceLabels: 'karpenter.k8s.aws', os: kernel, defaultExpireAfterHours: 720, subnetZones: zoneNames(subnets), reservations: props.capacityReservationIds?.length ?? 0,
    });
    const plan = { ...options, labels: { ...gpuLabelsOfPool(os, options), ...options.labels } };
    const classPlan = {
      os,
      imageVersion: props.imageVersion ?? 'latest',
      imageIds: props.imageIds,
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
      ...(Token.isUnresolved(poolName) ? [] : nodePoolProblems(poolName, plan)),
      ...nodeClassProblems({ ...classPlan, subnets: subnets.length }),
      ...placeFeaturesOf(subnets, cluster.vpc).flatMap(([feature, what]) => featureProblems('karpenter', feature, what)),
    ]);
    super(scope, id);
    this.poolName = poolName;
    // how pods get addresses is known at the end
    this.node.addValidation({
      validate: () => maxPodsProblems({
        os,
        windows: kernel === 'windows',
        types: (plan.instanceTypes ?? []).flatMap((type) => instanceFacts(type) ?? []),
        wanted: props.kubelet?.maxPods,
        mode: podAddressingOf(Inventory.of(cluster)._data),
        ipv6: cluster.ipFamily === eks.IpFamily.IP_V6,
        capped: false,
      }).map(problemText),
    });
    const nodes = karpenter._nodesOf(kernel);
    const launched = new LaunchedTags(this, 'karpenter');
    const applied = new AppliedObjects(this, 'Objects', {
      cluster,
      objects: () => [
        nodeClassObject(poolName, {
          ...classPlan,
          ...nodes,
          tags: { ...launched.values, ...classPlan.tags },
          subnetIds: subnets.map(({ subnetId }) => subnetId),
          securityGroupIds: [
            cluster.clusterSecurityGroupId, ...(props.securityGroups ?? []).map(({ securityGroupId }) => securityGroupId),
          ],
        }),
        nodePoolObject(poolName, { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: poolName }, plan),
      ],
    });
    const resource = applied.node.defaultChild as Construct;
    this.node.defaultChild = resource;
    const inventory = Inventory.of(cluster);
    // pods that run on such nodes come later and go first; the nodes themselves go with the pool, while the controller still runs
    inventory._provide(resource, part('elastic-nodes'));
    inventory._require(resource, part('karpenter'));
    inventory._follow(resource, karpenter._entryOf(kernel));
    inventory._offer(() => [elasticCapacity(this.node.path, 'karpenter', plan)]);
    const accelerators = acceleratorsOf(plan);
    DevicePlugin._bring(cluster, { nvidia: accelerators.has('nvidia') && familyOfOs(os) === 'al2023', neuron: accelerators.has('neuron'), efa: false });
  }
}
