import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ClusterLoggingTypes, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Compute } from './compute';
import { PlatformComponent } from './platform-component';
import { PlatformProfile } from './platform-profile';
import { ProfileRow, PROFILES } from './profile.data';
import { CoreAddons } from '../addons/core-addons';
import { Cluster, ClusterOptions } from '../cluster/cluster';
import { RoleOptions } from '../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../errors/problems';
import { WorkloadIdentity } from '../identity/workload-identity';
import { AlbController, AlbControllerOptions } from '../ingress/alb/alb-controller';
import { AutoModeIngressClass } from '../ingress/alb/auto-mode-ingress-class';
import { Egress } from '../network/egress';
import { ThreeTierVpc, ThreeTierVpcProps } from '../network/three-tier-vpc';
import { AutoModeNodes } from '../nodes/auto-mode/auto-mode-nodes';
import { ManagedNodes, ManagedNodesOptions } from '../nodes/ec2/managed-nodes';
import { KarpenterNodes } from '../nodes/karpenter/karpenter-nodes';
import { PodNetwork } from '../nodes/pod-network';
import { checkProps } from '../props/check-props';
import { EbsStorage } from '../storage/ebs/ebs-storage';

/** Properties of a {@link Platform}. */
export interface PlatformProps {
  /**
   * The Kubernetes version: 1.32 or newer.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  readonly version: KubernetesVersion;
  /**
   * IAM roles with administrator access to the cluster. Without any, no user can log in.
   *
   * @default - none, which is a finding
   */
  readonly admins?: IRole[];
  /**
   * Preset that trades cost against availability.
   *
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;
  /**
   * An existing VPC. Mutually exclusive with `vpcOptions`.
   *
   * @default - a `ThreeTierVpc`
   */
  readonly vpc?: ec2.IVpc;
  /**
   * Options of the `ThreeTierVpc` that override the profile. Mutually exclusive with `vpc`.
   *
   * @default - by profile
   */
  readonly vpcOptions?: ThreeTierVpcProps;
  /**
   * Options of the cluster that override the profile.
   *
   * @default - by profile
   */
  readonly clusterOptions?: ClusterOptions;
  /**
   * How worker nodes are provisioned.
   *
   * @default Compute.karpenter()
   */
  readonly compute?: Compute;
  /**
   * Use Pod Identity instead of IRSA for workload identities without `identityType`. Not supported on Fargate and Windows.
   *
   * @default false
   */
  readonly podIdentity?: boolean;
  /**
   * Pod networking mode of the VPC CNI. Not supported with EKS Auto Mode: set it on the node pool.
   *
   * @default PodNetwork.nodeSubnets()
   */
  readonly podNetwork?: PodNetwork;
  /**
   * Enforce NetworkPolicies with the VPC CNI. Without enforcement, NetworkPolicies are accepted but have no effect. Not for clusters with
   * only EKS Auto Mode nodes: set it on the node pool.
   *
   * @default false
   */
  readonly enforceNetworkPolicies?: boolean;
  /**
   * Options of the managed node group that override the profile: of all nodes with `Compute.managedNodeGroups()`, of the nodes that run
   * Karpenter with `Compute.karpenter()`. Not supported with EKS Auto Mode.
   *
   * @default - by profile
   */
  readonly nodeOptions?: ManagedNodesOptions;
  /**
   * Options of the AWS Load Balancer Controller. Not supported with EKS Auto Mode, which includes load balancing.
   *
   * @default - chart and image of the public repositories, two replicas
   */
  readonly albControllerOptions?: AlbControllerOptions;
  /**
   * Permissions boundary and IAM path for every role the platform creates. Options of a component override it. To bring your own role, set
   * it on the individual component.
   *
   * @default - only the permissions boundary of the app, path '/'
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Components that the platform does not create. You can use your own constructs with `platform.cluster` instead.
   *
   * @default - all components are created
   */
  readonly without?: PlatformComponent[];
}

/**
 * Everything that applications need on EKS: VPC, cluster, nodes, core add-ons, an encrypted default StorageClass and the AWS Load Balancer
 * Controller. Each component is a construct that can be used without the others.
 *
 * @example
 * const platform = new Platform(this, 'Platform', {
 *   version: eks.KubernetesVersion.V1_36,
 *   admins: [admin],
 *   profile: PlatformProfile.DEVELOPMENT,
 * });
 *
 * const shop = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });
 * new AppNamespace(shop, 'shop');
 * new WebService(shop, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', port: 8080 });
 * new ChartDeployment(this, 'Shop', { cluster: platform.cluster, chart: shop });
 */
export class Platform extends Construct {
  /** The VPC. */
  public readonly vpc: ec2.IVpc;
  /** The cluster, for the `cluster` prop of other constructs. */
  public readonly cluster: Cluster;

  private readonly parts: Map<PlatformComponent, Construct>;
  private readonly controller?: KarpenterNodes;
  private readonly auto?: AutoModeNodes;
  private readonly leftOut: readonly PlatformComponent[];

  constructor(scope: Construct, id: string, props: PlatformProps) {
    checkProps('PlatformProps', scope, id, props, new.target !== Platform);
    const compute = props.compute ?? Compute.karpenter();
    failOn(scope, id, problemsOf(props, compute));
    super(scope, id);
    const { roleOptions } = props;
    const profile = PROFILES[props.profile ?? PlatformProfile.PRODUCTION];
    this.vpc = props.vpc ?? new ThreeTierVpc(this, 'Vpc', { ...networkOf(profile, props.vpcOptions), ...props.vpcOptions });
    this.cluster = new Cluster(this, 'Cluster', {
      version: props.version,
      vpc: this.vpc,
      admins: props.admins,
      roleOptions,
      handlerRoleOptions: roleOptions,
      ...clusterOf(profile, props.clusterOptions),
      ...props.clusterOptions,
    });
    const { cluster } = this;
    if (props.podIdentity) WorkloadIdentity.defaultToPodIdentity(cluster);
    const auto = compute._prepare(this, cluster, roleOptions);
    this.auto = auto;
    const nodes = (): Construct =>
      new ManagedNodes(this, 'Nodes', { cluster, roleOptions, ...nodesOf(profile, compute, props.nodeOptions), ...props.nodeOptions });
    const ingress = (): Construct =>
      auto
        ? new AutoModeIngressClass(this, 'IngressClass', { cluster })
        : new AlbController(this, 'AlbController', { cluster, roleOptions, ...props.albControllerOptions });
    const making: [PlatformComponent, () => Construct | undefined][] = [
      [
        PlatformComponent.ADDONS,
        () =>
          new CoreAddons(this, 'Addons', {
            cluster,
            roleOptions,
            podNetwork: props.podNetwork,
            enforceNetworkPolicies: props.enforceNetworkPolicies,
          }),
      ],
      [PlatformComponent.NODES, () => (auto ? undefined : nodes())],
      [PlatformComponent.STORAGE, () => new EbsStorage(this, 'Storage', { cluster, roleOptions: auto ? undefined : roleOptions })],
      [PlatformComponent.ALB_CONTROLLER, ingress],
    ];
    this.leftOut = props.without ?? [];
    this.parts = new Map();
    for (const [part, make] of making.filter(([each]) => !this.leftOut.includes(each))) {
      const made = make();
      if (made) this.parts.set(part, made);
    }
    this.controller = compute._complete(this, cluster, auto, profile.spotNodes, roleOptions);
  }

  /** The core add-ons. Throws if `without` excludes them. */
  public get addons(): CoreAddons {
    return this.part(PlatformComponent.ADDONS) as CoreAddons;
  }

  /** The managed node group. Throws if `without` excludes it, and with EKS Auto Mode. */
  public get nodes(): ManagedNodes {
    return this.part(PlatformComponent.NODES) as ManagedNodes;
  }

  /** Karpenter, for additional NodePools. Throws with another compute. */
  public get karpenter(): KarpenterNodes {
    if (this.controller) return this.controller;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is not Compute.karpenter()',
        constraint: 'platform.karpenter is available only with Compute.karpenter()',
        remediation: 'Use Compute.karpenter(), or add ManagedNodes',
      }),
    );
  }

  /** EKS Auto Mode, with the node role for additional NodePools. Throws with another compute. */
  public get autoMode(): AutoModeNodes {
    if (this.auto) return this.auto;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is not Compute.autoMode()',
        constraint: 'platform.autoMode is available only with Compute.autoMode()',
        remediation: 'Use Compute.autoMode(), or add KarpenterNodePool',
      }),
    );
  }

  /** The default StorageClass. Throws if `without` excludes it. */
  public get storage(): EbsStorage {
    return this.part(PlatformComponent.STORAGE) as EbsStorage;
  }

  /** The AWS Load Balancer Controller. Throws if `without` excludes it, and with EKS Auto Mode. */
  public get albController(): AlbController {
    const part = this.part(PlatformComponent.ALB_CONTROLLER);
    if (part instanceof AlbController) return part;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is Compute.autoMode()',
        constraint: 'platform.albController is not available: EKS Auto Mode includes load balancing',
        remediation: 'Set ingressClassName: alb in your Ingresses',
      }),
    );
  }

  private part(name: PlatformComponent): Construct {
    const part = this.parts.get(name);
    if (part) return part;
    throw new StrataError(
      problemMessage(
        this.node.path,
        this.leftOut.includes(name)
          ? {
              finding: `platform.${PROPERTIES[name]} is not available`,
              constraint: `component ${name} is excluded by \`without\``,
              remediation: `Remove ${name} from \`without\`, or use your own construct`,
            }
          : {
              finding: 'compute is Compute.autoMode()',
              constraint: `platform.${PROPERTIES[name]} is not available: EKS Auto Mode has no managed node group`,
              remediation: 'Add your own ManagedNodes, or use another compute',
            },
      ),
    );
  }
}

/** The property of the platform for each component. */
const PROPERTIES: Readonly<Record<PlatformComponent, string>> = {
  [PlatformComponent.ADDONS]: 'addons',
  [PlatformComponent.NODES]: 'nodes',
  [PlatformComponent.STORAGE]: 'storage',
  [PlatformComponent.ALB_CONTROLLER]: 'albController',
};

/** The number of Karpenter replicas, which run on different nodes. */
const SYSTEM_NODES = 2;

function networkOf(profile: ProfileRow, { availabilityZones }: ThreeTierVpcProps = {}): ThreeTierVpcProps {
  return {
    ...(availabilityZones ? {} : { maxAzs: profile.maxZones }),
    egress: profile.natPerZone ? Egress.natPerZone() : Egress.singleNat(),
    flowLogRetention: profile.flowLogRetentionDays,
  };
}

function clusterOf(profile: ProfileRow, { secretsEncryptionKey }: ClusterOptions = {}): ClusterOptions {
  return {
    useAwsOwnedSecretsEncryptionKey: secretsEncryptionKey ? undefined : !profile.ownSecretsKey,
    clusterLogging: profile.controlPlaneLogs as ClusterLoggingTypes[],
    logRetention: profile.logRetentionDays,
  };
}

function problemsOf(
  { vpc, vpcOptions, nodeOptions, podNetwork, enforceNetworkPolicies, albControllerOptions, roleOptions, without }: PlatformProps,
  compute: Compute,
): Problem[] {
  const problems: Problem[] = [];
  if (roleOptions?.role) {
    problems.push({
      finding: 'roleOptions.role is given',
      constraint: 'each component has its own role',
      remediation: 'Set the role in the options of the component',
    });
  }
  if (vpc && vpcOptions) {
    problems.push({
      finding: 'both vpc and vpcOptions are given',
      constraint: 'they are mutually exclusive',
      remediation: 'Remove `vpc` or `vpcOptions`',
    });
  }
  const unused: [PlatformComponent, string, unknown][] = [
    [PlatformComponent.NODES, 'nodeOptions', nodeOptions],
    [PlatformComponent.ALB_CONTROLLER, 'albControllerOptions', albControllerOptions],
    [PlatformComponent.ADDONS, 'podNetwork', podNetwork],
    [PlatformComponent.ADDONS, 'enforceNetworkPolicies', enforceNetworkPolicies],
  ];
  for (const [part, prop] of unused.filter(([left, , given]) => given !== undefined && without?.includes(left))) {
    problems.push({
      finding: `${prop} is given, and \`without\` contains ${part}`,
      constraint: `${prop} has no effect: the component is not created`,
      remediation: `Remove \`${prop}\`, or remove ${part} from \`without\``,
    });
  }
  if (compute._autoMode && nodeOptions) {
    problems.push({
      finding: 'nodeOptions is given with Compute.autoMode()',
      constraint: 'EKS Auto Mode has no managed node group',
      remediation: 'Set the options of the node pool in Compute.autoMode({ ... })',
    });
  }
  if (compute._autoMode && podNetwork) {
    problems.push({
      finding: 'podNetwork is given with Compute.autoMode()',
      constraint: 'EKS Auto Mode configures pod networking in its node classes',
      remediation: 'Set `vpcOptions.podCidr`, or set `podSubnets` on the node pool',
    });
  }
  if (compute._autoMode && albControllerOptions) {
    problems.push({
      finding: 'albControllerOptions is given with Compute.autoMode()',
      constraint: 'EKS Auto Mode includes load balancing, and AlbController is not created',
      remediation: 'Remove `albControllerOptions`',
    });
  }
  return problems;
}

function nodesOf(profile: ProfileRow, { _systemOnly }: Compute, { minSize, maxSize }: ManagedNodesOptions = {}): ManagedNodesOptions {
  // two on-demand nodes for two replicas of the controller
  if (_systemOnly) return { minSize: Math.min(SYSTEM_NODES, maxSize ?? SYSTEM_NODES), maxSize: Math.max(SYSTEM_NODES + 1, minSize ?? 0) };
  const sizes =
    minSize === undefined && maxSize === undefined
      ? { minSize: profile.minNodes, maxSize: profile.maxNodes }
      : // if only one size is given, the other one of the profile must not contradict it
        { minSize: Math.min(profile.minNodes, maxSize ?? profile.minNodes) };
  return { ...sizes, spot: profile.spotNodes };
}
