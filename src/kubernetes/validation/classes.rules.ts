import { errorIf, forbidden, invalid, isGiven, required } from './field-error.rules';
import { entriesAt } from './resources.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, groupKindOf, KubernetesObject } from '../kubernetes-object.rules';

/** Source: kubernetes, pkg/apis/scheduling/types.go: HighestUserDefinablePriority, SystemPriorityClassPrefix. */
const HIGHEST_PRIORITY = 1_000_000_000;
const OF_SYSTEM = 'system-';
/** Source: kubernetes, pkg/apis/storage/validation/validation.go: maxProvisionerParameterLen, maxProvisionerParameterSize. */
const MOST_PARAMETERS = 512;
const MOST_PARAMETER_BYTES = 262_144;

/**
 * Errors in a StorageClass or PriorityClass.
 *
 * Source: kubernetes, pkg/apis/storage/validation/validation.go: ValidateStorageClass; pkg/apis/scheduling/validation/validation.go:
 * ValidatePriorityClass.
 */
export const classErrors = (object: KubernetesObject): string[] =>
  groupKindOf(object) === 'storage.k8s.io/StorageClass' ? storageClassErrors(object) : priorityClassErrors(object);

function storageClassErrors(object: KubernetesObject): string[] {
  const provisioner = at(object, 'provisioner');
  const parameters = entriesAt(object, 'parameters');
  const bytes = parameters.flat().reduce<number>((sum, text) => sum + Buffer.byteLength(String(text)), 0);
  return [
    ...(provisioner === '' ? [required('provisioner')] : syntaxErrors(lowered(provisioner), 'provisioner', SYNTAX.qualifiedName)),
    ...errorIf(parameters.length > MOST_PARAMETERS, () => `parameters: Too long: may not have more than ${MOST_PARAMETERS} items`),
    ...errorIf(bytes > MOST_PARAMETER_BYTES, () => `parameters: Too long: may not be more than ${MOST_PARAMETER_BYTES} bytes`),
    ...errorIf(
      parameters.some(([name]) => name === ''),
      () => invalid('parameters', '', 'field can not be empty'),
    ),
  ];
}

// capital letters are valid in provisioners
const lowered = (value: unknown): unknown => (typeof value === 'string' && isGiven(value) ? value.toLowerCase() : value);

function priorityClassErrors(object: KubernetesObject): string[] {
  const [name, value] = [object.metadata?.name ?? '', at(object, 'value')];
  const isOfSystem = name.startsWith(OF_SYSTEM);
  return [
    ...errorIf(isOfSystem && !['system-node-critical', 'system-cluster-critical'].includes(name), () =>
      forbidden('metadata.name', `priority class names with '${OF_SYSTEM}' prefix are reserved for system use only`),
    ),
    ...errorIf(!isOfSystem && typeof value === 'number' && value > HIGHEST_PRIORITY, () =>
      forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_PRIORITY}`),
    ),
  ];
}
