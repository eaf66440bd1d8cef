import { CONFIGURATION_API, GATEWAY_GROUP } from './gateway.data';
import { AlbGateway, LoadBalancerGateway, NlbGateway } from './gateways';
import { Problem } from '../../errors/problems';
import { checkOptions } from '../../props/check-props';
import { failRoute } from '../fail-route';
import { Route } from '../route';
import { portNumberOf, RoutedObject, RouteFacts } from '../routed-objects';

/** Settings of an HTTPRoute to a workload. */
export interface HttpGatewayRouteOptions {
  /**
   * Host names.
   *
   * @default - those of the Gateway
   */
  readonly hosts?: string[];
  /**
   * Path prefix: an absolute path.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Headers that a request must have, with their values.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * Weights of other Services of the namespace, by name: 0 to 999.
   *
   * @default - none
   */
  readonly weights?: { [serviceName: string]: number };
  /**
   * Weight of the workload, with `weights`: 0 to 999.
   *
   * @default 100
   */
  readonly weight?: number;
  /**
   * Path of the health check.
   *
   * @default - the readiness path of the workload
   */
  readonly healthCheckPath?: string;
}

/** Settings of a GRPCRoute to a workload. */
export interface GrpcGatewayRouteOptions {
  /**
   * Host names.
   *
   * @default - those of the Gateway
   */
  readonly hosts?: string[];
  /**
   * gRPC service, like `shop.Orders`.
   *
   * @default - all
   */
  readonly service?: string;
  /**
   * gRPC method of the service. With `service`.
   *
   * @default - all
   */
  readonly method?: string;
}

/** Route to a workload through a {@link LoadBalancerGateway}. */
export abstract class GatewayRoute extends Route {
  /** HTTP through an Application Load Balancer. */
  static http(gateway: AlbGateway, options: HttpGatewayRouteOptions = {}): Route {
    checkOptions('HttpGatewayRouteOptions', 'GatewayRoute.http', options);
    return new HttpRoute(gateway, options);
  }

  /** gRPC through an Application Load Balancer with a certificate. */
  static grpc(gateway: AlbGateway, options: GrpcGatewayRouteOptions = {}): Route {
    checkOptions('GrpcGatewayRouteOptions', 'GatewayRoute.grpc', options);
    return new GrpcRoute(gateway, options);
  }

  /** TCP through a Network Load Balancer, one port for each workload. */
  static tcp(gateway: NlbGateway, port: number): Route {
    return new StreamRoute(gateway, 'TCPRoute', 'TCP', port, []);
  }

  /** UDP through a Network Load Balancer, one port for each workload. */
  static udp(gateway: NlbGateway, port: number): Route {
    return new StreamRoute(gateway, 'UDPRoute', 'UDP', port, []);
  }

  /** TLS passthrough to the pods, through a Network Load Balancer, by host name. */
  static tls(gateway: NlbGateway, port: number, ...hosts: string[]): Route {
    return new StreamRoute(gateway, 'TLSRoute', 'TLS', port, hosts);
  }
}

const VERSION = `${GATEWAY_GROUP}/v1`;
/** Port of the Services of other workloads, in `weights`. */
const SERVICE_PORT = 80;

abstract class ThroughGateway extends Route {
  constructor(private readonly gateway: LoadBalancerGateway) {
    super();
  }

  protected parentRefs(listeners: readonly string[]): object[] {
    const { gatewayName: name, namespace } = this.gateway;
    return listeners.map((sectionName) => ({ name, ...(namespace ? { namespace } : {}), sectionName }));
  }

  // targets are pod addresses. Auto Mode does so by default, and does not have this CRD
  protected targets(facts: RouteFacts, settings: object = {}): RoutedObject[] {
    const { _targets: common } = this.gateway;
    return common === undefined
      ? []
      : [
          {
            id: 'Targets',
            object: {
              apiVersion: CONFIGURATION_API,
              kind: 'TargetGroupConfiguration',
              spec: { targetReference: { name: facts.name }, defaultConfiguration: { targetType: 'ip', ...common, ...settings } },
            },
          },
        ];
  }
}

class HttpRoute extends ThroughGateway {
  constructor(
    private readonly alb: AlbGateway,
    private readonly options: HttpGatewayRouteOptions,
  ) {
    super(alb);
    const { path = '/', weights = {}, weight } = options;
    const problems: Problem[] = path.startsWith('/')
      ? []
      : [{ finding: `path is '${path}'`, constraint: 'must begin with a slash', remediation: `Use '/${path}'` }];
    const wrong = [...Object.values(weights), weight ?? 0].find((each) => !Number.isInteger(each) || each < 0 || each > 999);
    if (wrong !== undefined) {
      problems.push({
        finding: `weight is ${wrong}`,
        constraint: 'must be an integer from 0 to 999',
        remediation: 'Set the weight to a value in this range',
      });
    }
    if (weight !== undefined && Object.keys(weights).length === 0) {
      problems.push({
        finding: 'weight is set without weights',
        constraint: 'a weight needs other Services to share requests with',
        remediation: 'Remove `weight`, or set `weights`',
      });
    }
    failRoute(`GatewayRoute of ${alb.gatewayName}`, problems);
  }

  public _objects(facts: RouteFacts): RoutedObject[] {
    const { hosts, path = '/', headers = {}, weights = {}, weight = 100, healthCheckPath = facts.healthCheckPath } = this.options;
    const shared = Object.keys(weights).length > 0;
    const backendRefs = [
      {
        name: facts.name,
        port: portNumberOf(facts),
        ...(shared ? { weight } : {}),
      },
      ...Object.entries(weights).map(([name, share]) => ({ name, port: SERVICE_PORT, weight: share })),
    ];
    const wanted = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const matches = [{ path: { type: 'PathPrefix', value: path }, ...(wanted.length > 0 ? { headers: wanted } : {}) }];
    return [
      ...this.targets(facts, healthCheckPath ? { healthCheckConfig: { healthCheckPath } } : {}),
      {
        id: 'HttpRoute',
        object: {
          apiVersion: VERSION,
          kind: 'HTTPRoute',
          spec: {
            parentRefs: this.parentRefs(this.alb._listeners(['HTTP'])),
            ...(hosts ? { hostnames: hosts } : {}),
            rules: [{ matches, backendRefs }],
          },
        },
      },
    ];
  }
}

class GrpcRoute extends ThroughGateway {
  constructor(
    private readonly alb: AlbGateway,
    private readonly options: GrpcGatewayRouteOptions,
  ) {
    super(alb);
    failRoute(`GatewayRoute of ${alb.gatewayName}`, [
      ...(alb._listeners(['HTTP']).includes('https')
        ? []
        : [
            {
              finding: 'the Gateway has no certificate',
              constraint: 'gRPC requires an HTTPS listener',
              remediation: 'Set `certificates` of the AlbGateway',
            },
          ]),
      ...(options.method && !options.service
        ? [
            {
              finding: 'method is set without service',
              constraint: 'a method is matched together with its service',
              remediation: 'Set `service`',
            },
          ]
        : []),
    ]);
  }

  public _objects(facts: RouteFacts): RoutedObject[] {
    const { hosts, service, method } = this.options;
    const matches = service ? { matches: [{ method: { type: 'Exact', service, ...(method ? { method } : {}) } }] } : {};
    return [
      ...this.targets(facts, { protocolVersion: 'GRPC' }),
      {
        id: 'GrpcRoute',
        object: {
          apiVersion: VERSION,
          kind: 'GRPCRoute',
          spec: {
            parentRefs: this.parentRefs(this.alb._listeners(['HTTP'])),
            ...(hosts ? { hostnames: hosts } : {}),
            rules: [{ ...matches, backendRefs: [{ name: facts.name, port: portNumberOf(facts) }] }],
          },
        },
      },
    ];
  }
}

class StreamRoute extends ThroughGateway {
  private readonly listener: string;

  constructor(
    nlb: NlbGateway,
    private readonly kind: string,
    protocol: string,
    port: number,
    private readonly hosts: readonly string[],
  ) {
    super(nlb);
    const listeners = nlb._listeners([protocol]);
    const found = listeners.find((name) => name.endsWith(`-${port}`));
    failRoute(`GatewayRoute of ${nlb.gatewayName}`, [
      ...(found
        ? []
        : [
            {
              finding: `port is ${port}`,
              constraint: `the listeners of the Gateway for ${protocol} are ${listeners.join(', ') || 'none'}`,
              remediation: `Use the port of one of its listeners${protocol === 'TLS' ? ' with TLS passthrough' : ''}`,
            },
          ]),
      ...(protocol === 'TLS' && hosts.length === 0
        ? [
            {
              finding: 'hosts is empty',
              constraint: 'TLS passthrough is routed by host name (SNI)',
              remediation: 'Add a host name',
            },
          ]
        : []),
    ]);
    this.listener = found!;
  }

  public _objects(facts: RouteFacts): RoutedObject[] {
    const hostnames = this.hosts.length > 0 ? { hostnames: this.hosts } : {};
    return [
      ...this.targets(facts),
      {
        id: this.kind,
        object: {
          apiVersion: VERSION,
          kind: this.kind,
          spec: {
            parentRefs: this.parentRefs([this.listener]),
            ...hostnames,
            rules: [{ backendRefs: [{ name: facts.name, port: portNumberOf(facts) }] }],
          },
        },
      },
    ];
  }
}
