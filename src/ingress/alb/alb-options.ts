import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'cdk8s';

/** Which addresses a load balancer has. */
export enum LoadBalancerIpAddressType {
  /** IPv4. */
  IPV4 = 'ipv4',
  /** IPv4 and IPv6. */
  DUALSTACK = 'dualstack',
  /** private IPv4 and public IPv6: Application Load Balancers only. */
  DUALSTACK_WITHOUT_PUBLIC_IPV4 = 'dualstack-without-public-ipv4',
}

/** Where a load balancer writes logs. */
export interface LoadBalancerLogs {
  /** Bucket of the same region, encrypted with SSE-S3. One that CDK makes gets the policy that is needed. */
  readonly bucket: IBucket;
  /**
   * Beginning of the keys.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** Which certificates of clients a load balancer accepts. */
export abstract class MutualTls {
  /** All: they are passed to the pods, which look at them. */
  static passthrough(): MutualTls {
    return new Mode({ mode: 'passthrough' });
  }

  /** Those that a trust store of Elastic Load Balancing knows, by its name or ARN. */
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
   * @default - one of its own
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Elastic addresses by their allocation id, one for each subnet. With `internetFacing`.
   *
   * @default - addresses of AWS
   */
  readonly eipAllocations?: string[];
  /**
   * Port of the load balancer behind it, by port: `{ '443': 443 }`.
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

/** Settings of an Application Load Balancer that all have a default. Routes of one group agree on them. */
export interface AlbOptions {
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
   * Subnets of two zones or more.
   *
   * @default - those with the tag for its scheme
   */
  readonly subnets?: ec2.ISubnet[];
  /**
   * Security groups instead of one of its own; the controller still lets it reach the pods. Not together with `inboundCidrs`.
   *
   * @default - one of its own
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * Addresses that may reach it.
   *
   * @default - all, within its scheme
   */
  readonly inboundCidrs?: string[];
  /**
   * Prefix lists that may reach it, like that of CloudFront.
   *
   * @default - none
   */
  readonly inboundPrefixLists?: ec2.IPrefixList[];
  /**
   * Certificates for HTTPS, the first for whoever names no host: at most 26. With any, HTTP is redirected.
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
   * Which certificates of clients it accepts. With certificates.
   *
   * @default - it asks for none
   */
  readonly mutualTls?: MutualTls;
  /**
   * ARN of a regional web ACL of AWS WAF.
   *
   * @default - none
   */
  readonly webAclArn?: string;
  /**
   * Whether AWS Shield Advanced, to which the account is subscribed, protects it.
   *
   * @default false
   */
  readonly shieldAdvanced?: boolean;
  /**
   * Where it logs requests.
   *
   * @default - nowhere
   */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * Where it logs connections.
   *
   * @default - nowhere
   */
  readonly connectionLogs?: LoadBalancerLogs;
  /**
   * After how long a silent connection is closed.
   *
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;
  /**
   * Whether it cannot be deleted. It then stands in the way of deleting its Ingress, the namespace and the stack.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether it speaks HTTP/2.
   *
   * @default true
   */
  readonly http2?: boolean;
  /**
   * Any attribute of the load balancer, by its name.
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
   * Capacity units that are set aside for it.
   *
   * @default - as it needs
   */
  readonly minimumCapacityUnits?: number;
  /**
   * Pool of IPAM from which it has its public addresses.
   *
   * @default - AWS' own
   */
  readonly ipamPoolId?: string;
  /**
   * Pool of addresses of an Outpost.
   *
   * @default - none
   */
  readonly customerOwnedIpv4Pool?: string;
  /**
   * A Network Load Balancer in front of it, which has fixed addresses.
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
