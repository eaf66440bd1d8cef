import { describeObject } from './workloads.rules';
import { POD_SPEC_PATHS } from '../../kubernetes/kinds.data';
import { KubernetesObject } from '../../kubernetes/kubernetes-object.rules';
import { isRequiredError } from '../../kubernetes/validation/field-error.rules';
import { Facts } from '../facts/facts.rules';
import { Violation } from '../rule';

/** A violation for each object of some kinds that has errors in its fields. */
export const invalidObjects = (
  facts: Facts,
  kinds: readonly string[],
  errorsOf: (object: KubernetesObject) => readonly string[],
): Violation[] =>
  kinds.flatMap((kind) => facts.manifests.ofKind(kind).flatMap(({ path, value }) => violation(path, value, errorsOf(value), facts)));

/** The same for the pods of each workload; fields begin with the path of the pod spec. */
export const invalidPods = (facts: Facts, errorsOf: (pod: unknown, field: string) => readonly string[]): Violation[] =>
  facts.manifests.workloads.flatMap(({ path, object, groupKind, podSpec }) =>
    violation(path, object, errorsOf(podSpec, POD_SPEC_PATHS[groupKind].join('.')), facts),
  );

function violation(path: string, object: KubernetesObject, all: readonly string[], { malformed }: Facts): Violation[] {
  // a field with an invalid type is reported and removed: it is not missing
  const hasRemoved = malformed.some(({ value }) => value.object === object && ['type', 'quantity'].includes(value.problem.kind));
  const errors = [...new Set(all)].filter((error) => !hasRemoved || !isRequiredError(error));
  if (errors.length === 0) return [];
  return [
    {
      path,
      finding: `${describeObject(object)}: ${errors.join('; ')}`,
      remediation: errors.length === 1 ? 'Correct this field' : 'Correct these fields',
    },
  ];
}
