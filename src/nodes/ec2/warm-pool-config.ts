/** In which state instances of a warm pool wait. */
export enum WarmPoolState {
  /** Stopped: only disks and addresses cost. */
  STOPPED = 'STOPPED',
  /** Running. */
  RUNNING = 'RUNNING',
  /** Hibernated: memory is kept on disk. Not with Bottlerocket. */
  HIBERNATED = 'HIBERNATED',
}

/** Instances that are started ahead and wait until they are needed. */
export interface WarmPoolConfig {
  /**
   * Fewest instances that wait: 0 or more.
   *
   * @default 0
   */
  readonly minSize?: number;
  /**
   * Most instances, waiting and in use together.
   *
   * @default - the most nodes of the group
   */
  readonly maxGroupPreparedCapacity?: number;
  /**
   * How they wait.
   *
   * @default WarmPoolState.STOPPED
   */
  readonly poolState?: WarmPoolState;
  /**
   * Whether nodes that are no longer needed go back to the pool. Not with Bottlerocket.
   *
   * @default false
   */
  readonly reuseOnScaleIn?: boolean;
}
