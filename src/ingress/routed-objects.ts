/** Properties of the workload of a route. */
export interface RouteFacts {
  /** name of the workload and of its Service. */
  readonly name: string;
  /** port of the Service; by default 80, named http. */
  readonly port?: { readonly number: number; readonly name?: string };
  /** path of the readiness probe; by default that of the controller. */
  readonly healthCheckPath?: string;
  /** labels of the pods. */
  readonly selector: Readonly<Record<string, string>>;
}

const WEB_PORT = { number: 80, name: 'http' };

/** The number of the port of the Service. */
export const portNumberOf = ({ port: { number } = WEB_PORT }: RouteFacts): number => number;

/** The port of the Service, as an Ingress names it. */
export const ingressPortOf = ({ port: { name, number } = WEB_PORT }: RouteFacts): object => (name ? { name } : { number });

/** An object of a route. */
export interface RoutedObject {
  /** id of the construct. */
  readonly id: string;
  /** the name, if it is not that of the workload. */
  readonly name?: string;
  readonly annotations?: Record<string, string>;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown };
}
