import { ApiObject, Lazy } from 'cdk8s';
import { Ingress, Service, ServicePort } from 'cdk8s-plus-27';
import { AlbAction } from './alb/alb-action';
import { AlbIngressClass } from './alb/alb-ingress-class';
import { albObjects, AlbRoutePlan, albRouteProblems } from './alb/alb-ingress.rules';
import { albPlanOf } from './alb/alb-plan';
import { AlbClassRouteOptions, AlbRouteOptions } from './alb/alb-route-options';
import { BackendProtocol, LoadBalancerTargetType } from './alb/alb-target-options';
import { albAnnotations, albProblems } from './alb/alb.rules';
import { readinessPathBehind, readinessPathOfIngress } from './backend-readiness';
import { failRoute } from './fail-route';
import { addressTypeOfCluster } from './ip-address-type';
import { NlbRouteOptions } from './nlb/nlb-options';
import { nlbPlanOf } from './nlb/nlb-plan';
import { NLB_ANNOTATION, nlbAnnotations, NlbPort, nlbProblems, NlbPlan, nlbService } from './nlb/nlb.rules';
import { addRoutedObjects, changeObject, isRouted } from './plus-objects';
import { RoutedObject, RouteFacts } from './routed-objects';
import { Problem } from '../errors/problems';
import { checkOptions } from '../props/check-props';

/** Route to a workload from outside of the cluster. */
export abstract class Route {
  /** Through an internet-facing Application Load Balancer, in the public subnets. */
  static publicAlb(options: AlbRouteOptions = {}): Route {
    checkOptions('AlbRouteOptions', 'Route.publicAlb', options);
    return ownAlb('internet-facing', options);
  }

  /** Through an internal Application Load Balancer, reachable from the VPC and networks connected to it. */
  static internalAlb(options: AlbRouteOptions = {}): Route {
    checkOptions('AlbRouteOptions', 'Route.internalAlb', options);
    return ownAlb('internal', options);
  }

  /** Through an Application Load Balancer of a class, which defines its scheme and allowed clients. */
  static alb(ingressClass: AlbIngressClass, options: AlbClassRouteOptions = {}): Route {
    checkOptions('AlbClassRouteOptions', 'Route.alb', options);
    return new AlbRoute(
      routePlan(options, {
        className: ingressClass.ingressClassName,
        loadBalancer: ingressClass._annotations,
        tls: ingressClass.hasCertificates,
      }),
      [],
    );
  }

  /** Through an internet-facing Network Load Balancer: TCP, or TLS with certificates. */
  static publicNlb(options: NlbRouteOptions = {}): Route {
    checkOptions('NlbRouteOptions', 'Route.publicNlb', options);
    return new NlbRoute('internet-facing', options);
  }

  /** Through an internal Network Load Balancer, reachable from the VPC and networks connected to it: TCP, or TLS with certificates. */
  static internalNlb(options: NlbRouteOptions = {}): Route {
    checkOptions('NlbRouteOptions', 'Route.internalNlb', options);
    return new NlbRoute('internal', options);
  }

  /**
   * Applies the route to a Service of cdk8s-plus-27. A Network Load Balancer makes it a Service of type LoadBalancer, with its own ports as
   * listeners; any other route adds its objects, like the Ingress, next to it. The path of the health check is by default that of the
   * readiness probe on the target port, of the pods in the same chart that the Service selects.
   *
   * @param service the Service, with the ports that it has now
   * @param port port of the Service, by default its first; of a Network Load Balancer all
   *
   * @example
   * const web = new kplus.Deployment(chart, 'web', {
   *   containers: [
   *     {
   *       image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
   *       portNumber: 8080,
   *       volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
   *     },
   *   ],
   * });
   * Route.publicAlb({ host: 'shop.example.com' }).applyToService(web.exposeViaService());
   */
  public applyToService(service: Service, port?: number): void {
    const chosen = port === undefined ? service.ports[0] : service.ports.find((each) => each.port === port);
    if (chosen === undefined) {
      failRoute(`Route to ${service.node.path}`, [
        {
          finding: port === undefined ? 'the Service has no ports' : `port is ${port}`,
          constraint: `the ports of the Service are ${service.ports.map((each) => each.port).join(', ') || 'none'}`,
          remediation: 'Use one of them, or add a port by `service.bind()`',
        },
      ]);
    }
    this._applyTo(service, chosen!);
  }

  /**
   * Applies the class, the load balancer, the health check and the other settings of an Application Load Balancer to an Ingress of
   * cdk8s-plus-27, whose hosts, paths and Services stay. Fails for other routes, and for options that define rules, like `host` and `path`.
   * The path of the health check is by default that of the readiness probe of the pods in the same chart, if all Services of the Ingress
   * have the same.
   *
   * @param ingress the Ingress, without a class or with that of the route
   *
   * @example
   * const web = new kplus.Deployment(chart, 'web', {
   *   containers: [
   *     {
   *       image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
   *       portNumber: 8080,
   *       volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
   *     },
   *   ],
   * });
   * Route.internalAlb({ healthCheckPath: '/healthz' }).applyToIngress(web.exposeViaIngress('/'));
   */
  public applyToIngress(ingress: Ingress): void {
    failRoute(`Route of ${ingress.node.path}`, [
      {
        finding: 'the route has no Application Load Balancer',
        constraint: 'only an Application Load Balancer is configured by an Ingress',
        remediation: 'Use Route.publicAlb(), Route.internalAlb() or Route.alb(), or applyToService()',
      },
    ]);
  }

  /** @internal */
  public _applyTo(service: Service, port: ServicePort): void {
    if (isRouted(service, 'Service', { route: this, port: port.port })) return;
    if (this._nodePorts) changeObject(service, {}, { type: 'NodePort' });
    const healthCheckPath = readinessPathBehind(ApiObject.of(service), port.port);
    const facts: RouteFacts = { name: service.name, port: { number: port.port, name: port.name }, healthCheckPath, selector: {} };
    addRoutedObjects(service, service.name, this._objects(facts));
  }

  /** Port of the Service that a workload gets for it. @internal */
  public get _servicePort(): number {
    return 80;
  }

  /** Whether the targets are instances with node ports. @internal */
  public get _nodePorts(): boolean {
    return false;
  }

  /** The objects of the route. @internal */
  public abstract _objects(facts: RouteFacts): RoutedObject[];
}

function ownAlb(scheme: 'internet-facing' | 'internal', options: AlbRouteOptions): Route {
  const plan = albPlanOf(scheme, options.loadBalancer ?? {}, options.certificate ? [options.certificate] : []);
  const loadBalancer = { 'ip-address-type': addressTypeOfCluster(), ...albAnnotations(plan) };
  const route = routePlan(options, { className: 'alb', loadBalancer, tls: plan.certificates.length > 0, group: options.groupName });
  return new AlbRoute(route, albProblems(plan));
}

function routePlan(options: AlbClassRouteOptions, more: Pick<AlbRoutePlan, 'className' | 'loadBalancer' | 'tls' | 'group'>): AlbRoutePlan {
  const { healthCheck = {}, rules = [], conditions = [], auth } = options;
  return {
    ...more,
    host: options.host,
    path: options.path ?? '/',
    exactPath: options.exactPath ?? false,
    conditions: conditions.map(({ _condition, _values }) => ({ condition: _condition, values: _values })),
    groupOrder: options.groupOrder,
    rules: rules.map(({ action, path, conditions: own = [] }) => ({
      action: action._action,
      path,
      conditions: own.map(({ _condition }) => _condition),
      targets: weightsOf(action),
    })),
    auth: auth?._annotations ?? {},
    authSecret: auth?._secretName,
    targetType: options.targetType ?? LoadBalancerTargetType.IP,
    protocol: options.backendProtocol ?? BackendProtocol.HTTP,
    health: {
      path: healthCheck.path ?? options.healthCheckPath,
      port: healthCheck.port,
      interval: healthCheck.interval?.toSeconds(),
      timeout: healthCheck.timeout?.toSeconds(),
      healthy: healthCheck.healthyThresholdCount,
      unhealthy: healthCheck.unhealthyThresholdCount,
      codes: healthCheck.successCodes,
    },
    stickiness: options.stickinessCookieDuration?.toSeconds(),
    deregistration: options.deregistrationDelay?.toSeconds(),
    slowStart: options.slowStart?.toSeconds(),
    algorithm: options.loadBalancingAlgorithm,
    targetAttributes: options.targetGroupAttributes ?? {},
    targetNodeLabels: options.targetNodeLabels ?? {},
    multiCluster: options.multiClusterTargetGroup,
    controlPort: options.targetControlPort,
    jwt: options.jwtValidation,
    transforms: options.transforms ?? [],
    regexPath: options.regexPath ?? false,
    annotations: options.annotations ?? {},
  };
}

const weightsOf = ({ _weights }: AlbAction) => _weights;

class AlbRoute extends Route {
  constructor(
    private readonly plan: AlbRoutePlan,
    problems: Problem[],
  ) {
    super();
    failRoute(`Route for ${plan.host ?? 'any host'}`, [...albRouteProblems(plan), ...problems]);
  }

  public override get _nodePorts(): boolean {
    return this.plan.targetType === 'instance';
  }

  public _objects(facts: RouteFacts): RoutedObject[] {
    return albObjects(this.plan, facts);
  }

  public override applyToIngress(ingress: Ingress): void {
    const { plan } = this;
    if (isRouted(ingress, 'Ingress', { route: this })) return;
    const { ingressClassName: given } = (ApiObject.of(ingress).toJson() as { spec: { ingressClassName?: string } }).spec;
    failRoute(`Route of ${ingress.node.path}`, [
      ...(rulesOf(plan).length > 0
        ? [
            {
              finding: `${rulesOf(plan).join(', ')} and applyToIngress() are used together`,
              constraint: 'an Ingress of cdk8s-plus defines its own rules',
              remediation: 'Remove these options, or use applyToService(), which creates an Ingress with them',
            },
          ]
        : []),
      ...(given === undefined || given === plan.className
        ? []
        : [
            {
              finding: `className of the Ingress is '${given}'`,
              constraint: `the class of the route is '${plan.className}'`,
              remediation: 'Remove `className`, or use Route.alb() with that class',
            },
          ]),
    ]);
    const [{ annotations }, ...others] = albObjects(plan, { name: ingress.name, selector: {}, healthCheckPath: pathOnceRendered(ingress) });
    changeObject(ingress, annotations!, { ingressClassName: plan.className });
    addRoutedObjects(ingress, ingress.name, others);
  }
}

/** The readiness path of what the rules of an Ingress name when it is rendered: rules can be added until then. */
function pathOnceRendered(ingress: Ingress): string {
  const object = ApiObject.of(ingress);
  let isRead = false;
  const produce = (): string | undefined => {
    // the rules are read from the Ingress itself, which has this value
    if (isRead) return undefined;
    isRead = true;
    try {
      return readinessPathOfIngress(object);
    } finally {
      isRead = false;
    }
  };
  return Lazy.any({ produce }) as string;
}

/** The options of a route that define rules of an Ingress. */
const rulesOf = (plan: AlbRoutePlan): string[] =>
  Object.entries({
    host: plan.host !== undefined,
    path: plan.path !== '/',
    exactPath: plan.exactPath,
    conditions: plan.conditions.length > 0,
    rules: plan.rules.length > 0,
    regexPath: plan.regexPath,
    transforms: plan.transforms.length > 0,
    targetControlPort: plan.controlPort !== undefined,
  }).flatMap(([name, isSet]) => (isSet ? [name] : []));

class NlbRoute extends Route {
  private readonly plan: NlbPlan;
  private readonly port: NlbPort;

  constructor(
    scheme: NlbPlan['scheme'],
    private readonly options: NlbRouteOptions,
  ) {
    super();
    this.plan = nlbPlanOf(scheme, options);
    this.port = { name: 'http', port: options.port ?? (this.plan.certificates.length > 0 ? 443 : 80), targetPort: 'http', protocol: 'TCP' };
    failRoute(`Route for ${options.host ?? 'any host'}`, nlbProblems(this.plan, [this.port]));
  }

  public _objects({ name, selector }: RouteFacts): RoutedObject[] {
    // in addition to the Service of the workload, which remains when the load balancer is deleted
    return [{ id: 'Nlb', name: `${name}-nlb`, annotations: this.annotations, object: nlbService(this.plan, [this.port], selector) }];
  }

  private get annotations(): Record<string, string> {
    return { [`${NLB_ANNOTATION}ip-address-type`]: addressTypeOfCluster(), ...nlbAnnotations(this.plan) };
  }

  public override get _servicePort(): number {
    return this.port.port;
  }

  public override _applyTo(service: Service): void {
    const { options, plan } = this;
    const ports = service.ports.map(({ port, name = '', targetPort = port, protocol = 'TCP' }) => ({ name, port, targetPort, protocol }));
    failRoute(`Route to ${service.node.path}`, [
      ...nlbProblems(plan, ports),
      ...(options.port === undefined || ports.some(({ port }) => port === options.port)
        ? []
        : [
            {
              finding: `port is ${options.port}`,
              constraint: `the listeners are the ports of the Service: ${ports.map(({ port }) => port).join(', ')}`,
              remediation: 'Remove `port`, or add the port to the Service',
            },
          ]),
    ]);
    if (isRouted(service, 'Service', { route: this })) return;
    const { selector: _selector, ports: _ports, ...spec } = nlbService(plan, ports, {}).spec as Record<string, unknown>;
    changeObject(service, this.annotations, spec);
  }
}
