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

/** What the pods of every workload can be told. */
export interface PodOptions extends ContainerOptions {
  /**
   * Name of the objects: 1–63 lower-case letters, digits or hyphens. It can never change.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
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
   * User and group id of the processes: 1 or more, never root. Windows has a user of its own.
   *
   * @default 10001
   */
  readonly runAsUser?: number;
  /**
   * Time that a replica has to finish when it is stopped.
   *
   * @default Duration.seconds(45)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * What the pods need of their nodes.
   *
   * @default - any node without a taint
   */
  readonly placement?: PodPlacement;
  /**
   * Containers that run beside the first one, from before it starts until after it has ended.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];
  /**
   * Containers that run one after the other before anything else, and end.
   *
   * @default - none
   */
  readonly initContainers?: InitContainer[];
}

/** What every workload with replicas can be told. */
export interface WorkloadOptions extends PodOptions {
  /**
   * Number of replicas.
   *
   * @default Scaling.fixed(2), with volumes of one node Scaling.fixed(1)
   */
  readonly scaling?: Scaling;
  /**
   * Whether the requests of the containers follow what they use. The cluster needs a {@link VerticalPodAutoscaler}.
   *
   * @default - requests stay
   */
  readonly verticalScaling?: VpaUpdateMode;
  /**
   * What the container is asked.
   *
   * @default - what the workload asks by itself
   */
  readonly probes?: ContainerProbes;
}
