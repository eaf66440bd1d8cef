/** How many replicas there are, and who decides. */
export interface ScalingPlan {
  readonly min: number;
  readonly max: number;
  /** the number in the object itself; nothing where an autoscaler has it. */
  readonly fixed?: number;
  /** metrics of a HorizontalPodAutoscaler. */
  readonly metrics?: readonly object[];
  /** seconds for which the highest of the last wishes counts before replicas go. */
  readonly calmSeconds?: number;
  /** a queue that KEDA looks at. */
  readonly queue?: QueuePlan;
}

export interface QueuePlan {
  readonly url: string;
  readonly region: string;
  readonly messagesPerReplica: number;
  readonly calmSeconds: number;
}
