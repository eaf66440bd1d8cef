import { Duration } from 'cdk8s';
import { PodOptions } from './workload-options';

/** Options of workloads that run to completion. */
export interface JobOptions extends PodOptions {
  /**
   * Number of retries after a failed pod: 0 or more. Evicted pods do not count.
   *
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * Number of pods that have to succeed: 1 or more.
   *
   * @default 1
   */
  readonly completions?: number;
  /**
   * Number of pods that run in parallel: 1 or more.
   *
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * Maximum duration of the Job with its retries.
   *
   * @default - no limit
   */
  readonly activeDeadline?: Duration;
}
