/** The numbers of a {@link Scaling}. */
export interface ScalingPlan {
  readonly min: number;
  readonly max: number;
  readonly cpuPercent?: number;
}
