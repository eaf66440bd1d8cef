import { Problem } from '../errors/problems';

/** Settings of a control plane on an Outpost with EBS volumes. */
export interface EbsOutpostOptions {
  /** ARN of the Outpost. */
  readonly outpostArn: string;
  /** Instance type of the three control plane instances: large for 1–20 nodes, xlarge for 21–100, 2xlarge for 101–250, 4xlarge for 251–500. */
  readonly controlPlaneInstanceType: string;
  /**
   * An existing spread placement group on the Outpost.
   *
   * @default - none
   */
  readonly placementGroupName?: string;
}

/** Settings of a control plane on an Outpost whose instances have storage of their own. */
export interface InstanceStoreOutpostOptions {
  /** ARN of the Outpost. */
  readonly outpostArn: string;
  /** Instance type of the control plane. */
  readonly controlPlaneInstanceType: string;
  /** Instance type of etcd. */
  readonly etcdInstanceType: string;
  /**
   * Over what the instances are spread: `host` or `rack`.
   *
   * @default - as EKS does
   */
  readonly spreadLevel?: string;
}

/** What differs for the rest of the cluster. @internal */
export interface LocalClusterBinding {
  readonly outpostConfig: Record<string, unknown>;
  /** service that takes the role of the cluster. */
  readonly trusted: string;
  readonly managedPolicies: readonly string[];
  /** whether EKS add-ons, IRSA and access entries work. */
  readonly fullApi: boolean;
}

/**
 * A control plane that runs on an Outpost, so that the cluster survives without the region. It can never change. Only self-managed nodes run there,
 * secrets are not encrypted with a key of yours, and load balancers are Application Load Balancers.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-local-cluster-overview.html
 */
export abstract class LocalCluster {
  /** On an Outpost with EBS volumes: private endpoint, no EKS add-ons, no IAM roles for pods. */
  static onEbs(options: EbsOutpostOptions): LocalCluster {
    return new OnOutpost({
      outpostConfig: {
        outpostArns: [options.outpostArn],
        controlPlaneInstanceType: options.controlPlaneInstanceType,
        ...(options.placementGroupName ? { controlPlanePlacement: { groupName: options.placementGroupName } } : {}),
      },
      trusted: 'ec2.amazonaws.com',
      managedPolicies: ['AmazonEKSLocalOutpostClusterPolicy'],
      fullApi: false,
    }, options.outpostArn);
  }

  /** On an Outpost whose instances have storage of their own. */
  static onInstanceStore(options: InstanceStoreOutpostOptions): LocalCluster {
    const placement = options.spreadLevel ? { spreadLevel: options.spreadLevel } : undefined;
    return new OnOutpost({
      outpostConfig: {
        outpostArns: [options.outpostArn],
        controlPlaneInstanceType: options.controlPlaneInstanceType,
        etcdInstanceType: options.etcdInstanceType,
        ...(placement ? { controlPlanePlacement: placement, etcdPlacement: placement } : {}),
      },
      trusted: 'eks.amazonaws.com',
      managedPolicies: ['AmazonEKSClusterPolicy', 'AmazonEKSServicePolicy'],
      fullApi: true,
    }, options.outpostArn);
  }

  /** @internal */
  public abstract readonly _binding: LocalClusterBinding;
  /** @internal */
  public abstract _problems(
    facts: { readonly privateOnly: boolean; readonly hasPrivate: boolean; readonly secretsKey: boolean; readonly ipv6: boolean }
  ): Problem[];
}

class OnOutpost extends LocalCluster {
  constructor(public readonly _binding: LocalClusterBinding, private readonly arn: string) {
    super();
  }

  public _problems({ privateOnly, hasPrivate, secretsKey, ipv6 }: {
    readonly privateOnly: boolean; readonly hasPrivate: boolean; readonly secretsKey: boolean; readonly ipv6: boolean;
  }): Problem[] {
    const problems: Problem[] = [];
    const add = (what: string, limit: string, fix: string) => problems.push({ what, limit, fix, source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-local-cluster-create.html' });
    if (!/^arn:[^:]+:outposts:[^:]+:\d{12}:outpost\/op-[0-9a-f]+$/.test(this.arn) && !this.arn.includes('${Token[')) add(`outpost names '${this.arn}'`, 'it takes the ARN of one Outpost', 'Take it from aws outposts list-outposts');
    if (this._binding.fullApi ? !hasPrivate : !privateOnly) add('endpointAccess includes the internet', this._binding.fullApi ? 'a local cluster has a private endpoint, and a public one beside it at most' : 'a local cluster on EBS has a private endpoint alone', 'Use EndpointAccess.PRIVATE');
    if (secretsKey) add('secretsKey is given for a local cluster', 'a local cluster does not encrypt secrets with a key of yours', 'Leave it out');
    if (ipv6) add('ipv6 is given for a local cluster', 'local clusters are IPv4 clusters', 'Leave it out');
    return problems;
  }
}
