import { Problem } from '../../errors/problems';
import { ingressPortOf, portNumberOf, RoutedObject, RouteFacts } from '../routed-objects';

/** A route of an Application Load Balancer as plain data; durations in seconds. */
export interface AlbRoutePlan {
  readonly className: string;
  /** annotations of the load balancer, without their prefix. */
  readonly loadBalancer: Readonly<Record<string, string>>;
  /** whether it has an HTTPS listener; undefined if its IngressClass determines it. */
  readonly tls?: boolean;
  readonly host?: string;
  readonly path: string;
  readonly exactPath: boolean;
  readonly conditions: readonly { readonly condition: object; readonly values: number }[];
  readonly group?: string;
  readonly groupOrder?: number;
  readonly rules: readonly {
    readonly action: object;
    readonly path?: string;
    readonly conditions: readonly object[];
    readonly targets: readonly { readonly weight: number }[];
  }[];
  readonly auth: Readonly<Record<string, string>>;
  readonly authSecret?: string;
  readonly targetType: string;
  readonly protocol: string;
  readonly health: {
    readonly path?: string;
    readonly port?: string;
    readonly interval?: number;
    readonly timeout?: number;
    readonly healthy?: number;
    readonly unhealthy?: number;
    readonly codes?: string;
  };
  readonly stickiness?: number;
  readonly deregistration?: number;
  readonly slowStart?: number;
  readonly algorithm?: string;
  readonly targetAttributes: Readonly<Record<string, string>>;
  readonly targetNodeLabels: Readonly<Record<string, string>>;
  readonly multiCluster?: boolean;
  readonly controlPort?: number;
  readonly jwt?: object;
  readonly transforms: readonly object[];
  readonly regexPath: boolean;
  readonly annotations: Readonly<Record<string, string>>;
}

const SOURCE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
const QUOTAS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';
const MOST_VALUES = 5;
const MOST_TARGETS = 5;
const DAY = 86_400;
/** Source: Elastic Load Balancing API, FixedResponseActionConfig. */
const LONGEST_MESSAGE = 1024;
const TOKEN = '${Token[';

/** What the controller or Elastic Load Balancing would reject. */
export function albRouteProblems(plan: AlbRoutePlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string, source: string = SOURCE) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source });
  const { host, path, group, groupOrder, health } = plan;
  const range = (name: string, value: number | undefined, min: number, max: number, unit = '') => {
    if (value !== undefined && (value < min || value > max)) {
      add(`${name} is ${value}${unit}`, `must be from ${min} to ${max}${unit}`, `Set ${name} to a value in this range`);
    }
  };
  for (const each of [path, ...plan.rules.flatMap((rule) => rule.path ?? [])]) {
    if (!each.startsWith('/')) add(`path is '${each}'`, 'must begin with a slash', `Use '/${each}'`);
  }
  for (const each of plan.regexPath || plan.exactPath ? [] : [path]) {
    if (/[*?]/.test(each)) {
      add(
        `path is '${each}'`,
        'a path is a prefix and must not contain wildcards',
        `Use '${each.replace(/\/?[*?].*$/, '') || '/'}', or set regexPath to true`,
      );
    }
  }
  if (group !== undefined && !/^[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?$/.test(group)) {
    add(
      `groupName is '${group}'`,
      'must be 1–63 lower-case letters, digits, hyphens or dots',
      /[A-Z]/.test(group) ? `Use '${group.toLowerCase()}'` : 'Set `groupName` to a shorter name',
    );
  }
  if (
    host !== undefined &&
    !host.includes(TOKEN) &&
    !/^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(host)
  ) {
    add(`host is '${host}'`, 'must be a lower-case host name without scheme, port or path', "Use a value like 'shop.example.com'");
  }
  range('groupOrder', groupOrder, -1000, 1000);
  range('healthCheck.interval', health.interval, 5, 300, ' s');
  range('healthCheck.timeout', health.timeout, 2, 120, ' s');
  range('healthCheck.healthyThresholdCount', health.healthy, 2, 10);
  range('healthCheck.unhealthyThresholdCount', health.unhealthy, 2, 10);
  if ((health.timeout ?? 5) >= (health.interval ?? 15)) {
    add(
      `healthCheck.timeout is ${health.timeout ?? 5} s and healthCheck.interval is ${health.interval ?? 15} s`,
      'the timeout must be less than the interval',
      'Decrease `healthCheck.timeout`, or increase `healthCheck.interval`',
    );
  }
  range('stickinessCookieDuration', plan.stickiness, 1, 7 * DAY, ' s');
  range('deregistrationDelay', plan.deregistration, 0, 3600, ' s');
  range('slowStart', plan.slowStart, 30, 900, ' s');
  if (plan.slowStart && plan.algorithm && plan.algorithm !== 'round_robin') {
    add(
      `slowStart is set and loadBalancingAlgorithm is ${plan.algorithm}`,
      'slow start requires round_robin',
      'Remove `slowStart` or `loadBalancingAlgorithm`',
    );
  }
  if (plan.tls === false && Object.keys(plan.auth).length > 0) {
    add('auth is set without a certificate', 'authentication requires an HTTPS listener', 'Set `certificate`');
  }
  if (plan.tls === false && plan.jwt) {
    add('jwtValidation is set without a certificate', 'JWT validation requires an HTTPS listener', 'Set `certificate`');
  }
  if (Object.keys(plan.targetNodeLabels).length > 0 && plan.targetType !== 'instance') {
    add(
      'targetNodeLabels is set and targetType is ip',
      'node labels apply to targets of type instance only',
      'Set `targetType` to LoadBalancerTargetType.INSTANCE, or remove `targetNodeLabels`',
    );
  }
  if (plan.regexPath && plan.exactPath) {
    add('regexPath and exactPath are both set', 'they are mutually exclusive', 'Remove `regexPath` or `exactPath`');
  }
  if (plan.tls === false && plan.protocol === 'GRPC') {
    add('backendProtocol is GRPC without a certificate', 'gRPC requires an HTTPS listener', 'Set `certificate`');
  }
  const timeout = Number(plan.auth['auth-session-timeout'] ?? 0);
  if (timeout > 7 * DAY) add(`auth.sessionTimeout is ${timeout} s`, `must be at most ${7 * DAY} s`, 'Decrease `auth.sessionTimeout`');
  const unauthenticated = plan.auth['auth-on-unauthenticated-request'];
  if (unauthenticated !== undefined && !['authenticate', 'allow', 'deny'].includes(unauthenticated)) {
    add(
      `auth.onUnauthenticatedRequest is '${unauthenticated}'`,
      'must be authenticate, allow or deny',
      'Set `auth.onUnauthenticatedRequest` to one of them',
    );
  }
  const values =
    plan.conditions.reduce((sum, condition) => sum + condition.values, 0) + (host ? 1 : 0) + (path === '/' || plan.exactPath ? 1 : 2);
  if (plan.conditions.length > 0 && values > MOST_VALUES) {
    add(
      `conditions, host and path have ${values} values`,
      `a listener rule must have at most ${MOST_VALUES} condition values`,
      'Remove some of `conditions`',
      QUOTAS,
    );
  }
  for (const { action } of plan.rules) {
    const { statusCode, messageBody } =
      (action as { fixedResponseConfig?: { statusCode: string; messageBody?: string } }).fixedResponseConfig ?? {};
    if (statusCode !== undefined && !/^[245]\d\d$/.test(statusCode)) {
      add(`statusCode of a fixed response is ${statusCode}`, 'must be 2xx, 4xx or 5xx', 'Use a status code like 404');
    }
    if ((messageBody?.length ?? 0) > LONGEST_MESSAGE) {
      add(
        `messageBody of a fixed response has ${messageBody!.length} characters`,
        `must have at most ${LONGEST_MESSAGE}`,
        'Shorten the message body',
      );
    }
  }
  for (const { targets } of plan.rules) {
    if (targets.length > MOST_TARGETS) {
      add(
        `a weighted forward action has ${targets.length} target groups`,
        `must have at most ${MOST_TARGETS}`,
        'Remove some of the Services',
        QUOTAS,
      );
    }
    const wrong = targets.find(({ weight }) => !Number.isInteger(weight) || weight < 0 || weight > 999);
    if (wrong) add(`weight is ${wrong.weight}`, 'must be an integer from 0 to 999', 'Set `weight` to a value in this range', QUOTAS);
  }
  return problems;
}

const listed = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** The Ingress of a workload, and the Role with which the controller reads the Secret of its OIDC client. */
export function albObjects(plan: AlbRoutePlan, facts: RouteFacts): RoutedObject[] {
  const prefixed = Object.entries({ ...routeAnnotations(plan, facts), ...plan.annotations }).map(([name, value]) => [
    `alb.ingress.kubernetes.io/${name}`,
    value,
  ]);
  const pathOf = (path: string, pathType: string, serviceName: string, port: object) => ({
    path,
    pathType,
    backend: { service: { name: serviceName, port } },
  });
  const paths = [
    ...plan.rules.map(({ path }, index) =>
      pathOf(path ?? plan.path, plan.exactPath && !path ? 'Exact' : 'Prefix', ruleName(facts, index), { name: 'use-annotation' }),
    ),
    pathOf(plan.path, pathTypeOf(plan), facts.name, ingressPortOf(facts)),
  ];
  return [
    {
      id: 'Ingress',
      annotations: Object.fromEntries(prefixed),
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        spec: { ingressClassName: plan.className, rules: [{ ...(plan.host ? { host: plan.host } : {}), http: { paths } }] },
      },
    },
    ...(plan.authSecret ? secretAccess(plan.authSecret, facts) : []),
  ];
}

function pathTypeOf({ regexPath, exactPath }: AlbRoutePlan): string {
  if (regexPath) return 'ImplementationSpecific';
  return exactPath ? 'Exact' : 'Prefix';
}

const ruleName = ({ name }: RouteFacts, index: number): string => `${name}-rule-${index + 1}`;

function routeAnnotations(plan: AlbRoutePlan, facts: RouteFacts): Record<string, string> {
  const { health } = plan;
  const http2 = plan.protocol === 'HTTP2' || plan.protocol === 'GRPC';
  const targetAttributes = {
    ...(plan.stickiness ? { 'stickiness.enabled': 'true', 'stickiness.lb_cookie.duration_seconds': String(plan.stickiness) } : {}),
    ...(plan.deregistration === undefined ? {} : { 'deregistration_delay.timeout_seconds': String(plan.deregistration) }),
    ...(plan.slowStart ? { 'slow_start.duration_seconds': String(plan.slowStart) } : {}),
    ...(plan.algorithm ? { 'load_balancing.algorithm.type': plan.algorithm } : {}),
    ...plan.targetAttributes,
  };
  const given: Record<string, string | undefined> = {
    ...plan.loadBalancer,
    'group.name': plan.group,
    'group.order': plan.groupOrder === undefined ? undefined : String(plan.groupOrder),
    'target-type': plan.targetType,
    'backend-protocol': plan.protocol === 'HTTPS' ? 'HTTPS' : undefined,
    'backend-protocol-version': http2 ? plan.protocol : undefined,
    'healthcheck-path': health.path ?? (plan.protocol === 'GRPC' ? undefined : facts.healthCheckPath),
    'healthcheck-port': health.port,
    'healthcheck-interval-seconds': health.interval?.toString(),
    'healthcheck-timeout-seconds': health.timeout?.toString(),
    'healthy-threshold-count': health.healthy?.toString(),
    'unhealthy-threshold-count': health.unhealthy?.toString(),
    'success-codes': health.codes,
    'target-group-attributes': listed(targetAttributes) || undefined,
    'target-node-labels': listed(plan.targetNodeLabels) || undefined,
    'multi-cluster-target-group': plan.multiCluster === undefined ? undefined : String(plan.multiCluster),
    'jwt-validation': plan.jwt && JSON.stringify(plan.jwt),
    'use-regex-path-match': plan.regexPath ? 'true' : undefined,
    ...(plan.controlPort ? { [`target-control-port.${facts.name}.${portNumberOf(facts)}`]: String(plan.controlPort) } : {}),
    ...(plan.transforms.length > 0 ? { [`transforms.${facts.name}`]: JSON.stringify(plan.transforms) } : {}),
    ...(plan.conditions.length > 0
      ? { [`conditions.${facts.name}`]: JSON.stringify(plan.conditions.map(({ condition }) => condition)) }
      : {}),
    ...Object.fromEntries(
      plan.rules.flatMap(({ action, conditions }, index) => [
        [`actions.${ruleName(facts, index)}`, JSON.stringify(action)],
        ...(conditions.length > 0 ? [[`conditions.${ruleName(facts, index)}`, JSON.stringify(conditions)]] : []),
      ]),
    ),
    ...plan.auth,
  };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

// the controller may read only Secrets to which it is granted access; source: aws-load-balancer-controller, pkg/k8s/secrets_manager.go
function secretAccess(secretName: string, { name }: RouteFacts): RoutedObject[] {
  const rbac = 'rbac.authorization.k8s.io';
  const role = `${name}-login`;
  return [
    {
      id: 'LoginRole',
      name: role,
      object: {
        apiVersion: `${rbac}/v1`,
        kind: 'Role',
        rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [secretName], verbs: ['get', 'list', 'watch'] }],
      },
    },
    {
      id: 'LoginBinding',
      name: role,
      object: {
        apiVersion: `${rbac}/v1`,
        kind: 'RoleBinding',
        roleRef: { apiGroup: rbac, kind: 'Role', name: role },
        subjects: [{ kind: 'ServiceAccount', name: 'aws-load-balancer-controller', namespace: 'kube-system' }],
      },
    },
  ];
}
