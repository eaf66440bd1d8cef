import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'cdk8s';
import { LoadBalancerIpAddressType, LoadBalancerLogs } from '../alb/alb-options';
import { LoadBalancerTargetType } from '../alb/alb-target-options';

/** How a Network Load Balancer finds out whether a pod is healthy. */
export interface NlbHealthCheck {
  /**
   * Protocol: TCP, HTTP or HTTPS.
   *
   * @default - HTTP with a path, else TCP
   */
  readonly protocol?: string;
  /**
   * Port that it asks, by number.
   *
   * @default - the port that connections go to
   */
  readonly port?: number;
  /**
   * Path that it asks, with HTTP or HTTPS.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Time between two questions: 5 to 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;
  /**
   * Time that an answer may take: 2 to 120 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;
  /**
   * Good answers that make a pod healthy: 2 to 10.
   *
   * @default 3
   */
  readonly healthyThresholdCount?: number;
  /**
   * Bad answers that make a pod unhealthy: 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThresholdCount?: number;
  /**
   * Good answers, like `200-399`, with HTTP or HTTPS.
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
   * @default - a name by the controller
   */
  readonly loadBalancerName?: string;
  /**
   * Which addresses it has. Pods of an IPv6 cluster are reached by dual-stack load balancers only: IPV4 is refused there.
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
   * Elastic addresses by their allocation id, one for each subnet. Public load balancers only.
   *
   * @default - addresses of AWS
   */
  readonly eipAllocations?: string[];
  /**
   * Private addresses, one for each subnet. Internal load balancers only.
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
   * Security groups instead of one of its own; the controller still lets it reach the pods. Not together with `inboundCidrs`.
   *
   * @default - one of its own
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Addresses that may reach it.
   *
   * @default - all; of an internal one, the VPC
   */
  readonly inboundCidrs?: string[];
  /**
   * Certificates for TLS, which ends at the load balancer.
   *
   * @default - none: connections are passed on as they are
   */
  readonly certificates?: ICertificate[];
  /**
   * Ports that speak TLS, with certificates.
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
   * Protocols that are offered over TLS: HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred or None. With certificates.
   *
   * @default - none
   */
  readonly alpnPolicy?: string;
  /**
   * Whether it speaks TLS with the pods, too. With certificates.
   *
   * @default false
   */
  readonly backendTls?: boolean;
  /**
   * How it reaches pods.
   *
   * @default LoadBalancerTargetType.IP
   */
  readonly targetType?: LoadBalancerTargetType;
  /**
   * How it finds out whether a pod is healthy.
   *
   * @default - by connections
   */
  readonly healthCheck?: NlbHealthCheck;
  /**
   * Whether pods see the address of the client.
   *
   * @default - true with LoadBalancerTargetType.INSTANCE and UDP, else false
   */
  readonly preserveClientIp?: boolean;
  /**
   * Whether it tells pods the address of the client by the proxy protocol, which they must speak.
   *
   * @default false
   */
  readonly proxyProtocolV2?: boolean;
  /**
   * Whether it sends connections to pods of every zone, which costs money.
   *
   * @default false
   */
  readonly crossZone?: boolean;
  /**
   * Whether it cannot be deleted. It then stands in the way of deleting its Service, the namespace and the stack.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Where it logs connections. TLS connections only.
   *
   * @default - nowhere
   */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * Any attribute of the load balancer, by its name.
   *
   * @default - none
   */
  readonly loadBalancerAttributes?: { [name: string]: string };
  /**
   * Any attribute of the target groups, by its name.
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
   * Capacity units that are set aside for it.
   *
   * @default - as it needs
   */
  readonly minimumCapacityUnits?: number;
  /**
   * Tags.
   *
   * @default - those of the controller
   */
  readonly tags?: { [key: string]: string };
  /**
   * Whether it has no security group. It can never change.
   *
   * @default false
   */
  readonly disableSecurityGroup?: boolean;
  /**
   * Whether its security groups hold for what comes by PrivateLink.
   *
   * @default true
   */
  readonly privateLinkRules?: boolean;
  /**
   * Prefixes by which it reaches pods from IPv6 clients over UDP, one for each subnet, `auto_assigned` for one of AWS. With DUALSTACK.
   *
   * @default - none
   */
  readonly sourceNatIpv6Prefixes?: string[];
  /**
   * Whether TCP and UDP on one port are one listener.
   *
   * @default false
   */
  readonly tcpUdpListener?: boolean;
  /**
   * Whether ICMP tells how large packets may be.
   *
   * @default false
   */
  readonly icmpPathMtuDiscovery?: boolean;
  /**
   * Ports that speak QUIC.
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
   * Host name for which ExternalDNS makes a record.
   *
   * @default - none
   */
  readonly host?: string;
  /**
   * Whether Auto Mode makes it instead of the load balancer controller of an `AlbController`. It can never change.
   *
   * @default false
   */
  readonly autoMode?: boolean;
  /**
   * Any annotation of the controller, by its name behind `service.beta.kubernetes.io/aws-load-balancer-`.
   *
   * @default - none
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
   */
  readonly annotations?: { [name: string]: string };
}

/** Where a Network Load Balancer listens for a web service. */
export interface NlbRouteOptions extends NlbOptions {
  /**
   * Port that it listens on: 1–65535.
   *
   * @default - 443 with certificates, else 80
   */
  readonly port?: number;
}
