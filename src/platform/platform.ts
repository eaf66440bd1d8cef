import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ClusterLoggingTypes, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PlatformPart } from './platform-part';
import { Profile } from './profile';
import { ProfileRow, PROFILES } from './profile.data';
import { CoreAddons } from '../addons/core-addons';
import { Cluster, ClusterOptions } from '../cluster/cluster';
import { failOn, problemMessage, StrataError } from '../errors/problems';
import { AlbController } from '../ingress/alb-controller';
import { Egress } from '../network/egress';
import { ThreeTierVpc, ThreeTierVpcProps } from '../network/three-tier-vpc';
import { ManagedNodes, ManagedNodesOptions } from '../nodes/managed-nodes';
import { EbsStorage } from '../storage/ebs-storage';

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
  readonly profile?: Profile;
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
  readonly networkOptions?: ThreeTierVpcProps;
  /**
   * Settings of the cluster that differ from the profile.
   *
   * @default - by profile
   */
  readonly clusterOptions?: ClusterOptions;
  /**
   * Settings of the nodes that differ from the profile.
   *
   * @default - by profile
   */
  readonly nodeOptions?: ManagedNodesOptions;
  /**
   * Parts that the platform leaves out, to be replaced by constructs of your own on `platform.cluster`.
   *
   * @default - none
   */
  readonly without?: PlatformPart[];
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

  private readonly parts: Map<PlatformPart, Construct>;

  constructor(scope: Construct, id: string, props: PlatformProps) {
    failOn(scope, id, props.vpc && props.networkOptions ? [{
      what: 'both vpc and networkOptions are given', limit: 'a platform has one network', fix: 'Leave one of them out',
    }] : []);
    super(scope, id);
    const profile = PROFILES[props.profile ?? Profile.PRODUCTION];
    this.vpc = props.vpc ?? new ThreeTierVpc(this, 'Vpc', { ...networkOf(profile, props.networkOptions), ...props.networkOptions });
    this.cluster = new Cluster(this, 'Cluster', {
      version: props.version, vpc: this.vpc, admins: props.admins, ...clusterOf(profile, props.clusterOptions), ...props.clusterOptions,
    });
    const { cluster } = this;
    const making: [PlatformPart, () => Construct][] = [
      [PlatformPart.ADDONS, () => new CoreAddons(this, 'Addons', { cluster })],
      [PlatformPart.NODES, () => new ManagedNodes(this, 'Nodes', { cluster, ...nodesOf(profile, props.nodeOptions), ...props.nodeOptions })],
      [PlatformPart.STORAGE, () => new EbsStorage(this, 'Storage', { cluster })],
      [PlatformPart.ALB_CONTROLLER, () => new AlbController(this, 'AlbController', { cluster })],
    ];
    this.parts = new Map(making.filter(([part]) => !props.without?.includes(part)).map(([part, make]) => [part, make()]));
  }

  /** The core add-ons. Fails where they were left out. */
  public get addons(): CoreAddons {
    return this.part(PlatformPart.ADDONS) as CoreAddons;
  }

  /** The nodes. Fails where they were left out. */
  public get nodes(): ManagedNodes {
    return this.part(PlatformPart.NODES) as ManagedNodes;
  }

  /** The default storage class. Fails where it was left out. */
  public get storage(): EbsStorage {
    return this.part(PlatformPart.STORAGE) as EbsStorage;
  }

  /** The load balancer controller. Fails where it was left out. */
  public get albController(): AlbController {
    return this.part(PlatformPart.ALB_CONTROLLER) as AlbController;
  }

  private part(name: PlatformPart): Construct {
    const part = this.parts.get(name);
    if (part) return part;
    throw new StrataError(problemMessage(this.node.path, {
      what: `without names ${name}`, limit: 'a part that was left out is not there', fix: 'Use the construct that replaces it, or take it out of without',
    }));
  }
}

function networkOf(profile: ProfileRow, { zones }: ThreeTierVpcProps = {}): ThreeTierVpcProps {
  return {
    ...(zones ? {} : { maxZones: profile.maxZones }),
    egress: profile.natPerZone ? Egress.natPerZone() : Egress.singleNat(),
    flowLogRetention: profile.flowLogRetentionDays,
  };
}

function clusterOf(profile: ProfileRow, { secretsKey }: ClusterOptions = {}): ClusterOptions {
  return {
    awsOwnedSecretsKey: secretsKey ? undefined : !profile.ownSecretsKey,
    controlPlaneLogs: profile.controlPlaneLogs as ClusterLoggingTypes[],
    logRetention: profile.logRetentionDays,
  };
}

function nodesOf(profile: ProfileRow, { minSize, maxSize }: ManagedNodesOptions = {}): ManagedNodesOptions {
  const sizes = minSize === undefined && maxSize === undefined
    ? { minSize: profile.minNodes, maxSize: profile.maxNodes }
    // who gives one size means it: the profile's other one must not contradict it
    : { minSize: Math.min(profile.minNodes, maxSize ?? profile.minNodes) };
  return { ...sizes, spot: profile.spotNodes };
}
