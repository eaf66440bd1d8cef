import { Problem } from '../errors/problems';
import { adoptionOf, EVERYTHING } from '../handler/adoption.rules';
import { refOf } from '../handler/object-ref.rules';
import { isDeployTimeValue, KubernetesObject, namespaceOf } from '../kubernetes/kubernetes-object.rules';

/** Entries of an adoption that name no object of the chart. */
export function adoptionProblems(adopted: readonly string[], objects: readonly KubernetesObject[]): Problem[] {
  const known = objects.map((object) => adoptionOf({ ...refOf(object), namespace: namespaceOf(object) }));
  if (known.some(isDeployTimeValue)) return [];
  return adopted
    .filter((entry) => entry !== EVERYTHING && !known.includes(entry))
    .map((entry) => ({
      finding: `adopt names '${entry}'`,
      constraint: `the chart has no such object${didYouMean(entry, known)}`,
      remediation: 'Write Kind/namespace/name, or Kind/name for a cluster-scoped object',
    }));
}

function didYouMean(entry: string, known: readonly string[]): string {
  const name = entry.split('/').pop();
  const same = known.find((each) => each.split('/').pop() === name);
  return same ? ` (did you mean '${same}'?)` : '';
}
