import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';

/** Properties of an instance type that is not in the table of this library yet. */
export interface InstanceTypeInfo {
  /** Number of vCPUs. */
  readonly vcpus: number;
  /** Memory in MiB. */
  readonly memoryMiB: number;
  /** Architecture. */
  readonly architecture: InstanceArchitecture;
  /**
   * Network interfaces of the default card.
   *
   * @default 4
   */
  readonly networkInterfaces?: number;
  /**
   * IPv4 addresses of each interface.
   *
   * @default 15
   */
  readonly ipv4AddressesPerInterface?: number;
  /**
   * NVIDIA GPUs.
   *
   * @default 0
   */
  readonly gpus?: number;
  /**
   * Inferentia or Trainium devices.
   *
   * @default 0
   */
  readonly neuronDevices?: number;
  /**
   * Interfaces that may be EFA.
   *
   * @default 0
   */
  readonly efaInterfaces?: number;
}
