import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'cdk8s';
import { LoadBalancerIpAddressType, LoadBalancerLogs } from '../alb/alb-options';
import { LoadBalancerTargetType } from '../alb/alb-target-options';

/** Health check of the targets of a Network Load Balancer. */
export interface NlbHealthCheck {
  /**
   * Protocol: TCP, HTTP or HTTPS.
   *
   * @default - HTTP with a path, else TCP
   */
  readonly protocol?: string;
  /**
   * Port of the health check, by number.
   *
   * @default - the target port
   */
  readonly port?: number;
  /**
   * Path of the health check, with HTTP or HTTPS.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Interval: 5 to 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;
  /**
   * Timeout: 2 to 120 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;
  /**
   * Consecutive successes after which a target is healthy: 2 to 10.
   *
   * @default 3
   */
  readonly healthyThresholdCount?: number;
  /**
   * Consecutive failures after which a target is unhealthy: 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThresholdCount?: number;
  /**
   * Success codes, like `200-399`, with HTTP or HTTPS.
   *
   * @default '200-399'
   */
  readonly successCodes?: string;
}

/** Settings of a Network Load Balancer that all have a default. */
export interface NlbOptions {
  /**
   * Name: 1–32 letters, digits or hyphens, not beginning with `internal-`. It can never change.
   *
   * @default - a name that the controller generates
   */
  readonly loadBalancerName?: string;
  /**
   * IP address type. Only dual-stack load balancers can have pods of an IPv6 cluster as targets: IPV4 is an error there.
   *
   * @default - LoadBalancerIpAddressType.IPV4; on an IPv6 cluster DUALSTACK
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
   */
  readonly ipAddressType?: LoadBalancerIpAddressType;
  /**
   * Subnets, one in each zone.
   *
   * @default - those with the tag for its scheme
   */
  readonly subnets?: ec2.ISubnet[];
  /**
   * Allocation ids of Elastic IP addresses, one for each subnet. Internet-facing load balancers only.
   *
   * @default - addresses of AWS
   */
  readonly eipAllocations?: string[];
  /**
   * Private IPv4 addresses, one for each subnet. Internal load balancers only.
   *
   * @default - addresses of the subnets
   */
  readonly privateIpv4Addresses?: string[];
  /**
   * IPv6 addresses, one for each subnet. With DUALSTACK.
   *
   * @default - addresses of the subnets
   */
  readonly ipv6Addresses?: string[];
  /**
   * Security groups instead of the one that the controller creates; the controller still adds the rules to the pods. Not together with
   * `inboundCidrs`.
   *
   * @default - a security group that the controller creates
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * CIDR blocks of clients that can reach it.
   *
   * @default - all addresses; for an internal load balancer, the VPC
   */
  readonly inboundCidrs?: string[];
  /**
   * Certificates for TLS, which the load balancer terminates.
   *
   * @default - none: no TLS termination
   */
  readonly certificates?: ICertificate[];
  /**
   * Ports with TLS listeners, with certificates.
   *
   * @default - all
   */
  readonly tlsPorts?: number[];
  /**
   * TLS policy, with certificates: begins with ELBSecurityPolicy-.
   *
   * @default 'ELBSecurityPolicy-TLS13-1-2-2021-06' - TLS 1.2 and 1.3
   */
  readonly sslPolicy?: string;
  /**
   * ALPN policy: HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred or None. With certificates.
   *
   * @default - none
   */
  readonly alpnPolicy?: string;
  /**
   * Whether connections to the pods use TLS, too. With certificates.
   *
   * @default false
   */
  readonly backendTls?: boolean;
  /** Target type. @default LoadBalancerTargetType.IP */
  readonly targetType?: LoadBalancerTargetType;
  /**
   * Health check of the targets.
   *
   * @default - TCP
   */
  readonly healthCheck?: NlbHealthCheck;
  /**
   * Whether pods get the IP address of the client (client IP preservation).
   *
   * @default - true with LoadBalancerTargetType.INSTANCE and UDP, else false
   */
  readonly preserveClientIp?: boolean;
  /**
   * Whether it sends the address of the client with proxy protocol v2, which the pods must support.
   *
   * @default false
   */
  readonly proxyProtocolV2?: boolean;
  /**
   * Whether cross-zone load balancing is enabled, with charges for traffic between zones.
   *
   * @default false
   */
  readonly crossZone?: boolean;
  /**
   * Deletion protection. It blocks the deletion of its Service, the namespace and the stack.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Access logs, of TLS connections only.
   *
   * @default - no logs
   */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * Attributes of the load balancer, by name.
   *
   * @default - none
   */
  readonly loadBalancerAttributes?: { [name: string]: string };
  /**
   * Attributes of the target groups, by name.
   *
   * @default - none
   */
  readonly targetGroupAttributes?: { [name: string]: string };
  /**
   * Attributes of listeners, by protocol and port, like `TCP-80`.
   *
   * @default - none
   */
  readonly listenerAttributes?: { [listener: string]: { [name: string]: string } };
  /**
   * Reserved capacity units (LCU reservation).
   *
   * @default - none
   */
  readonly minimumCapacityUnits?: number;
  /**
   * Tags.
   *
   * @default - those of the controller
   */
  readonly tags?: { [key: string]: string };
  /**
   * Whether it is created without a security group. It can never change.
   *
   * @default false
   */
  readonly disableSecurityGroup?: boolean;
  /**
   * Whether inbound rules of its security groups apply to traffic from AWS PrivateLink.
   *
   * @default true
   */
  readonly privateLinkRules?: boolean;
  /**
   * Source NAT IPv6 prefixes for UDP, one for each subnet, or `auto_assigned`. With DUALSTACK.
   *
   * @default - none
   */
  readonly sourceNatIpv6Prefixes?: string[];
  /**
   * Whether TCP and UDP on the same port share a TCP_UDP listener.
   *
   * @default false
   */
  readonly tcpUdpListener?: boolean;
  /**
   * Whether ICMP messages for path MTU discovery are allowed.
   *
   * @default false
   */
  readonly icmpPathMtuDiscovery?: boolean;
  /**
   * Ports with QUIC listeners.
   *
   * @default - none
   */
  readonly quicPorts?: number[];
  /**
   * Whether several clusters register targets in its groups.
   *
   * @default false
   */
  readonly multiClusterTargetGroup?: boolean;
  /**
   * Host name for which ExternalDNS creates a record.
   *
   * @default - none
   */
  readonly host?: string;
  /**
   * Whether Auto Mode creates it, instead of the controller of an `AlbController`. It can never change.
   *
   * @default false
   */
  readonly autoMode?: boolean;
  /**
   * Annotations of the controller, by name without `service.beta.kubernetes.io/aws-load-balancer-`.
   *
   * @default - none
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
   */
  readonly annotations?: { [name: string]: string };
}

/** Settings of a route of a Network Load Balancer. */
export interface NlbRouteOptions extends NlbOptions {
  /**
   * Port of the listener: 1–65535.
   *
   * @default - 443 with certificates, else 80
   */
  readonly port?: number;
}
