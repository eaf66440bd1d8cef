import { Kubernetes } from './kubernetes';
import { describeRef, isClaim, isDefinition, isNamespace, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { isOwnedBy, REMOVABLE_LABEL } from './ownership';
import { Failure, Run, until } from './request';
import { textAt } from '../inventory/kubernetes-object.rules';

/** What is needed to take objects away. */
export interface Removal {
  readonly run: Run;
  readonly kubernetes: Kubernetes;
  /** the label of the stack: what does not carry it is somebody else's. */
  readonly owner: string;
  readonly endsAt: number;
  /** keeps the names of volumes for a later try, because their claims are gone by then. */
  readonly remember: (volumes: readonly string[]) => Promise<void>;
}

/**
 * Deletes those of the objects that are ours, and waits until they and their volumes are gone.
 *
 * Claims and namespaces stay where their deployment did not say that they may go.
 */
export async function remove(removal: Removal, refs: readonly ObjectRef[], remembered: readonly string[]): Promise<void> {
  const { kubernetes, owner, remember } = removal;
  const removable = (await kubernetes.get(refs)).filter((object) => isOwnedBy(object, owner) && mayGo(object));
  const inside = await claimsInside(kubernetes, removable);
  const volumes = [...new Set([...remembered, ...await volumesOf(kubernetes, [...removable.filter(isClaim), ...inside])])];
  if (volumes.length > remembered.length) await remember(volumes);
  // definitions and namespaces last: a controller may need them to let go of what is of their kind, or in them
  const rank = (object: LiveObject) => (isNamespace(object) ? 2 : isDefinition(object) ? 1 : 0);
  for (const wanted of [0, 1, 2]) {
    const group = removable.filter((object) => rank(object) === wanted).map(refOf).reverse();
    if (group.length === 0) continue;
    await kubernetes.delete(group);
    await gone(removal, group);
  }
  await volumesGone(removal, volumes);
}

/** Whether an object is deleted without a word of its own. */
export const mayGo = (object: LiveObject): boolean => (!isClaim(object) && !isNamespace(object)) || object.metadata?.labels?.[REMOVABLE_LABEL] === 'true';

// a namespace takes everything in it along
async function claimsInside(kubernetes: Kubernetes, removable: readonly LiveObject[]): Promise<LiveObject[]> {
  const claims: LiveObject[] = [];
  for (const { metadata } of removable.filter(isNamespace)) {
    claims.push(...await kubernetes.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }, { namespace: metadata?.name }));
  }
  const kept = claims.filter((claim) => claim.metadata?.deletionTimestamp === undefined && !mayGo(claim));
  if (kept.length > 0) {
    throw new Failure(`${kept.map((claim) => describeRef(refOf(claim))).join(', ')}: a namespace that goes takes its claims along, and their deployment does not say so. `
      + 'Delete the claims, give removeClaims: true to their deployment, or leave removeNamespaces out');
  }
  return claims;
}

async function volumesOf(kubernetes: Kubernetes, claims: readonly LiveObject[]): Promise<string[]> {
  const names = claims.map((claim) => textAt(claim, 'spec', 'volumeName')).filter((name): name is string => name !== undefined);
  const volumes = await kubernetes.get(names.map(volumeRef));
  return volumes.filter((volume) => textAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete').map(({ metadata }) => metadata?.name ?? '');
}

const volumeRef = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'PersistentVolume', name });

async function gone({ run, kubernetes, endsAt, owner }: Removal, refs: readonly ObjectRef[]): Promise<void> {
  let left: LiveObject[] = [];
  const done = await until(run, endsAt, async () => {
    // one that was made again by somebody else meanwhile is not ours any more
    left = (await kubernetes.get(left.length > 0 ? left.map(refOf) : refs)).filter((object) => isOwnedBy(object, owner));
    return left.length === 0 ? true : undefined;
  }, 3_000);
  if (done) return;
  const named = left.slice(0, 10).map((object) => `${describeRef(refOf(object))}${finalizersOf(object)}`);
  throw new Failure(`still there: ${named.join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}. Whoever set a finalizer has to do its work before the object can go`);
}

const finalizersOf = ({ metadata }: LiveObject): string => (metadata?.finalizers?.length ? ` (finalizers: ${metadata.finalizers.join(', ')})` : '');

async function volumesGone({ run, kubernetes, endsAt }: Removal, names: readonly string[]): Promise<void> {
  let left: readonly LiveObject[] = [];
  const done = await until(run, endsAt, async () => {
    left = names.length === 0 ? [] : await kubernetes.get(names.map(volumeRef));
    return left.length === 0 ? true : undefined;
  }, 3_000);
  if (!done) throw new Failure(`volumes of deleted claims are still there: ${left.map(refOf).map(describeRef).join(', ')}. Their driver has to delete them: look at its log`);
}
