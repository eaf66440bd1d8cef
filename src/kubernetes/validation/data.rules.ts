import { errorIf, invalid, isSet, required } from './field-error.rules';
import { entriesAt } from './resources.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, KubernetesObject, stringAt } from '../kubernetes-object.rules';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Keys that a Secret of a type must have. Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateSecret. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
/** Keys whose value must be JSON. */
const JSON_KEYS: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};
const ACCOUNT = 'kubernetes.io/service-account.name';

/** Errors in the data of a ConfigMap or Secret. Source: the same, ValidateConfigMap, ValidateSecret. */
export const dataErrors = (object: KubernetesObject): string[] => (object.kind === 'Secret' ? secretErrors(object) : configErrors(object));

const keyErrors = (object: KubernetesObject, field: string): string[] =>
  entriesAt(object, field).flatMap(([key]) =>
    key === '' ? [required(`${field}[]`)] : syntaxErrors(key, `${field}[${key}]`, SYNTAX.dataKey),
  );

const base64Errors = (object: KubernetesObject, field: string): string[] =>
  entriesAt(object, field)
    .filter(([, value]) => typeof value === 'string' && !isDeployTimeValue(value) && !BASE64.test(value.replace(/[\r\n]/g, '')))
    .map(([key]) => `${field}[${key}]: illegal base64 data`);

function configErrors(object: KubernetesObject): string[] {
  const binary = entriesAt(object, 'binaryData').map(([key]) => key);
  return [
    ...['data', 'binaryData'].flatMap((field) => keyErrors(object, field)),
    ...base64Errors(object, 'binaryData'),
    ...entriesAt(object, 'data')
      .filter(([key]) => binary.includes(key) && !isDeployTimeValue(key))
      .map(([key]) => invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')),
  ];
}

function secretErrors(secret: KubernetesObject): string[] {
  const type = stringAt(secret, 'type') ?? '';
  const entries = ['data', 'stringData'].flatMap((field) => entriesAt(secret, field));
  const isUnknown =
    ['data', 'stringData'].some((field) => isDeployTimeValue(at(secret, field))) || entries.some(([key]) => isDeployTimeValue(key));
  const keys = entries.map(([key]) => key);
  const account = at(secret, 'metadata', 'annotations', ACCOUNT);
  return [
    ...['data', 'stringData'].flatMap((field) => keyErrors(secret, field)),
    ...base64Errors(secret, 'data'),
    ...(isUnknown ? [] : (KEYS[type] ?? []).filter((key) => !keys.includes(key)).map((key) => required(`data[${key}]`))),
    ...errorIf(type === 'kubernetes.io/basic-auth' && !isUnknown && !['username', 'password'].some((key) => keys.includes(key)), () =>
      required('data[username]', 'or data[password]'),
    ),
    ...jsonErrors(secret, type),
    ...errorIf(type === 'kubernetes.io/service-account-token' && (!isSet(account) || account === ''), () =>
      required(`metadata.annotations[${ACCOUNT}]`),
    ),
  ];
}

// the value is not in the message: it is a secret
function jsonErrors(secret: KubernetesObject, type: string): readonly string[] {
  const key = JSON_KEYS[type];
  if (key === undefined) return [];
  const [text, encoded] = [stringAt(secret, 'stringData', key), stringAt(secret, 'data', key)];
  const decoded = encoded === undefined || isDeployTimeValue(encoded) ? undefined : Buffer.from(encoded, 'base64').toString();
  const json = text ?? decoded;
  return errorIf(json !== undefined && !isDeployTimeValue(json) && !isJson(json), () =>
    invalid(`data[${key}]`, '<secret contents redacted>', 'must be JSON'),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
