import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'cdk8s';
import { KubeletConfiguration } from '../kubelet-configuration';
import { NodeOs } from '../node-os';
import { NodePoolOptions } from './node-pool-options';

/** Settings of a pool of Karpenter and of its node class, each with a default. */
export interface KarpenterNodePoolOptions extends NodePoolOptions {
  /**
   * Operating system: AL2023, Bottlerocket, or Windows Server 2019, 2022 or 2025 without desktop.
   *
   * @default NodeOs.AL2023
   */
  readonly os?: NodeOs;
  /**
   * Version of the image, like `v20261023`, on Bottlerocket `v1.55.0`. With `latest`, nodes are replaced whenever there is a newer one.
   *
   * @default 'latest'
   */
  readonly amiVersion?: string;
  /**
   * Ids of images of your own, made for `os`, instead of those of EKS.
   *
   * @default - the image of EKS
   */
  readonly amiIds?: string[];
  /**
   * Size of the disk for images, logs and pods.
   *
   * @default Size.gibibytes(50) - on Windows 100 GiB
   */
  readonly diskSize?: Size;
  /**
   * Whether the disks of the instance itself become one for images, logs and pods.
   *
   * @default false
   */
  readonly instanceStoreRaid?: boolean;
  /**
   * Settings of the kubelet that a node class takes: not podPidsLimit, containerLogMax… and cpuManagerPolicy.
   *
   * @default - those of the image
   */
  readonly kubelet?: KubeletConfiguration;
  /**
   * User data beside Karpenter's own, in the form that `os` reads.
   *
   * @default - none
   */
  readonly userData?: string;
  /**
   * How far instance metadata reaches: 1 keeps pods away from the node's role. At most 64.
   *
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * Where the nodes live.
   *
   * @default - the application tier of the network
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Security groups beside the cluster's own.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Ids of capacity reservations, `cr-…`: used before on-demand. Where `capacityTypes` is given, it names `NodePoolCapacityType.RESERVED`.
   *
   * @default - none
   */
  readonly capacityReservationIds?: string[];
  /**
   * Tags on instances and their disks, over those of the app. Keys that Karpenter writes itself are refused.
   *
   * @default - those of Karpenter
   */
  readonly instanceTags?: { [key: string]: string };
}
