import { Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CapacityReservation } from './capacity-reservation';
import { RoleOptions } from '../../cluster/role-options';
import { InstanceTypeInfo } from '../instance-type-info';
import { KubeletConfiguration } from '../kubelet-configuration';
import { NodeOs } from '../node-os';

/** Settings that all groups of EC2 instances have, each with a default. */
export interface Ec2NodeOptions {
  /**
   * Instance types, of one architecture and accelerator: 1 or more, in a managed group at most 20.
   *
   * @default - m6i.large
   */
  readonly instanceTypes?: ec2.InstanceType[];
  /**
   * Properties of instance types that are not in the table of this library, by name. Each is accepted with a warning.
   *
   * @default - none
   */
  readonly customInstanceTypes?: { [instanceType: string]: InstanceTypeInfo };
  /**
   * Whether the nodes are spot instances, which AWS may interrupt with two minutes' notice. Not together with `capacityReservation`.
   *
   * @default false
   */
  readonly spot?: boolean;
  /**
   * Capacity reservation that the nodes use.
   *
   * @default - none
   */
  readonly capacityReservation?: CapacityReservation;
  /**
   * Minimum number of nodes: 0 or more. A change is sent together with `maxSize` and `desiredSize`.
   *
   * @default 2
   */
  readonly minSize?: number;
  /**
   * Maximum number of nodes: 1 or more, at least `minSize`. A change is sent together with `minSize` and `desiredSize`.
   *
   * @default - `minSize`, at least 1
   */
  readonly maxSize?: number;
  /**
   * Desired number of nodes: `minSize` to `maxSize`. A managed group has this size again after every deploy that changes `minSize`,
   * `maxSize` or `desiredSize`, also where an autoscaler has changed the number of nodes: the summary says so. To keep the number, give a
   * `CfnParameter` and deploy with the current one.
   *
   * @default - `minSize`; not sent for a self-managed group that an autoscaler scales, which begins with `minSize`
   * @see https://github.com/eksctl-io/eksctl/issues/3532
   */
  readonly desiredSize?: number;
  /**
   * Operating system.
   *
   * @default NodeOs.AL2023
   */
  readonly os?: NodeOs;
  /**
   * Custom AMI for `os`. It determines the Kubernetes version of the nodes.
   *
   * @default - the image of EKS
   */
  readonly machineImage?: ec2.IMachineImage;
  /**
   * Kubernetes version of the nodes: at most three minors behind the cluster.
   *
   * @default - the cluster's: nodes follow an upgrade
   */
  readonly version?: eks.KubernetesVersion;
  /**
   * Size of the disk for images, logs and pods: 20 GiB or more, on Windows 50 GiB.
   *
   * @default Size.gibibytes(50) - on Windows 100 GiB
   */
  readonly diskSize?: Size;
  /**
   * Type of that disk: gp2 or gp3.
   *
   * @default - gp3; in Local Zones, Wavelength Zones and on Outposts, where gp3 may be missing, gp2
   */
  readonly diskType?: ec2.EbsDeviceVolumeType;
  /**
   * Additional disks. Your user data formats and mounts them.
   *
   * @default - none
   */
  readonly additionalBlockDevices?: ec2.BlockDevice[];
  /**
   * Labels of the nodes.
   *
   * @default - only those of EKS
   */
  readonly labels?: { [key: string]: string };
  /**
   * Taints of the nodes: pods without a matching toleration are not scheduled on them. An empty list means none.
   *
   * @default - on Windows `os=windows`, with GPUs `nvidia.com/gpu=present`, with Neuron devices `aws.amazon.com/neuron=present`; else none
   */
  readonly taints?: eks.TaintSpec[];
  /**
   * Subnets of the nodes: by tier (`subnetGroupName: 'application'`), by zone (`availabilityZones: [...]`) or one by one.
   *
   * @default - the application tier of the network
   */
  readonly subnets?: ec2.SubnetSelection;
  /**
   * Hop limit of instance metadata (IMDS), 1 to 64: with 1 pods cannot use the role of the node, with 2 they can.
   *
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * Settings of the kubelet. On Windows `maxPods` alone.
   *
   * @default - those of the image
   */
  readonly kubelet?: KubeletConfiguration;
  /**
   * Lines of a script that runs before the node joins: shell, on Windows PowerShell. Bottlerocket has no shell.
   *
   * @default - none
   */
  readonly preBootstrapCommands?: string[];
  /**
   * Additional settings of Bottlerocket, as TOML.
   *
   * @default - none
   * @see https://bottlerocket.dev/en/os/latest/api/settings/
   */
  readonly bottlerocketSettings?: string;
  /**
   * Additional fields of the `spec` of nodeadm's NodeConfig, on Amazon Linux 2023. They take precedence over those of this library.
   *
   * @default - none
   * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
   */
  readonly nodeadmConfig?: { [key: string]: any };
  /**
   * Whether the nodes have Elastic Fabric Adapter interfaces, as many as their type supports. All subnets must then be in one zone.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html
   */
  readonly efa?: boolean;
  /**
   * Placement group of the instances. Not supported with Capacity Blocks.
   *
   * @default - with `efa` and without a reservation a cluster placement group of their own, else none
   */
  readonly placementGroup?: ec2.IPlacementGroup;
  /**
   * Service CIDR block of an imported cluster, for nodes that EKS does not bootstrap (self-managed, or with a custom AMI).
   *
   * @default - the cluster's
   */
  readonly serviceIpv4Cidr?: string;
  /**
   * Security groups in addition to the cluster security group.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Key pair for SSH, if Session Manager is not enough.
   *
   * @default - none
   */
  readonly keyPair?: ec2.IKeyPair;
  /**
   * Tags on instances and their disks.
   *
   * @default - `Name`
   */
  readonly instanceTags?: { [key: string]: string };
  /**
   * Permissions boundary and path of the role of the nodes, or an existing role. If a managed group uses the role too, its access entry is
   * the one that EKS creates with that group, of the type of its operating system: nodes of another operating system need a separate role.
   *
   * @default - a role with the policies that nodes need
   */
  readonly roleOptions?: RoleOptions;
}
