import { errorIf, forbidden, invalid, isGiven, isSet, required } from './field-error.rules';
import { outOfRange, POSITIVE, Range } from './numbers.rules';
import { labelSelectorErrors, matchLabelErrors, nodeTermErrors } from './selectors.rules';
import { optionalSyntaxErrors, SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, listAt } from '../kubernetes-object.rules';

const WEIGHT: Range = [1, 100];
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * Errors in fields of a pod that the scheduler reads.
 *
 * Source: kubernetes, pkg/apis/core/validation/validation.go: validateAffinity, ValidateTolerations,
 * validateTopologySpreadConstraints.
 */
export const schedulingErrors = (pod: unknown, field: string): string[] => [
  ...matchLabelErrors(at(pod, 'nodeSelector'), `${field}.nodeSelector`),
  ...nodeAffinityErrors(at(pod, 'affinity', 'nodeAffinity'), `${field}.affinity.nodeAffinity`),
  ...['podAffinity', 'podAntiAffinity'].flatMap((name) => podAffinityErrors(at(pod, 'affinity', name), `${field}.affinity.${name}`)),
  ...listAt(pod, 'tolerations').flatMap((each, index) => tolerationErrors(each, `${field}.tolerations[${index}]`)),
  ...listAt(pod, 'topologySpreadConstraints').flatMap((each, index) => spreadErrors(each, `${field}.topologySpreadConstraints[${index}]`)),
  ...repeatedSpread(pod, field),
];

function nodeAffinityErrors(affinity: unknown, field: string): string[] {
  const [hard, terms] = [at(affinity, REQUIRED), at(affinity, REQUIRED, 'nodeSelectorTerms')];
  return [
    ...errorIf(isGiven(hard) && Array.isArray(terms) && terms.length === 0, () =>
      required(`${field}.${REQUIRED}.nodeSelectorTerms`, 'must have at least one node selector term'),
    ),
    ...listAt(affinity, REQUIRED, 'nodeSelectorTerms').flatMap((term, index) =>
      nodeTermErrors(term, `${field}.${REQUIRED}.nodeSelectorTerms[${index}]`),
    ),
    ...listAt(affinity, PREFERRED).flatMap((each, index) => {
      const place = `${field}.${PREFERRED}[${index}]`;
      return [...outOfRange(each, place, { weight: WEIGHT }), ...nodeTermErrors(at(each, 'preference'), `${place}.preference`)];
    }),
  ];
}

const podAffinityErrors = (affinity: unknown, field: string): string[] => [
  ...listAt(affinity, REQUIRED).flatMap((term, index) => podTermErrors(term, `${field}.${REQUIRED}[${index}]`)),
  ...listAt(affinity, PREFERRED).flatMap((each, index) => {
    const place = `${field}.${PREFERRED}[${index}]`;
    return [...outOfRange(each, place, { weight: WEIGHT }), ...podTermErrors(at(each, 'podAffinityTerm'), `${place}.podAffinityTerm`)];
  }),
];

function podTermErrors(term: unknown, field: string): string[] {
  const key = at(term, 'topologyKey');
  return [
    ...errorIf(key === '', () => required(`${field}.topologyKey`, 'can not be empty')),
    ...optionalSyntaxErrors(key, `${field}.topologyKey`, SYNTAX.qualifiedName),
    ...['labelSelector', 'namespaceSelector'].flatMap((name) => labelSelectorErrors(at(term, name), `${field}.${name}`)),
    ...listAt(term, 'namespaces').flatMap((name) => syntaxErrors(name, `${field}.namespaces`, SYNTAX.dnsLabel)),
    ...['matchLabelKeys', 'mismatchLabelKeys'].flatMap((name) =>
      errorIf(listAt(term, name).length > 0 && !isSet(at(term, 'labelSelector')), () =>
        forbidden(`${field}.${name}`, 'must not be specified when labelSelector is not set'),
      ),
    ),
  ];
}

/** An empty operator is Equal. */
function tolerationErrors(toleration: unknown, field: string): string[] {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((name) => at(toleration, name) ?? '');
  if ([key, operator, value, effect].some(isDeployTimeValue)) return [];
  return [
    ...optionalSyntaxErrors(key, `${field}.key`, SYNTAX.qualifiedName),
    ...errorIf(key === '' && operator !== 'Exists', () =>
      invalid(`${field}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'),
    ),
    ...errorIf(operator === 'Exists' && value !== '', () =>
      invalid(`${field}.operator`, value, "value must be empty when `operator` is 'Exists'"),
    ),
    ...(operator === '' || operator === 'Equal' ? syntaxErrors(value, `${field}.value`, SYNTAX.labelValue) : []),
    ...errorIf(isSet(at(toleration, 'tolerationSeconds')) && effect !== 'NoExecute', () =>
      invalid(`${field}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"),
    ),
  ];
}

function spreadErrors(constraint: unknown, field: string): string[] {
  const [domains, when] = ['minDomains', 'whenUnsatisfiable'].map((name) => at(constraint, name));
  const selector = at(constraint, 'labelSelector');
  return [
    ...outOfRange(constraint, field, { maxSkew: POSITIVE, minDomains: POSITIVE }),
    ...errorIf(at(constraint, 'topologyKey') === '', () => required(`${field}.topologyKey`, 'can not be empty')),
    ...errorIf(isSet(domains) && isGiven(when) && when !== 'DoNotSchedule', () =>
      invalid(`${field}.minDomains`, domains, 'can only use minDomains if whenUnsatisfiable=DoNotSchedule'),
    ),
    ...errorIf(listAt(constraint, 'matchLabelKeys').length > 0 && !isSet(selector), () =>
      forbidden(`${field}.matchLabelKeys`, 'must not be specified when labelSelector is not set'),
    ),
    ...labelSelectorErrors(selector, `${field}.labelSelector`),
  ];
}

function repeatedSpread(pod: unknown, field: string): string[] {
  const keys = listAt(pod, 'topologySpreadConstraints')
    .map((each) => ['topologyKey', 'whenUnsatisfiable'].map((name) => String(at(each, name))).join(', '))
    .filter((key) => !isDeployTimeValue(key));
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
    (key) => `${field}.topologySpreadConstraints: Duplicate value: "{${key}}"`,
  );
}
