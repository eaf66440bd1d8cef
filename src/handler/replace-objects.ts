import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { ApplyRejection, Kubernetes } from './kubernetes';
import { describeRef, refOf } from './object-ref.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** How long an object may take to go before it is created again. */
const DELETION_WAIT = 5 * 60_000;

/** Deletes objects with a changed immutable field, and creates them again. */
export async function replaceObjects(
  run: Invocation,
  kubernetes: Kubernetes,
  objects: readonly KubernetesObject[],
): Promise<ApplyRejection[]> {
  const live = await kubernetes.get(objects.map(refOf), { metadataOnly: true });
  run.log(`replaced, because an immutable field changes: ${live.map((object) => describeRef(refOf(object))).join(', ')}`);
  await kubernetes.delete(live.map((object) => ({ ...refOf(object), uid: object.metadata?.uid })));
  const uids = new Set(live.map(({ metadata }) => metadata?.uid));
  const gone = await pollUntil(run, run.clock.now() + DELETION_WAIT, async () => {
    const left = (await kubernetes.get(objects.map(refOf), { metadataOnly: true })).filter(({ metadata }) => uids.has(metadata?.uid));
    return left.length === 0 ? true : undefined;
  });
  if (!gone) throw new Failure(`timed out waiting for the deletion of ${live.map((object) => describeRef(refOf(object))).join(', ')}`);
  return kubernetes.apply(objects, { forceConflicts: true });
}
