import { Choice, choiceErrors } from './choice.rules';
import { errorIf, invalid, isGiven, isSet, required, unsupported } from './field-error.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, listAt, stringAt } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/core/validation/validation.go: validateEnvVarValueFrom, ValidateEnvFrom. */
const VALUE_FROM: Choice = {
  fields: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
  missing: 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
  several: 'may not have more than one field specified at a time',
};
const ENV_FROM: Choice = {
  fields: ['configMapRef', 'secretRef'],
  missing: 'must specify one of: `configMapRef` or `secretRef`',
  several: 'may not have more than one field specified at a time',
};

/** Fields of a pod that a variable can have. Source: the same, validEnvDownwardAPIFieldPathExpressions. */
const POD_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const RESOURCES = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const MAP_ENTRY = /^metadata\.(labels|annotations)\['.+'\]$/;

/** Errors in the environment of a container. */
export const environmentErrors = (container: unknown, field: string): string[] => [
  ...listAt(container, 'env').flatMap((each, index) => variableErrors(each, `${field}.env[${index}]`)),
  ...listAt(container, 'envFrom').flatMap((each, index) => [
    ...choiceErrors(each, `${field}.envFrom[${index}]`, ENV_FROM),
    ...prefixErrors(at(each, 'prefix'), `${field}.envFrom[${index}].prefix`),
  ]),
];

const prefixErrors = (prefix: unknown, field: string): readonly string[] =>
  prefix === '' ? [] : syntaxErrors(prefix, field, SYNTAX.variable);

function variableErrors(variable: unknown, field: string): string[] {
  const [name, value, from] = ['name', 'value', 'valueFrom'].map((each) => at(variable, each));
  return [
    ...(name === '' ? [required(`${field}.name`)] : syntaxErrors(name, `${field}.name`, SYNTAX.variable)),
    ...errorIf(isSet(from) && typeof value === 'string' && value !== '', () =>
      invalid(`${field}.valueFrom`, '', 'may not be specified when `value` is not empty'),
    ),
    ...(isDeployTimeValue(from) ? [] : sourceErrors(from, `${field}.valueFrom`)),
  ];
}

function sourceErrors(from: unknown, field: string): string[] {
  const [path, resource] = [stringAt(from, 'fieldRef', 'fieldPath'), stringAt(from, 'resourceFieldRef', 'resource')];
  const isPath = path === undefined || !isGiven(path) || POD_FIELDS.includes(path) || MAP_ENTRY.test(path);
  return [
    ...choiceErrors(from, field, VALUE_FROM),
    ...errorIf(!isPath, () => unsupported(`${field}.fieldRef.fieldPath`, path, POD_FIELDS)),
    ...errorIf(resource !== undefined && isGiven(resource) && !RESOURCES.test(resource), () =>
      unsupported(`${field}.resourceFieldRef.resource`, resource, ['limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']),
    ),
    ...['configMapKeyRef', 'secretKeyRef'].flatMap((ref) => syntaxErrors(at(from, ref, 'key'), `${field}.${ref}.key`, SYNTAX.dataKey)),
  ];
}
