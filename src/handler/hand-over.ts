import { Failure, Invocation } from './custom-resource-request';
import { DeploymentInventories, desiredObjectOf } from './inventory';
import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, ObjectRef } from './object-ref.rules';
import { OwnerAnnotations, Owner } from './ownership';
import { rejectionMessage } from './rejections.rules';

/** Where objects are applied, and how their owners are told. */
export interface ApplyContext {
  readonly run: Invocation;
  readonly kubernetes: Kubernetes;
  readonly ownerAnnotations: OwnerAnnotations;
}

/**
 * Applies objects as those want them that claim them now.
 *
 * Of several that claim an object the one is right whose stack has it now: the other stack did not let go of it yet.
 */
export async function handOver(
  { kubernetes, ownerAnnotations }: ApplyContext,
  records: DeploymentInventories,
  owner: Owner,
  refs: readonly ObjectRef[],
): Promise<void> {
  const claimants = (ref: ObjectRef) => records.otherOwnersOf(ref, owner);
  const live = new Map(
    (await kubernetes.get(refs.filter((ref) => claimants(ref).length > 0))).map((object) => [keyOfObject(object), object]),
  );
  const wanted = refs.flatMap((ref) => {
    const others = claimants(ref);
    const object = live.get(keyOfRef(ref));
    const mark = object && ownerAnnotations.ownerOf(object);
    const claimant = others.find(({ stackId }) => mark && ownerAnnotations.isOfStack(mark, stackId)) ?? others[0];
    return (claimant && desiredObjectOf(claimant, ref)) ?? [];
  });
  const refusals = wanted.length > 0 ? await kubernetes.apply(wanted, { forceConflicts: true }) : [];
  if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
}
