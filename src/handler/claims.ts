import { adoptionOf, isAdopted } from './adoption.rules';
import { DeploymentInventories } from './inventory';
import { describeRef, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { Owner, OwnerAnnotations, stackNameOf } from './ownership';
import { isShared } from './shared-objects.rules';

/** What a deployment may do with an object of its manifest. */
export type Claim =
  /** it does not exist, or it is ours */
  | { readonly type: 'own' }
  /** it exists, and stays of its owner: applied without our annotations, and not deleted */
  | { readonly type: 'shared' }
  /** it exists without an owner or with another one, and the deployment adopts it */
  | { readonly type: 'adopted'; readonly previous?: string }
  /** another stack has taken it over from us: not applied any more */
  | { readonly type: 'left' }
  | { readonly type: 'refused'; readonly reason: string };

export interface ClaimContext {
  readonly owner: Owner;
  readonly ownerAnnotations: OwnerAnnotations;
  readonly inventories: DeploymentInventories;
  /** keys of what the deployment had already: it is not at odds with itself about that. */
  readonly had: ReadonlySet<string>;
  readonly adopt: readonly string[];
  /** a rollback is never refused. */
  readonly isRollback: boolean;
  readonly log: (message: string) => void;
}

/** Decides by the annotations of an existing object and by the inventories. */
export function claimOf(context: ClaimContext, ref: ObjectRef, live: LiveObject | undefined): Claim {
  const { owner, ownerAnnotations, inventories, had, adopt, isRollback } = context;
  const ours = live === undefined || ownerAnnotations.isOwnedBy(owner, live) || ownerAnnotations.isKeptBy(owner, live);
  const claimant = inventories.otherOwnersOf(ref, owner).find(({ stackId }) => stackId !== owner.stackId);
  if (live === undefined && !claimant) return { type: 'own' };
  const mark = live && ownerAnnotations.ownerOf(live);
  const isElsewhere = mark !== undefined && mark.stack !== stackNameOf(owner.stackId);
  if (!isElsewhere && isShared(ref)) return mark || ours ? { type: 'own' } : { type: 'shared' };
  if (isElsewhere && isShared(ref)) return { type: 'shared' };
  if (claimant || isElsewhere) {
    if (isAdopted(adopt, ref)) return { type: 'adopted', previous: mark?.value };
    if (isRollback || had.has(keyOfRef(ref))) return { type: 'left' };
    const [deployment, stack] = claimant ? [claimant.deployment, stackNameOf(claimant.stackId)] : [mark!.deployment, mark!.stack];
    return { type: 'refused', reason: `${describeRef(ref)} is owned by ${deployment} of stack ${stack}` };
  }
  if (ours) return { type: 'own' };
  const controller = live?.metadata?.ownerReferences?.find((reference) => reference.controller);
  if (controller && !had.has(keyOfRef(ref))) {
    return { type: 'refused', reason: `${describeRef(ref)} is controlled by ${controller.kind} '${controller.name}'` };
  }
  if (mark) {
    if (!ownerAnnotations.isOfStack(mark, owner.stackId)) {
      const former = `a stack ${mark.stack} that does not exist any more, or of another cluster`;
      context.log(`${describeRef(ref)} is taken over from ${former}`);
    }
    return { type: 'own' };
  }
  // the inventory of this very request lists it already
  if (isAdopted(adopt, ref)) return { type: 'adopted' };
  if (isRollback || had.has(keyOfRef(ref))) return { type: 'own' };
  return { type: 'refused', reason: `${describeRef(ref)} already exists, and no deployment of this stack has applied it` };
}

/** What to write where objects exist that are not ours. */
export function refusalMessage(refused: readonly { readonly ref: ObjectRef; readonly reason: string }[]): string {
  const reasons = refused.slice(0, 5).map(({ reason }) => reason);
  const more = refused.length > 5 ? [`and ${refused.length - 5} more`] : [];
  const entries = [...refused.slice(0, 5).map(({ ref }) => `'${adoptionOf(ref)}'`), ...(more.length > 0 ? ['…'] : [])].join(', ');
  return (
    `${[...reasons, ...more].join(', ')}: an object has one owner. ` +
    `Delete it or remove it from its owner, or set adopt: Adoption.of(${entries}) in this deployment`
  );
}

/** The objects of a list by their keys. */
export const byKey = (objects: readonly LiveObject[]): Map<string, LiveObject> =>
  new Map(objects.map((object) => [keyOfRef(refOf(object)), object]));
