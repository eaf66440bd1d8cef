import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, ObjectRef } from './object-ref.rules';
import { Marks, Owner } from './ownership';
import { Records, wantedBy } from './records';
import { refused } from './refusals.rules';
import { Failure, Run } from './request';

/** Where objects are applied, and how their owners are told. */
export interface Place {
  readonly run: Run;
  readonly kubernetes: Kubernetes;
  readonly marks: Marks;
}

/**
 * Applies objects as those want them that claim them now.
 *
 * Of several that claim an object the one is right whose stack has it now: the other stack did not let go of it yet.
 */
export async function giveBack({ kubernetes, marks }: Place, records: Records, owner: Owner, refs: readonly ObjectRef[]): Promise<void> {
  const claimants = (ref: ObjectRef) => records.others(ref, owner);
  const live = new Map((await kubernetes.get(refs.filter((ref) => claimants(ref).length > 0))).map((object) => [keyOfObject(object), object]));
  const wanted = refs.flatMap((ref) => {
    const others = claimants(ref);
    const object = live.get(keyOfRef(ref));
    const mark = object && marks.ownerOf(object);
    const claimant = others.find(({ stackId }) => mark && marks.isOfStack(mark, stackId)) ?? others[0];
    return (claimant && wantedBy(claimant, ref)) ?? [];
  });
  const refusals = wanted.length > 0 ? await kubernetes.apply(wanted, { force: true }) : [];
  if (refusals.length > 0) throw new Failure(refused(refusals));
}
