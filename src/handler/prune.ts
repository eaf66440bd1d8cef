import { CustomResourceRequest, Invocation } from './custom-resource-request';
import { deleteInventory, DeploymentInventory, DeploymentInventories, writeInventory } from './inventory';
import { Kubernetes } from './kubernetes';
import { OwnerAnnotations } from './ownership';
import { PruneCandidate, pruneObjects } from './prune-objects';

/** Volumes whose claims a prune has deleted are remembered under this name. */
const LEFTOVERS = '(left over)';

/**
 * Deletes what the records of the stack list as retired and no deployment claims, if it still names the deployment that had it.
 *
 * It runs when CloudFormation deletes the sweep of an earlier version: after every update of the stack has succeeded, or after it was
 * rolled back, or when the stack goes. So an object that moves between two deployments is never deleted on the way.
 */
export async function prune(
  run: Invocation,
  kubernetes: Kubernetes,
  { StackId: stackId }: CustomResourceRequest,
  marks: OwnerAnnotations,
  endsAt: number,
): Promise<void> {
  const records = await DeploymentInventories.read(kubernetes, marks.cluster, run);
  const leftovers = records.forOwner({ stackId, deployment: LEFTOVERS });
  const pruned = records.ofStack(stackId).filter(({ retired = [], deleted }) => retired.length > 0 || deleted);
  const candidates = pruned.flatMap(({ deployment, retired = [] }) =>
    retired.map((ref): PruneCandidate => ({ ...ref, stackId, deployment })),
  );
  let written = leftovers !== undefined;
  const remember = async (volumes: readonly string[]) => {
    written = true;
    await writeInventory(kubernetes, { stackId, deployment: LEFTOVERS, cluster: marks.cluster, refs: [], volumes });
  };
  const known = [...new Set([leftovers, ...pruned].flatMap((record) => record?.volumes ?? []))];
  await pruneObjects(
    { run, kubernetes, ownerAnnotations: marks, inventories: records, stackId, endsAt, saveVolumes: remember },
    candidates,
    known,
  );
  for (const record of pruned) await clearRetired(kubernetes, record);
  if (written) await deleteInventory(kubernetes, { stackId, deployment: LEFTOVERS });
}

// a run that fails leaves the names of what is left to the next prune
async function clearRetired(kubernetes: Kubernetes, record: DeploymentInventory): Promise<void> {
  const { retired: _, volumes: __, ...rest } = record;
  return record.deleted ? deleteInventory(kubernetes, record) : writeInventory(kubernetes, rest);
}
