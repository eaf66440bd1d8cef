import { Duration } from 'cdk8s';
import { ContainerOptions } from './container-options';
import { ContainerProbes } from './container-probe';
import { InitContainer } from './init-container';
import { PodPlacement } from './pod-placement';
import { Scaling } from './scaling';
import { Sidecar } from './sidecar';
import { VpaUpdateMode } from './vpa-update-mode';
import { PodSecurityGroup } from '../identity/pod-security-group';
import { WorkloadIdentity } from '../identity/workload-identity';

/** Options of the pods of every workload. */
export interface PodOptions extends ContainerOptions {
  /**
   * Name of the objects: 1–63 lower-case letters, digits or hyphens. It can never change.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * AWS identity of the pods.
   *
   * @default - none: a service account without a role
   */
  readonly identity?: WorkloadIdentity;
  /**
   * Additional labels of the pods, like those of a service mesh.
   *
   * @default - none
   */
  readonly podLabels?: { [label: string]: string };
  /**
   * Security group of the pods, instead of that of their nodes. Not together with one of the identity.
   *
   * @default - that of the identity, if it has one
   */
  readonly securityGroup?: PodSecurityGroup;
  /**
   * User and group id of the processes: 1 or more, never root. Windows has a user of its own.
   *
   * @default 10001
   */
  readonly runAsUser?: number;
  /**
   * Termination grace period of a replica.
   *
   * @default Duration.seconds(45)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Placement of the pods on nodes.
   *
   * @default - any node without a taint
   */
  readonly placement?: PodPlacement;
  /**
   * Sidecar containers, which start before the main container and stop after it.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];
  /**
   * Init containers, which run to completion one after the other before all other containers.
   *
   * @default - none
   */
  readonly initContainers?: InitContainer[];
}

/** Options of every workload with replicas. */
export interface WorkloadOptions extends PodOptions {
  /**
   * Number of replicas.
   *
   * @default Scaling.fixed(2), with volumes of one node Scaling.fixed(1)
   */
  readonly scaling?: Scaling;
  /**
   * Update mode of a VerticalPodAutoscaler, which adapts the requests of the containers to their usage. The cluster needs a
   * {@link VerticalPodAutoscaler}.
   *
   * @default - requests do not change
   */
  readonly verticalScaling?: VpaUpdateMode;
  /**
   * Probes of the container.
   *
   * @default - the default probes of the workload
   */
  readonly probes?: ContainerProbes;
}
