import { errorIf, forbidden, invalid, repeated, required, unsupported } from './field-error.rules';
import { entriesAt, integerErrors, negativeErrors } from './resources.rules';
import { OF_SCOPES, requirementErrors } from './selectors.rules';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';
import { parseQuantity } from '../quantity.rules';

/** Source: kubernetes, pkg/apis/core/helper/helpers.go: standardQuotaResources, integerResources. */
const OBJECTS = [
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const STANDARD = [...OBJECTS, ...COMPUTE, ...COMPUTE.flatMap((name) => [`requests.${name}`, `limits.${name}`]), 'requests.storage'];
const HUGE_PAGES = /^(requests\.|limits\.)?hugepages-/;

/** What a quota with a scope can count. Source: the same, IsResourceQuotaScopeValidForResource. */
const OF_BEST_EFFORT = ['pods'];
const EXCLUSIVE = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];
const WITHOUT_VALUES = SCOPES.slice(0, 4);

/**
 * Errors in a ResourceQuota or LimitRange.
 *
 * Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateResourceQuotaSpec, ValidateLimitRange.
 */
export const quotaErrors = (object: KubernetesObject): string[] =>
  groupKindOf(object) === '/LimitRange' ? limitRangeErrors(object) : resourceQuotaErrors(object);

function resourceQuotaErrors(quota: KubernetesObject): string[] {
  const scopes = listAt(quota, 'spec', 'scopes').map(String);
  const hard = entriesAt(quota, 'spec', 'hard').filter(([name]) => !isDeployTimeValue(name));
  return [
    ...hard.flatMap(([name, value]) => {
      const field = `spec.hard[${name}]`;
      const isStandard = name.includes('/') || STANDARD.includes(name) || HUGE_PAGES.test(name);
      return [
        ...errorIf(!isStandard, () => invalid(field, name, 'must be a standard resource for quota')),
        ...negativeErrors(value, field),
        ...(OBJECTS.includes(name) ? integerErrors(value, field) : []),
        ...errorIf(scopes.includes('BestEffort') && COMPUTE.some((each) => name.endsWith(each)) && !OF_BEST_EFFORT.includes(name), () =>
          invalid('spec.scopes', scopes, `unsupported scope applied to resource ${name}`),
        ),
      ];
    }),
    ...scopes
      .filter((scope) => !SCOPES.includes(scope) && !isDeployTimeValue(scope))
      .map((scope) => unsupported('spec.scopes', scope, SCOPES)),
    ...EXCLUSIVE.filter((pair) => pair.every((scope) => scopes.includes(scope))).map(() =>
      invalid('spec.scopes', scopes, 'conflicting scopes'),
    ),
    ...listAt(quota, 'spec', 'scopeSelector', 'matchExpressions').flatMap((each, index) => {
      const field = `spec.scopeSelector.matchExpressions[${index}]`;
      const [scope, operator] = [at(each, 'scopeName'), at(each, 'operator')];
      return [
        ...requirementErrors(each, field, OF_SCOPES),
        ...errorIf(WITHOUT_VALUES.includes(String(scope)) && operator !== 'Exists' && !isDeployTimeValue(operator), () =>
          invalid(
            `${field}.operator`,
            operator,
            "must be 'Exist' when scope is any of BestEffort, NotBestEffort, Terminating or NotTerminating",
          ),
        ),
      ];
    }),
  ];
}

/** Pairs of fields of a LimitRange of which the first must not exceed the second. */
const ORDER = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
];

function limitRangeErrors(range: KubernetesObject): string[] {
  const limits = listAt(range, 'spec', 'limits');
  return [
    ...repeated(limits.map((limit) => at(limit, 'type'))).map((type) => `spec.limits.type: Duplicate value: ${JSON.stringify(type)}`),
    ...limits.flatMap((limit, index) => limitErrors(limit, `spec.limits[${index}]`)),
  ];
}

function limitErrors(limit: unknown, field: string): string[] {
  const type = at(limit, 'type');
  const isStorage =
    type === 'PersistentVolumeClaim' &&
    !['min', 'max'].some((name) => at(limit, name, 'storage') !== undefined || isDeployTimeValue(at(limit, name)));
  return [
    ...['default', 'defaultRequest']
      .filter((name) => type === 'Pod' && entriesAt(limit, name).length > 0)
      .map((name) => forbidden(`${field}.${name}`, 'may not be specified when `type` is Pod')),
    ...errorIf(isStorage, () => required(field, 'either minimum or maximum storage value is required, but neither was provided')),
    ...(type === 'Pod' ? ORDER.slice(0, 1) : ORDER).flatMap(([low, high]) =>
      entriesAt(limit, low).flatMap(([resource, value]) => {
        const [least, most] = [quantityOf(value), quantityOf(at(limit, high, resource))];
        return errorIf(least !== undefined && most !== undefined && least > most, () =>
          invalid(`${field}.${low}[${resource}]`, value, `${low} value is greater than ${high} value ${String(at(limit, high, resource))}`),
        );
      }),
    ),
    ...entriesAt(limit, 'maxLimitRequestRatio').flatMap(([resource, value]) =>
      errorIf((quantityOf(value) ?? 1) < 1, () => invalid(`${field}.maxLimitRequestRatio[${resource}]`, value, 'ratio is less than 1')),
    ),
  ];
}

const quantityOf = (value: unknown): number | undefined => (isDeployTimeValue(value) ? undefined : parseQuantity(value));
