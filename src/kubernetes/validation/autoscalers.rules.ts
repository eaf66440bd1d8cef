import { errorIf, forbidden, invalid, isGiven, isSet, required } from './field-error.rules';
import { countOrPercentErrors, NOT_NEGATIVE, outOfRange, POSITIVE, Range } from './numbers.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';
import { parseQuantity } from '../quantity.rules';
import { minorOf } from '../versions.rules';

/** The field of each type of metric. Source: kubernetes, pkg/apis/autoscaling/validation/validation.go: validateMetricSpec. */
const SOURCES: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** The fields of a target, by source. Source: the same, validateResourceSource, validatePodsSource, validateObjectSource. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  resource: ['averageUtilization', 'averageValue'],
  containerResource: ['averageUtilization', 'averageValue'],
  pods: ['averageValue'],
  object: ['value', 'averageValue'],
  external: ['value', 'averageValue'],
};

/** Source: the same, MaxPeriodSeconds, MaxStabilizationWindowSeconds. */
const PERIOD: Range = [1, 1800];
const WINDOW: Range = [0, 3600];

/**
 * The minor of Kubernetes from which minReplicas may be 0: the feature gate HPAScaleToZero is alpha before, and EKS enables no alpha gate.
 *
 * Source: https://kubernetes.io/blog/2026/09/02/kubernetes-v1-37-hpa-scale-to-zero-beta/
 */
const SCALES_TO_ZERO = 37;

/** Errors in a HorizontalPodAutoscaler of a cluster with this version of Kubernetes; undefined if it is not known. */
export function autoscalerErrors(object: KubernetesObject, version: string | undefined): string[] {
  const spec = at(object, 'spec');
  const mayBeZero = version === undefined || minorOf(version) >= SCALES_TO_ZERO;
  return [
    ...outOfRange(spec, 'spec', { minReplicas: mayBeZero ? NOT_NEGATIVE : POSITIVE, maxReplicas: POSITIVE }),
    ...['kind', 'name'].flatMap((name) => errorIf(at(spec, 'scaleTargetRef', name) === '', () => required(`spec.scaleTargetRef.${name}`))),
    // autoscaling/v1 has no metrics
    ...listAt(spec, 'metrics').flatMap((metric, index) => metricErrors(metric, `spec.metrics[${index}]`)),
    ...['scaleUp', 'scaleDown'].flatMap((name) => behaviorErrors(at(spec, 'behavior', name), `spec.behavior.${name}`)),
  ];
}

function metricErrors(metric: unknown, field: string): string[] {
  const type = String(at(metric, 'type'));
  const expected = SOURCES[type];
  if (expected === undefined) return [];
  const given = Object.values(SOURCES).filter((name) => isSet(at(metric, name)));
  return [
    ...errorIf(!given.includes(expected), () => required(`${field}.${expected}`, 'must populate information for the given metric source')),
    ...given.filter((name) => name !== expected).map((name) => forbidden(`${field}.${name}`, 'must populate the given metric source only')),
    ...(given.includes(expected) ? targetErrors(at(metric, expected, 'target'), expected, `${field}.${expected}.target`) : []),
  ];
}

function targetErrors(target: unknown, source: string, field: string): string[] {
  if (!isGiven(target)) return [];
  const names = TARGETS[source];
  const given = names.filter((name) => isSet(at(target, name)));
  const mayHaveBoth = source === 'object' || source === 'pods';
  return [
    ...errorIf(given.length === 0, () => required(`${field}.${names[0]}`, `must set ${names.join(' or ')}`)),
    ...errorIf(given.length > 1 && !mayHaveBoth, () => forbidden(`${field}.${given[1]}`, `may not set both ${given.join(' and ')}`)),
    ...given.flatMap((name) => {
      const value = at(target, name);
      const size = isDeployTimeValue(value) ? undefined : parseQuantity(value);
      return errorIf(size !== undefined && size <= 0, () => invalid(`${field}.${name}`, value, 'must be positive'));
    }),
  ];
}

function behaviorErrors(rules: unknown, field: string): string[] {
  const policies = at(rules, 'policies');
  return [
    ...outOfRange(rules, field, { stabilizationWindowSeconds: WINDOW }),
    ...errorIf(Array.isArray(policies) && policies.length === 0, () => required(`${field}.policies`, 'must specify at least one Policy')),
    ...listAt(rules, 'policies').flatMap((policy, index) =>
      outOfRange(policy, `${field}.policies[${index}]`, { value: POSITIVE, periodSeconds: PERIOD }),
    ),
  ];
}

/** Errors in a PodDisruptionBudget. Source: kubernetes, pkg/apis/policy/validation/validation.go: ValidatePodDisruptionBudgetSpec. */
export function disruptionBudgetErrors(object: KubernetesObject): string[] {
  const [least, most] = ['minAvailable', 'maxUnavailable'].map((name) => at(object, 'spec', name));
  return [
    ...errorIf(isSet(least) && isSet(most), () =>
      invalid('spec', { minAvailable: least, maxUnavailable: most }, 'minAvailable and maxUnavailable cannot be both set'),
    ),
    ...countOrPercentErrors(least, 'spec.minAvailable', false),
    ...countOrPercentErrors(most, 'spec.maxUnavailable', false),
  ];
}
