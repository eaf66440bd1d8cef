import { Problem } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** Settings of a control plane on an Outpost with EBS volumes. */
export interface EbsOutpostOptions {
  /** ARN of the Outpost. */
  readonly outpostArn: string;
  /**
   * Instance type of the three control plane instances: large for 1–20 nodes, xlarge for 21–100, 2xlarge for 101–250, 4xlarge for 251–500.
   */
  readonly controlPlaneInstanceType: string;
  /**
   * An existing spread placement group on the Outpost.
   *
   * @default - none
   */
  readonly placementGroupName?: string;
}

/** Settings of a control plane on an Outpost with instance store volumes. */
export interface InstanceStoreOutpostOptions {
  /** ARN of the Outpost. */
  readonly outpostArn: string;
  /** Instance type of the control plane. */
  readonly controlPlaneInstanceType: string;
  /** Instance type of etcd. */
  readonly etcdInstanceType: string;
  /**
   * Spread level of the control plane and etcd instances: `host` or `rack`.
   *
   * @default - the default of EKS
   */
  readonly spreadLevel?: string;
}

/** What differs for the rest of the cluster. @internal */
export interface LocalClusterBinding {
  readonly outpostConfig: Record<string, unknown>;
  /** service that takes the role of the cluster. */
  readonly trustedService: string;
  readonly managedPolicies: readonly string[];
  /** whether EKS add-ons, IRSA and access entries work. */
  readonly fullApi: boolean;
}

/** What decides whether a cluster can be a local one. @internal */
export interface LocalClusterFacts {
  readonly admins: boolean;
  readonly privateOnly: boolean;
  readonly hasPrivate: boolean;
  readonly secretsEncryptionKey: boolean;
  readonly ipv6: boolean;
}

/**
 * Control plane on an AWS Outpost, so that the cluster works without a connection to the region. It cannot be changed later. Only
 * self-managed nodes are supported, secrets are not encrypted with a customer managed key, and load balancers are Application Load
 * Balancers.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-local-cluster-overview.html
 */
export abstract class LocalCluster {
  /**
   * On an Outpost with EBS volumes: private endpoint, no EKS add-ons (EKS installs vpc-cni, kube-proxy and coredns itself), no IAM roles
   * for pods, no access entries. Apply Kubernetes objects with kubectl; the ConfigMap aws-auth grants access to nodes and users.
   */
  static onEbs(options: EbsOutpostOptions): LocalCluster {
    checkOptions('EbsOutpostOptions', 'LocalCluster.onEbs', options);
    return new OutpostCluster(
      {
        outpostConfig: {
          outpostArns: [options.outpostArn],
          controlPlaneInstanceType: options.controlPlaneInstanceType,
          ...(options.placementGroupName ? { controlPlanePlacement: { groupName: options.placementGroupName } } : {}),
        },
        trustedService: 'ec2.amazonaws.com',
        managedPolicies: ['AmazonEKSLocalOutpostClusterPolicy'],
        fullApi: false,
      },
      options.outpostArn,
    );
  }

  /** On an Outpost with instance store volumes. */
  static onInstanceStore(options: InstanceStoreOutpostOptions): LocalCluster {
    checkOptions('InstanceStoreOutpostOptions', 'LocalCluster.onInstanceStore', options);
    const placement = options.spreadLevel ? { spreadLevel: options.spreadLevel } : undefined;
    return new OutpostCluster(
      {
        outpostConfig: {
          outpostArns: [options.outpostArn],
          controlPlaneInstanceType: options.controlPlaneInstanceType,
          etcdInstanceType: options.etcdInstanceType,
          ...(placement ? { controlPlanePlacement: placement, etcdPlacement: placement } : {}),
        },
        trustedService: 'eks.amazonaws.com',
        managedPolicies: ['AmazonEKSClusterPolicy', 'AmazonEKSServicePolicy'],
        fullApi: true,
      },
      options.outpostArn,
      options.spreadLevel,
    );
  }

  /** @internal */
  public abstract readonly _binding: LocalClusterBinding;
  /** @internal */
  public abstract _problems(facts: LocalClusterFacts): Problem[];
}

class OutpostCluster extends LocalCluster {
  constructor(
    public readonly _binding: LocalClusterBinding,
    private readonly arn: string,
    private readonly spreadLevel?: string,
  ) {
    super();
  }

  public _problems({ admins, privateOnly, hasPrivate, secretsEncryptionKey, ipv6 }: LocalClusterFacts): Problem[] {
    const problems: Problem[] = [];
    const add = (what: string, limit: string, fix: string) =>
      problems.push({
        finding: what,
        constraint: limit,
        remediation: fix,
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-outposts-local-cluster-create.html',
      });
    if (!/^arn:[^:]+:outposts:[^:]+:\d{12}:outpost\/op-[0-9a-f]+$/.test(this.arn) && !this.arn.includes('${Token[')) {
      add(`outpostArn is '${this.arn}'`, 'it must be the ARN of an Outpost', 'Use an ARN that aws outposts list-outposts returns');
    }
    if (this._binding.fullApi ? !hasPrivate : !privateOnly) {
      add(
        'endpointAccess includes public access',
        this._binding.fullApi
          ? 'a local cluster must have a private endpoint; a public endpoint is optional'
          : 'a local cluster on EBS supports the private endpoint only',
        'Set endpointAccess to EndpointAccess.PRIVATE',
      );
    }
    if (admins && !this._binding.fullApi) {
      add(
        'admins is given for a local cluster on EBS',
        'its administrators are the principal that creates it and those in the ConfigMap aws-auth',
        'Remove admins, and add the roles to aws-auth with kubectl',
      );
    }
    if (this.spreadLevel !== undefined && !['host', 'rack'].includes(this.spreadLevel)) {
      add(`spreadLevel is '${this.spreadLevel}'`, 'it must be host or rack', 'Set spreadLevel to host or rack');
    }
    if (secretsEncryptionKey) {
      add(
        'secretsEncryptionKey is given for a local cluster',
        'a local cluster does not support a customer managed key for secrets',
        'Remove secretsEncryptionKey',
      );
    }
    if (ipv6) add('ipv6 is given for a local cluster', 'local clusters support IPv4 only', 'Remove ipv6');
    return problems;
  }
}
