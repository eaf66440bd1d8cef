/** Properties of the workload of a route. */
export interface RouteFacts {
  /** name of the workload and of its Service, which has the port 80, named http. */
  readonly name: string;
  /** path of the readiness probe. */
  readonly healthCheckPath: string;
  /** labels of the pods. */
  readonly selector: Readonly<Record<string, string>>;
}

/** An object of a route. */
export interface RoutedObject {
  /** id of the construct. */
  readonly id: string;
  /** the name, if it is not that of the workload. */
  readonly name?: string;
  readonly annotations?: Record<string, string>;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown };
}
