import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { WorkloadConfigMap } from './workload-config-map';
import { SecretKeyRef } from '../secrets/external-secret';
import { PodVolume } from '../storage/pod-volume';

/** What one container of one replica is guaranteed. */
export interface WorkloadResources {
  /**
   * Processor time that is set aside; more is used where it is free.
   *
   * @default Cpu.millis(100)
   */
  readonly cpu?: Cpu;
  /**
   * Memory that is set aside, and the most that is used.
   *
   * @default Size.mebibytes(256)
   */
  readonly memory?: Size;
  /**
   * Space on the disk of the node, for logs and what is written to /tmp and scratch volumes: set aside, and the most that is used.
   *
   * @default - none is set aside
   */
  readonly ephemeralStorage?: Size;
}

/** What every container can be told. */
export interface ContainerOptions {
  /**
   * Image of the container, with a tag or digest: `repository:1.2.3`, `repository.repositoryUriForDigest('sha256:…')` of an ECR repository,
   * or the `imageUri` of a CDK image asset.
   */
  readonly image: string;
  /**
   * Command that replaces the image's entry point.
   *
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments that replace the image's.
   *
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Environment variables. Not for secrets: they stand in the template.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Configurations whose every value becomes an environment variable of its name. A change makes new pods.
   *
   * @default - none
   */
  readonly envFrom?: WorkloadConfigMap[];
  /**
   * Environment variables whose values are secrets: `secret.key('password')`. A changed value is seen by new pods.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKeyRef };
  /**
   * What one replica is guaranteed.
   *
   * @default - 100 millis of cpu, 256 MiB of memory
   */
  readonly resources?: WorkloadResources;
  /**
   * Volumes. One that a single node mounts allows a single replica, which stops before the next one starts.
   *
   * @default - an empty /tmp only; the rest of the file system is read-only
   */
  readonly volumes?: PodVolume[];
}
