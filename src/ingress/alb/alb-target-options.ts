import { Duration } from 'cdk8s';

/** Health check of the targets of an Application Load Balancer. */
export interface AlbHealthCheck {
  /** Path of the health check. @default - the readiness path of the workload */
  readonly path?: string;
  /**
   * Port of the health check, by number or by name of a Service port.
   *
   * @default - the target port
   */
  readonly port?: string;
  /**
   * Interval: 5 to 300 seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly interval?: Duration;
  /**
   * Timeout: 2 to 120 seconds, shorter than the interval.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
  /**
   * Consecutive successes after which a target is healthy: 2 to 10.
   *
   * @default 2
   */
  readonly healthyThresholdCount?: number;
  /**
   * Consecutive failures after which a target is unhealthy: 2 to 10.
   *
   * @default 2
   */
  readonly unhealthyThresholdCount?: number;
  /**
   * Success codes, like `200-299`.
   *
   * @default - 200, with gRPC 12
   */
  readonly successCodes?: string;
}

/** Target type of a load balancer. */
export enum LoadBalancerTargetType {
  /** IP addresses of pods: supported on every type of node. */
  IP = 'ip',
  /** node ports of instances: not supported on Fargate and hybrid nodes. */
  INSTANCE = 'instance',
}

/** Protocol of the pods. */
export enum BackendProtocol {
  /** HTTP/1.1. */
  HTTP = 'HTTP',
  /** HTTP/1.1 over TLS; the certificate is not verified. */
  HTTPS = 'HTTPS',
  /** HTTP/2. */
  HTTP2 = 'HTTP2',
  /** gRPC. */
  GRPC = 'GRPC',
}

/** Load balancing algorithm of a target group. */
export enum LoadBalancingAlgorithm {
  /** round robin. */
  ROUND_ROBIN = 'round_robin',
  /** the target with the fewest outstanding requests. */
  LEAST_OUTSTANDING_REQUESTS = 'least_outstanding_requests',
  /** random, with lower weight for failing targets. */
  WEIGHTED_RANDOM = 'weighted_random',
}

/** Settings of the target group of a route. */
export interface AlbTargetOptions {
  /**
   * Health check of the targets.
   *
   * @default - HTTP with the readiness path of the workload
   */
  readonly healthCheck?: AlbHealthCheck;
  /** Target type. @default LoadBalancerTargetType.IP */
  readonly targetType?: LoadBalancerTargetType;
  /**
   * Protocol of the pods. gRPC needs a certificate.
   *
   * @default BackendProtocol.HTTP
   */
  readonly backendProtocol?: BackendProtocol;
  /**
   * Duration of cookie-based stickiness: 1 second to 7 days.
   *
   * @default - no stickiness
   */
  readonly stickinessCookieDuration?: Duration;
  /**
   * Deregistration delay, in which open requests to a terminating pod are completed: 0 to 3600 seconds.
   *
   * @default Duration.seconds(300)
   */
  readonly deregistrationDelay?: Duration;
  /**
   * Slow start duration, in which a new pod gets fewer requests: 30 to 900 seconds.
   *
   * @default - no slow start
   */
  readonly slowStart?: Duration;
  /** Load balancing algorithm. @default LoadBalancingAlgorithm.ROUND_ROBIN */
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
   * Port of the ALB Target Optimizer agent. With the feature gate ALBTargetControlAgent of the controller.
   *
   * @default - none
   */
  readonly targetControlPort?: number;
  /**
   * Attributes of the target group, by name.
   *
   * @default - none
   */
  readonly targetGroupAttributes?: { [name: string]: string };
}
