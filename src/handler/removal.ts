import { Kubernetes } from './kubernetes';
import { describeRef, isClaim, isDefinition, isNamespace, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { Marks, Owner, OWNER_ANNOTATION, PREVIOUS_ANNOTATION, REMOVABLE_LABEL } from './ownership';
import { Records, Retired } from './records';
import { Failure, Run, until } from './request';
import { textAt } from '../kubernetes/kubernetes-object.rules';

/** What is needed to take objects away. */
export interface Removal {
  readonly run: Run;
  readonly kubernetes: Kubernetes;
  readonly marks: Marks;
  readonly records: Records;
  readonly stackId: string;
  readonly endsAt: number;
  /** keeps the names of volumes for a later try, because their claims are gone by then. */
  readonly remember: (volumes: readonly string[]) => Promise<void>;
}

/** An object that a record lists, and the deployment that its annotation has to name. */
export interface Candidate extends Retired, Owner {}

/**
 * Deletes those of the objects that are ours, and waits until they and their volumes are gone.
 *
 * Ours is what carries the annotation of its deployment and of this very object, and what no other deployment claims; labels prove nothing. Claims and
 * namespaces stay where their deployment did not say that they may go.
 */
export async function remove(removal: Removal, candidates: readonly Candidate[], remembered: readonly string[]): Promise<void> {
  const { kubernetes, remember } = removal;
  const removable = await removableOf(removal, candidates);
  const inside = await claimsInside(removal, removable);
  const volumes = [...new Set([...remembered, ...await volumesOf(kubernetes, [...removable.filter(isClaim), ...inside])])];
  if (volumes.length > remembered.length) await remember(volumes);
  // definitions and namespaces last: a controller may need them to let go of what is of their kind, or in them
  const rank = (object: LiveObject) => (isNamespace(object) ? 2 : isDefinition(object) ? 1 : 0);
  for (const wanted of [0, 1, 2]) {
    const group = removable.filter((object) => rank(object) === wanted).reverse();
    if (group.length === 0) continue;
    await kubernetes.delete(group.map(refOf));
    await gone(removal, group);
  }
  await volumesGone(removal, volumes);
}

async function removableOf({ run, kubernetes, marks, records }: Removal, candidates: readonly Candidate[]): Promise<LiveObject[]> {
  const byKey = new Map<string, Candidate[]>();
  for (const each of candidates) byKey.set(keyOfRef(each), [...byKey.get(keyOfRef(each)) ?? [], each]);
  const live = candidates.length === 0 ? [] : await kubernetes.get([...byKey.values()].map(([first]) => first));
  const removable: LiveObject[] = [];
  for (const object of live) {
    const ref = refOf(object);
    const possible = byKey.get(keyOfRef(ref))!;
    const own = possible.find((each) => marks.isOwn(each, object) && records.others(ref, each).length === 0);
    const previous = marks.ownerOf(object, PREVIOUS_ANNOTATION);
    if (!own) {
      // given up for good: it cannot come back to us any more
      if (possible.some((each) => marks.wasOwn(each, object))) await kubernetes.annotate(ref, { [PREVIOUS_ANNOTATION]: undefined });
      if (!marks.ownerOf(object)) run.log(`${describeRef(ref)} stays: its annotation ${OWNER_ANNOTATION} does not say that it is ours`);
    } else if (previous && records.claimedBy(previous.text, ref, marks) === undefined) {
      run.log(`${describeRef(ref)} stays: it was taken from ${previous.deployment} of stack ${previous.stack}, of which there is no record`);
      await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: previous.text, [PREVIOUS_ANNOTATION]: undefined });
    } else if (needsWord(object) && !own.removable) {
      // whoever deploys it next has it without a word
      await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: undefined, [PREVIOUS_ANNOTATION]: undefined });
    } else {
      removable.push(object);
    }
  }
  return removable;
}

/** Whether an object is deleted only if its deployment says so. */
const needsWord = (object: LiveObject): boolean => isClaim(object) || isNamespace(object);

// a namespace takes everything in it along
async function claimsInside({ kubernetes, marks, stackId }: Removal, removable: readonly LiveObject[]): Promise<LiveObject[]> {
  const claims: LiveObject[] = [];
  for (const { metadata } of removable.filter(isNamespace)) {
    claims.push(...await kubernetes.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }, { namespace: metadata?.name }));
  }
  const going = new Set(removable.map(({ metadata }) => metadata?.uid));
  const mayGo = (claim: LiveObject): boolean => {
    const mark = marks.ownerOf(claim);
    return going.has(claim.metadata?.uid) || (claim.metadata?.labels?.[REMOVABLE_LABEL] === 'true' && mark !== undefined && marks.isOfStack(mark, stackId));
  };
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

// by uid: one that a controller makes again at once is another object
async function gone({ run, kubernetes, endsAt }: Removal, objects: readonly LiveObject[]): Promise<void> {
  const uids = new Set(objects.map(({ metadata }) => metadata?.uid));
  let left: readonly LiveObject[] = objects;
  const done = await until(run, endsAt, async () => {
    left = (await kubernetes.get(left.map(refOf))).filter(({ metadata }) => uids.has(metadata?.uid));
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
