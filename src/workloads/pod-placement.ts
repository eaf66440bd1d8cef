import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';

/** Kinds of nodes, by who makes them. Pods on Fargate are chosen by the selectors of `FargateNodes`. */
export enum ComputeType {
  /** groups of EKS: `ManagedNodes`. */
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

/** A taint of nodes that pods do not mind. */
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

/** What pods need of their nodes: the labels, resources and tolerations follow from it. */
export interface PodPlacement {
  /**
   * Kind of the nodes.
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
   * Whether the nodes are spot instances, which AWS may take back, or are not.
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
   * Labels that you gave to nodes.
   *
   * @default - none
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that you gave to nodes.
   *
   * @default - none beside those of Windows and of devices
   */
  readonly tolerations?: Toleration[];
}
