import { errorIf, forbidden, invalid, isGiven, isSet, repeated, required } from './field-error.rules';
import { NOT_NEGATIVE, outOfRange } from './numbers.rules';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

const COUNTS = {
  parallelism: NOT_NEGATIVE,
  completions: NOT_NEGATIVE,
  backoffLimit: NOT_NEGATIVE,
  backoffLimitPerIndex: NOT_NEGATIVE,
  maxFailedIndexes: NOT_NEGATIVE,
  activeDeadlineSeconds: NOT_NEGATIVE,
  ttlSecondsAfterFinished: NOT_NEGATIVE,
};
const OF_CRON_JOB = {
  startingDeadlineSeconds: NOT_NEGATIVE,
  successfulJobsHistoryLimit: NOT_NEGATIVE,
  failedJobsHistoryLimit: NOT_NEGATIVE,
};

/** Source: kubernetes, pkg/apis/batch/validation/validation.go: maxParallelismForIndexedJob, maxPodFailurePolicyRules. */
const MOST_PARALLEL = 100_000;
const MOST_RULES = 20;

/** Errors in a Job or CronJob. Source: the same, validateJobSpec, validatePodFailurePolicy, ValidateCronJobSpec. */
export function jobErrors(object: KubernetesObject): string[] {
  if (groupKindOf(object) === 'batch/Job') return ofJob(at(object, 'spec'), 'spec', selectorErrors(at(object, 'spec')));
  const [spec, field] = [at(object, 'spec', 'jobTemplate', 'spec'), 'spec.jobTemplate.spec'];
  const selector = errorIf(isSet(at(spec, 'selector')), () =>
    invalid(`${field}.selector`, at(spec, 'selector'), '`selector` will be auto-generated'),
  );
  return [...outOfRange(at(object, 'spec'), 'spec', OF_CRON_JOB), ...ofJob(spec, field, selector)];
}

/** The API server generates the selector from the uid of the Job. */
const selectorErrors = (spec: unknown): readonly string[] => {
  const manual = at(spec, 'manualSelector');
  const isGenerated = manual !== true && !isDeployTimeValue(manual);
  return errorIf(isSet(at(spec, 'selector')) && isGenerated, () =>
    invalid('spec.selector', at(spec, 'selector'), '`selector` not auto-generated'),
  );
};

function ofJob(spec: unknown, field: string, selector: readonly string[]): string[] {
  const [mode, completions, perIndex, failed] = ['completionMode', 'completions', 'backoffLimitPerIndex', 'maxFailedIndexes'].map((name) =>
    at(spec, name),
  );
  const [isIndexed, isOther] = [mode === 'Indexed', !isSet(mode) || mode === 'NonIndexed'];
  const parallelism = at(spec, 'parallelism');
  return [
    ...outOfRange(spec, field, COUNTS),
    ...selector,
    ...errorIf(isIndexed && !isSet(completions), () => required(`${field}.completions`, 'when completion mode is Indexed')),
    ...errorIf(isIndexed && typeof parallelism === 'number' && parallelism > MOST_PARALLEL, () =>
      invalid(`${field}.parallelism`, parallelism, `must be less than or equal to ${MOST_PARALLEL} when completion mode is Indexed`),
    ),
    ...errorIf(isOther && isSet(perIndex), () => invalid(`${field}.backoffLimitPerIndex`, perIndex, 'requires indexed completion mode')),
    ...errorIf(isSet(failed) && !isSet(perIndex), () => required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')),
    ...errorIf(typeof failed === 'number' && typeof completions === 'number' && failed > completions, () =>
      invalid(`${field}.maxFailedIndexes`, failed, 'must be less than or equal to completions'),
    ),
    ...errorIf(isOther && isSet(at(spec, 'successPolicy')), () =>
      invalid(`${field}.successPolicy`, at(spec, 'successPolicy'), 'requires indexed completion mode'),
    ),
    ...failurePolicyErrors(spec, `${field}.podFailurePolicy`),
  ];
}

function failurePolicyErrors(spec: unknown, field: string): string[] {
  const policy = at(spec, 'podFailurePolicy');
  const rules = listAt(policy, 'rules');
  const names = ['initContainers', 'containers'].flatMap((list) =>
    listAt(spec, 'template', 'spec', list).map((container) => at(container, 'name')),
  );
  return [
    ...errorIf(rules.length > MOST_RULES, () => `${field}.rules: Too many: ${rules.length}: must have at most ${MOST_RULES} items`),
    ...errorIf(isGiven(policy) && at(spec, 'podReplacementPolicy') === 'TerminatingOrFailed', () =>
      forbidden(field.replace(/podFailurePolicy$/, 'podReplacementPolicy'), 'must be Failed when podFailurePolicy is used'),
    ),
    ...rules.flatMap((rule, index) => ruleErrors(rule, `${field}.rules[${index}]`, isSet(at(spec, 'backoffLimitPerIndex')), names)),
  ];
}

function ruleErrors(rule: unknown, field: string, hasLimitPerIndex: boolean, names: readonly unknown[]): string[] {
  const [codes, conditions] = [at(rule, 'onExitCodes'), listAt(rule, 'onPodConditions')];
  const [values, name] = [listAt(codes, 'values'), at(codes, 'containerName')];
  const isUnknown = isDeployTimeValue(at(rule, 'onPodConditions'));
  const isKnownName = typeof name === 'string' && name !== '' && isGiven(name) && !names.some(isDeployTimeValue);
  return [
    ...errorIf(isSet(codes) && conditions.length > 0, () =>
      invalid(field, rule, 'specifying both OnExitCodes and OnPodConditions is not supported'),
    ),
    ...errorIf(!isSet(codes) && conditions.length === 0 && !isUnknown, () =>
      invalid(field, rule, 'specifying one of OnExitCodes and OnPodConditions is required'),
    ),
    ...errorIf(at(codes, 'operator') === 'In' && values.includes(0), () =>
      invalid(`${field}.onExitCodes.values`, 0, 'must not be 0 for the In operator'),
    ),
    ...errorIf(isGiven(codes) && Array.isArray(at(codes, 'values')) && values.length === 0, () =>
      invalid(`${field}.onExitCodes.values`, values, 'at least one value is required'),
    ),
    ...repeated(values).map((value) => `${field}.onExitCodes.values: Duplicate value: ${String(value)}`),
    ...errorIf(isKnownName && !names.includes(name), () =>
      invalid(`${field}.onExitCodes.containerName`, name, 'must be one of the container or initContainer names in the pod template'),
    ),
    ...errorIf(at(rule, 'action') === 'FailIndex' && !hasLimitPerIndex, () =>
      invalid(`${field}.action`, 'FailIndex', 'requires the backoffLimitPerIndex to be set'),
    ),
  ];
}
