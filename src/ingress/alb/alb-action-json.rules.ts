import { at, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';

/** The configuration of each type of action. Source: aws-load-balancer-controller v3.5.0, pkg/ingress/config_types.go, Action. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  'fixed-response': 'fixedResponseConfig',
  redirect: 'redirectConfig',
  forward: 'forwardConfig',
};

/** The same for conditions and transforms. Source: pkg/ingress/config_types.go, RuleCondition and Transform. */
const CONDITIONS: Readonly<Record<string, readonly [configuration: string, values: readonly string[]]>> = {
  'host-header': ['hostHeaderConfig', ['values', 'regexValues']],
  'path-pattern': ['pathPatternConfig', ['values', 'regexValues']],
  'http-header': ['httpHeaderConfig', ['values', 'regexValues']],
  'http-request-method': ['httpRequestMethodConfig', ['values']],
  'query-string': ['queryStringConfig', ['values']],
  'source-ip': ['sourceIPConfig', ['values']],
};
const TRANSFORMS: Readonly<Record<string, string>> = {
  'host-header-rewrite': 'hostHeaderRewriteConfig',
  'url-rewrite': 'urlRewriteConfig',
};

// names of JSON fields are read without regard to case by Go
function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : at(value, key);
}

const has = (value: unknown, name: string): boolean => ![undefined, null].includes(fieldOf(value, name) as null);

/** Why the controller rejects the JSON of an action, in its words; undefined if it does not. */
export function actionProblem(action: unknown): string | undefined {
  const type = fieldOf(action, 'type');
  if (isDeployTimeValue(JSON.stringify(action) ?? '') && typeof type !== 'string') return undefined;
  const configuration = typeof type === 'string' && Object.hasOwn(CONFIGURATIONS, type) ? CONFIGURATIONS[type] : undefined;
  if (configuration === undefined) return isDeployTimeValue(type) ? undefined : `unknown action type: ${String(type ?? '')}`;
  const given = fieldOf(action, configuration);
  const isDirect = type === 'forward' && (has(action, 'targetGroupARN') || has(action, 'targetGroupName'));
  if (isDirect) return given === undefined ? undefined : 'either ForwardConfig or TargetGroupARN/TargetGroupName can be specified';
  if (given === undefined || given === null) return `missing ${configuration[0].toUpperCase()}${configuration.slice(1)}`;
  return type === 'forward' ? forwardProblem(given) : statusCodeProblem(given);
}

const statusCodeProblem = (configuration: unknown): string | undefined =>
  [undefined, null, ''].includes(fieldOf(configuration, 'statusCode') as null) ? 'statusCode is required' : undefined;

function forwardProblem(configuration: unknown): string | undefined {
  const groups = fieldOf(configuration, 'targetGroups');
  const all: readonly unknown[] = Array.isArray(groups) ? groups : [];
  for (const group of all.filter((each) => !isDeployTimeValue(each))) {
    const [isGroup, isService] = [has(group, 'targetGroupARN') || has(group, 'targetGroupName'), has(group, 'serviceName')];
    if (!isGroup && !isService) return 'missing serviceName or targetGroupARN/targetGroupName';
    if (isGroup && isService) return 'either serviceName or targetGroupARN/targetGroupName can be specified';
    if (isService && !has(group, 'servicePort')) return 'missing servicePort';
  }
  return all.length > 1 && all.some((group) => !isDeployTimeValue(group) && !has(group, 'weight'))
    ? 'weight must be set when route to multiple target groups'
    : undefined;
}

/** The same for the JSON of conditions. */
export function conditionsProblem(conditions: unknown): string | undefined {
  for (const condition of Array.isArray(conditions) ? (conditions as unknown[]) : []) {
    const field = stringAt(condition, 'field') ?? '';
    if (!Object.hasOwn(CONDITIONS, field)) continue;
    const [name, values] = CONDITIONS[field];
    const configuration = fieldOf(condition, name);
    if (configuration === undefined || configuration === null) return `missing ${name}`;
    if (isDeployTimeValue(JSON.stringify(configuration))) continue;
    const given = values.filter((each) => (fieldOf(configuration, each) as unknown[] | undefined)?.length);
    if (given.length === 0) return values.length > 1 ? 'values or regexValues must be specified' : 'values cannot be empty';
    if (given.length > 1) return 'precisely one of values and regexValues can be specified';
  }
  return undefined;
}

/** The same for the JSON of transforms. */
export function transformsProblem(transforms: unknown): string | undefined {
  for (const transform of Array.isArray(transforms) ? (transforms as unknown[]) : []) {
    const type = stringAt(transform, 'type') ?? '';
    if (isDeployTimeValue(JSON.stringify(transform))) continue;
    const name = Object.hasOwn(TRANSFORMS, type) ? TRANSFORMS[type] : undefined;
    if (name === undefined) return `unknown transform type: ${type}`;
    const configuration = fieldOf(transform, name);
    if (configuration === undefined || configuration === null) return `missing ${name}`;
    if (listAt({ rewrites: fieldOf(configuration, 'rewrites') }, 'rewrites').length === 0) return `${name}.rewrites cannot be empty`;
  }
  return undefined;
}

/** The problem of mutual authentication. Source: pkg/ingress/model_build_listener.go, validateMutualAuthenticationConfig. */
export function mutualAuthenticationProblem(entries: unknown): string | undefined {
  for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
    if (isDeployTimeValue(JSON.stringify(entry))) continue;
    const [port, mode] = [fieldOf(entry, 'port'), String(fieldOf(entry, 'mode') ?? '')];
    const isSet = (name: string) => has(entry, name) && fieldOf(entry, name) !== '';
    if (typeof port === 'number' && (port < 1 || port > 65535)) return `listen port must be within [1, 65535]: ${port}`;
    if (mode === '') return `mutualAuthentication mode cannot be empty for port ${String(port)}`;
    if (!['off', 'passthrough', 'verify'].includes(mode)) {
      return `mutualAuthentication mode value must be among [off, passthrough, verify] for port ${String(port)} : ${mode}`;
    }
    if (mode === 'verify' && !isSet('trustStore')) {
      return `trustStore is required when mutualAuthentication mode is verify for port ${String(port)}`;
    }
    if (mode !== 'verify' && isSet('trustStore')) {
      return `Mutual Authentication mode ${mode} does not support trustStore for port ${String(port)}`;
    }
  }
  return undefined;
}
