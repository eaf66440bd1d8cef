/** Scaling as plain data. */
export interface ScalingPlan {
  readonly min: number;
  readonly max: number;
  /** the number in the object itself; undefined if an autoscaler sets it. */
  readonly fixed?: number;
  /** metrics of a HorizontalPodAutoscaler. */
  readonly metrics?: readonly object[];
  /** stabilization window of the scale-down, in seconds. */
  readonly calmSeconds?: number;
  /** a queue that KEDA watches. */
  readonly queue?: QueuePlan;
}

export interface QueuePlan {
  readonly url: string;
  readonly region: string;
  readonly messagesPerReplica: number;
  readonly calmSeconds: number;
}
