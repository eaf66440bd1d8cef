import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Number of objects after which a run may stop, and its progress is kept. */
const BATCH_SIZE = 100;

/** Batches of objects of one rank, from a position on. */
export function batchesOf(
  objects: readonly KubernetesObject[],
  from: number,
  rank: (object: KubernetesObject) => number = () => 0,
): KubernetesObject[][] {
  const batches: KubernetesObject[][] = [];
  for (const object of objects.slice(from)) {
    const last = batches[batches.length - 1];
    if (last && last.length < BATCH_SIZE && rank(last[0]) === rank(object)) last.push(object);
    else batches.push([object]);
  }
  return batches;
}
