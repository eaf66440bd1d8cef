/** What a route knows of the workload that it leads to. */
export interface RouteFacts {
  /** of the workload and its Service, which offers port 80, named http. */
  readonly name: string;
  /** path that answers when a replica is ready. */
  readonly healthCheckPath: string;
  /** labels of the pods. */
  readonly selector: Readonly<Record<string, string>>;
}

/** An object that leads to a workload. */
export interface RoutedObject {
  /** of the construct. */
  readonly id: string;
  /** the name, where it is not that of the workload. */
  readonly name?: string;
  readonly annotations?: Record<string, string>;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown };
}
