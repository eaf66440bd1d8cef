import { byKey, Claim, ClaimContext, claimOf, refusalMessage } from './claims';
import { Failure } from './custom-resource-request';
import { ApplyContext } from './hand-over';
import { DeploymentInventories } from './inventory';
import { DesiredManifest, isDeletable } from './manifest.rules';
import { keyOfObject, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { NO_OWNER, Owner, PREVIOUS_ANNOTATION, stackNameOf, withOwner } from './ownership';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** An object of the manifest, what exists of it, and what the deployment may do with it. */
export interface ClaimedObject {
  readonly object: KubernetesObject;
  readonly ref: ObjectRef;
  readonly live?: LiveObject;
  readonly claim: Claim;
}

/** Claims of some objects of a deployment, by their metadata in the cluster. */
export class AppliedObjects {
  constructor(
    private readonly context: ApplyContext,
    private readonly owner: Owner,
    private readonly spec: DesiredManifest & { readonly adopt: readonly string[] },
    private readonly inventories: DeploymentInventories,
    private readonly had: ReadonlySet<string>,
    /** of the manifest before. */
    private readonly previousKeys: ReadonlySet<string>,
    private readonly isRollback: boolean,
  ) {}

  async claims(objects: readonly KubernetesObject[]): Promise<ClaimedObject[]> {
    const live = byKey(await this.context.kubernetes.get(objects.map(refOf), { metadataOnly: true }));
    const { owner, inventories, had, isRollback } = this;
    const { ownerAnnotations, run } = this.context;
    const claims: ClaimContext = {
      owner,
      ownerAnnotations,
      inventories,
      had,
      adopt: this.spec.adopt,
      isRollback,
      log: (message) => run.log(message),
    };
    return objects.map((object) => {
      const [ref, there] = [refOf(object), live.get(keyOfObject(object))];
      return { object, ref, live: there, claim: claimOf(claims, ref, there) };
    });
  }

  /** The objects as they are applied, with the annotations of their owner; without those that another stack has taken over. */
  async prepared(objects: readonly KubernetesObject[]): Promise<{ readonly objects: KubernetesObject[]; readonly adopted: ObjectRef[] }> {
    const claimed = await this.claims(objects);
    failOnRefused(claimed);
    return {
      objects: claimed.flatMap((each) => this.asApplied(each)),
      adopted: claimed.filter(({ claim }) => claim.type === 'adopted').map(({ ref }) => ref),
    };
  }

  private asApplied({ object, live, claim }: ClaimedObject): KubernetesObject[] {
    if (claim.type === 'left') return [];
    if (claim.type === 'shared') return [object];
    const owned = withOwner(object, this.owner, this.context.ownerAnnotations, isDeletable(object, this.spec));
    const previous = claim.type === 'adopted' ? (claim.previous ?? NO_OWNER) : this.previousOwner(object, live);
    if (previous === undefined) return [owned];
    const annotations = { ...owned.metadata?.annotations, [PREVIOUS_ANNOTATION]: previous };
    return [{ ...owned, metadata: { ...owned.metadata, annotations } }];
  }

  // until the owner before has let go of it, it is remembered on the object itself: its inventory may get lost
  private previousOwner(object: KubernetesObject, live: LiveObject | undefined): string | undefined {
    const { ownerAnnotations } = this.context;
    if (!live || this.previousKeys.has(keyOfObject(object))) return undefined;
    const isOurs = ownerAnnotations.isOwnedBy(this.owner, live);
    // adopted, and not committed yet
    if (isOurs && live.metadata?.annotations?.[PREVIOUS_ANNOTATION] === NO_OWNER) return NO_OWNER;
    const previous = ownerAnnotations.ownerOf(live, ...(isOurs ? [PREVIOUS_ANNOTATION] : []));
    if (!previous || this.inventories.isListedByOwner(previous.value, refOf(object), ownerAnnotations) === false) return undefined;
    // one of a stack of the same name that is gone has nothing to come back to
    const isGone = previous.stack === stackNameOf(this.owner.stackId) && !ownerAnnotations.isOfStack(previous, this.owner.stackId);
    return isGone ? undefined : previous.value;
  }
}

export function failOnRefused(claimed: readonly ClaimedObject[]): void {
  const refused = claimed.flatMap(({ ref, claim }) => (claim.type === 'refused' ? [{ ref, reason: claim.reason }] : []));
  if (refused.length > 0) throw new Failure(refusalMessage(refused));
}
