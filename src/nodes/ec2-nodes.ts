import { Annotations, Size, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { addressOf, clusterVersionOf, serviceCidrOf } from './cluster-address';
import { DevicePlugin } from './device-plugin';
import { Ec2NodeOptions } from './ec2-node-options';
import { ec2NodesProblems } from './ec2-nodes.rules';
import { efaInterfaces } from './efa.rules';
import { Image } from './image.data';
import { figuresOf, imageFor, InstanceFacts, instanceFacts } from './instance-types.rules';
import { nodeLaunchTemplate } from './launch-template';
import { addressablePods, addressesOfNode, defaultMaxPods, podCap } from './max-pods.rules';
import { NodeFeature } from './node-features.data';
import { featureProblems } from './node-features.rules';
import { NodeOs } from './node-os';
import { placeFeaturesOf } from './node-places';
import { nodeRole } from './node-role';
import { DEVICE_RESOURCES, familyOfOs, OS_FAMILIES, OsFamilyRow, TAINT_EFFECTS, TAINTS_BY_KIND } from './os.data';
import { podAddressingOf } from './pod-addressing';
import { ephemeralGiB, reservedCpuMillis, reservedMemoryMiB } from './reserved.rules';
import { al2023UserData, bottlerocketUserData, NodeStart, windowsUserData } from './user-data.rules';
import { allowWindows } from './windows';
import { nodeVersionProblem } from '../cluster/kubernetes-version.rules';
import { failOn, Problem, problemText } from '../errors/problems';
import { NodeCapacity, NodeShape, Taint } from '../inventory/capacity.rules';
import { Inventory } from '../inventory/inventory';
import { callsAws } from '../network/aws-apis';
import { APIS_OF_NODES } from '../network/aws-apis.data';
import { networkTiersOf } from '../network/network-tiers';
import { zoneOf } from '../network/zone-of';

const USER_DATA = { al2023: al2023UserData, bottlerocket: bottlerocketUserData, windows: windowsUserData };

/** What a kind of node decides for itself; everything else is the same for all EC2 instances. */
export interface Ec2NodeKind {
  readonly nodeType: 'managed' | 'selfManaged';
  /** nodes in one group, where there is a limit. */
  readonly maxNodes?: number;
  /** AMI type of the EKS API, given by the user. */
  readonly amiType?: string;
  /** whether EKS tells the nodes where their cluster is, and adds its security group. */
  readonly joinedByEks: boolean;
  readonly problems: readonly Problem[];
  /** features that are asked of the node type, with the words of the prop that asks. */
  readonly asks: readonly (readonly [NodeFeature, string])[];
}

/** A group of EC2 instances, decided: what every construct that makes one carries out. */
export class Ec2Nodes {
  public readonly types: readonly InstanceFacts[];
  public readonly instanceTypes: ec2.InstanceType[];
  public readonly image: Image;
  public readonly family: OsFamilyRow;
  public readonly sizes: { readonly minSize: number; readonly maxSize: number; readonly desiredSize: number };
  public readonly subnets: ec2.ISubnet[];
  public readonly taints: readonly Taint[];
  public readonly version?: string;

  private readonly os: NodeOs;
  private readonly diskSize: Size;

  /** Fails with everything that is wrong, before anything is made. */
  constructor(
    scope: Construct, id: string,
    private readonly cluster: eks.ICluster, private readonly options: Ec2NodeOptions, private readonly kind: Ec2NodeKind,
  ) {
    this.os = options.os ?? NodeOs.AL2023;
    this.family = OS_FAMILIES[familyOfOs(this.os)];
    this.diskSize = options.diskSize ?? Size.gibibytes(this.family.defaultDiskGiB);
    this.instanceTypes = options.instanceTypes ?? [new ec2.InstanceType('m6i.large')];
    const names = this.instanceTypes.map((type) => type.toString());
    const figures = (name: string) => figuresOf(name, options.unknownTypes?.[name]);
    this.types = names.map(figures).filter((each): each is InstanceFacts => each !== undefined);
    const image = this.imageOf(names, figures);
    this.sizes = sizesOf(options);
    this.subnets = cluster.vpc.selectSubnets(options.subnets ?? { subnets: [...networkTiersOf(cluster.vpc).application] }).subnets;
    this.taints = taintsOf(options, this.types, this.family);
    const version = this.versionOf();
    failOn(scope, id, [
      ...(this.subnets.length === 0 ? [NO_SUBNETS] : []),
      ...(Array.isArray(image) ? image : []),
      ...version.problems,
      ...kind.problems,
      ...[...kind.asks, ...this.asks()].flatMap(([feature, what]) => featureProblems(kind.nodeType, feature, what)),
      ...this.addressProblems(),
      ...ec2NodesProblems({
        os: this.os,
        ...known({ ...this.sizes, desiredSize: options.desiredSize }),
        maxNodes: kind.maxNodes,
        instanceTypes: this.instanceTypes.length,
        types: this.types,
        metadataHopLimit: options.metadataHopLimit ?? 1,
        labels: options.labels ?? {},
        diskGiB: this.diskSize.isUnresolved() ? undefined : this.diskSize.toGibibytes(),
        kubelet: { ...options.kubelet },
        commands: options.commands?.length ?? 0,
        bottlerocketSettings: options.bottlerocketSettings !== undefined,
        nodeadm: options.nodeadm !== undefined,
        efa: options.efa ?? false,
        zones: zonesInWords(this.subnets),
        spot: options.spot ?? false,
        reservation: options.reservation !== undefined,
      }),
    ]);
    this.image = image as Image;
    this.version = version.version;
  }

  role(scope: Construct): iam.IRole {
    return nodeRole(scope, 'Role', this.cluster, this.options.roleOptions);
  }

  launchTemplate(scope: Construct, made: { readonly instanceProfileArn?: string; readonly imageId?: string } = {}): ec2.LaunchTemplate {
    const { options, cluster } = this;
    const ownStart = !this.kind.joinedByEks || options.image !== undefined;
    const efa = options.efa ? this.efa(scope) : undefined;
    const added = [...(options.securityGroups ?? []), ...(efa ? [efa.securityGroup] : [])].map(({ securityGroupId }) => securityGroupId);
    // a template without groups gets the cluster's from EKS
    const groups = this.kind.joinedByEks && added.length === 0 ? undefined : [cluster.clusterSecurityGroupId, ...added];
    return nodeLaunchTemplate(scope, 'LaunchTemplate', {
      os: this.family,
      diskSize: this.diskSize,
      onOutpost: placeFeaturesOf(this.subnets, this.cluster.vpc).some(([feature]) => feature === 'outposts'),
      extraVolumes: options.extraVolumes ?? [],
      metadataHopLimit: options.metadataHopLimit ?? 1,
      tags: { Name: scope.node.path.split('/').join('-'), ...options.instanceTags },
      instanceType: this.instanceTypes.length === 1 ? this.instanceTypes[0] : undefined,
      imageId: options.image?.getImage(scope).imageId ?? made.imageId,
      userData: USER_DATA[familyOfOs(this.os)](this.start(ownStart)),
      keyPair: options.keyPair,
      securityGroupIds: groups,
      networkInterfaces: efa?.interfaces.map((each) => ({ ...each, groups })),
      placementGroup: efa?.placementGroup,
      reservation: options.reservation,
      instanceProfileArn: made.instanceProfileArn,
    });
  }

  /** Extended resources and disk of the first type, for an autoscaler that starts from nothing. */
  get template(): { readonly devices: Readonly<Record<string, number>>; readonly ephemeralGiB?: number } {
    return { devices: this.devices(this.types[0]), ephemeralGiB: this.diskSize.isUnresolved() ? undefined : this.diskSize.toGibibytes() };
  }

  /** Nodes to have, where nothing of this app scales the group: known at the end. */
  desiredSize(): number | undefined {
    return Inventory.of(this.cluster)._data.switches.has('autoscaler') ? undefined : this.sizes.desiredSize;
  }

  /** Says what the nodes offer and brings what their devices need, once they are made. */
  register(scope: Construct, group: Construct): void {
    const { _data } = Inventory.of(this.cluster);
    _data.capacity.push(() => [this.capacity(scope)]);
    if (this.family.kernel === 'windows') allowWindows(this.cluster);
    const unknown = this.types.filter(({ name }) => instanceFacts(name) === undefined).map(({ name }) => name);
    if (unknown.length > 0) {
      Annotations.of(scope).addWarningV2('strata:unknown-instance-type', `${unknown.join(', ')}: the table of instance types (August 2026) does not have it, so the figures that were given are used unchecked`);
    }
    callsAws(this.cluster, group, APIS_OF_NODES);
    DevicePlugin._bring(this.cluster, {
      nvidia: this.family !== OS_FAMILIES.bottlerocket && this.types.some(({ accelerator }) => accelerator === 'nvidia'),
      neuron: this.types.some(({ accelerator }) => accelerator === 'neuron'),
      efa: this.options.efa ?? false,
    });
    // how pods get addresses is known at the end: by then every add-on is there
    scope.node.addValidation({ validate: () => this.maxPodsProblems().map(problemText) });
  }

  private efa(scope: Construct) {
    const securityGroup = new ec2.SecurityGroup(scope, 'EfaSecurityGroup', { vpc: this.cluster.vpc, description: 'EFA: everything between the nodes of a group', allowAllOutbound: true });
    securityGroup.addIngressRule(securityGroup, ec2.Port.allTraffic(), 'from each other');
    // a rule to itself beside the one for all: EFA asks for it by name
    new ec2.CfnSecurityGroupEgress(scope, 'EfaEgress', { groupId: securityGroup.securityGroupId, destinationSecurityGroupId: securityGroup.securityGroupId, ipProtocol: '-1', description: 'to each other' });
    const fewest = [...this.types].sort((a, b) => a.efaInterfaces - b.efaInterfaces)[0];
    return { securityGroup, placementGroup: new ec2.PlacementGroup(scope, 'PlacementGroup', { strategy: ec2.PlacementGroupStrategy.CLUSTER }), interfaces: efaInterfaces(fewest) };
  }

  private start(own: boolean): NodeStart {
    const { options } = this;
    return {
      cluster: own ? addressOf(this.cluster, serviceCidrOf(this.cluster)!) : undefined,
      kubelet: { ...options.kubelet },
      labels: options.labels ?? {},
      taints: this.taints,
      commands: options.commands ?? [],
      bottlerocketSettings: options.bottlerocketSettings,
      nodeadm: options.nodeadm ?? {},
    };
  }

  private imageOf(names: string[], figures: (name: string) => InstanceFacts | undefined): Image | Problem[] {
    if (names.length === 0) return [{ what: 'instanceTypes is empty', limit: 'a group needs one type', fix: 'Leave it out for m6i.large' }];
    return this.kind.amiType ? { amiType: this.kind.amiType } : imageFor(this.os, names, figures);
  }

  // what a node needs to join by itself
  private addressProblems(): Problem[] {
    if (this.kind.joinedByEks && !this.options.image) return [];
    if (!this.options.image && this.versionOf().version === undefined) {
      return [{ what: 'the Kubernetes version of the cluster is not known here', limit: 'the image of a node is chosen by it', fix: 'Give version, or an image', source: 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html' }];
    }
    return serviceCidrOf(this.cluster) !== undefined ? [] : [{
      what: 'the addresses of services are not known here', limit: 'nodes that EKS does not start are told them', fix: 'Give serviceIpv4Cidr to the cluster, or use ManagedNodes with the image of EKS', source: 'https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/',
    }];
  }

  private asks(): (readonly [NodeFeature, string])[] {
    const { options } = this;
    return [
      ...(this.family.kernel === 'windows' ? [['windows', `os is ${this.os}`]] as const : []),
      ...(options.spot ? [['spot', 'spot is given']] as const : []),
      ...(options.efa ? [['efa', 'efa is given']] as const : []),
      ...placeFeaturesOf(this.subnets, this.cluster.vpc),
    ];
  }

  private versionOf(): { version?: string; problems: Problem[] } {
    const { version } = this.options;
    const clusterVersion = clusterVersionOf(this.cluster);
    const problem = version && clusterVersion ? nodeVersionProblem(version.version, clusterVersion) : undefined;
    return { version: version?.version ?? clusterVersion, problems: problem ? [problem] : [] };
  }

  private capped(): boolean {
    return this.kind.nodeType === 'managed' && !this.options.image && this.family !== OS_FAMILIES.bottlerocket;
  }

  private maxPodsProblems(): Problem[] {
    const mode = podAddressingOf(Inventory.of(this.cluster)._data);
    const wanted = this.options.kubelet?.maxPods;
    const windows = this.family.kernel === 'windows';
    const problems: Problem[] = [];
    if (windows && mode?.ipv6) problems.push({ what: `os is ${this.os}`, limit: 'Windows nodes do not run in IPv6 clusters', fix: 'Use Linux, or an IPv4 cluster', source: 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html' });
    if (windows && mode?.customNetworking) problems.push({ what: `os is ${this.os}`, limit: 'Windows nodes do not take pod addresses by custom networking', fix: 'Use PodNetwork.podSubnets()', source: 'https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html' });
    if (wanted === undefined || windows || this.types.length === 0) return problems;
    for (const type of this.types) {
      // where pod networking is not known, it may be prefixes
      const addresses = addressablePods(type, mode ?? { prefixes: true, customNetworking: false, ipv6: false });
      const limit = this.capped() ? Math.min(addresses, podCap(type.vcpus)) : addresses;
      if (wanted > limit) {
        problems.push({
          what: `kubelet.maxPods is ${wanted} on ${type.name}`,
          limit: limit < addresses ? `EKS caps managed nodes with its image at ${limit} pods for ${type.vcpus} vCPU` : `its network interfaces have addresses for ${limit} pods`,
          fix: limit < addresses || mode?.prefixes ? `Use ${limit} or less` : `Use ${limit} or less, or prefixes: PodNetwork.nodeSubnets({ prefixDelegation: true })`,
          source: 'https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html',
        });
      }
    }
    return problems;
  }

  private capacity(scope: Construct): NodeCapacity {
    const [platform] = this.types;
    return {
      type: 'nodes',
      nodeType: this.kind.nodeType,
      name: scope.node.path,
      os: this.family.kernel,
      architecture: platform?.architecture,
      labels: this.options.labels ?? {},
      taints: this.taints,
      zones: zoneNames(this.subnets),
      shapes: this.types.map((type) => this.shape(type)),
      ...known({ min: this.sizes.minSize, max: this.sizes.maxSize }),
      addresses: this.addresses(),
    };
  }

  private addresses(): NodeCapacity['addresses'] {
    const mode = podAddressingOf(Inventory.of(this.cluster)._data);
    if (!mode || this.types.length === 0) return undefined;
    const perNode = this.types.map((type) => {
      const each = addressesOfNode(type, mode, this.options.kubelet?.maxPods ?? defaultMaxPods(type, mode, this.capped()));
      // where vpc-cni finds pod subnets, all interfaces but the first go there
      if (mode.customNetworking || networkTiersOf(this.cluster.vpc).pods.length === 0) return each;
      const own = Math.ceil(each.node / type.interfaces);
      return { node: own, pods: each.node - own };
    }).reduce((most, each) => (each.node + each.pods > most.node + most.pods ? each : most));
    return { subnets: this.subnets.map(({ node }) => node.path), perNode };
  }

  private shape(type: InstanceFacts): NodeShape {
    const mode = podAddressingOf(Inventory.of(this.cluster)._data);
    const { maxPods, kubeReserved = {} } = this.options.kubelet ?? {};
    const pods = maxPods ?? (mode && this.family.kernel === 'linux' ? defaultMaxPods(type, mode, this.capped()) : undefined);
    const linux = this.family.kernel === 'linux';
    // the image computes what it keeps from the pods that fit on the type, whatever maxPods says
    const kept = linux && Object.keys(kubeReserved).length === 0;
    return {
      instanceType: type.name,
      cpuMillis: type.vcpus === undefined ? undefined : type.vcpus * 1000 - (kept ? reservedCpuMillis(type.vcpus) : 0),
      memoryMiB: type.memoryMiB === undefined ? undefined : type.memoryMiB - (
        kept && pods !== undefined ? reservedMemoryMiB(Math.min(pods, type.maxPods)) : 0
      ),
      pods,
      ephemeralGiB: this.diskSize.isUnresolved() ? undefined : ephemeralGiB(this.diskSize.toGibibytes()),
      devices: this.devices(type),
    };
  }

  private devices(type: InstanceFacts | undefined): Record<string, number> {
    return {
      ...(type?.accelerator === 'nvidia' && type.gpus ? { [DEVICE_RESOURCES.nvidia]: type.gpus } : {}),
      ...(type && type.neuronDevices > 0 ? { [DEVICE_RESOURCES.neuron]: type.neuronDevices } : {}),
      ...(type && this.options.efa ? { [DEVICE_RESOURCES.efa]: type.efaInterfaces } : {}),
    };
  }
}

const NO_SUBNETS: Problem = {
  what: 'the VPC has no private subnets', limit: 'nodes live in one subnet at the least', fix: 'Choose subnets', source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
};

function sizesOf({ minSize = 2, maxSize, desiredSize }: Ec2NodeOptions) {
  return { minSize, maxSize: maxSize ?? (Token.isUnresolved(minSize) ? minSize : Math.max(minSize, 1)), desiredSize: desiredSize ?? minSize };
}

function known<K extends string>(sizes: Record<K, number | undefined>): Partial<Record<K, number>> {
  return Object.fromEntries(
    Object.entries(sizes).filter(([, size]) => size !== undefined && !Token.isUnresolved(size)),
  ) as Partial<Record<K, number>>;
}

/** Zones in words: those that are known at deploy by their number; nothing where subnets do not tell. */
function zonesInWords(subnets: ec2.ISubnet[]): string[] | undefined {
  const zones = subnets.map(zoneOf);
  if (zones.some((zone) => zone === undefined)) return undefined;
  return [...new Set(zones.map((zone) => JSON.stringify(Stack.of(subnets[0]).resolve(zone))))].map((text, index) => (text.startsWith('{') ? `zone ${index + 1}` : JSON.parse(text) as string));
}

function zoneNames(subnets: ec2.ISubnet[]): string[] | undefined {
  const zones = subnets.map(zoneOf);
  return zones.some((zone) => zone === undefined || Token.isUnresolved(zone)) ? undefined : [...new Set(zones as string[])];
}

function taintsOf({ taints }: Ec2NodeOptions, types: readonly InstanceFacts[], family: OsFamilyRow): Taint[] {
  if (taints) return taints.map(({ key = '', value, effect }) => ({ key, value, effect: TAINT_EFFECTS[effect ?? 'NO_SCHEDULE'] }));
  if (family.kernel === 'windows') return [TAINTS_BY_KIND.windows];
  const accelerator = types.find((type) => type.accelerator !== 'none')?.accelerator;
  return accelerator === undefined || accelerator === 'none' ? [] : [TAINTS_BY_KIND[accelerator]];
}

/** Taints as the API of EKS writes them. */
export function taintSpecs(taints: readonly Taint[]): eks.CfnNodegroup.TaintProperty[] | undefined {
  const spelling = Object.fromEntries(Object.entries(TAINT_EFFECTS).map(([eksName, name]) => [name, eksName]));
  return taints.length === 0 ? undefined : taints.map(({ key, value, effect }) => ({ key, value, effect: spelling[effect] }));
}
