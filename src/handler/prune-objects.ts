import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { deleteCustomResourcesFirst } from './custom-resources';
import { DeploymentInventories, RetiredObject } from './inventory';
import { Kubernetes } from './kubernetes';
import { terminatingMessage } from './namespaces';
import {
  describeRef,
  finalizersOf,
  isPvc,
  isCrd,
  isNamespace,
  keyOfObject,
  keyOfRef,
  LiveObject,
  ObjectRef,
  refOf,
} from './object-ref.rules';
import { DELETION, NO_OWNER, OwnerAnnotations, Owner, OWNER_ANNOTATION, PREVIOUS_ANNOTATION, REMOVABLE_LABEL } from './ownership';
import { at, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

/** What is needed to delete objects. */
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

/** An object that an inventory lists, and the deployment that its annotation has to name. */
export interface PruneCandidate extends RetiredObject, Owner {}

/**
 * Deletes those of the objects that are ours, and waits until they and their volumes are gone.
 *
 * Ours is what has the annotation of its deployment and of this very object, and what no other deployment claims; labels prove nothing.
 * Claims stay where their deployment does not say otherwise, and so do namespaces and CRDs that others still use. An adopted object whose
 * adoption was not committed goes back to what it was.
 */
export async function pruneObjects(
  removal: PruneContext,
  candidates: readonly PruneCandidate[],
  remembered: readonly string[],
): Promise<void> {
  const { kubernetes, saveVolumes } = removal;
  const { removable, ifUnused } = await deletableOf(removal, candidates);
  const inside = await pvcsInNamespaces(removal, removable);
  const volumes = [...new Set([...remembered, ...(await persistentVolumesOf(kubernetes, [...removable.filter(isPvc), ...inside]))])];
  if (volumes.length > remembered.length) await saveVolumes(volumes);
  // definitions and namespaces last: a controller may need them to let go of what is of their kind, or in them
  for (const wanted of [0, 1, 2]) {
    const unused = await unusedOf(
      removal,
      ifUnused.filter(({ object }) => rankOf(object) === wanted),
    );
    const group = [...removable.filter((object) => rankOf(object) === wanted), ...unused].reverse();
    if (group.length === 0) continue;
    await deleteCustomResourcesFirst(removal, group, removal.endsAt);
    await kubernetes.delete(group.map((object) => ({ ...refOf(object), uid: object.metadata?.uid })));
    await waitForDeletion(removal, group);
  }
  await waitForVolumeDeletion(removal, volumes);
}

function rankOf(object: LiveObject): number {
  if (isNamespace(object)) return 2;
  return isCrd(object) ? 1 : 0;
}

interface OwnObject {
  readonly object: LiveObject;
  readonly owner: PruneCandidate;
}

interface Deletable {
  readonly removable: readonly LiveObject[];
  /** namespaces and CRDs, which are deleted if nothing is left in them. */
  readonly ifUnused: readonly OwnObject[];
}

async function deletableOf(removal: PruneContext, candidates: readonly PruneCandidate[]): Promise<Deletable> {
  const { kubernetes } = removal;
  const byKey = new Map<string, PruneCandidate[]>();
  for (const each of candidates) byKey.set(keyOfRef(each), [...(byKey.get(keyOfRef(each)) ?? []), each]);
  const live = candidates.length === 0 ? [] : await kubernetes.get([...byKey.values()].map(([first]) => first));
  const removable: LiveObject[] = [];
  const ifUnused: OwnObject[] = [];
  for (const object of live) {
    const owner = await ownerToDelete(removal, object, byKey.get(keyOfObject(object))!);
    if (!owner) continue;
    if (isPvc(object) && !owner.removable) await keep(removal, { object, owner });
    else if ((isNamespace(object) || isCrd(object)) && !owner.removable) ifUnused.push({ object, owner });
    else removable.push(object);
  }
  return { removable, ifUnused };
}

/** The deployment whose object this is; none where it stays. */
async function ownerToDelete(
  removal: PruneContext,
  object: LiveObject,
  possible: readonly PruneCandidate[],
): Promise<PruneCandidate | undefined> {
  const { run, kubernetes, ownerAnnotations, inventories } = removal;
  const ref = refOf(object);
  const own = possible.find((each) => ownerAnnotations.isOwnedBy(each, object) && inventories.otherOwnersOf(ref, each).length === 0);
  if (!own) {
    // given up for good: it cannot come back to us any more
    if (possible.some((each) => ownerAnnotations.wasOwnedBy(each, object))) {
      await kubernetes.annotate(ref, { [PREVIOUS_ANNOTATION]: undefined });
    }
    if (!ownerAnnotations.ownerOf(object)) {
      run.log(`${describeRef(ref)} is retained: its annotation ${OWNER_ANNOTATION} names another owner`);
    }
    return undefined;
  }
  const before = object.metadata?.annotations?.[PREVIOUS_ANNOTATION];
  const snapshot = before === undefined ? undefined : inventories.snapshotOf(own, ref);
  if (snapshot && snapshot.metadata?.uid === object.metadata?.uid) {
    run.log(`${describeRef(ref)} is as it was before its adoption`);
    await kubernetes.restore(snapshot);
    return undefined;
  }
  const previous = ownerAnnotations.ownerOf(object, PREVIOUS_ANNOTATION);
  if (before === NO_OWNER) {
    run.log(`${describeRef(ref)} is retained: it was adopted, and the inventory with its former content does not exist`);
    await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: undefined, [PREVIOUS_ANNOTATION]: undefined });
    return undefined;
  }
  if (previous && inventories.isListedByOwner(previous.value, ref, ownerAnnotations) === undefined) {
    run.log(
      `${describeRef(ref)} is retained: it was adopted from ${previous.deployment} of stack ${previous.stack}, ` +
        'whose inventory does not exist',
    );
    await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: previous.value, [PREVIOUS_ANNOTATION]: undefined });
    return undefined;
  }
  if (!isKeptByAnnotation(object)) return own;
  await keep(removal, { object, owner: own });
  return undefined;
}

// source: Helm documentation, helm.sh/resource-policy
const isKeptByAnnotation = ({ metadata }: LiveObject): boolean =>
  metadata?.annotations?.[DELETION] === 'keep' || metadata?.annotations?.['helm.sh/resource-policy'] === 'keep';

// a deployment of this stack and name has it again without adoption
async function keep({ kubernetes, ownerAnnotations }: PruneContext, { object, owner }: OwnObject): Promise<void> {
  const annotations = { [OWNER_ANNOTATION]: ownerAnnotations.keptValueFor(owner), [PREVIOUS_ANNOTATION]: undefined };
  await kubernetes.annotate(refOf(object), annotations);
}

/** Those that nothing uses any more; the others are kept, and the log names what is in them. */
async function unusedOf(removal: PruneContext, objects: readonly OwnObject[]): Promise<LiveObject[]> {
  const unused: LiveObject[] = [];
  for (const each of objects) {
    const users = isNamespace(each.object)
      ? await contentOf(removal.kubernetes, each.object)
      : await objectsOfCrd(removal.kubernetes, each.object);
    if (users.length === 0) {
      unused.push(each.object);
      continue;
    }
    const named = users.slice(0, 3).map((user) => describeRef(refOf(user)));
    removal.run.log(
      `${describeRef(refOf(each.object))} is retained: ${named.join(', ')}${users.length > 3 ? ' and more' : ''} still exist`,
    );
    await keep(removal, each);
  }
  return unused;
}

/** Objects in a namespace, without those that controllers of Kubernetes create in each. */
const contentOf = async (kubernetes: Kubernetes, { metadata }: LiveObject): Promise<LiveObject[]> =>
  (await kubernetes.listInNamespace(metadata?.name ?? '')).filter((object) => !isCreatedByServer(object));

/**
 * Source: pkg/controller/serviceaccount/serviceaccounts_controller.go (ServiceAccount default);
 * pkg/controller/certificates/rootcacertpublisher (ConfigMap kube-root-ca.crt). Events, endpoints and objects with an owner are deleted
 * with what they belong to.
 */
function isCreatedByServer({ kind, metadata }: LiveObject): boolean {
  if (metadata?.deletionTimestamp !== undefined || (metadata?.ownerReferences?.length ?? 0) > 0) return true;
  if (['Event', 'Endpoints', 'EndpointSlice', 'PodMetrics'].includes(kind)) return true;
  return (kind === 'ServiceAccount' && metadata?.name === 'default') || (kind === 'ConfigMap' && metadata?.name === 'kube-root-ca.crt');
}

async function objectsOfCrd(kubernetes: Kubernetes, definition: LiveObject): Promise<LiveObject[]> {
  const [version] = listAt(definition, 'spec', 'versions').filter((each) => at(each, 'served') === true);
  const apiVersion = `${stringAt(definition, 'spec', 'group')}/${stringAt(version, 'name')}`;
  const kind = stringAt(definition, 'spec', 'names', 'kind') ?? '';
  return version === undefined ? [] : kubernetes.list({ apiVersion, kind }, { metadataOnly: true, limit: 4 });
}

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

// by uid: one that a controller creates again at once is another object
async function waitForDeletion({ run, kubernetes, endsAt }: PruneContext, objects: readonly LiveObject[]): Promise<void> {
  const uids = new Set(objects.map(({ metadata }) => metadata?.uid));
  let left: readonly LiveObject[] = objects;
  const done = await pollUntil(
    run,
    endsAt,
    async () => {
      const found = await kubernetes.get(left.map(refOf), { metadataOnly: true });
      left = found.filter(({ metadata }) => uids.has(metadata?.uid));
      return left.length === 0 ? true : undefined;
    },
    3_000,
  );
  if (done) return;
  const named = left.slice(0, 10).map((object) => `${describeRef(refOf(object))}${finalizersOf(object)}`);
  const namespaces = await kubernetes.get(left.filter(isNamespace).slice(0, 3).map(refOf));
  throw new Failure(
    `timed out waiting for the deletion of ${named.join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}. ` +
      ['Check the controllers of their finalizers', ...namespaces.map(terminatingMessage)].join('\n'),
  );
}

async function waitForVolumeDeletion({ run, kubernetes, endsAt }: PruneContext, names: readonly string[]): Promise<void> {
  let left: readonly LiveObject[] = [];
  const done = await pollUntil(
    run,
    endsAt,
    async () => {
      left = names.length === 0 ? [] : await kubernetes.get(names.map(volumeRef), { metadataOnly: true });
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
