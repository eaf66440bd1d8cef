import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'cdk8s';
import { NodePoolOptions } from './node-pool-options';
import { KubeletConfiguration } from '../kubelet-configuration';
import { NodeOs } from '../node-os';

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
   * Ids of custom AMIs for `os`, instead of the images of EKS.
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
   * Whether the instance store disks become one RAID 0 volume for images, logs and pods.
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
   * User data in addition to Karpenter's own, in the format of `os`.
   *
   * @default - none
   */
  readonly userData?: string;
  /**
   * Hop limit of instance metadata (IMDS), 1 to 64: with 1 pods cannot use the role of the node.
   *
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * Subnets of the nodes.
   *
   * @default - the application tier of the network
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Security groups in addition to the cluster security group.
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
