import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { GatewayApi } from './gateway-api';
import { CONFIGURATION_API, CONFIGURATION_GROUP, GATEWAY_GROUP } from './gateway.data';
import { albConfiguration, listener, nlbConfiguration, nlbTargets } from './gateway.rules';
import { failOn, Problem } from '../../errors/problems';
import { checkChartProps } from '../../props/check-props';
import { AlbOptions } from '../alb/alb-options';
import { albPlanOf } from '../alb/alb-plan';
import { albProblems } from '../alb/alb.rules';
import { defaultAddressType } from '../ip-address-type';
import { addressTypeProblems } from '../ip-address-type.rules';
import { NlbOptions } from '../nlb/nlb-options';
import { nlbPlanOf } from '../nlb/nlb-plan';
import { nlbProblems } from '../nlb/nlb.rules';
import { schemeOf } from '../scheme.rules';

/** Settings of all gateways. */
export interface GatewayOptions {
  /** The Gateway API of the cluster. */
  readonly gatewayApi: GatewayApi;
  /**
   * Name of the Gateway.
   *
   * @default - the id of the construct in lower case
   */
  readonly gatewayName?: string;
  /**
   * Whether the internet can reach it.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
  /**
   * Whether routes of all namespaces may attach to it, instead of its own namespace only.
   *
   * @default false
   */
  readonly allNamespaces?: boolean;
}

/** Properties of {@link AlbGateway}. */
export interface AlbGatewayProps extends AlbOptions, GatewayOptions {
  /**
   * Host name of its listeners, or a wildcard like `*.example.com`. Routes use host names that match it.
   *
   * @default - any host
   */
  readonly host?: string;
}

/** A listener of an {@link NlbGateway}. */
export interface NlbGatewayListener {
  /** Port: 1–65535. */
  readonly port: number;
  /**
   * Protocol: TCP, UDP or TLS. With certificates, TLS is terminated at the load balancer; without, it is passed through to pods, by the
   * host name of a route.
   *
   * @default 'TCP'
   */
  readonly protocol?: string;
  /**
   * Host name, with TLS.
   *
   * @default - any host
   */
  readonly host?: string;
}

/** Properties of {@link NlbGateway}. */
export interface NlbGatewayProps extends NlbOptions, GatewayOptions {
  /** Ports: 1 to 50. */
  readonly listeners: NlbGatewayListener[];
}

/** A Gateway, as part of a chart: a load balancer that several routes share. */
export abstract class LoadBalancerGateway extends Construct {
  /** Name of the Gateway. */
  public abstract readonly gatewayName: string;
  /** Namespace of the Gateway; undefined for the default one. */
  public readonly namespace?: string;
  /** Settings that its target groups share; undefined if no controller reads them. @internal */
  public abstract readonly _targets?: object;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.namespace = Chart.of(this).namespace;
  }

  /** Names of its listeners with these protocols. @internal */
  public abstract _listeners(protocols: readonly string[]): string[];
}

/**
 * A Gateway that is an Application Load Balancer, for HTTP and gRPC. With certificates, HTTP is redirected to HTTPS.
 *
 * @example
 * const gatewayApi = new GatewayApi(this, 'GatewayApi', {
 *   cluster,
 *   crds: GatewayCrds.declareExternal('installed by the platform team'),
 * });
 *
 * const gateway = new AlbGateway(chart, 'public', { gatewayApi, internetFacing: true });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   route: GatewayRoute.http(gateway, { path: '/shop' }),
 * });
 */
export class AlbGateway extends LoadBalancerGateway {
  public readonly gatewayName: string;
  /** @internal */
  public readonly _targets?: object;
  private readonly https: boolean;

  constructor(scope: Construct, id: string, props: AlbGatewayProps) {
    checkChartProps('AlbGatewayProps', scope, id, props, new.target !== AlbGateway);
    const { gatewayApi, gatewayName = id.toLowerCase(), host } = props;
    const plan = albPlanOf(schemeOf(props.internetFacing), withAddressType(props));
    failOn(scope, id, [
      ...albProblems(plan),
      ...addressTypeProblems(gatewayApi._ipv6, 'application', props.ipAddressType),
      ...ignoredProblems(props, NOT_FOR_ALB),
      ...autoModeProblems(gatewayApi, props),
    ]);
    super(scope, id);
    this.gatewayName = gatewayName;
    this._targets = gatewayApi._autoMode ? undefined : {};
    this.https = plan.certificates.length > 0;
    const from = props.allNamespaces ? 'All' : 'Same';
    const http = listener('http', 'HTTP', plan.httpPort, host, from);
    makeGateway(this, gatewayName, gatewayApi.albGatewayClassName, gatewayApi._autoMode ? undefined : albConfiguration(plan), [
      http,
      ...(this.https ? [listener('https', 'HTTPS', plan.httpsPort, host, from)] : []),
    ]);
    if (!this.https) return;
    new ApiObject(this, 'Redirect', {
      apiVersion: `${GATEWAY_GROUP}/v1`,
      kind: 'HTTPRoute',
      metadata: { name: `${gatewayName}-to-https` },
      spec: {
        parentRefs: [{ name: gatewayName, sectionName: 'http' }],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: plan.httpsPort, statusCode: 301 } }] }],
      },
    });
  }

  /** @internal */
  public _listeners(protocols: readonly string[]): string[] {
    if (!protocols.includes('HTTP')) return [];
    return [this.https ? 'https' : 'http'];
  }
}

/**
 * A Gateway that is a Network Load Balancer, for TCP, UDP and TLS, with one route for each port.
 *
 * @example
 * const gatewayApi = new GatewayApi(this, 'GatewayApi', {
 *   cluster,
 *   crds: GatewayCrds.declareExternal('installed by the platform team'),
 * });
 *
 * const gateway = new NlbGateway(chart, 'streams', { gatewayApi, listeners: [{ port: 8443 }] });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   route: GatewayRoute.tcp(gateway, 8443),
 * });
 */
export class NlbGateway extends LoadBalancerGateway {
  public readonly gatewayName: string;
  /** @internal */
  public readonly _targets?: object;
  private readonly names: { readonly name: string; readonly protocol: string; readonly passthrough: boolean }[];

  constructor(scope: Construct, id: string, props: NlbGatewayProps) {
    checkChartProps('NlbGatewayProps', scope, id, props, new.target !== NlbGateway);
    const { gatewayApi, gatewayName = id.toLowerCase(), listeners } = props;
    const plan = nlbPlanOf(schemeOf(props.internetFacing), withAddressType(props));
    const ports = listeners.map(({ port, protocol = 'TCP', host }) => ({
      name: `${protocol.toLowerCase()}-${port}`,
      port,
      protocol,
      host,
    }));
    const tls = ports.filter(({ protocol }) => protocol === 'TLS');
    const ends = plan.certificates.length > 0;
    failOn(scope, id, [
      ...(gatewayApi._autoMode && tls.length > 0 ? [TLS_ON_AUTO_MODE] : []),
      ...nlbProblems(
        plan,
        ports.map((port) => ({ ...port, targetPort: port.port, protocol: port.protocol === 'TLS' ? 'TCP' : port.protocol })),
      ),
      ...(ends && tls.length === 0
        ? [
            {
              finding: 'certificates is set and no listener has the protocol TLS',
              constraint: 'only TLS listeners use certificates',
              remediation: "Set `protocol` of a listener to 'TLS', or remove `certificates`",
            },
          ]
        : []),
      ...addressTypeProblems(gatewayApi._ipv6, 'network', props.ipAddressType),
      ...ignoredProblems(props, NOT_FOR_NLB),
      ...autoModeProblems(gatewayApi, props),
    ]);
    super(scope, id);
    this.gatewayName = gatewayName;
    this._targets = gatewayApi._autoMode ? undefined : nlbTargets(plan);
    this.names = ports.map(({ name, protocol }) => ({ name, protocol, passthrough: protocol === 'TLS' && !ends }));
    const from = props.allNamespaces ? 'All' : 'Same';
    makeGateway(
      this,
      gatewayName,
      gatewayApi.nlbGatewayClassName,
      gatewayApi._autoMode ? undefined : nlbConfiguration(plan, ports),
      ports.map(({ name, protocol, port, host }) => ({
        ...listener(name, protocol, port, host, from),
        // the certificate is in the LoadBalancerConfiguration; the Gateway API requires a certificate or an option anyway
        ...(protocol === 'TLS'
          ? {
              tls: ends
                ? { mode: 'Terminate', options: { 'gateway.k8s.aws/certificate': 'load-balancer-configuration' } }
                : { mode: 'Passthrough' },
            }
          : {}),
      })),
    );
  }

  /** @internal */
  public _listeners(protocols: readonly string[]): string[] {
    const speaks = ({ protocol, passthrough }: { protocol: string; passthrough: boolean }) =>
      protocol === 'TLS' && !passthrough ? 'TCP' : protocol;
    return this.names.filter((each) => protocols.includes(speaks(each))).map(({ name }) => name);
  }
}

const withAddressType = <T extends AlbGatewayProps | NlbGatewayProps>(props: T): T => ({
  ...props,
  ipAddressType: props.ipAddressType ?? defaultAddressType(props.gatewayApi._ipv6),
});

function makeGateway(
  scope: Construct,
  name: string,
  gatewayClassName: string,
  configuration: object | undefined,
  listeners: object[],
): void {
  const kind = 'LoadBalancerConfiguration';
  if (configuration) {
    new ApiObject(scope, 'Configuration', { apiVersion: CONFIGURATION_API, kind, metadata: { name }, spec: configuration });
  }
  new ApiObject(scope, 'Gateway', {
    apiVersion: `${GATEWAY_GROUP}/v1`,
    kind: 'Gateway',
    metadata: { name },
    spec: {
      gatewayClassName,
      ...(configuration ? { infrastructure: { parametersRef: { group: CONFIGURATION_GROUP, kind, name } } } : {}),
      listeners,
    },
  });
}

const TLS_ON_AUTO_MODE: Problem = {
  finding: 'a listener has the protocol TLS',
  constraint: 'TLS listeners are not documented for EKS Auto Mode',
  remediation: 'Use TCP, and terminate TLS in the pods',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
};

/** Settings that the controller has for Services and Ingresses alone. */
const NOT_FOR_ALB = ['frontendNlb'];
const NOT_FOR_NLB = ['targetType', 'backendTls', 'tlsPorts', 'tcpUdpListener', 'host', 'annotations', 'autoMode'];

function ignoredProblems(props: AlbGatewayProps | NlbGatewayProps, names: readonly string[]): Problem[] {
  const given = Object.entries(props)
    .filter(([name, value]) => value !== undefined && names.includes(name))
    .map(([name]) => name);
  return given.length === 0
    ? []
    : [
        {
          finding: `${given.join(', ')} set`,
          constraint: 'not supported for Gateways',
          remediation: given.includes('host') ? 'Remove it, or set `host` of a listener' : `Remove ${given.join(', ')}`,
          source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/',
        },
      ];
}

// the settings of a Gateway of Auto Mode are not documented
function autoModeProblems(api: GatewayApi, props: AlbGatewayProps | NlbGatewayProps): Problem[] {
  const known = new Set(['gatewayApi', 'gatewayName', 'allNamespaces', 'host', 'listeners', 'httpPort']);
  const given = Object.entries(props)
    .filter(([name, value]) => value !== undefined && !known.has(name))
    .map(([name]) => name);
  return api._autoMode && given.length > 0
    ? [
        {
          finding: `${given.join(', ')} set`,
          constraint: 'this library does not support settings for Gateways of EKS Auto Mode',
          remediation: `Remove ${given.join(', ')}, or use an AlbIngressClass`,
          source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html',
        },
      ]
    : [];
}
