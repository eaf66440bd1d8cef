/** State of the instances of a warm pool. */
export enum WarmPoolState {
  /** Stopped: only disks and addresses are billed. */
  STOPPED = 'STOPPED',
  /** Running. */
  RUNNING = 'RUNNING',
  /** Hibernated: memory is saved to disk. Not with Bottlerocket. */
  HIBERNATED = 'HIBERNATED',
}

/** Warm pool: pre-initialized instances that wait until they are needed. */
export interface WarmPoolConfig {
  /**
   * Minimum number of instances in the warm pool: 0 or more.
   *
   * @default 0
   */
  readonly minSize?: number;
  /**
   * Maximum number of instances in the warm pool and in use together.
   *
   * @default - the maximum size of the group
   */
  readonly maxGroupPreparedCapacity?: number;
  /**
   * State of the instances.
   *
   * @default WarmPoolState.STOPPED
   */
  readonly poolState?: WarmPoolState;
  /**
   * Whether instances return to the warm pool on scale-in. Not with Bottlerocket.
   *
   * @default false
   */
  readonly reuseOnScaleIn?: boolean;
}
