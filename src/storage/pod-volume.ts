import { Construct } from 'constructs';
import { MountPlan } from './mount-plan';
import { WorkloadIdentity } from '../identity/workload-identity';

/** A volume of a workload, created by a storage or secrets construct. */
export abstract class PodVolume {
  /** Name of the volume: 1–63 lower-case letters, digits or hyphens. */
  public abstract readonly name: string;
  /** Mount path in containers: an absolute path. */
  public abstract readonly mountPath: string;

  /** Volume and mount of the pods. @internal */
  public abstract readonly _mount: MountPlan;

  /** The identity that pods must have to mount it; undefined if all pods can. @internal */
  public get _identity(): WorkloadIdentity | undefined {
    return undefined;
  }

  /** A stamp that changes with its content, so that pods are replaced; undefined if pods receive changes while they run. @internal */
  public get _stampOf(): { readonly name: string; readonly stamp: string } | undefined {
    return undefined;
  }

  /** Adds the objects that the pods of a workload need: once in a chart, however many workloads mount it. @internal */
  public abstract _add(scope: Construct): void;
}
