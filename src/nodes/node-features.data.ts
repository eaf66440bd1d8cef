/** The kinds of nodes that a cluster can have. */
export type NodeType = 'managed' | 'selfManaged' | 'fargate' | 'autoMode' | 'karpenter' | 'hybrid';

/** What a pod may ask of its node. */
export type NodeFeature =
  | 'irsa' | 'podIdentity' | 'daemonSets' | 'privileged' | 'hostNetwork' | 'arm64' | 'gpu' | 'neuron' | 'windows' | 'spot'
  | 'ebs' | 'efsDynamic' | 'fsxLustre' | 's3Mountpoint' | 'securityGroupsForPods' | 'instanceTargets' | 'topologySpread';

/** A no carries its reason and its page: error, docs and check come from this cell. */
export interface No {
  readonly no: string;
  readonly source: string;
}

export type Answer = 'yes' | No;

const guide = (page: string): string => `https://docs.aws.amazon.com/eks/latest/userguide/${page}.html`;
const no = (reason: string, page: string): No => ({ no: reason, source: guide(page) });

const noHost = no('a Fargate pod has no node of its own to share with anything', 'fargate');
const ownMachines = no('hybrid nodes are machines outside of AWS', 'hybrid-nodes-overview');

/**
 * Which node type can do what. A new node type is a column here, a new feature a row.
 *
 * Source: EKS User Guide (eks-compute, fargate, pod-identities, hybrid-nodes-overview, automode), September 2026.
 */
export const NODE_FEATURES: Readonly<Record<NodeFeature, Readonly<Record<NodeType, Answer>>>> = {
  irsa: row({}),
  podIdentity: row({ fargate: no('the Pod Identity agent is a DaemonSet', 'pod-identities') }),
  daemonSets: row({ fargate: noHost }),
  privileged: row({ fargate: noHost }),
  hostNetwork: row({ fargate: noHost }),
  arm64: row({ fargate: no('Fargate on EKS runs x86_64 only', 'fargate') }),
  gpu: row({ fargate: no('Fargate has no GPUs', 'fargate') }),
  neuron: row({ fargate: no('Fargate has no Inferentia or Trainium', 'fargate'), hybrid: ownMachines }),
  windows: row({
    fargate: no('Fargate on EKS runs Linux only', 'fargate'), autoMode: no('Auto Mode runs Linux only', 'automode'), hybrid: no('hybrid nodes run Linux only', 'hybrid-nodes-overview'),
  }),
  spot: row({ fargate: no('EKS does not offer Fargate Spot', 'fargate'), hybrid: ownMachines }),
  ebs: row({ fargate: no('EBS volumes are attached to instances, and a Fargate pod has none', 'ebs-csi'), hybrid: ownMachines }),
  efsDynamic: row({ fargate: no('Fargate mounts EFS from static volumes only', 'efs-csi'), hybrid: ownMachines }),
  fsxLustre: row({ fargate: no('the driver is a DaemonSet', 'fsx-csi'), hybrid: ownMachines }),
  s3Mountpoint: row({ fargate: no('the driver is a DaemonSet', 's3-csi'), hybrid: ownMachines }),
  securityGroupsForPods: row({
    autoMode: no('Auto Mode takes security groups for pods from its NodeClass', 'create-node-class'), hybrid: ownMachines,
  }),
  instanceTargets: row({
    fargate: no('a load balancer reaches Fargate pods by their address: target type ip', 'fargate'), hybrid: no('a load balancer reaches pods of hybrid nodes by their address: target type ip', 'hybrid-nodes-overview'),
  }),
  topologySpread: row({ fargate: no('Fargate ignores topology spread constraints', 'fargate-profile') }),
};

function row(nos: Partial<Record<NodeType, No>>): Record<NodeType, Answer> {
  return { managed: 'yes', selfManaged: 'yes', fargate: 'yes', autoMode: 'yes', karpenter: 'yes', hybrid: 'yes', ...nos };
}
