/** A cluster of the app with the name of another one. */
export interface ClusterNameConflict {
  /** path of the cluster. */
  readonly path: string;
  /**
   * whether both are in one account and region: where a stack leaves either to its deployment, stacks may be deployed to different ones.
   */
  readonly certain: boolean;
}
