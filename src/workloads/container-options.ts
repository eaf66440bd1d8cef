import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { WorkloadConfigMap } from './workload-config-map';
import { SecretKeyRef } from '../secrets/external-secret';
import { PodVolume } from '../storage/pod-volume';

/** Resource requests and limits of one container. */
export interface WorkloadResources {
  /**
   * Cpu request; without a limit, the container may use more.
   *
   * @default Cpu.millis(100)
   */
  readonly cpu?: Cpu;
  /**
   * Memory request and limit.
   *
   * @default Size.mebibytes(256)
   */
  readonly memory?: Size;
  /**
   * Ephemeral storage request and limit, for logs, /tmp and emptyDir volumes.
   *
   * @default - no request and no limit
   */
  readonly ephemeralStorage?: Size;
}

/** Options of every container. */
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
   * Environment variables. Not for secrets: the template contains them.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * ConfigMaps whose keys become environment variables. A change replaces the pods.
   *
   * @default - none
   */
  readonly envFrom?: WorkloadConfigMap[];
  /**
   * Environment variables whose values are secrets: `secret.key('password')`. Only new pods get a changed value.
   *
   * @default - none
   */
  readonly secretEnv?: { [name: string]: SecretKeyRef };
  /**
   * Resource requests and limits of the container.
   *
   * @default - 100 millis of cpu, 256 MiB of memory
   */
  readonly resources?: WorkloadResources;
  /**
   * Volumes. With a volume that only one node can mount there is one replica, which stops before the next one starts.
   *
   * @default - an empty /tmp only; the rest of the file system is read-only
   */
  readonly volumes?: PodVolume[];
}
