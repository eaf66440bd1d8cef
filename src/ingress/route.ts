import { AlbAction } from './alb/alb-action';
import { AlbIngressClass } from './alb/alb-ingress-class';
import { albObjects, AlbRoutePlan, albRouteProblems } from './alb/alb-ingress.rules';
import { albPlanOf } from './alb/alb-plan';
import { AlbClassRouteOptions, AlbRouteOptions } from './alb/alb-route-options';
import { BackendProtocol, LoadBalancerTargetType } from './alb/alb-target-options';
import { albAnnotations, albProblems } from './alb/alb.rules';
import { failRoute } from './fail-route';
import { addressTypeOfCluster } from './ip-address-type';
import { NlbRouteOptions } from './nlb/nlb-options';
import { nlbPlanOf } from './nlb/nlb-plan';
import { NLB_ANNOTATION, nlbAnnotations, NlbPort, nlbProblems, NlbPlan, nlbService } from './nlb/nlb.rules';
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
}

class NlbRoute extends Route {
  private readonly plan: NlbPlan;
  private readonly port: NlbPort;

  constructor(scheme: NlbPlan['scheme'], options: NlbRouteOptions) {
    super();
    this.plan = nlbPlanOf(scheme, options);
    this.port = { name: 'http', port: options.port ?? (this.plan.certificates.length > 0 ? 443 : 80), targetPort: 'http', protocol: 'TCP' };
    failRoute(`Route for ${options.host ?? 'any host'}`, nlbProblems(this.plan, [this.port]));
  }

  public _objects({ name, selector }: RouteFacts): RoutedObject[] {
    // in addition to the Service of the workload, which remains when the load balancer is deleted
    const annotations = { [`${NLB_ANNOTATION}ip-address-type`]: addressTypeOfCluster(), ...nlbAnnotations(this.plan) };
    return [{ id: 'Nlb', name: `${name}-nlb`, annotations, object: nlbService(this.plan, [this.port], selector) }];
  }
}
