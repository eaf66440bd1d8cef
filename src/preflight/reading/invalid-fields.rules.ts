import { describeObject, Workload } from './workloads.rules';
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
export const invalidPods = (
  facts: Facts,
  errorsOf: (pod: unknown, field: string) => readonly string[],
  workloads: readonly Workload[] = facts.manifests.workloads,
): Violation[] =>
  workloads.flatMap(({ path, object, groupKind, podSpec }) =>
    violation(path, object, errorsOf(podSpec, POD_SPEC_PATHS[groupKind].join('.')), facts),
  );

function violation(path: string, object: KubernetesObject, all: readonly string[], facts: Facts): Violation[] {
  if (all.length === 0) return [];
  // a field with an invalid type is reported and removed: it is not missing
  const errors = [...new Set(all)].filter((error) => !isRequiredError(error) || !objectsWithoutFields(facts).has(object));
  if (errors.length === 0) return [];
  return [
    {
      path,
      finding: `${describeObject(object)}: ${errors.join('; ')}`,
      remediation: errors.length === 1 ? 'Correct this field' : 'Correct these fields',
    },
  ];
}

const objectsWithoutFields = ({ manifests, malformed }: Facts): ReadonlySet<KubernetesObject> =>
  manifests.memoize(
    'objects without fields of an invalid type',
    () =>
      new Set(malformed.filter(({ value }) => ['type', 'quantity'].includes(value.problem.kind)).map(({ value: { object } }) => object)),
  );
