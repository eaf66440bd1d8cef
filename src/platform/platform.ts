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
import { EbsStorage } from '../storage/ebs/ebs-storage';

/** Properties of a {@link Platform}. */
export interface PlatformProps {
  /**
   * The Kubernetes version: 1.31 or newer.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  readonly version: KubernetesVersion;
  /**
   * Roles whose holders may do everything in the cluster. Without any, nobody can log in.
   *
   * @default - nobody, which is reported
   */
  readonly admins?: IRole[];
  /**
   * How much the platform costs and endures.
   *
   * @default Profile.PRODUCTION
   */
  readonly profile?: PlatformProfile;
  /**
   * A network that exists or is made another way, instead of the platform's own.
   *
   * @default - a `ThreeTierVpc`
   */
  readonly vpc?: ec2.IVpc;
  /**
   * Settings of the platform's own network that differ from the profile. Not together with `vpc`.
   *
   * @default - by profile
   */
  readonly vpcOptions?: ThreeTierVpcProps;
  /**
   * Settings of the cluster that differ from the profile.
   *
   * @default - by profile
   */
  readonly clusterOptions?: ClusterOptions;
  /**
   * How nodes come and go.
   *
   * @default Compute.karpenter()
   */
  readonly compute?: Compute;
  /**
   * Whether identities of workloads that name no mechanism use Pod Identity instead of IRSA. Not on Fargate and Windows.
   *
   * @default false
   */
  readonly podIdentity?: boolean;
  /**
   * Where pods get their addresses from. Not on Auto Mode, whose pools say it themselves.
   *
   * @default PodNetwork.nodeSubnets()
   */
  readonly podNetwork?: PodNetwork;
  /**
   * Whether vpc-cni enforces the NetworkPolicies of the cluster. Without an enforcer they are accepted, and forbid nothing. Not with Auto
   * Mode alone, whose
   * pools have settings of their own.
   *
   * @default false
   */
  readonly enforceNetworkPolicies?: boolean;
  /**
   * Settings of the managed nodes that differ from the profile: of all nodes with `Compute.managed()`, of those that run Karpenter with
   * `Compute.karpenter()`. Auto Mode has none.
   *
   * @default - by profile
   */
  readonly nodeOptions?: ManagedNodesOptions;
  /**
   * Settings of the load balancer controller. Auto Mode has it built in.
   *
   * @default - the chart and the image of the public repositories, two replicas
   */
  readonly albControllerOptions?: AlbControllerOptions;
  /**
   * How all roles of the platform are bounded and where they lie. Options of a part win over it. A role that exists is for the options of
   * its part.
   *
   * @default - no boundary beside the app's own, path '/'
   */
  readonly roleOptions?: RoleOptions;
  /**
   * Parts that the platform leaves out, to be replaced by constructs of your own on `platform.cluster`.
   *
   * @default - none
   */
  readonly without?: PlatformComponent[];
}

/**
 * Everything that applications need on EKS: network, cluster, nodes, core add-ons, encrypted default storage class and load balancer
 * controller. Each part is a construct of its own that can be used without the others.
 */
export class Platform extends Construct {
  /** The network. */
  public readonly vpc: ec2.IVpc;
  /** The cluster: every other construct of this library takes it. */
  public readonly cluster: Cluster;

  private readonly parts: Map<PlatformComponent, Construct>;
  private readonly controller?: KarpenterNodes;
  private readonly auto?: AutoModeNodes;
  private readonly leftOut: readonly PlatformComponent[];

  constructor(scope: Construct, id: string, props: PlatformProps) {
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

  /** The core add-ons. Fails where they were left out. */
  public get addons(): CoreAddons {
    return this.part(PlatformComponent.ADDONS) as CoreAddons;
  }

  /** The managed nodes. Fails where they were left out, and with Auto Mode. */
  public get nodes(): ManagedNodes {
    return this.part(PlatformComponent.NODES) as ManagedNodes;
  }

  /** Karpenter, for more pools. Fails with another compute. */
  public get karpenter(): KarpenterNodes {
    if (this.controller) return this.controller;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is not Compute.karpenter()',
        constraint: 'a platform without Karpenter has no controller for more pools',
        remediation: 'Use Compute.karpenter(), or more ManagedNodes',
      }),
    );
  }

  /** Auto Mode, whose role more pools take. Fails with another compute. */
  public get autoMode(): AutoModeNodes {
    if (this.auto) return this.auto;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is not Compute.autoMode()',
        constraint: 'a platform without Auto Mode has no role for its pools',
        remediation: 'Use Compute.autoMode(), or add KarpenterNodePool',
      }),
    );
  }

  /** The default storage class. Fails where it was left out. */
  public get storage(): EbsStorage {
    return this.part(PlatformComponent.STORAGE) as EbsStorage;
  }

  /** The load balancer controller. Fails where it was left out, and with Auto Mode, which has it built in. */
  public get albController(): AlbController {
    const part = this.part(PlatformComponent.ALB_CONTROLLER);
    if (part instanceof AlbController) return part;
    throw new StrataError(
      problemMessage(this.node.path, {
        finding: 'compute is Compute.autoMode()',
        constraint: 'Auto Mode has the load balancer controller built in',
        remediation: 'Name IngressClass alb in your Ingresses',
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
              finding: `without names ${name}`,
              constraint: 'a part that was left out is not there',
              remediation: 'Use the construct that replaces it, or take it out of without',
            }
          : {
              finding: 'compute is Compute.autoMode()',
              constraint: 'Auto Mode has no managed nodes',
              remediation: 'Add ManagedNodes of your own, or use another compute',
            },
      ),
    );
  }
}

/** As many as there are controllers of Karpenter, which share no node. */
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
  if (roleOptions?.role)
    problems.push({
      finding: 'roleOptions.existing is given',
      constraint: 'each part has a role of its own',
      remediation: 'Give it to the options of its part',
    });
  if (vpc && vpcOptions)
    problems.push({
      finding: 'both vpc and vpcOptions are given',
      constraint: 'a platform has one network',
      remediation: 'Leave one of them out',
    });
  const unused: [PlatformComponent, string, unknown][] = [
    [PlatformComponent.NODES, 'nodeOptions', nodeOptions],
    [PlatformComponent.ALB_CONTROLLER, 'albControllerOptions', albControllerOptions],
    [PlatformComponent.ADDONS, 'podNetwork', podNetwork],
    [PlatformComponent.ADDONS, 'enforceNetworkPolicies', enforceNetworkPolicies],
  ];
  for (const [part, prop] of unused.filter(([left, , given]) => given !== undefined && without?.includes(left))) {
    problems.push({
      finding: `${prop} is given and without names ${part}`,
      constraint: 'a part that is left out has no settings',
      remediation: 'Leave one of them out',
    });
  }
  if (compute._autoMode && nodeOptions)
    problems.push({
      finding: 'nodeOptions is given with Compute.autoMode()',
      constraint: 'Auto Mode has no managed group',
      remediation: 'Give Compute.autoMode({ ... }) the settings of its pool',
    });
  if (compute._autoMode && podNetwork)
    problems.push({
      finding: 'podNetwork is given with Compute.autoMode()',
      constraint: 'pods of Auto Mode get their addresses by its node classes',
      remediation: 'Give vpcOptions.podCidr, or podSubnets to the pool',
    });
  if (compute._autoMode && albControllerOptions)
    problems.push({
      finding: 'albControllerOptions is given with Compute.autoMode()',
      constraint: 'Auto Mode has the load balancer controller built in',
      remediation: 'Leave it out',
    });
  return problems;
}

function nodesOf(profile: ProfileRow, { _systemOnly }: Compute, { minSize, maxSize }: ManagedNodesOptions = {}): ManagedNodesOptions {
  // two nodes for two controllers, never taken back by AWS
  if (_systemOnly) return { minSize: Math.min(SYSTEM_NODES, maxSize ?? SYSTEM_NODES), maxSize: Math.max(SYSTEM_NODES + 1, minSize ?? 0) };
  const sizes =
    minSize === undefined && maxSize === undefined
      ? { minSize: profile.minNodes, maxSize: profile.maxNodes }
      : // who gives one size means it: the profile's other one must not contradict it
        { minSize: Math.min(profile.minNodes, maxSize ?? profile.minNodes) };
  return { ...sizes, spot: profile.spotNodes };
}
