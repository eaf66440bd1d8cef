import { CustomResourceRequest, Failure, Invocation } from './custom-resource-request';
import { deleteInventory, DeploymentInventory, DeploymentInventories, writeInventory } from './inventory';
import { Kubernetes } from './kubernetes';
import { keyOfObject, keyOfRef, refOf } from './object-ref.rules';
import { NO_OWNER, OwnerAnnotations, PREVIOUS_ANNOTATION } from './ownership';
import { PruneCandidate, pruneObjects } from './prune-objects';

/** Volumes whose claims a prune has deleted are remembered under this name. */
const LEFTOVERS = '(left over)';

/** How long an update waits for finalizers: what is left then is left to the next prune. */
const UPDATE_WAIT = 10 * 60_000;

/**
 * Deletes what the inventories of the stack list as retired and no deployment claims, if it still names the deployment that had it, and
 * commits what is claimed.
 *
 * It runs when CloudFormation deletes the prune resource of an earlier version: after every update of the stack has succeeded, or after it
 * was rolled back, or when the stack is deleted. So an object that moves between two deployments is never deleted on the way.
 */
export async function prune(
  run: Invocation,
  kubernetes: Kubernetes,
  { StackId: stackId }: CustomResourceRequest,
  marks: OwnerAnnotations,
  startedAt: number,
  endsAt: number,
): Promise<void> {
  const inventories = await DeploymentInventories.read(kubernetes, marks.cluster, run);
  const leftovers = inventories.forOwner({ stackId, deployment: LEFTOVERS });
  const ofStack = inventories.ofStack(stackId).filter(({ deployment }) => deployment !== LEFTOVERS);
  const pruned = ofStack.filter(({ retired = [], deleted }) => retired.length > 0 || deleted);
  const candidates = pruned.flatMap(({ deployment, retired = [] }) =>
    retired.map((ref): PruneCandidate => ({ ...ref, stackId, deployment })),
  );
  const isUpdate = ofStack.some(({ deleted }) => !deleted);
  let written = leftovers !== undefined;
  const remember = async (volumes: readonly string[]) => {
    written = true;
    await writeInventory(kubernetes, { stackId, deployment: LEFTOVERS, cluster: marks.cluster, refs: [], volumes });
  };
  const known = [...new Set([leftovers, ...pruned].flatMap((inventory) => inventory?.volumes ?? []))];
  const until = isUpdate ? Math.min(endsAt, startedAt + UPDATE_WAIT) : endsAt;
  const context = { run, kubernetes, ownerAnnotations: marks, inventories, stackId, endsAt: until, saveVolumes: remember };
  try {
    await pruneObjects(context, candidates, known);
  } catch (error) {
    // an update is done already: what holds an object is not its fault
    if (!isUpdate || !(error instanceof Failure)) throw error;
    run.log(`left to the next update or deletion: ${error.message}`);
    for (const inventory of ofStack) if (!inventory.deleted) await commit(kubernetes, inventory, inventory.retired);
    return;
  }
  for (const inventory of ofStack) {
    if (inventory.deleted) await deleteInventory(kubernetes, inventory);
    else await commit(kubernetes, inventory);
  }
  if (written) await deleteInventory(kubernetes, { stackId, deployment: LEFTOVERS });
}

/** What a deployment has now is what a rollback goes back to; adopted objects are its own. */
async function commit(kubernetes: Kubernetes, inventory: DeploymentInventory, left: DeploymentInventory['retired'] = []): Promise<void> {
  const { retired = [], volumes, snapshots = [], committed, ...rest } = inventory;
  const claimed = new Set(inventory.refs.map(keyOfRef));
  const adopted = snapshots.filter((object) => claimed.has(keyOfObject(object))).map(refOf);
  for (const { metadata, ...object } of adopted.length > 0 ? await kubernetes.get(adopted, { metadataOnly: true }) : []) {
    if (metadata?.annotations?.[PREVIOUS_ANNOTATION] === NO_OWNER) {
      await kubernetes.annotate(refOf({ ...object, metadata }), { [PREVIOUS_ANNOTATION]: undefined });
    }
  }
  const isUnchanged = retired.length === 0 && !volumes && snapshots.length === 0 && committed === inventory.content;
  if (isUnchanged) return;
  await writeInventory(kubernetes, { ...rest, committed: inventory.content, ...(left.length > 0 ? { retired: left, volumes } : {}) });
}
