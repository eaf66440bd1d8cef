/**
 * How the directory of each claim is made: an access point of EFS.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md
 */
export interface EfsAccessPointOptions {
  /**
   * User that owns all files: 0 to 4,294,967,295. With `gid`.
   *
   * @default - a number of its own for each claim
   */
  readonly uid?: number;
  /**
   * Group that owns all files: 0 to 4,294,967,295. With `uid`.
   *
   * @default - a number of `gidRangeStart` to `gidRangeEnd` for each claim
   */
  readonly gid?: number;
  /**
   * First of the groups for claims, with `gidRangeEnd`.
   *
   * @default 50000
   */
  readonly gidRangeStart?: number;
  /**
   * Last of them, with `gidRangeStart`.
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
   * Directory in which those of the claims are made: an absolute path.
   *
   * @default '/'
   */
  readonly basePath?: string;
  /**
   * Path of a claim's directory, which may hold `${.PVC.name}`, `${.PVC.namespace}` and `${.PV.name}`.
   *
   * @default '${.PV.name}'
   */
  readonly subPathPattern?: string;
  /**
   * Whether a unique part is added to such a path, so that a claim that is made again has an empty directory.
   *
   * @default true
   */
  readonly ensureUniqueDirectory?: boolean;
  /**
   * Whether a claim that is made again gets the access point that it had.
   *
   * @default false
   */
  readonly reuseAccessPoint?: boolean;
  /**
   * Whether the driver tags access points.
   *
   * @default true
   */
  readonly enableTagging?: boolean;
}
