import { isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { fieldOf, has } from '../json-fields.rules';

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
    if (
      field === 'query-string' &&
      listAt({ values: fieldOf(configuration, 'values') }, 'values').some((pair) => !fieldOf(pair, 'value'))
    ) {
      return 'value cannot be empty';
    }
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

type Entry = readonly [isWrong: boolean, problem: string];
const firstOf = (checks: readonly Entry[]): string | undefined => checks.find(([isWrong]) => isWrong)?.[1];

/** The problem of mutual authentication. Source: pkg/ingress/model_build_listener.go, validateMutualAuthenticationConfig. */
export function mutualAuthenticationProblem(entries: unknown): string | undefined {
  const all = Array.isArray(entries) ? (entries as unknown[]) : [];
  if (Array.isArray(entries) && all.length === 0) return 'empty mutualAuthentication configuration';
  return all
    .filter((entry) => !isDeployTimeValue(JSON.stringify(entry)))
    .map(entryProblem)
    .find((problem) => problem !== undefined);
}

function entryProblem(entry: unknown): string | undefined {
  const [port, mode] = [fieldOf(entry, 'port'), String(fieldOf(entry, 'mode') ?? '')];
  const isSet = (name: string) => has(entry, name) && fieldOf(entry, name) !== '';
  const [isVerify, forPort] = [mode === 'verify', `for port ${String(port)}`];
  const advertised = fieldOf(entry, 'advertiseTrustStoreCaNames');
  const unsupported = `Mutual Authentication mode ${mode} does not support`;
  return firstOf([
    [typeof port === 'number' && (port < 1 || port > 65535), `listen port must be within [1, 65535]: ${String(port)}`],
    [mode === '', `mutualAuthentication mode cannot be empty ${forPort}`],
    [
      !['off', 'passthrough', 'verify'].includes(mode),
      `mutualAuthentication mode value must be among [off, passthrough, verify] ${forPort} : ${mode}`,
    ],
    [isVerify && !isSet('trustStore'), `trustStore is required when mutualAuthentication mode is verify ${forPort}`],
    [!isVerify && isSet('trustStore'), `${unsupported} trustStore ${forPort}`],
    [!isVerify && has(entry, 'ignoreClientCertificateExpiry'), `${unsupported} ignoring client certificate expiry ${forPort}`],
    [!isVerify && has(entry, 'advertiseTrustStoreCaNames'), `${unsupported} advertiseTrustStoreCaNames ${forPort}`],
    [
      has(entry, 'advertiseTrustStoreCaNames') && !['on', 'off'].includes(String(advertised)),
      `advertiseTrustStoreCaNames only supports the values "on" and "off" got value ${String(advertised)} ${forPort}`,
    ],
  ]);
}

/** The problem of the validation of tokens. Source: pkg/ingress/enhanced_backend_builder.go, buildJwtValidationConfig. */
export function jwtValidationProblem(configuration: unknown): string | undefined {
  if (isDeployTimeValue(configuration)) return undefined;
  const claims = listAt({ claims: fieldOf(configuration, 'additionalClaims') }, 'claims');
  const values = (claim: unknown) => listAt({ values: fieldOf(claim, 'values') }, 'values');
  return firstOf([
    [!fieldOf(configuration, 'jwksEndpoint'), 'jwksEndpoint is a required field for jwt validation'],
    [!fieldOf(configuration, 'issuer'), 'issuer is a required field for jwt validation'],
    [claims.some((claim) => !fieldOf(claim, 'format')), 'format is a required field for additional claims for jwt validation'],
    [claims.some((claim) => !fieldOf(claim, 'name')), 'name is a required field for additional claims for jwt validation'],
    [claims.some((claim) => values(claim).length === 0), 'values must not be empty for additional claims for jwt validation'],
  ]);
}
