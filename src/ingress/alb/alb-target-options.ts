import { Duration } from 'cdk8s';

/** How a load balancer finds out whether a pod is healthy. */
export interface AlbHealthCheck {
  /**
   * Path that it asks.
   *
   * @default - the readiness path of the workload
   */
  readonly path?: string;
  /**
   * Port that it asks, by number or by the name of a port of the Service.
   *
   * @default - the port that requests go to
   */
  readonly port?: string;
  /**
   * Time between two questions: 5 to 300 seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;
  /**
   * Time that an answer may take: 2 to 120 seconds, shorter than the interval.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
  /**
   * Good answers that make a pod healthy: 2 to 10.
   *
   * @default 2
   */
  readonly healthyThresholdCount?: number;
  /**
   * Bad answers that make a pod unhealthy: 2 to 10.
   *
   * @default 2
   */
  readonly unhealthyThresholdCount?: number;
  /**
   * Good answers, like `200-299`.
   *
   * @default - 200, of gRPC 12
   */
  readonly successCodes?: string;
}

/** How a load balancer reaches pods. */
export enum LoadBalancerTargetType {
  /** by their address: on every kind of node. */
  IP = 'ip',
  /** by a port of their node: not on Fargate and hybrid nodes. */
  INSTANCE = 'instance',
}

/** What pods speak. */
export enum BackendProtocol {
  /** HTTP/1.1. */
  HTTP = 'HTTP',
  /** HTTP/1.1 over TLS, whose certificate is not looked at. */
  HTTPS = 'HTTPS',
  /** HTTP/2. */
  HTTP2 = 'HTTP2',
  /** gRPC. */
  GRPC = 'GRPC',
}

/** How requests are shared between pods, by the names of Elastic Load Balancing. */
export enum LoadBalancingAlgorithm {
  /** one after the other. */
  ROUND_ROBIN = 'round_robin',
  /** to the pod with the fewest open requests. */
  LEAST_OUTSTANDING_REQUESTS = 'least_outstanding_requests',
  /** at random, less often to pods that fail. */
  WEIGHTED_RANDOM = 'weighted_random',
}

/** How a load balancer sends requests to the pods of a route. */
export interface AlbTargetOptions {
  /**
   * How it finds out whether a pod is healthy.
   *
   * @default - by the readiness path of the workload
   */
  readonly healthCheck?: AlbHealthCheck;
  /**
   * How it reaches pods.
   *
   * @default LoadBalancerTargetType.IP
   */
  readonly targetType?: LoadBalancerTargetType;
  /**
   * What pods speak. gRPC needs a certificate.
   *
   * @default BackendProtocol.HTTP
   */
  readonly backendProtocol?: BackendProtocol;
  /**
   * How long a client stays with a pod, by a cookie: 1 second to 7 days.
   *
   * @default - each request goes to any pod
   */
  readonly stickinessCookieDuration?: Duration;
  /**
   * How long requests to a pod that goes may go on: 0 to 3600 seconds.
   *
   * @default Duration.seconds(300)
   */
  readonly deregistrationDelay?: Duration;
  /**
   * How long a new pod gets fewer requests: 30 to 900 seconds.
   *
   * @default - its share at once
   */
  readonly slowStart?: Duration;
  /**
   * How requests are shared.
   *
   * @default LoadBalancingAlgorithm.ROUND_ROBIN
   */
  readonly loadBalancingAlgorithm?: LoadBalancingAlgorithm;
  /**
   * Labels of the nodes that are targets, with `LoadBalancerTargetType.INSTANCE`.
   *
   * @default - all nodes
   */
  readonly targetNodeLabels?: { [label: string]: string };
  /**
   * Whether several clusters register targets in the group.
   *
   * @default false
   */
  readonly multiClusterTargetGroup?: boolean;
  /**
   * Port by which pods tell the load balancer how busy they are. The controller has the feature ALBTargetControlAgent then.
   *
   * @default - none
   */
  readonly targetControlPort?: number;
  /**
   * Any attribute of the target group, by its name.
   *
   * @default - none
   */
  readonly targetGroupAttributes?: { [name: string]: string };
}
