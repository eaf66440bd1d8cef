import { Construct } from 'constructs';
import { MountPlan } from './mount-plan';
import { WorkloadIdentity } from '../identity/workload-identity';

/** Something that a workload mounts: made by a storage or secrets construct, passed to a workload. */
export abstract class PodVolume {
  /** Name of the volume: 1–63 lower-case letters, digits or hyphens. */
  public abstract readonly name: string;
  /** Where containers see it: an absolute path. */
  public abstract readonly mountPath: string;

  /** What a workload writes into its pods. @internal */
  public abstract readonly _mount: MountPlan;

  /** Who the pods must be that mount it; nothing where anybody may. @internal */
  public get _identity(): WorkloadIdentity | undefined {
    return undefined;
  }

  /** What changes when its content does, so that pods are made anew; nothing where they see changes by themselves. @internal */
  public get _stampOf(): { readonly name: string; readonly stamp: string } | undefined {
    return undefined;
  }

  /** Adds the objects that the pods of a workload need: once in a chart, however many workloads mount it. @internal */
  public abstract _add(scope: Construct): void;
}
