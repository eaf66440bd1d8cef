import { Annotations, Lazy, Size, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Ec2NodeOptions } from './ec2-node-options';
import { ec2NodesProblems } from './ec2-nodes.rules';
import { efaResources } from './efa';
import { bootstrapProblems, groupImage, groupWarnings } from './group-image.rules';
import { nodeLaunchTemplate } from './launch-template';
import { literalNumbers } from './literal-numbers';
import { taintsOf } from './taint-specs';
import { al2023UserData, bottlerocketUserData, NodeBootstrap, windowsUserData } from './user-data.rules';
import { allowWindows } from './windows';
import { tokenText } from '../../apply/token-json';
import { NODE_APIS } from '../../catalog/aws-apis.data';
import { feature } from '../../catalog/capability.rules';
import { environmentProblems } from '../../cluster/cluster-environment';
import { isLocalCluster } from '../../cluster/outpost-placement';
import { failOn, Problem, problemText } from '../../errors/problems';
import { nodeVersionProblem } from '../../kubernetes/kubernetes-version.rules';
import { hasAutoscaler } from '../../model/autoscaler';
import { NodeCapacity, Taint } from '../../model/capacity.rules';
import { ClusterModel } from '../../model/cluster-model';
import { requireAwsApis } from '../../network/aws-apis';
import { networkTiersOf } from '../../network/network-tiers';
import { installAddonsBesideAutoMode } from '../auto-mode/nodes-beside-auto-mode';
import { clusterDetailsOf, clusterVersionOf, serviceCidrOf } from '../cluster-details';
import { DevicePlugin } from '../devices/device-plugin';
import { gpuLabels } from '../devices/device-plugins.rules';
import { defaultMaxPods, maxPodsProblems, PodAddressing } from '../max-pods.rules';
import { locationFeaturesOf } from '../node-location';
import { NodeOs } from '../node-os';
import { nodeRole } from '../node-role';
import { addressesPerNode, devicesOf, nodeShape } from '../node-shape.rules';
import { isolatedSubnetProblems, publicSubnetProblems, selectedSubnets, zoneNames, zonesInWords } from '../node-subnets';
import { podAddressingOf } from '../pod-addressing';
import { Image } from '../tables/image.data';
import { instanceFactsFrom, InstanceFacts, instanceFacts } from '../tables/instance-types.rules';
import { NodeFeature } from '../tables/node-features.data';
import { featureProblems } from '../tables/node-features.rules';
import { familyOfOs, OS_FAMILIES, OsFamilyRow } from '../tables/os.data';

/** Locations whose zones may not have gp3. */
const EDGE_FEATURES = new Set<NodeFeature>(['outposts', 'localZones', 'wavelength']);
const USER_DATA = { al2023: al2023UserData, bottlerocket: bottlerocketUserData, windows: windowsUserData };

/** Settings in which managed and self-managed groups differ; everything else is the same for all EC2 instances. */
export interface Ec2NodeGroupKind {
  readonly nodeType: 'managed' | 'selfManaged';
  /** maximum number of nodes in one group; undefined without a limit. */
  readonly maxNodes?: number;
  /** maximum number of instance types of one group; undefined without a limit. */
  readonly maxTypes?: number;
  /** AMI type of the EKS API, given by the user. */
  readonly amiType?: string;
  /** whether EKS writes the bootstrap user data, and adds the cluster security group. */
  readonly bootstrappedByEks: boolean;
  readonly problems: readonly Problem[];
  /** features that the props request of the node type, with the text of the prop for messages. */
  readonly requestedFeatures: readonly (readonly [NodeFeature, string])[];
}

/** The decisions for a group of EC2 instances, which the constructs of managed and self-managed groups carry out. */
export class Ec2Nodes {
  public readonly types: readonly InstanceFacts[];
  public readonly instanceTypes: ec2.InstanceType[];
  public readonly image: Image;
  public readonly family: OsFamilyRow;
  public readonly sizes: { readonly minSize: number; readonly maxSize: number; readonly desiredSize: number };
  public readonly subnets: ec2.ISubnet[];
  public readonly taints: readonly Taint[];
  public readonly labels: Readonly<Record<string, string>>;
  public readonly version?: string;

  private readonly os: NodeOs;
  private readonly diskSize: Size;

  /** Fails with all problems, before any construct is created. */
  constructor(
    scope: Construct,
    id: string,
    private readonly cluster: eks.ICluster,
    private readonly options: Ec2NodeOptions,
    private readonly kind: Ec2NodeGroupKind,
  ) {
    this.os = options.os ?? NodeOs.AL2023;
    this.family = OS_FAMILIES[familyOfOs(this.os)];
    this.diskSize = options.diskSize ?? Size.gibibytes(this.family.defaultDiskGiB);
    this.instanceTypes = options.instanceTypes ?? [new ec2.InstanceType('m6i.large')];
    const names = this.instanceTypes.map((type) => type.toString());
    const figures = (name: string) => instanceFactsFrom(name, options.customInstanceTypes?.[name]);
    this.types = names.map(figures).filter((each): each is InstanceFacts => each !== undefined);
    const image = groupImage({
      os: this.os,
      kernel: this.family.kernel,
      instanceTypes: names,
      types: this.types,
      figures,
      amiType: kind.amiType,
      customImage: options.machineImage !== undefined,
      managed: kind.nodeType === 'managed',
    });
    this.sizes = sizesOf(options);
    const selected = selectedSubnets(cluster.vpc, options.subnets);
    this.subnets = selected.subnets;
    this.taints = taintsOf(options, this.types, this.family);
    this.labels = { ...gpuLabels(this.os, this.types), ...options.labels };
    const version = this.versionOf();
    failOn(scope, id, [
      ...environmentProblems(scope, cluster),
      ...selected.problems,
      ...publicSubnetProblems(this.subnets),
      ...isolatedSubnetProblems(cluster.vpc, this.subnets),
      ...(Array.isArray(image) ? image : []),
      ...version.problems,
      ...(options.capacityReservation?._problems() ?? []),
      ...(isLocalCluster(cluster) ? featureProblems(kind.nodeType, 'outposts', 'the control plane runs on an Outpost') : []),
      ...kind.problems,
      ...[...kind.requestedFeatures, ...this.requestedFeatures()].flatMap(([nodeFeature, what]) =>
        featureProblems(kind.nodeType, nodeFeature, what),
      ),
      ...bootstrapProblems({
        bootstrappedByEks: kind.bootstrappedByEks && options.machineImage === undefined,
        bottlerocket: this.family === OS_FAMILIES.bottlerocket,
        customImage: options.machineImage !== undefined,
        serviceIpv4Cidr: options.serviceIpv4Cidr !== undefined,
        versionKnown: version.version !== undefined,
        serviceCidrKnown: this.serviceCidr() !== undefined,
      }),
      ...ec2NodesProblems({
        os: this.os,
        ...literalNumbers({ ...this.sizes, desiredSize: options.desiredSize }),
        maxNodes: kind.maxNodes,
        maxTypes: kind.maxTypes,
        instanceTypes: names,
        types: this.types,
        metadataHopLimit: options.metadataHopLimit ?? 1,
        labels: options.labels ?? {},
        taints: (options.taints ?? []).map(({ key }) => key ?? ''),
        tags: Object.keys(options.instanceTags ?? {}),
        devices: (options.additionalBlockDevices ?? []).map(({ deviceName }) => deviceName),
        diskGiB: this.diskSize.isUnresolved() ? undefined : this.diskSize.toGibibytes(),
        kubelet: { ...options.kubelet },
        commands: options.preBootstrapCommands?.length ?? 0,
        bottlerocketSettings: options.bottlerocketSettings,
        nodeadm: options.nodeadmConfig !== undefined,
        efa: options.efa ?? false,
        zones: options.efa ? zonesInWords(this.subnets) : undefined,
        spot: options.spot ?? false,
        reservation: options.capacityReservation && { capacityBlock: options.capacityReservation._capacityType === 'CAPACITY_BLOCK' },
        placementGroup: options.placementGroup !== undefined,
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
    const ownStart = !this.kind.bootstrappedByEks || options.machineImage !== undefined;
    const efa = options.efa
      ? efaResources(scope, { vpc: cluster.vpc, types: this.types, placed: !!(options.capacityReservation ?? options.placementGroup) })
      : undefined;
    const added = [...(options.securityGroups ?? []), ...(efa ? [efa.securityGroup] : [])].map(({ securityGroupId }) => securityGroupId);
    // for a launch template without security groups, EKS adds the cluster security group
    const groups = this.kind.bootstrappedByEks && added.length === 0 ? undefined : [cluster.clusterSecurityGroupId, ...added];
    const places = locationFeaturesOf(this.subnets, cluster.vpc).map(([nodeFeature]) => nodeFeature);
    const carrier = places.includes('wavelength') ? [{ networkCardIndex: 0, deviceIndex: 0, associateCarrierIpAddress: true }] : undefined;
    const userData = () => tokenText(USER_DATA[familyOfOs(this.os)](this.bootstrap(ownStart)) ?? '') || undefined;
    return nodeLaunchTemplate(scope, 'LaunchTemplate', {
      os: this.family,
      diskSize: this.diskSize,
      volumeType:
        options.diskType ?? (places.some((place) => EDGE_FEATURES.has(place)) ? ec2.EbsDeviceVolumeType.GP2 : ec2.EbsDeviceVolumeType.GP3),
      additionalBlockDevices: options.additionalBlockDevices ?? [],
      metadataHopLimit: options.metadataHopLimit ?? 1,
      tags: { Name: scope.node.path.split('/').join('-'), ...options.instanceTags },
      instanceType: this.instanceTypes.length === 1 ? this.instanceTypes[0] : undefined,
      imageId: options.machineImage?.getImage(scope).imageId ?? made.imageId,
      userData: ownStart ? Lazy.string({ produce: userData }) : userData(),
      keyPair: options.keyPair,
      securityGroupIds: groups,
      networkInterfaces: (efa?.interfaces ?? carrier)?.map((each) => ({ ...each, groups })),
      placementGroup: options.placementGroup ?? efa?.placementGroup,
      capacityReservation: options.capacityReservation,
      instanceProfileArn: made.instanceProfileArn,
    });
  }

  /** Extended resources and disk of the first type, for an autoscaler that scales up from zero. */
  get template(): { readonly devices: Readonly<Record<string, number>>; readonly ephemeralGiB?: number } {
    return {
      devices: devicesOf(this.types[0], this.options.efa ?? false),
      ephemeralGiB: this.diskSize.isUnresolved() ? undefined : this.diskSize.toGibibytes(),
    };
  }

  /**
   * Desired capacity of the Auto Scaling group, known at the end of synthesis: the requested one, or undefined if an autoscaler sets it.
   * Without it a group is created with its minimum size, and an update does not change the capacity. Source: aws/api-models-aws,
   * auto-scaling 2011-01-01, DesiredCapacity of CreateAutoScalingGroup (default: the minimum size) and of UpdateAutoScalingGroup
   * (optional).
   */
  desiredCapacity(): number | undefined {
    const { desiredSize } = this.options;
    return desiredSize === undefined && hasAutoscaler(ClusterModel.of(this.cluster)._data) ? undefined : this.sizes.desiredSize;
  }

  /** Registers the capacity of the nodes and installs the plugins of their devices, after the nodes are created. */
  register(scope: Construct, group: Construct): void {
    const inventory = ClusterModel.of(this.cluster);
    inventory._requireUnordered(group, feature('pod-network'));
    inventory._offer(() => [this.capacity(scope)]);
    if (this.family.kernel === 'windows') allowWindows(this.cluster, scope);
    const unknown = this.types.filter(({ name }) => instanceFacts(name) === undefined).map(({ name }) => name);
    unknown.forEach((name) => inventory._givenInstanceType(name));
    const warnings = groupWarnings({
      amiType: this.kind.amiType,
      unknownTypes: unknown,
      windowsOnImportedCluster: this.family.kernel === 'windows' && !clusterVersionOf(this.cluster),
      capacityBlock: this.options.capacityReservation?._capacityType === 'CAPACITY_BLOCK',
      zones: zonesInWords(this.subnets)?.length ?? 1,
    });
    for (const [id, message] of warnings) Annotations.of(scope).addWarningV2(id, message);
    requireAwsApis(this.cluster, group, NODE_APIS);
    installAddonsBesideAutoMode(this.cluster, scope);
    DevicePlugin._installMissing(this.cluster, {
      nvidia: this.family !== OS_FAMILIES.bottlerocket && this.types.some(({ accelerator }) => accelerator === 'nvidia'),
      neuron: this.types.some(({ accelerator }) => accelerator === 'neuron'),
      efa: this.options.efa ?? false,
    });
    // pod networking is known at the end of synthesis, when every add-on has been added
    scope.node.addValidation({ validate: () => this.maxPodsProblems().map(problemText) });
  }

  private bootstrap(own: boolean): NodeBootstrap {
    const { options } = this;
    return {
      cluster: own ? clusterDetailsOf(this.cluster, this.serviceCidr() ?? '') : undefined,
      kubelet: { maxPods: own ? this.explicitMaxPods() : undefined, ...options.kubelet },
      labels: this.labels,
      taints: this.taints,
      preBootstrapCommands: options.preBootstrapCommands ?? [],
      bottlerocketSettings: options.bottlerocketSettings,
      nodeadmConfig: options.nodeadmConfig ?? {},
    };
  }

  private serviceCidr = (): string | undefined => this.options.serviceIpv4Cidr ?? serviceCidrOf(this.cluster);

  private requestedFeatures(): (readonly [NodeFeature, string])[] {
    const { options } = this;
    return [
      ...(this.family.kernel === 'windows' ? ([['windows', `os is ${this.os}`]] as const) : []),
      ...(options.spot ? ([['spot', 'spot is given']] as const) : []),
      ...(options.efa ? ([['efa', 'efa is given']] as const) : []),
      ...locationFeaturesOf(this.subnets, this.cluster.vpc),
    ];
  }

  private versionOf(): { version?: string; problems: Problem[] } {
    const { version } = this.options;
    const clusterVersion = clusterVersionOf(this.cluster);
    const problem = version && clusterVersion ? nodeVersionProblem(version.version, clusterVersion) : undefined;
    return { version: version?.version ?? clusterVersion, problems: problem ? [problem] : [] };
  }

  private limitsMaxPods(): boolean {
    return this.kind.nodeType === 'managed' && !this.options.machineImage && this.family !== OS_FAMILIES.bottlerocket;
  }

  private podAddressing(): PodAddressing | undefined {
    return podAddressingOf(ClusterModel.of(this.cluster)._data);
  }

  private maxPodsProblems(): Problem[] {
    return maxPodsProblems({
      os: this.os,
      windows: this.family.kernel === 'windows',
      types: this.types,
      maxPods: this.options.kubelet?.maxPods,
      podAddressing: this.podAddressing(),
      ipv6: this.cluster.ipFamily === eks.IpFamily.IP_V6,
      capped: this.limitsMaxPods(),
    });
  }

  // if the primary interface has no pods, the kubelet's default of max-pods would include it
  private explicitMaxPods(): number | undefined {
    const mode = this.podAddressing();
    if (this.options.kubelet?.maxPods !== undefined || !mode?.primaryInterfaceUnused || this.family.kernel === 'windows') return undefined;
    return Math.min(...this.types.map((type) => defaultMaxPods(type, mode, this.limitsMaxPods())));
  }

  private capacity(scope: Construct): NodeCapacity {
    const [platform] = this.types;
    const facts = {
      podAddressing: this.podAddressing(),
      kubelet: this.options.kubelet ?? {},
      capped: this.limitsMaxPods(),
      linux: this.family.kernel === 'linux',
      diskGiB: this.diskSize.isUnresolved() ? undefined : this.diskSize.toGibibytes(),
      efa: this.options.efa ?? false,
      podSubnets: networkTiersOf(this.cluster.vpc).pods.length > 0,
    };
    const perNode = addressesPerNode(this.types, facts);
    return {
      type: 'nodes',
      nodeType: this.kind.nodeType,
      name: scope.node.path,
      os: this.family.kernel,
      architecture: platform?.architecture,
      labels: this.labels,
      taints: this.taints,
      zones: zoneNames(this.subnets),
      shapes: this.types.map((type) => nodeShape(type, facts)),
      ...literalNumbers({
        min: this.sizes.minSize,
        max: this.sizes.maxSize,
        desired: this.options.capacityReservation?._capacityType === 'CAPACITY_BLOCK' ? undefined : this.sizes.desiredSize,
      }),
      addresses: perNode && { subnets: this.subnets.map(({ node }) => node.path), perNode },
    };
  }
}

function sizesOf({ minSize = 2, maxSize, desiredSize }: Ec2NodeOptions) {
  return {
    minSize,
    maxSize: maxSize ?? (Token.isUnresolved(minSize) ? minSize : Math.max(minSize, 1)),
    desiredSize: desiredSize ?? minSize,
  };
}
