import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';

/** Compute types of nodes. Pods on Fargate are selected by `FargateNodes`. */
export enum ComputeType {
  /** managed node groups: `ManagedNodes`. */
  MANAGED_NODE_GROUP = 'managed',
  /** nodes of Karpenter: `KarpenterNodes`. */
  KARPENTER = 'karpenter',
  /** nodes of EKS Auto Mode: `AutoModeNodes`. */
  AUTO_MODE = 'autoMode',
  /** machines outside of AWS: `HybridNodes`. */
  HYBRID = 'hybrid',
}

/** Operating systems of pods. */
export enum PodOs {
  LINUX = 'linux',
  WINDOWS = 'windows',
}

/** A toleration: a taint of nodes that pods tolerate. */
export interface Toleration {
  /** Key of the taint. */
  readonly key: string;
  /**
   * Its value.
   *
   * @default - any
   */
  readonly value?: string;
  /**
   * Its effect, as Kubernetes writes it: NoSchedule, PreferNoSchedule or NoExecute.
   *
   * @default - any
   */
  readonly effect?: string;
}

/** Placement of pods: node affinity, extended resources and tolerations follow from it. */
export interface PodPlacement {
  /**
   * Compute type of the nodes.
   *
   * @default - any
   */
  readonly computeType?: ComputeType;
  /**
   * Architecture of the image.
   *
   * @default - any: the image is for all architectures of the nodes
   */
  readonly architecture?: InstanceArchitecture;
  /**
   * Operating system of the image. Nodes with Windows have a taint, which pods for Windows tolerate.
   *
   * @default PodOs.LINUX, without a selector
   */
  readonly os?: PodOs;
  /**
   * NVIDIA GPUs of each replica: 1 or more. Nodes with GPUs have a taint, which such pods tolerate.
   *
   * @default 0
   */
  readonly gpus?: number;
  /**
   * Neuron devices (Inferentia, Trainium) of each replica: 1 or more.
   *
   * @default 0
   */
  readonly neuronDevices?: number;
  /**
   * Whether the nodes are spot instances, which AWS may interrupt, or on-demand instances.
   *
   * @default - either
   */
  readonly spot?: boolean;
  /**
   * Zones, by name. Replicas are spread over zones anyway.
   *
   * @default - any
   */
  readonly zones?: string[];
  /**
   * Custom labels of the nodes.
   *
   * @default - none
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Tolerations of custom taints of the nodes.
   *
   * @default - only those for Windows and for devices
   */
  readonly tolerations?: Toleration[];
}
