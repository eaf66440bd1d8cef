import { MountPlan } from '../storage/mount-plan';

/** What one container is made from. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** where values come from, by variable. */
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
  /** how long it still answers when it is told to stop. */
  readonly drainSeconds?: number;
  /** numeric user, where it is another than the pod's. */
  readonly user?: number;
}

/** Probes as Kubernetes writes them. */
export interface ProbesPlan {
  readonly readiness?: object;
  readonly liveness?: object;
  readonly startup?: object;
}

/** Where pods may run. */
export interface PlacementPlan {
  readonly windows: boolean;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** one of them has to fit; nothing where every node does. */
  readonly terms: readonly (readonly NodeExpression[])[];
  readonly tolerations: readonly object[];
  readonly devices: Readonly<Record<string, number>>;
}

export interface NodeExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists';
  readonly values?: readonly string[];
}

/** What the pods of a workload are made from. */
export interface PodPlan {
  /** of the workload and of all of its objects. */
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
