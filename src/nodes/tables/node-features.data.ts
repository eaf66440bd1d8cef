/** The kinds of nodes that a cluster can have, in the order of the columns below. */
export const NODE_TYPES = ['managed', 'selfManaged', 'fargate', 'autoMode', 'karpenter', 'hybrid'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** Names of the constructs that create them. */
export const NODE_TYPE_NAMES: Readonly<Record<NodeType, string>> = {
  managed: 'ManagedNodes', selfManaged: 'SelfManagedNodes', fargate: 'FargateNodes', autoMode: 'AutoModeNodes', karpenter: 'KarpenterNodes', hybrid: 'HybridNodes',
};

/** Features of nodes, with their names in messages and tables. */
export const NODE_FEATURE_NAMES = {
  outposts: 'AWS Outposts',
  localZones: 'Local Zones',
  wavelength: 'Wavelength Zones',
  publicSubnets: 'public subnets',
  linux: 'Linux containers',
  windows: 'Windows containers',
  al2023: 'Amazon Linux 2023',
  bottlerocket: 'Bottlerocket',
  customAmi: 'a custom AMI',
  arm64: 'Arm (Graviton)',
  gpu: 'NVIDIA GPUs',
  neuron: 'Inferentia and Trainium',
  efa: 'Elastic Fabric Adapter',
  spot: 'spot instances',
  capacityBlocks: 'Capacity Blocks for ML',
  capacityReservations: 'capacity reservations',
  dedicatedHosts: 'dedicated hosts',
  warmPools: 'warm pools',
  ssh: 'SSH',
  sessionManager: 'Session Manager',
  kubeletSettings: 'kubelet settings',
  userData: 'user data',
  customCni: 'another CNI',
  customNetworking: 'pod addresses from other subnets',
  ipv6: 'IPv6',
  securityGroupsForPods: 'security groups for pods (SecurityGroupPolicy)',
  daemonSets: 'DaemonSets',
  privileged: 'privileged pods',
  hostNetwork: 'host network and host ports',
  topologySpread: 'topology spread constraints',
  instanceTargets: 'load balancer targets by instance',
  ipTargets: 'load balancer targets by IP address',
  podImds: 'instance metadata for pods',
  podIdentity: 'Pod Identity',
  irsa: 'IAM roles for service accounts',
  ebs: 'EBS',
  efs: 'EFS',
  efsDynamic: 'EFS with dynamic provisioning',
  s3Files: 'S3 Files',
  fsxLustre: 'FSx for Lustre',
  fsxOntap: 'FSx for NetApp ONTAP',
  fsxOpenZfs: 'FSx for OpenZFS',
  s3Mountpoint: 'Mountpoint for S3',
  secretsStore: 'secrets as volumes (Secrets Store CSI driver)',
  autoRepair: 'automatic repair',
  nodeMonitoringAgent: 'the node monitoring agent as an add-on',
} as const;
export type NodeFeature = keyof typeof NODE_FEATURE_NAMES;

/** Not supported, with the reason and the page: error message, documentation and check use this cell. */
export interface Unsupported {
  readonly reason: string;
  readonly source: string;
}

/** Supported, with limits. */
export interface SupportedWithLimits {
  readonly limits: string;
}

/** Not documented: neither promised nor refused. */
export interface UnknownSupport {
  readonly notKnown: true;
}

export type FeatureSupport = 'yes' | Unsupported | SupportedWithLimits | UnknownSupport;
export type FeatureRow = Readonly<Record<NodeType, FeatureSupport>>;

const guide = (page: string): string => `https://docs.aws.amazon.com/eks/latest/userguide/${page}.html`;
const no = (reason: string, page: string): Unsupported => ({ reason: reason, source: guide(page) });
const but = (note: string): SupportedWithLimits => ({ limits: note });
const notKnown: UnknownSupport = { notKnown: true };
const yes = 'yes';

const noHost = no('Fargate pods have no access to a host', 'fargate');
const noDaemon = no('the driver is a DaemonSet, which Fargate does not support', 'fargate');
const ownMachines = no('hybrid nodes are machines outside of AWS', 'hybrid-nodes-overview');
const awsImage = no('Auto Mode uses an AMI that AWS manages, based on Bottlerocket', 'automode');
const noShell = no('Auto Mode does not allow direct access to nodes', 'auto-security');
const noInstance = no('Fargate pods do not run on instances of your account', 'fargate');
const ownCapacity = no('hybrid nodes run on your own hardware', 'hybrid-nodes-overview');

/**
 * Which node type can do what. A new feature is a row, a new node type a column: a cell that is missing does not compile.
 *
 * Source: EKS User Guide (eks-compute and the page of each cell), September 2026; Karpenter 1.14 documentation and CRDs.
 */
export const NODE_FEATURES: Readonly<Record<NodeFeature, FeatureRow>> = {
  outposts: row(no('managed node groups do not exist on Outposts', 'eks-outposts'), yes, no('Fargate does not exist on Outposts', 'fargate'), no('Auto Mode does not exist on Outposts', 'eks-compute'), notKnown, ownMachines),
  localZones: row(yes, yes, no('Fargate does not exist in Local Zones', 'fargate'), but('through a NodeClass that names the subnet'), but('through a node class that names the subnet'), ownMachines),
  wavelength: row(no('only self-managed nodes run in Wavelength Zones', 'managed-node-groups'), yes, no('Fargate does not exist in Wavelength Zones', 'fargate'), notKnown, notKnown, ownMachines),
  publicSubnets: row(but('the subnet must assign public addresses'), yes, no('Fargate runs pods in private subnets only', 'fargate-profile'), yes, yes, ownMachines),
  linux: row(yes, yes, yes, yes, yes, yes),
  windows: row(yes, yes, no('Fargate on EKS runs Linux only', 'fargate'), no('Auto Mode runs Linux only', 'automode'), yes, no('hybrid nodes run Linux only', 'hybrid-nodes-overview')),
  al2023: row(yes, yes, noInstance, awsImage, yes, but('installed by you')),
  bottlerocket: row(yes, yes, noInstance, but('the AMI is based on it'), yes, but('VMware variants')),
  customAmi: row(but('you then manage version and user data'), yes, noInstance, awsImage, yes, yes),
  arm64: row(yes, but('Graviton2 and newer'), no('Fargate on EKS runs x86_64 only', 'fargate'), yes, yes, yes),
  gpu: row(yes, yes, no('Fargate has no GPUs', 'fargate'), but('driver and device plugin are built in'), yes, yes),
  neuron: row(but('Amazon Linux only'), but('Amazon Linux only'), no('Fargate has no Inferentia or Trainium', 'fargate'), but('the device plugin is built in'), yes, ownMachines),
  efa: row(yes, yes, no('Fargate does not support EFA', 'fargate'), but('static capacity only'), yes, ownMachines),
  spot: row(but('a group is spot or on-demand, never both'), yes, no('EKS does not offer Fargate Spot', 'fargate'), yes, yes, ownCapacity),
  capacityBlocks: row(but('desired size 0 before an upgrade'), yes, noInstance, yes, yes, ownCapacity),
  capacityReservations: row(yes, yes, noInstance, yes, yes, ownCapacity),
  dedicatedHosts: row(yes, yes, noInstance, no('Auto Mode does not use dedicated hosts', 'eks-compute'), notKnown, ownCapacity),
  warmPools: row(but('EKS-optimized images only'), yes, noInstance, no('Auto Mode has no warm pools', 'warm-pools-managed-node-groups'), no('Karpenter has no warm pools', 'warm-pools-managed-node-groups'), ownCapacity),
  ssh: row(yes, yes, noInstance, noShell, but('through user data'), yes),
  sessionManager: row(yes, yes, noInstance, noShell, yes, yes),
  kubeletSettings: row(yes, yes, noInstance, no('Auto Mode sets the kubelet itself', 'create-node-class'), but('the settings of its node class'), yes),
  userData: row(yes, yes, noInstance, no('Auto Mode nodes do not support user data', 'create-node-class'), yes, ownMachines),
  customCni: row(but('with a custom AMI'), yes, no('Fargate uses the VPC CNI', 'fargate'), no('Auto Mode has its own pod networking', 'auto-networking'), yes, but('required: Cilium or Calico')),
  customNetworking: row(yes, yes, but('the subnets of the profile'), but('podSubnetSelectorTerms of its NodeClass'), yes, yes),
  ipv6: row(yes, yes, yes, yes, yes, no('hybrid nodes need an IPv4 cluster', 'hybrid-nodes-overview')),
  securityGroupsForPods: row(but('Nitro types outside of the t family'), but('Nitro types outside of the t family'), yes, no('Auto Mode configures security groups of pods in its NodeClass', 'create-node-class'), yes, ownMachines),
  daemonSets: row(yes, yes, noHost, yes, yes, yes),
  privileged: row(yes, yes, noHost, yes, yes, yes),
  hostNetwork: row(yes, yes, noHost, yes, yes, yes),
  topologySpread: row(yes, yes, no('Fargate ignores topology spread constraints', 'fargate-profile'), yes, yes, yes),
  instanceTargets: row(yes, yes, no('load balancers reach Fargate pods by IP address: target type ip', 'fargate'), yes, yes, no('load balancers reach pods on hybrid nodes by IP address: target type ip', 'hybrid-nodes-overview')),
  ipTargets: row(yes, yes, yes, yes, yes, yes),
  podImds: row(but('with a hop limit of 2'), but('with a hop limit of 2'), no('instance metadata is not available to Fargate pods', 'fargate'), no('the hop limit of Auto Mode is 1 and cannot change', 'auto-security'), but('with a hop limit of 2'), ownMachines),
  podIdentity: row(yes, but('Linux only'), no('the Pod Identity agent is a DaemonSet', 'pod-identities'), but('the agent is built in'), yes, yes),
  irsa: row(yes, yes, yes, yes, yes, yes),
  ebs: row(yes, yes, no('EBS volumes cannot be mounted by Fargate pods', 'ebs-csi'), but('provisioner ebs.csi.eks.amazonaws.com, built in'), yes, ownMachines),
  efs: row(yes, yes, but('static volumes, without a driver'), yes, yes, ownMachines),
  efsDynamic: row(yes, yes, no('Fargate mounts EFS from static volumes only', 'efs-csi'), yes, yes, ownMachines),
  s3Files: row(yes, yes, noDaemon, yes, yes, ownMachines),
  // two pages of the guide disagree about hybrid nodes: storage says no, add-ons of hybrid nodes list the driver
  fsxLustre: row(yes, yes, noDaemon, yes, yes, notKnown),
  fsxOntap: row(yes, yes, noDaemon, notKnown, yes, notKnown),
  fsxOpenZfs: row(yes, yes, noDaemon, notKnown, yes, notKnown),
  s3Mountpoint: row(yes, yes, noDaemon, yes, yes, ownMachines),
  secretsStore: row(yes, yes, noDaemon, yes, yes, yes),
  autoRepair: row(yes, no('only managed node groups, Auto Mode and Karpenter repair nodes', 'node-repair'), noInstance, but('always on'), but('feature gate NodeRepair'), no('you repair hybrid nodes yourself', 'node-repair')),
  nodeMonitoringAgent: row(yes, yes, noDaemon, no('the agent is built in', 'node-health-nma'), yes, yes),
};

// positional, so that no column can be forgotten
function row(managed: FeatureSupport, selfManaged: FeatureSupport, fargate: FeatureSupport, autoMode: FeatureSupport, karpenter: FeatureSupport, hybrid: FeatureSupport): FeatureRow {
  return { managed, selfManaged, fargate, autoMode, karpenter, hybrid };
}

/** Responsibilities for a node type, in words. */
export const NODE_RESPONSIBILITIES: Readonly<Record<string, Readonly<Record<NodeType, string>>>> = {
  'who patches the image': { managed: 'AWS', selfManaged: 'AWS', fargate: 'AWS', autoMode: 'AWS', karpenter: 'AWS', hybrid: 'you' },
  'who rolls it out': { managed: 'you: a deploy', selfManaged: 'you: a deploy', fargate: 'AWS', autoMode: 'AWS, within 21 days', karpenter: 'Karpenter, by drift', hybrid: 'you' },
  'Kubernetes version of nodes': { managed: 'a deploy', selfManaged: 'a deploy', fargate: 'delete the pods', autoMode: 'by itself', karpenter: 'by drift', hybrid: 'you' },
};
