import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Scaling } from './scaling';
import { PodSecurityGroup } from '../identity/pod-security-group';
import { WorkloadIdentity } from '../identity/workload-identity';
import { SecretKey } from '../secrets/synced-secret';
import { PodVolume } from '../storage/pod-volume';

/** What one replica is guaranteed. */
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
}

/** What every workload can be told. */
export interface WorkloadOptions {
  /** Image of the container, with a tag or digest: `repository:1.2.3`, or the `imageUri` of a CDK image asset. */
  readonly image: string;
  /**
   * Name of the objects: 1–63 lower-case letters, digits or hyphens. It can never change.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * Number of replicas.
   *
   * @default Scaling.fixed(2), with volumes of one node Scaling.fixed(1)
   */
  readonly scaling?: Scaling;
  /**
   * What one replica is guaranteed.
   *
   * @default - 100 millis of cpu, 256 MiB of memory
   */
  readonly resources?: WorkloadResources;
  /**
   * Who the pods are to AWS.
   *
   * @default - nobody: a service account without a role
   */
  readonly identity?: WorkloadIdentity;
  /**
   * More labels of the pods, like those by which they join a mesh.
   *
   * @default - none
   */
  readonly podLabels?: { [label: string]: string };
  /**
   * Security group of the pods, instead of that of their nodes. Not together with one of the identity.
   *
   * @default - that of the identity, where it has one
   */
  readonly securityGroup?: PodSecurityGroup;
  /**
   * Environment variables. Not for secrets: they stand in the template.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };
  /**
   * Environment variables whose values are secrets: `secret.key('password')`. A changed value is seen by new pods.
   *
   * @default - none
   */
  readonly secretEnvironment?: { [name: string]: SecretKey };
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
   * Volumes. One that a single node mounts allows a single replica, which stops before the next one starts.
   *
   * @default - an empty /tmp only; the rest of the file system is read-only
   */
  readonly volumes?: PodVolume[];
  /**
   * User and group id of the processes: 1 or more, never root.
   *
   * @default 10001
   */
  readonly user?: number;
  /**
   * Time that a replica has to finish when it is stopped.
   *
   * @default Duration.seconds(45)
   */
  readonly shutdown?: Duration;
}
