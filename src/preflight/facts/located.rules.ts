/** A value with the path of the construct that it comes from. */
export interface Located<T> {
  readonly path: string;
  readonly value: T;
}
