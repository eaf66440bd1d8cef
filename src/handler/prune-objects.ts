import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { DeploymentInventories, RetiredObject } from './inventory';
import { Kubernetes } from './kubernetes';
import { describeRef, isPvc, isCrd, isNamespace, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { OwnerAnnotations, Owner, OWNER_ANNOTATION, PREVIOUS_ANNOTATION, REMOVABLE_LABEL } from './ownership';
import { stringAt } from '../kubernetes/kubernetes-object.rules';

/** What is needed to take objects away. */
export interface PruneContext {
  readonly run: Invocation;
  readonly kubernetes: Kubernetes;
  readonly ownerAnnotations: OwnerAnnotations;
  readonly inventories: DeploymentInventories;
  readonly stackId: string;
  readonly endsAt: number;
  /** keeps the names of volumes for a later try, because their claims are gone by then. */
  readonly saveVolumes: (volumes: readonly string[]) => Promise<void>;
}

/** An object that a record lists, and the deployment that its annotation has to name. */
export interface PruneCandidate extends RetiredObject, Owner {}

/**
 * Deletes those of the objects that are ours, and waits until they and their volumes are gone.
 *
 * Ours is what carries the annotation of its deployment and of this very object, and what no other deployment claims; labels prove nothing.
 * Claims and namespaces stay where their deployment did not say that they may go.
 */
export async function pruneObjects(
  removal: PruneContext,
  candidates: readonly PruneCandidate[],
  remembered: readonly string[],
): Promise<void> {
  const { kubernetes, saveVolumes } = removal;
  const removable = await deletableOf(removal, candidates);
  const inside = await pvcsInNamespaces(removal, removable);
  const volumes = [...new Set([...remembered, ...(await persistentVolumesOf(kubernetes, [...removable.filter(isPvc), ...inside]))])];
  if (volumes.length > remembered.length) await saveVolumes(volumes);
  // definitions and namespaces last: a controller may need them to let go of what is of their kind, or in them
  const rank = (object: LiveObject) => {
    if (isNamespace(object)) return 2;
    return isCrd(object) ? 1 : 0;
  };
  for (const wanted of [0, 1, 2]) {
    const group = removable.filter((object) => rank(object) === wanted).reverse();
    if (group.length === 0) continue;
    await kubernetes.delete(group.map(refOf));
    await waitForDeletion(removal, group);
  }
  await waitForVolumeDeletion(removal, volumes);
}

async function deletableOf(
  { run, kubernetes, ownerAnnotations, inventories }: PruneContext,
  candidates: readonly PruneCandidate[],
): Promise<LiveObject[]> {
  const byKey = new Map<string, PruneCandidate[]>();
  for (const each of candidates) byKey.set(keyOfRef(each), [...(byKey.get(keyOfRef(each)) ?? []), each]);
  const live = candidates.length === 0 ? [] : await kubernetes.get([...byKey.values()].map(([first]) => first));
  const removable: LiveObject[] = [];
  for (const object of live) {
    const ref = refOf(object);
    const possible = byKey.get(keyOfRef(ref))!;
    const own = possible.find((each) => ownerAnnotations.isOwnedBy(each, object) && inventories.otherOwnersOf(ref, each).length === 0);
    const previous = ownerAnnotations.ownerOf(object, PREVIOUS_ANNOTATION);
    if (!own) {
      // given up for good: it cannot come back to us any more
      if (possible.some((each) => ownerAnnotations.wasOwnedBy(each, object))) {
        await kubernetes.annotate(ref, { [PREVIOUS_ANNOTATION]: undefined });
      }
      if (!ownerAnnotations.ownerOf(object)) {
        run.log(`${describeRef(ref)} is retained: its annotation ${OWNER_ANNOTATION} names another owner`);
      }
    } else if (previous && inventories.isListedByOwner(previous.value, ref, ownerAnnotations) === undefined) {
      run.log(
        `${describeRef(ref)} is retained: it was adopted from ${previous.deployment} of stack ${previous.stack}, ` +
          'whose inventory does not exist',
      );
      await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: previous.value, [PREVIOUS_ANNOTATION]: undefined });
    } else if (isKeptByDefault(object) && !own.removable) {
      // the next deployment of the object owns it without a conflict
      await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: undefined, [PREVIOUS_ANNOTATION]: undefined });
    } else {
      removable.push(object);
    }
  }
  return removable;
}

/** Whether an object is deleted only if its deployment says so. */
const isKeptByDefault = (object: LiveObject): boolean => isPvc(object) || isNamespace(object);

// a namespace takes everything in it along
async function pvcsInNamespaces(
  { kubernetes, ownerAnnotations, stackId }: PruneContext,
  removable: readonly LiveObject[],
): Promise<LiveObject[]> {
  const claims: LiveObject[] = [];
  for (const { metadata } of removable.filter(isNamespace)) {
    claims.push(...(await kubernetes.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }, { namespace: metadata?.name })));
  }
  const going = new Set(removable.map(({ metadata }) => metadata?.uid));
  const mayGo = (claim: LiveObject): boolean => {
    const mark = ownerAnnotations.ownerOf(claim);
    return (
      going.has(claim.metadata?.uid) ||
      (claim.metadata?.labels?.[REMOVABLE_LABEL] === 'true' && mark !== undefined && ownerAnnotations.isOfStack(mark, stackId))
    );
  };
  const kept = claims.filter((claim) => claim.metadata?.deletionTimestamp === undefined && !mayGo(claim));
  if (kept.length > 0) {
    throw new Failure(
      `${kept.map((claim) => describeRef(refOf(claim))).join(', ')}: deleting the namespace would delete its PersistentVolumeClaims, ` +
        'whose deployment does not set deletePersistentVolumeClaims. ' +
        'Delete the claims, set deletePersistentVolumeClaims: true in their deployment, or remove deleteNamespaces',
    );
  }
  return claims;
}

async function persistentVolumesOf(kubernetes: Kubernetes, claims: readonly LiveObject[]): Promise<string[]> {
  const names = claims.map((claim) => stringAt(claim, 'spec', 'volumeName')).filter((name): name is string => name !== undefined);
  const volumes = await kubernetes.get(names.map(volumeRef));
  return volumes
    .filter((volume) => stringAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete')
    .map(({ metadata }) => metadata?.name ?? '');
}

const volumeRef = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'PersistentVolume', name });

// by uid: one that a controller makes again at once is another object
async function waitForDeletion({ run, kubernetes, endsAt }: PruneContext, objects: readonly LiveObject[]): Promise<void> {
  const uids = new Set(objects.map(({ metadata }) => metadata?.uid));
  let left: readonly LiveObject[] = objects;
  const done = await pollUntil(
    run,
    endsAt,
    async () => {
      left = (await kubernetes.get(left.map(refOf))).filter(({ metadata }) => uids.has(metadata?.uid));
      return left.length === 0 ? true : undefined;
    },
    3_000,
  );
  if (done) return;
  const named = left.slice(0, 10).map((object) => `${describeRef(refOf(object))}${finalizersOf(object)}`);
  throw new Failure(
    `timed out waiting for the deletion of ${named.join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}. ` +
      'Check the controllers of their finalizers',
  );
}

const finalizersOf = ({ metadata }: LiveObject): string =>
  metadata?.finalizers?.length ? ` (finalizers: ${metadata.finalizers.join(', ')})` : '';

async function waitForVolumeDeletion({ run, kubernetes, endsAt }: PruneContext, names: readonly string[]): Promise<void> {
  let left: readonly LiveObject[] = [];
  const done = await pollUntil(
    run,
    endsAt,
    async () => {
      left = names.length === 0 ? [] : await kubernetes.get(names.map(volumeRef));
      return left.length === 0 ? true : undefined;
    },
    3_000,
  );
  if (!done) {
    throw new Failure(
      `timed out waiting for the deletion of ${left.map(refOf).map(describeRef).join(', ')}, whose PersistentVolumeClaims were deleted. ` +
        'Check the log of their CSI driver',
    );
  }
}
