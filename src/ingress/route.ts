import { Token } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IngressPlan } from './ingress-plan';
import { problemMessage, StrataError } from '../errors/problems';

/** Where a load balancer listens for a workload. */
export interface AlbRouteOptions {
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
   * Certificate for HTTPS. With it, HTTP is redirected to HTTPS, and TLS 1.2 is the oldest that is spoken.
   *
   * @default - none: HTTP only
   */
  readonly certificate?: ICertificate;
  /**
   * Workloads whose routes name one group share a load balancer, also across namespaces: 1–63 lower-case letters, digits, hyphens or
   * dots. Whoever may write Ingresses can join a group.
   *
   * @default - a load balancer of its own
   */
  readonly group?: string;
  /**
   * Path that the load balancer asks to see whether a pod is healthy.
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

/** How a workload is reached from outside of the cluster. */
export abstract class Route {
  /** Through an Application Load Balancer that the internet can reach, in the public subnets. */
  static publicAlb(options: AlbRouteOptions = {}): Route {
    return new AlbRoute('internet-facing', options);
  }

  /** Through an Application Load Balancer that only the VPC, and what is connected to it, can reach. */
  static internalAlb(options: AlbRouteOptions = {}): Route {
    return new AlbRoute('internal', options);
  }

  /** @internal */
  public abstract _plan(healthCheckPath: string): IngressPlan;
}

/** Source: Elastic Load Balancing, security policies for HTTPS listeners. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

class AlbRoute extends Route {
  constructor(private readonly scheme: string, private readonly options: AlbRouteOptions) {
    super();
    const { path = '/', group, host } = options;
    const problem = (what: string, limit: string, fix: string) => {
      throw new StrataError(problemMessage(`Route for ${host ?? 'any host'}`, { what, limit, fix, source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/' }));
    };
    if (!path.startsWith('/')) problem(`path is '${path}'`, 'it is absolute', `Write '/${path}'`);
    if (group !== undefined && !/^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$/.test(group)) {
      problem(`group is '${group}'`, 'it has 1–63 lower-case letters, digits, hyphens or dots', 'Shorten it');
    }
    if (host !== undefined && !Token.isUnresolved(host) && !/^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(host)) {
      problem(`host is '${host}'`, 'it is a lower-case host name without scheme, port or path', "Write it like 'shop.example.com'");
    }
  }

  public _plan(healthCheckPath: string): IngressPlan {
    const { host, path = '/', certificate, group } = this.options;
    const tls = certificate && {
      'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'ssl-redirect': '443', 'certificate-arn': certificate.certificateArn, 'ssl-policy': TLS_POLICY,
    };
    const annotations: Record<string, string> = {
      'scheme': this.scheme,
      'target-type': 'ip',
      'healthcheck-path': this.options.healthCheckPath ?? healthCheckPath,
      'load-balancer-attributes': 'routing.http.drop_invalid_header_fields.enabled=true',
      ...tls,
      ...(group ? { 'group.name': group } : {}),
      ...this.options.annotations,
    };
    return {
      className: 'alb',
      annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value])),
      host,
      path,
    };
  }
}
