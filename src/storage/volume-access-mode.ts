/** Access mode of a volume. */
export enum VolumeAccessMode {
  /** pods on one node read and write. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** one pod reads and writes. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** pods on many nodes read and write. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** pods on many nodes read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** Reclaim policy of a volume, for when its PVC is deleted. */
export enum ReclaimPolicy {
  /** the driver deletes the volume with its data. */
  DELETE = 'Delete',
  /** the volume and its data are retained; delete them manually. */
  RETAIN = 'Retain',
}
