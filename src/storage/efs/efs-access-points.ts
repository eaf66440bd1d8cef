/**
 * Parameters of the access points that the driver creates, one for each PVC.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md
 */
export interface EfsAccessPointOptions {
  /**
   * POSIX user ID that owns all files: 0 to 4,294,967,295. Set together with `gid`.
   *
   * @default - a different ID for each PVC
   */
  readonly uid?: number;
  /**
   * POSIX group ID that owns all files: 0 to 4,294,967,295. Set together with `uid`.
   *
   * @default - a different ID from `gidRangeStart` to `gidRangeEnd` for each PVC
   */
  readonly gid?: number;
  /**
   * First group ID for PVCs. Set together with `gidRangeEnd`.
   *
   * @default 50000
   */
  readonly gidRangeStart?: number;
  /**
   * Last group ID for PVCs. Set together with `gidRangeStart`.
   *
   * @default 7000000
   */
  readonly gidRangeEnd?: number;
  /**
   * Permissions of the directory, as an octal number.
   *
   * @default '700'
   */
  readonly directoryPermissions?: string;
  /**
   * Parent directory of the directories of the PVCs: an absolute path.
   *
   * @default '/'
   */
  readonly basePath?: string;
  /**
   * Path of the directory of a PVC, below `basePath`. It may contain `${.PVC.name}`, `${.PVC.namespace}` and `${.PV.name}`.
   *
   * @default '${.PV.name}'
   */
  readonly subPathPattern?: string;
  /**
   * Append a unique ID to the path, so that a PVC that is created again gets an empty directory.
   *
   * @default true
   */
  readonly ensureUniqueDirectory?: boolean;
  /**
   * Reuse the access point of a PVC of the same name that is created again.
   *
   * @default false
   */
  readonly reuseAccessPoint?: boolean;
  /**
   * Tag the access points.
   *
   * @default true
   */
  readonly enableTagging?: boolean;
}
