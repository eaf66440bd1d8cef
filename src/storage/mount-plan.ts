/** Volume and mount of a pod. */
export interface MountPlan {
  readonly name: string;
  readonly path: string;
  /** the volume source. */
  readonly source: object;
  readonly readOnly: boolean;
  readonly subPath?: string;
  /** a device instead of a file system. */
  readonly block: boolean;
  /** only one node can mount it, so that a second replica may stay Pending. */
  readonly oneNode: boolean;
}
