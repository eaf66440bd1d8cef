import { Annotations, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { podNetworkProblems } from './pod-network.rules';
import { Problem } from '../errors/problems';
import { ClusterModel } from '../model/cluster-model';
import { networkTiersOf } from '../network/network-tiers';
import { tagSubnet } from '../network/tag-subnet';
import { checkOptions } from '../props/check-props';

/** Settings of pod networking for every address source. */
export interface PodNetworkOptions {
  /**
   * Whether nodes take /28 blocks instead of single addresses: a node has several times as many pods. Nitro types only; create new nodes
   * for it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
   */
  readonly prefixDelegation?: boolean;
  /**
   * Additional environment variables of vpc-cni, as strings. They take precedence over those of this library.
   *
   * @default - none
   * @see https://github.com/aws/amazon-vpc-cni-k8s
   */
  readonly env?: { [name: string]: string };
}

/** Settings of {@link PodNetwork.customNetworking}. */
export interface CustomNetworkingOptions extends PodNetworkOptions {
  /**
   * Subnets of pods: one in each zone of the nodes.
   *
   * @default - the pod subnets of the network (`podCidr`)
   */
  readonly podSubnets?: ec2.SubnetSelection;
  /**
   * Security groups of pods.
   *
   * @default - the cluster's
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/** Address source of pods on EC2 nodes: a setting of the vpc-cni add-on. */
export abstract class PodNetwork {
  /** Addresses of the subnets of the nodes. */
  static nodeSubnets(options: PodNetworkOptions = {}): PodNetwork {
    checkOptions('PodNetworkOptions', 'PodNetwork.nodeSubnets', options);
    return new SubnetDiscovery(options, false);
  }

  /**
   * Addresses of the pod subnets of the network only: vpc-cni (1.22.2 or newer) finds them by the tag `kubernetes.io/role/cni`, which is 1
   * on them and 0 on the subnets of nodes; imported subnets of nodes have to be tagged in the app that creates them. The primary interface
   * of a node has no pods, so that it runs fewer pods without prefix delegation. Pods have the security groups of their nodes. Simpler than
   * {@link customNetworking}, and recommended to start with.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-subnet-selection.html
   */
  static podSubnets(options: PodNetworkOptions = {}): PodNetwork {
    checkOptions('PodNetworkOptions', 'PodNetwork.podSubnets', options);
    return new SubnetDiscovery(options, true);
  }

  /**
   * Addresses of the pod subnets only, with an ENIConfig for each zone: the primary interface of a node has no pods, so that it runs fewer
   * pods. IPv4 only, not for Windows, and only for nodes that start after it.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
   */
  static customNetworking(options: CustomNetworkingOptions = {}): PodNetwork {
    checkOptions('CustomNetworkingOptions', 'PodNetwork.customNetworking', options);
    return new CustomNetworking(options);
  }

  protected constructor(protected readonly options: PodNetworkOptions) {}

  /** The configuration of the add-on. @internal */
  public _configuration(cluster: ICluster): Record<string, unknown> {
    const { prefixDelegation, env } = this.options;
    return {
      env: {
        ...(prefixDelegation ? { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' } : {}),
        ...this._env(),
        ...env,
      },
      ...this._additionalConfiguration(cluster),
    };
  }

  /** Tags the subnets. @internal */
  public _prepare(_cluster: ICluster): void {}

  /** @internal */
  public abstract _problems(cluster: ICluster): Problem[];
  /** @internal */
  protected abstract _env(): Record<string, string>;
  /** @internal */
  protected abstract _additionalConfiguration(cluster: ICluster): Record<string, unknown>;
}

class SubnetDiscovery extends PodNetwork {
  constructor(
    options: PodNetworkOptions,
    private readonly needsPodSubnets: boolean,
  ) {
    super(options);
  }

  public _problems({ vpc, ipFamily }: ICluster): Problem[] {
    return podNetworkProblems({
      podSubnets: this.needsPodSubnets ? networkTiersOf(vpc).pods.length : undefined,
      custom: false,
      ipv6: ipFamily === 'ipv6',
    });
  }

  public _prepare(cluster: ICluster): void {
    if (!this.needsPodSubnets) return;
    ClusterModel.of(cluster)._use('podSubnets', cluster);
    // without this tag vpc-cni uses all addresses of the primary interface, in the subnet of the node, before it attaches an interface for
    // pods
    const { application } = networkTiersOf(cluster.vpc);
    const ours = application.filter((subnet) => ec2.Subnet.isVpcSubnet(subnet));
    ours.forEach((subnet) => tagSubnet(subnet, { 'kubernetes.io/role/cni': '0' }));
    if (ours.length < application.length) {
      Annotations.of(cluster).addWarningV2(
        'strata:subnets-without-cni-tag',
        `${application.length - ours.length} node subnets are imported, and pods get addresses from those without the tag ` +
          'kubernetes.io/role/cni=0: add the tag where the subnets are created',
      );
    }
  }

  protected _env(): Record<string, string> {
    return this.needsPodSubnets ? { ENABLE_SUBNET_DISCOVERY: 'true' } : {};
  }

  protected _additionalConfiguration(): Record<string, unknown> {
    return {};
  }
}

class CustomNetworking extends PodNetwork {
  constructor(private readonly custom: CustomNetworkingOptions) {
    super(custom);
  }

  public _problems(cluster: ICluster): Problem[] {
    return podNetworkProblems({ podSubnets: this.subnets(cluster).length, custom: true, ipv6: cluster.ipFamily === 'ipv6' });
  }

  protected _env(): Record<string, string> {
    return { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' };
  }

  // the add-on creates an ENIConfig for each zone itself
  protected _additionalConfiguration(cluster: ICluster): Record<string, unknown> {
    const groups = this.custom.securityGroups?.map(({ securityGroupId }) => securityGroupId) ?? [cluster.clusterSecurityGroupId];
    return {
      eniConfig: {
        create: true,
        region: Stack.of(cluster).region,
        subnets: Object.fromEntries(
          this.subnets(cluster).map(({ availabilityZone, subnetId }) => [availabilityZone, { id: subnetId, securityGroups: groups }]),
        ),
      },
    };
  }

  private subnets({ vpc }: ICluster): readonly ec2.ISubnet[] {
    return this.custom.podSubnets ? vpc.selectSubnets(this.custom.podSubnets).subnets : networkTiersOf(vpc).pods;
  }
}
