import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt, stringAt } from './kubernetes-object.rules';

export type Labels = Readonly<Record<string, string>>;

/** A requirement of a label selector, or of node affinity. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The requirements of a selector; nothing where any of it is known at deploy alone, or malformed. */
export function requirementsOf(selector: unknown): LabelRequirement[] | undefined {
  const [labels, expressions] = [at(selector, 'matchLabels') ?? {}, at(selector, 'matchExpressions') ?? []];
  if (isDeployTimeValue(selector) || typeof labels !== 'object' || Array.isArray(labels) || !Array.isArray(expressions)) return undefined;
  const equal = Object.entries(labels as object).map(([key, value]) => ({ key, operator: 'In', values: [String(value)] }));
  const all = [...equal, ...expressions.map(requirementOf)];
  return all.every(isReadable) ? all : undefined;
}

/** One requirement of a selector as in an object; a list of values may be a deploy-time value. */
export function requirementOf(expression: unknown): LabelRequirement {
  const values = at(expression, 'values');
  return {
    key: stringAt(expression, 'key') ?? '',
    operator: stringAt(expression, 'operator') ?? '',
    values: isDeployTimeValue(values) ? [DEPLOY_TIME_VALUE] : listAt(expression, 'values').map(String),
  };
}

const isReadable = ({ key, operator, values }: LabelRequirement): boolean =>
  key !== '' && operator !== '' && ![key, operator, ...values].some(isDeployTimeValue);

/**
 * Whether labels meet a requirement. A label may be one of several, `undefined` among them where it may be missing.
 *
 * Three answers: yes, no, and nothing where it depends on what is not known.
 */
export function matchesRequirement(
  { operator, values }: LabelRequirement,
  label: readonly (string | undefined)[] | 'absent' | 'unknown',
): boolean | undefined {
  if (label === 'unknown' || values.some(isDeployTimeValue)) return undefined;
  const answers =
    label === 'absent'
      ? [matchesValue(operator, values, undefined)]
      : label.map((each) => (isDeployTimeValue(each) ? undefined : matchesValue(operator, values, each)));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function matchesValue(operator: string, values: readonly string[], label: string | undefined): boolean | undefined {
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    // whole numbers alone: anything else meets neither
    case 'Gt':
      return isWhole(label) && isWhole(values[0]) && Number(label) > Number(values[0]);
    case 'Lt':
      return isWhole(label) && isWhole(values[0]) && Number(label) < Number(values[0]);
    default:
      return undefined;
  }
}

const isWhole = (text: string | undefined): boolean => text !== undefined && /^[+-]?\d+$/.test(text);

/**
 * Whether a selector selects labels; undefined if the selector is not known, or asks for a label that a controller may add. A missing
 * selector selects nothing, an empty selector everything.
 */
export function matchesSelector(
  selector: unknown,
  labels: Labels,
  mayBeAdded: (key: string) => boolean = isAddedByControllers,
): boolean | undefined {
  if (isDeployTimeValue(selector)) return undefined;
  if (typeof selector !== 'object' || selector === null) return false;
  const requirements = requirementsOf(selector);
  if (requirements === undefined) return undefined;
  const answers = requirements.map((requirement) => {
    const { key } = requirement;
    if (Object.keys(labels).includes(key)) return matchesRequirement(requirement, [labels[key]]);
    return matchesRequirement(requirement, mayBeAdded(key) ? 'unknown' : 'absent');
  });
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Labels that controllers of Kubernetes add to the pods that they make. Source: Kubernetes, well-known labels. */
export const isAddedByControllers = (key: string): boolean => ADDED_LABELS.has(key) || /^batch\.kubernetes\.io\/.+$/.test(key);

const ADDED_LABELS = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'job-name',
  'controller-uid',
]);

/** A selector in words. */
export function describeSelector(selector: unknown): string {
  return (requirementsOf(selector) ?? []).map(describeRequirement).join(', ') || 'everything';
}

export function describeRequirement({ key, operator, values }: LabelRequirement): string {
  if (operator === 'In') return `${key}=${values.join('|')}`;
  if (operator === 'NotIn') return `${key}!=${values.join('|')}`;
  return [key, operator, ...values].join(' ');
}
