import { errorIf, forbidden, invalid, isGiven, isSet, required, unsupported } from './field-error.rules';
import { entriesAt } from './resources.rules';
import { SYNTAX, syntaxErrors } from './syntax.rules';
import { at, isDeployTimeValue, listAt } from '../kubernetes-object.rules';

/** How many values an operator needs. */
type Values = 'some' | 'none' | 'one';
type Operators = Readonly<Record<string, Values>>;

/** Source: apimachinery, pkg/apis/meta/v1/validation/validation.go: ValidateLabelSelectorRequirement. */
const OF_LABELS: Operators = { In: 'some', NotIn: 'some', Exists: 'none', DoesNotExist: 'none' };
/** Source: kubernetes, pkg/apis/core/validation/validation.go: ValidateNodeSelectorRequirement, ValidateNodeFieldSelectorRequirement. */
const OF_NODES: Operators = { ...OF_LABELS, Gt: 'one', Lt: 'one' };
const OF_FIELDS: Operators = { In: 'one', NotIn: 'one' };
/** Source: the same, validateScopedResourceSelectorRequirement. */
export const OF_SCOPES: Operators = OF_LABELS;

const WORDS: Readonly<Record<Values, string>> = {
  some: "must be specified when `operator` is 'In' or 'NotIn'",
  none: "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
  one: 'must have one element',
};

/** Errors in one requirement of a selector. */
export function requirementErrors(requirement: unknown, field: string, operators: Operators): string[] {
  const [operator, values] = [at(requirement, 'operator'), at(requirement, 'values')];
  if (isDeployTimeValue(operator) || isDeployTimeValue(values) || operator === undefined) return [];
  const needs = operators[String(operator)];
  if (needs === undefined) return [unsupported(`${field}.operator`, operator, Object.keys(operators))];
  const count = listAt(requirement, 'values').length;
  const place = `${field}.values`;
  const isWrong = needs === 'none' ? count > 0 : count === 0 || (needs === 'one' && count !== 1);
  if (!isWrong) return [];
  return [needs === 'none' ? forbidden(place, WORDS.none) : required(place, WORDS[needs])];
}

const keyErrors = (requirement: unknown, field: string): readonly string[] =>
  syntaxErrors(at(requirement, 'key'), `${field}.key`, SYNTAX.qualifiedName);

/** Errors in labels that a selector matches. */
export const matchLabelErrors = (labels: unknown, field: string): string[] =>
  entriesAt({ labels }, 'labels').flatMap(([key, value]) => [
    ...syntaxErrors(key, field, SYNTAX.qualifiedName),
    ...syntaxErrors(value, `${field}.${key}`, SYNTAX.labelValue),
  ]);

/** Errors in a label selector. Source: apimachinery, pkg/apis/meta/v1/validation/validation.go: ValidateLabelSelector. */
export function labelSelectorErrors(selector: unknown, field: string): string[] {
  if (!isGiven(selector)) return [];
  return [
    ...matchLabelErrors(at(selector, 'matchLabels'), `${field}.matchLabels`),
    ...listAt(selector, 'matchExpressions').flatMap((each, index) => {
      const place = `${field}.matchExpressions[${index}]`;
      return [
        ...requirementErrors(each, place, OF_LABELS),
        ...keyErrors(each, place),
        ...listAt(each, 'values').flatMap((value) => syntaxErrors(value, `${place}.values`, SYNTAX.labelValue)),
      ];
    }),
  ];
}

/** Errors in a term that selects nodes. */
export const nodeTermErrors = (term: unknown, field: string): string[] => [
  ...listAt(term, 'matchExpressions').flatMap((each, index) => {
    const place = `${field}.matchExpressions[${index}]`;
    return [...requirementErrors(each, place, OF_NODES), ...keyErrors(each, place)];
  }),
  ...listAt(term, 'matchFields').flatMap((each, index) => {
    const place = `${field}.matchFields[${index}]`;
    const key = at(each, 'key');
    return [
      ...requirementErrors(each, place, OF_FIELDS),
      ...errorIf(isSet(key) && isGiven(key) && key !== 'metadata.name', () =>
        invalid(`${place}.key`, key, 'not a valid field selector key'),
      ),
    ];
  }),
];
