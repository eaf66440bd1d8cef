/** What a deployment does with fields of its objects that another field manager has changed, such as `kubectl edit`. */
export enum Conflicts {
  /** Sets them again, and names each field and its manager in the log of the function. */
  FORCE = 'force',
  /** Fails before anything is written. A rollback sets them again: it never fails for a conflict. */
  REFUSE = 'refuse',
}
