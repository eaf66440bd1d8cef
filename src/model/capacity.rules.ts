/**
 * What nodes offer to pods, as plain data: the input of the checks whether a pod fits.
 *
 * All figures are upper bounds of what a node can offer, so that a check never reports a pod that would fit.
 */
export type Capacity = NodeCapacity | ElasticCapacity | FargateCapacity;

export interface Taint {
  readonly key: string;
  readonly value?: string;
  /** as Kubernetes writes it: NoSchedule, PreferNoSchedule, NoExecute. */
  readonly effect: string;
}

/** What one node of an instance type offers. */
export interface NodeShape {
  readonly instanceType: string;
  /** after what the kubelet and the system keep. */
  readonly cpuMillis?: number;
  readonly memoryMiB?: number;
  readonly pods?: number;
  readonly ephemeralGiB?: number;
  /** extended resources, like `nvidia.com/gpu`. */
  readonly devices: Readonly<Record<string, number>>;
}

interface NodeAttributes {
  /** path of the construct. */
  readonly name: string;
  readonly os: 'linux' | 'windows';
  /** beside what Kubernetes and EKS add. */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** zones by name; nothing where they are not known. */
  readonly zones?: readonly string[];
}

/** A group of nodes of known size. */
export interface NodeCapacity extends NodeAttributes {
  readonly type: 'nodes';
  readonly nodeType: 'managed' | 'selfManaged' | 'hybrid';
  readonly architecture?: 'x86_64' | 'arm64';
  /** one for each instance type of the group. */
  readonly shapes: readonly NodeShape[];
  readonly min?: number;
  readonly max?: number;
  /** how many there are before anything scales; nothing where a reservation that begins later decides. */
  readonly desired?: number;
  /** addresses that each node takes at full scale, and the paths of the subnets of the nodes. */
  readonly addresses?: { readonly subnets: readonly string[]; readonly perNode: { readonly node: number; readonly pods: number } };
}

/** A requirement of elastic capacity, as Karpenter writes it. */
export interface CapacityRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Nodes that come with the pods that need them. */
export interface ElasticCapacity extends NodeAttributes {
  readonly type: 'elastic';
  readonly nodeType: 'karpenter' | 'autoMode';
  readonly requirements: readonly CapacityRequirement[];
  /** the most of each resource, over all nodes. */
  readonly limits: Readonly<Record<string, string>>;
}

/** Pods without nodes. */
export interface FargateCapacity {
  readonly type: 'fargate';
  readonly name: string;
  readonly selectors: readonly { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }[];
}
