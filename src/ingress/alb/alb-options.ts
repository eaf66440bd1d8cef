import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'cdk8s';

/** IP address type of a load balancer. */
export enum LoadBalancerIpAddressType {
  /** IPv4. */
  IPV4 = 'ipv4',
  /** IPv4 and IPv6. */
  DUALSTACK = 'dualstack',
  /** private IPv4 and public IPv6: Application Load Balancers only. */
  DUALSTACK_WITHOUT_PUBLIC_IPV4 = 'dualstack-without-public-ipv4',
}

/** Destination of the logs of a load balancer. */
export interface LoadBalancerLogs {
  /** Bucket of the same region, encrypted with SSE-S3. A bucket of this app gets the required bucket policy. */
  readonly bucket: IBucket;
  /**
   * Prefix of the keys.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** Mutual TLS of a load balancer. */
export abstract class MutualTls {
  /** Passthrough: client certificates are forwarded to the pods, which verify them. */
  static passthrough(): MutualTls {
    return new Mode({ mode: 'passthrough' });
  }

  /** Verification with a trust store of Elastic Load Balancing, by its name or ARN. */
  static verify(trustStore: string): MutualTls {
    return new Mode({ mode: 'verify', trustStore });
  }

  /** @internal */
  public abstract readonly _settings: { readonly mode: string; readonly trustStore?: string };
}

class Mode extends MutualTls {
  constructor(public readonly _settings: { readonly mode: string; readonly trustStore?: string }) {
    super();
  }
}

/** A Network Load Balancer in front of an Application Load Balancer. */
export interface FrontendNlb {
  /**
   * Whether the internet can reach it.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
  /**
   * Subnets, one in each zone.
   *
   * @default - those of the load balancer behind it
   */
  readonly subnets?: ec2.ISubnet[];
  /**
   * Security groups.
   *
   * @default - a security group that the controller creates
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Allocation ids of Elastic IP addresses, one for each subnet. With `internetFacing`.
   *
   * @default - addresses of AWS
   */
  readonly eipAllocations?: string[];
  /**
   * Port of the Application Load Balancer, by port of this one: `{ '443': 443 }`.
   *
   * @default - the same ports
   */
  readonly listenerPortMapping?: { [port: string]: number };
  /**
   * Any attribute, by its name.
   *
   * @default - none
   */
  readonly loadBalancerAttributes?: { [name: string]: string };
}

/** Settings of an Application Load Balancer that all have a default. All routes of one group use the same settings. */
export interface AlbOptions {
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
   * Subnets of two zones or more.
   *
   * @default - those with the tag for its scheme
   */
  readonly subnets?: ec2.ISubnet[];
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
   * @default - all addresses
   */
  readonly inboundCidrs?: string[];
  /**
   * Prefix lists of clients that can reach it, like that of CloudFront.
   *
   * @default - none
   */
  readonly inboundPrefixLists?: ec2.IPrefixList[];
  /**
   * Certificates for HTTPS, at most 26. The first is the default, for clients without SNI. With any certificate, HTTP is redirected.
   *
   * @default - none: HTTP only
   */
  readonly certificates?: ICertificate[];
  /**
   * TLS policy: begins with ELBSecurityPolicy-.
   *
   * @default 'ELBSecurityPolicy-TLS13-1-2-2021-06' - TLS 1.2 and 1.3
   */
  readonly sslPolicy?: string;
  /**
   * Port for HTTP: 1–65535.
   *
   * @default 80
   */
  readonly httpPort?: number;
  /**
   * Port for HTTPS: 1–65535. With certificates.
   *
   * @default 443
   */
  readonly httpsPort?: number;
  /**
   * Mutual TLS. With certificates.
   *
   * @default - off
   */
  readonly mutualTls?: MutualTls;
  /**
   * ARN of a regional web ACL of AWS WAF.
   *
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Whether AWS Shield Advanced protects it, with a subscription of the account.
   *
   * @default false
   */
  readonly shieldAdvanced?: boolean;
  /**
   * Access logs.
   *
   * @default - no logs
   */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * Connection logs.
   *
   * @default - no logs
   */
  readonly connectionLogs?: LoadBalancerLogs;
  /**
   * Idle timeout of a connection.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;
  /**
   * Deletion protection. It blocks the deletion of its Ingress, the namespace and the stack.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether HTTP/2 is enabled.
   *
   * @default true
   */
  readonly http2?: boolean;
  /**
   * Attributes of the load balancer, by name.
   *
   * @default - routing.http.drop_invalid_header_fields.enabled=true
   */
  readonly loadBalancerAttributes?: { [name: string]: string };
  /**
   * Attributes of listeners, by protocol and port, like `HTTPS-443`.
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
   * IPAM pool of its public addresses.
   *
   * @default - addresses of AWS
   */
  readonly ipamPoolId?: string;
  /**
   * Customer-owned IP address pool of an Outpost.
   *
   * @default - none
   */
  readonly customerOwnedIpv4Pool?: string;
  /**
   * A Network Load Balancer in front of it, with static addresses.
   *
   * @default - none
   */
  readonly frontendNlb?: FrontendNlb;
  /**
   * Tags.
   *
   * @default - those of the controller
   */
  readonly tags?: { [key: string]: string };
}
