/** How a volume stands in a pod. */
export interface MountPlan {
  readonly name: string;
  readonly path: string;
  /** beside its name, what the pod says of it. */
  readonly source: object;
  readonly readOnly: boolean;
  readonly subPath?: string;
  /** a device instead of a file system. */
  readonly block: boolean;
  /** one node mounts it at a time, so that a second replica may never start. */
  readonly oneNode: boolean;
}
