import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AlbCondition, AlbRule } from './alb-action';
import { AlbAuth } from './alb-auth';
import { AlbOptions } from './alb-options';
import { AlbTargetOptions } from './alb-target-options';

/** Tokens (JWT) that a load balancer accepts. */
export interface AlbJwtValidation {
  /** Where the keys of the provider are. */
  readonly jwksEndpoint: string;
  /** The provider that a token names. */
  readonly issuer: string;
  /**
   * More claims that a token must have, as the controller writes them (format, name, values).
   *
   * @default - none
   */
  readonly additionalClaims?: { [key: string]: any }[];
}

/** Which requests a load balancer sends to a workload, and how. */
export interface AlbClassRouteOptions extends AlbTargetOptions {
  /**
   * Host name, `*.example.com` for all below one.
   *
   * @default - any host
   */
  readonly host?: string;
  /**
   * Path that requests begin with: an absolute path.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Whether the path is that of requests, and not only their beginning.
   *
   * @default false
   */
  readonly exactPath?: boolean;
  /**
   * What else must be true of a request: with host and path at most 5 values.
   *
   * @default - nothing
   */
  readonly conditions?: AlbCondition[];
  /**
   * Place among the routes of its load balancer: −1000 to 1000, lower ones first.
   *
   * @default 0
   */
  readonly groupOrder?: number;
  /**
   * What the load balancer does before it sends a request to the workload: redirects, answers of its own, shares for other Services.
   *
   * @default - nothing
   */
  readonly rules?: AlbRule[];
  /**
   * Tokens that requests must carry. Needs a certificate. Not on Auto Mode.
   *
   * @default - none
   */
  readonly jwtValidation?: AlbJwtValidation;
  /**
   * Changes of the host or the path before a request reaches the pods, as Elastic Load Balancing writes them (type, hostHeaderRewriteConfig
   * or urlRewriteConfig).
   *
   * @default - none
   */
  readonly transforms?: { [key: string]: any }[];
  /**
   * Whether the path is a regular expression.
   *
   * @default false
   */
  readonly regexPath?: boolean;
  /**
   * Who must log in. Needs a certificate.
   *
   * @default - nobody
   */
  readonly auth?: AlbAuth;
  /**
   * Path that the load balancer asks to see whether a pod is healthy. More in `healthCheck`.
   *
   * @default - the readiness path of the workload
   */
  readonly healthCheckPath?: string;
  /**
   * Any annotation of the controller, by its name behind `alb.ingress.kubernetes.io/`.
   *
   * @default - none
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   */
  readonly annotations?: { [name: string]: string };
}

/** Where a load balancer listens for a workload, and which requests it sends there. */
export interface AlbRouteOptions extends AlbClassRouteOptions {
  /**
   * Certificate for HTTPS. With it, HTTP is redirected to HTTPS, and TLS 1.2 is the oldest that is spoken. More in `loadBalancer`.
   *
   * @default - none: HTTP only
   */
  readonly certificate?: ICertificate;
  /**
   * Workloads whose routes name one group share a load balancer, also across namespaces: 1–63 lower-case letters, digits, hyphens or
   * dots. Whoever may write Ingresses can join a group. Not on Auto Mode: use an `AlbIngressClass` there.
   *
   * @default - a load balancer of its own
   */
  readonly groupName?: string;
  /**
   * Settings of the load balancer. Routes of one group agree on them; an `AlbIngressClass` says them once.
   *
   * @default - its defaults
   */
  readonly loadBalancer?: AlbOptions;
}
