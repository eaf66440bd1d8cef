import { MountPlan } from '../storage/mount-plan';

/** A container as plain data. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** sources of the values, by variable. */
  readonly secretEnv: Readonly<Record<string, object>>;
  /** ConfigMaps whose every key becomes a variable. */
  readonly envFrom: readonly string[];
  readonly cpu: string;
  readonly memory: string;
  readonly ephemeralStorage?: string;
  /** extended resources, like `nvidia.com/gpu`. */
  readonly devices: Readonly<Record<string, number>>;
  readonly mounts: readonly MountPlan[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly probes: ProbesPlan;
  /** duration of the preStop sleep, in which it still serves requests. */
  readonly drainSeconds?: number;
  /** numeric user, if it differs from that of the pod. */
  readonly user?: number;
}

/** Probes in the format of Kubernetes. */
export interface ProbesPlan {
  readonly readiness?: object;
  readonly liveness?: object;
  readonly startup?: object;
}

/** Scheduling constraints of pods. */
export interface PlacementPlan {
  readonly windows: boolean;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** alternatives of which one has to match; undefined if every node matches. */
  readonly terms: readonly (readonly NodeExpression[])[];
  readonly tolerations: readonly object[];
  readonly devices: Readonly<Record<string, number>>;
}

export interface NodeExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists';
  readonly values?: readonly string[];
}

/** The pods of a workload as plain data. */
export interface PodPlan {
  /** name of the workload and of its objects. */
  readonly name: string;
  readonly serviceAccountName: string;
  readonly user: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly container: ContainerPlan;
  readonly sidecars: readonly ContainerPlan[];
  readonly initContainers: readonly ContainerPlan[];
  readonly shutdownSeconds: number;
  readonly placement: PlacementPlan;
}
