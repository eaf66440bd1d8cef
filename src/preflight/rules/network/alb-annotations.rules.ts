import { itemsOf } from '../../../ingress/annotation-values.rules';
import { fieldOf, jsonOf } from '../../../ingress/json-fields.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { GroupMember, groupMembersOf, groupOf, listensOn } from '../../reading/alb-listeners.rules';
import { albTargetsOf, controlPortsOf, healthPortProblem, pathsOf, targetAnnotation, targetTypeOf } from '../../reading/alb-targets.rules';
import { albAnnotation, ANNOTATIONS, INGRESS } from '../../reading/alb.rules';
import { defaultSchemeOf } from '../../reading/aws-gateways.rules';
import { optionProblems } from '../../reading/load-balancer-options.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const albAnnotations: Rule = {
  id: 'alb-annotations',
  area: 'Network',
  severity: 'error',
  description: 'annotations of an Ingress that contradict each other, its rules, its listeners or its Services',
  reason: 'the load balancer controller rejects the Ingress and does not create or change its load balancer, or ignores the annotation',
  source: ANNOTATIONS,
  check: (facts) => {
    const members = groupMembersOf(facts);
    return members.flatMap((member) =>
      [
        ...targetProblems(member, facts),
        ...conditionProblems(member.ingress).map(certain),
        ...certificateProblems(member),
        ...optionProblems(member.ingress, facts).map(certain),
        ...ignored(member),
        ...frontendProblems(member, groupOf(member, members), facts),
      ].map(({ problem, remediation = 'Correct or remove one of the annotations', severity }) => ({
        path: member.path,
        finding: `${describeObject(member.ingress)}: ${problem}`,
        remediation,
        severity,
      })),
    );
  },
};

interface Found extends Pick<Violation, 'severity'> {
  readonly problem: string;
  readonly remediation?: string;
}

const certain = (problem: string): Found => ({ problem });
const possible = (problem: string): Found => ({ problem, severity: 'warning' });

// one Service after the other, as the controller builds target groups
const targetProblems = (member: GroupMember, facts: Facts): Found[] =>
  albTargetsOf(member.ingress, facts).flatMap(({ service, port, alone }) => {
    const type = targetTypeOf(member.ingress, service, facts);
    const health = healthPortProblem(targetAnnotation('healthcheck-port', member.ingress, service), service, type);
    const isControlled = type === 'instance' && controlPortsOf(member.ingress, service).includes(String(port));
    return [
      ...(health === undefined ? [] : [certain(`${health} (${describeObject(service)})`)]),
      ...timeProblems((name) => targetAnnotation(name, member.ingress, service)).map(possible),
      ...(isControlled ? [certain(`target control port is not supported for instance targets (${describeObject(service)})`)] : []),
      ...(alone && listensOn(member, 'HTTPS') ? authenticationProblems(member.ingress, service).map(certain) : []),
    ];
  });

/** Seconds of health checks. Source: aws-load-balancer-controller v3.5.0, pkg/ingress/model_builder.go. */
const DEFAULT_INTERVAL = 15;
const DEFAULT_TIMEOUT = 5;

// Elastic Load Balancing: the timeout must be smaller than the interval
function timeProblems(read: (name: string) => string | undefined): string[] {
  const [interval, timeout] = [
    Number(read('healthcheck-interval-seconds') ?? DEFAULT_INTERVAL),
    Number(read('healthcheck-timeout-seconds') ?? DEFAULT_TIMEOUT),
  ];
  return timeout > interval ? [`healthcheck-timeout-seconds (${timeout}) is larger than healthcheck-interval-seconds (${interval})`] : [];
}

/** What each type of authentication requires. Source: pkg/ingress/model_build_actions.go. */
const PROVIDERS: Readonly<Record<string, string>> = { cognito: 'auth-idp-cognito', oidc: 'auth-idp-oidc' };

function authenticationProblems(ingress: KubernetesObject, service: KubernetesObject): string[] {
  const type = targetAnnotation('auth-type', ingress, service) ?? 'none';
  if (!Object.hasOwn(PROVIDERS, type)) return [];
  const isMissing = targetAnnotation(PROVIDERS[type], ingress, service) === undefined;
  return [
    ...(isMissing ? [`auth-type is ${type}, and ${PROVIDERS[type]} is not set`] : []),
    ...(albAnnotation(ingress, 'jwt-validation') === undefined ? [] : ["authentication and jwt validation can't both be configured"]),
  ];
}

/** Parts of a condition that the rule sets as well. Source: pkg/ingress/model_build_listener_rules.go, buildRuleConditions. */
function conditionProblems(ingress: KubernetesObject): string[] {
  const isRegex = albAnnotation(ingress, 'use-regex-path-match') === 'true';
  return pathsOf(ingress).flatMap(({ host, path, service }) => {
    const conditions = listAt({ all: jsonOf(albAnnotation(ingress, `conditions.${stringAt(service, 'name') ?? ''}`) ?? '') }, 'all');
    const has = (field: string, configuration: string, name: string) =>
      conditions.some(
        (each) => at(each, 'field') === field && listAt({ of: fieldOf(fieldOf(each, configuration), name) }, 'of').length > 0,
      );
    const [text, type] = [stringAt(path, 'path'), stringAt(path, 'pathType') ?? 'ImplementationSpecific'];
    const isPattern = Boolean(text) && type === 'ImplementationSpecific' && isRegex;
    const hosts = [
      Boolean(host) || has('host-header', 'hostHeaderConfig', 'values'),
      has('host-header', 'hostHeaderConfig', 'regexValues'),
    ];
    const paths = [
      (Boolean(text) && !isPattern) || has('path-pattern', 'pathPatternConfig', 'values'),
      isPattern || has('path-pattern', 'pathPatternConfig', 'regexValues'),
    ];
    const of = `for the backend ${String(at(service, 'name'))}`;
    return [
      ...(hosts.every(Boolean) ? [`host condition must specify exactly one of Values and RegexValues, got both ${of}`] : []),
      ...(paths.every(Boolean) ? [`path condition must specify exactly one of Values and RegexValues, got both ${of}`] : []),
    ];
  });
}

// the controller creates certificates where its flag enables that
const certificateProblems = ({ ingress, hasHosts }: GroupMember): Found[] =>
  albAnnotation(ingress, 'create-acm-cert') === 'true' && albAnnotation(ingress, 'certificate-arn') === undefined && !hasHosts
    ? [
        {
          problem: 'create-acm-cert is enabled, and neither its rules nor its tls have a host',
          remediation: 'Add a host, or use certificate-arn',
          severity: 'warning' as const,
        },
      ]
    : [];

/** Annotations for a listener that the Ingress does not have. */
function ignored(member: GroupMember): Found[] {
  if (member.listeners === undefined) return [];
  const attributes = Object.keys(member.ingress.metadata?.annotations ?? {})
    .filter((key) => key.startsWith(`${INGRESS}listener-attributes.`))
    .map((key) => key.slice(`${INGRESS}listener-attributes.`.length))
    .filter((listener) => !isDeployTimeValue(listener) && !listensOn(member, ...(listener.split('-') as [string, string])));
  const entries = listAt({ all: jsonOf(albAnnotation(member.ingress, 'mutual-authentication') ?? '') }, 'all');
  const ports = entries.map((entry) => String(fieldOf(entry, 'port'))).filter((port) => !listensOn(member, 'HTTPS', port));
  return [
    ...attributes.map((listener) => possible(`listener-attributes.${listener} is set, and the Ingress does not have this listener`)),
    ...ports
      .filter((port) => !isDeployTimeValue(port))
      .map((port) => possible(`mutual-authentication has port ${port}, which is not an HTTPS listener`)),
  ];
}

/** The Network Load Balancer in front, which all members share. Source: pkg/ingress/model_build_frontend_nlb.go. */
function frontendProblems({ ingress, group }: GroupMember, members: readonly GroupMember[], facts: Facts): Found[] {
  const addresses = albAnnotation(ingress, 'frontend-nlb-eip-allocations');
  const first = (name: string) => members.map((member) => albAnnotation(member.ingress, name)).find((value) => value !== undefined);
  if (addresses === undefined || isDeployTimeValue(addresses) || first('enable-frontend-nlb') !== 'true') return [];
  const [scheme, subnets] = [first('frontend-nlb-scheme'), first('frontend-nlb-subnets')];
  const byDefault = group !== undefined && !facts.scopeComplete ? undefined : defaultSchemeOf(facts);
  const [count, places] = [
    itemsOf(addresses).length,
    subnets === undefined || isDeployTimeValue(subnets) ? undefined : itemsOf(subnets).length,
  ];
  return [
    ...((scheme ?? byDefault) === 'internal' ? [certain('EIP allocations can only be set for internet facing load balancers')] : []),
    ...(places !== undefined && count !== places
      ? [certain(`count of EIP allocations (${count}) and subnets (${places}) must match`)]
      : []),
  ];
}
