import { Duration } from 'cdk8s';
import { PodOptions } from './workload-options';

/** What work that ends can be told. */
export interface JobOptions extends PodOptions {
  /**
   * How often a pod that fails is made again: 0 or more. One that is evicted does not count.
   *
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * How many pods have to succeed: 1 or more.
   *
   * @default 1
   */
  readonly completions?: number;
  /**
   * How many pods run at once: 1 or more.
   *
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * How long all of it may take.
   *
   * @default - as long as it takes
   */
  readonly activeDeadline?: Duration;
}
