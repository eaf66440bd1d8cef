import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { healthPortProblem } from '../../reading/alb-targets.rules';
import { AwsGateway, awsGatewaysOf, awsRoutesOf } from '../../reading/aws-gateways.rules';
import { defaultTargetType } from '../../reading/ip-family.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const gatewayRouteUnsupported: Rule = {
  id: 'gateway-route-unsupported',
  area: 'Network',
  severity: 'error',
  description: 'filter, match, weight or target of a route that the load balancer controller rejects',
  reason:
    'the load balancer controller does not support it, rejects the route or its Gateway, and does not create or change the listener ' +
    'rules and target groups',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/',
  check: (facts) =>
    awsRoutesOf(facts).flatMap(({ path, value, gateways }) =>
      [
        ...listAt(value, 'spec', 'rules').flatMap((rule) => ruleProblems(rule, value, facts)),
        ...backendsOf(value).flatMap((backend) => backendProblems(backend, value, gateways, facts)),
      ].map(({ problem, severity }) => ({
        path,
        finding: `${describeObject(value)}: ${problem}`,
        remediation: 'Remove it, or configure it in a LoadBalancerConfiguration, ListenerRuleConfiguration or TargetGroupConfiguration',
        severity,
      })),
    ),
};

interface Found {
  readonly problem: string;
  readonly severity?: 'warning';
}

const certain = (problem: string): Found => ({ problem });
const possible = (problem: string): Found => ({ problem, severity: 'warning' });
const WILDCARD = /[*?]/;

const backendsOf = (route: KubernetesObject): unknown[] =>
  listAt(route, 'spec', 'rules').flatMap((rule) => [...listAt(rule, 'backendRefs')]);

function ruleProblems(rule: unknown, route: KubernetesObject, facts: Facts): Found[] {
  const filters = listAt(rule, 'filters');
  const extensions = filters.filter((filter) => at(filter, 'type') === 'ExtensionRef');
  return [
    ...(extensions.length > 1 ? [possible('Only one listener rule config can be referenced per route rule, found multiple')] : []),
    ...pathProblems(rule).map(certain),
    ...actionProblems(filters, extensions, route, facts).map(certain),
  ];
}

/** Source: aws-load-balancer-controller v3.5.0, pkg/gateway/routeutils/route_rule_condition.go. */
const pathProblems = (rule: unknown): string[] =>
  listAt(rule, 'matches').flatMap((match) => {
    const [type, path] = [stringAt(match, 'path', 'type') ?? 'PathPrefix', stringAt(match, 'path', 'value') ?? '/'];
    const method = at(match, 'method');
    const isEmpty =
      typeof method === 'object' && method !== null && at(method, 'service') === undefined && at(method, 'method') === undefined;
    return [
      ...(type === 'PathPrefix' && WILDCARD.test(path) ? [`prefix path shouldn't contain wildcards: ${path}`] : []),
      ...(isEmpty ? ['Invalid grpc method match'] : []),
    ];
  });

/** The filters that the controller reads, besides the redirect. Source: pkg/gateway/routeutils/route_rule_action.go. */
const READ: Readonly<Record<string, readonly string[]>> = { HTTPRoute: ['ExtensionRef', 'URLRewrite'], GRPCRoute: ['ExtensionRef'] };

function actionProblems(filters: readonly unknown[], extensions: readonly unknown[], route: KubernetesObject, facts: Facts): string[] {
  const configurations = extensions.map(
    (each) =>
      facts.manifests.find('gateway.k8s.aws/ListenerRuleConfiguration', namespaceOf(route), stringAt(each, 'extensionRef', 'name'))?.value,
  );
  const types = configurations.flatMap((each) => listAt(each, 'spec', 'actions').map((action) => at(action, 'type')));
  // a fixed response needs no filters
  if (configurations.includes(undefined) || types.includes('fixed-response') || !Object.hasOwn(READ, route.kind)) return [];
  if (route.kind === 'HTTPRoute' && filters.length === 1 && extensions.length === 1 && types.includes('redirect')) {
    return ['HTTPRouteFilterRequestRedirect must be provided if RedirectActionConfig in ListenerRuleConfiguration is provided'];
  }
  // the first redirect ends the list
  const last = route.kind === 'HTTPRoute' ? filters.findIndex((filter) => at(filter, 'type') === 'RequestRedirect') : -1;
  const read = last < 0 ? filters : filters.slice(0, last);
  const unsupported = read
    .map((filter) => stringAt(filter, 'type') ?? '')
    .find((type) => !READ[route.kind].includes(type) && !isDeployTimeValue(type));
  if (unsupported !== undefined) return [`Unsupported filter type: ${unsupported}`];
  return last < 0 ? [] : redirectProblems(at(filters[last], 'requestRedirect'));
}

function redirectProblems(redirect: unknown): string[] {
  const scheme = stringAt(redirect, 'scheme')?.toUpperCase() ?? 'HTTPS';
  const [full, prefix] = [stringAt(redirect, 'path', 'replaceFullPath'), stringAt(redirect, 'path', 'replacePrefixMatch')];
  return [
    ...(['HTTP', 'HTTPS'].includes(scheme) ? [] : [`unsupported redirect scheme: ${scheme}`]),
    ...(full !== undefined && WILDCARD.test(full) ? [`ReplaceFullPath shouldn't contain wildcards: ${full}`] : []),
    ...(full === undefined && prefix !== undefined && WILDCARD.test(prefix)
      ? [`ReplacePrefixMatch shouldn't contain wildcards: ${prefix}`]
      : []),
  ];
}

/** Source: pkg/gateway/routeutils/backend.go. */
const LARGEST_WEIGHT = 999;
const KINDS = ['Service', 'TargetGroupName', 'Gateway'];

function backendProblems(backend: unknown, route: KubernetesObject, gateways: readonly AwsGateway[], facts: Facts): Found[] {
  const [kind, weight] = [stringAt(backend, 'kind') ?? 'Service', at(backend, 'weight')];
  const namespace = stringAt(backend, 'namespace') ?? namespaceOf(route);
  const isNetwork =
    kind === 'Gateway' &&
    awsGatewaysOf(facts).some(
      (each) => each.kind === 'network' && each.gateway.metadata?.name === at(backend, 'name') && namespaceOf(each.gateway) === namespace,
    );
  const service = kind === 'Service' ? facts.manifests.find('/Service', namespace, stringAt(backend, 'name'))?.value : undefined;
  return [
    ...(isNetwork ? [certain(`the Gateway '${String(at(backend, 'name'))}' must have an Application Load Balancer to be a backend`)] : []),
    ...(KINDS.includes(kind) ? [] : [possible(`Unknown backend reference kind ${kind}`)]),
    ...(['Service', 'Gateway'].includes(kind) && at(backend, 'port') === undefined
      ? [possible(`Port is required (${kind} ${String(at(backend, 'name'))})`)]
      : []),
    ...(typeof weight === 'number' && weight > LARGEST_WEIGHT
      ? [certain(`Weight [${weight}] must be less than or equal to ${LARGEST_WEIGHT}`)]
      : []),
    ...(service === undefined ? [] : gateways.flatMap((gateway) => targetProblems(service, gateway, facts).map(certain))),
  ];
}

/** Protocols of target groups by load balancer. Source: pkg/gateway/model/model_build_target_group.go. */
const PROTOCOLS: Readonly<Record<AwsGateway['kind'], readonly string[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS', 'UDP', 'TCP_UDP'],
};

function targetProblems(service: KubernetesObject, { kind, configurations }: AwsGateway, facts: Facts): string[] {
  const properties = propertiesOf(service, configurations, facts);
  if (properties === undefined) return [];
  const type = at(properties, 'targetType') ?? defaultTargetType(facts);
  const protocol = stringAt(properties, 'protocol');
  const isWrong = protocol !== undefined && !isDeployTimeValue(protocol) && !PROTOCOLS[kind].includes(protocol);
  const isControlled = at(properties, 'targetControlPort') !== undefined;
  const health = healthPortProblem(stringAt(properties, 'healthCheckConfig', 'healthCheckPort'), service, type);
  const isClusterIp = (stringAt(service, 'spec', 'type') ?? 'ClusterIP') === 'ClusterIP';
  return [
    ...(isWrong ? [`backend protocol must be within [${PROTOCOLS[kind].join(', ')}]: ${protocol}`] : []),
    ...(isControlled && kind === 'network' ? ['target control port is only supported for HTTP and HTTPS protocols'] : []),
    ...(isControlled && kind === 'application' && type === 'instance' ? ['target control port is not supported for instance targets'] : []),
    ...(type === 'instance' && isClusterIp
      ? ["TargetGroup port is empty. When using Instance targets, your service must be of type 'NodePort' or 'LoadBalancer'"]
      : []),
    ...(health === undefined ? [] : [health]),
  ].map((problem) => `${problem} (${describeObject(service)})`);
}

// undefined where properties of a route or of the Gateway may win
function propertiesOf(
  service: KubernetesObject,
  configurations: AwsGateway['configurations'],
  { manifests, scopeComplete }: Facts,
): unknown {
  const isDefault =
    configurations === undefined || configurations.some(({ spec }) => at(spec, 'defaultTargetGroupConfiguration') !== undefined);
  const found = manifests
    .ofKind('gateway.k8s.aws/TargetGroupConfiguration')
    .filter(({ value }) => namespaceOf(value) === namespaceOf(service))
    .filter(({ value }) => (stringAt(value, 'spec', 'targetReference', 'kind') ?? 'Service') === 'Service')
    .filter(({ value }) => stringAt(value, 'spec', 'targetReference', 'name') === service.metadata?.name);
  if (isDefault || found.length > 1 || listAt(found[0]?.value, 'spec', 'routeConfigurations').length > 0) return undefined;
  if (found.length === 0) return scopeComplete ? {} : undefined;
  return at(found[0].value, 'spec', 'defaultConfiguration') ?? {};
}
