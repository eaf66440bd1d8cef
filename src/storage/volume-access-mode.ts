/** Who may mount a volume at once. */
export enum VolumeAccessMode {
  /** pods of one node. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** one pod. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** pods of many nodes. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** pods of many nodes, which only read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** What becomes of a volume when its claim is deleted. */
export enum ReclaimPolicy {
  /** the driver deletes it, with its data. */
  DELETE = 'Delete',
  /** it stays, for somebody to look after. */
  RETAIN = 'Retain',
}
