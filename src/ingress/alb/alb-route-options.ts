import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AlbCondition, AlbRule } from './alb-action';
import { AlbAuth } from './alb-auth';
import { AlbOptions } from './alb-options';
import { AlbTargetOptions } from './alb-target-options';

/** Validation of JSON Web Tokens (JWT) by a load balancer. */
export interface AlbJwtValidation {
  /** JWKS endpoint of the provider. */
  readonly jwksEndpoint: string;
  /** Issuer of the tokens. */
  readonly issuer: string;
  /**
   * Additional claims that a token must have, in the format of the controller (format, name, values).
   *
   * @default - none
   */
  readonly additionalClaims?: { [key: string]: any }[];
}

/** Rules for the requests that a load balancer sends to a workload. */
export interface AlbClassRouteOptions extends AlbTargetOptions {
  /**
   * Host name, or a wildcard like `*.example.com`.
   *
   * @default - any host
   */
  readonly host?: string;
  /**
   * Path prefix: an absolute path.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Whether the path is matched exactly, not as a prefix.
   *
   * @default false
   */
  readonly exactPath?: boolean;
  /**
   * Conditions that a request must match, in addition to host and path: together at most 5 values.
   *
   * @default - none
   */
  readonly conditions?: AlbCondition[];
  /**
   * Order among the routes of its load balancer: −1000 to 1000, lower values first.
   *
   * @default 0
   */
  readonly groupOrder?: number;
  /**
   * Rules with a higher priority than the route: redirects, fixed responses, weighted Services.
   *
   * @default - none
   */
  readonly rules?: AlbRule[];
  /**
   * Validation of the JSON Web Token that requests must have. Needs a certificate. Not on Auto Mode.
   *
   * @default - none
   */
  readonly jwtValidation?: AlbJwtValidation;
  /**
   * Rewrites of the host or the path, in the format of Elastic Load Balancing (type, hostHeaderRewriteConfig or urlRewriteConfig).
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
   * Authentication of users by the load balancer. Needs a certificate.
   *
   * @default - no authentication
   */
  readonly auth?: AlbAuth;
  /**
   * Path of the health check. Other settings: `healthCheck`.
   *
   * @default - the path of the HTTP readiness probe of the workload
   */
  readonly healthCheckPath?: string;
  /**
   * Annotations of the controller, by name without `alb.ingress.kubernetes.io/`.
   *
   * @default - none
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   */
  readonly annotations?: { [name: string]: string };
}

/** Settings of a route of an Application Load Balancer. */
export interface AlbRouteOptions extends AlbClassRouteOptions {
  /**
   * Certificate for HTTPS. With it, HTTP is redirected to HTTPS, and TLS 1.2 is the oldest version. Other settings: `loadBalancer`.
   *
   * @default - none: HTTP only
   */
  readonly certificate?: ICertificate;
  /**
   * IngressGroup: routes of the same group share a load balancer, also across namespaces. 1–63 lower-case letters, digits, hyphens or dots.
   * Any user who can create Ingresses can join a group. Not on Auto Mode: use an `AlbIngressClass` there.
   *
   * @default - a load balancer of its own
   */
  readonly groupName?: string;
  /**
   * Settings of the load balancer. All routes of one group use the same settings; an `AlbIngressClass` defines them once.
   *
   * @default - the defaults of AlbOptions
   */
  readonly loadBalancer?: AlbOptions;
}
