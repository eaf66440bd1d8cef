import { Kubernetes } from './kubernetes';
import { Marks } from './ownership';
import { deleteRecord, DeploymentRecord, Records, writeRecord } from './records';
import { Candidate, remove } from './removal';
import { Request, Run } from './request';

/** Volumes whose claims a prune has deleted are remembered under this name. */
const LEFTOVERS = '(left over)';

/**
 * Deletes what the records of the stack list as retired and no deployment claims, if it still names the deployment that had it.
 *
 * It runs when CloudFormation deletes the sweep of an earlier version: after every update of the stack has succeeded, or after it was rolled
 * back, or when the stack goes. So an object that moves between two deployments is never deleted on the way.
 */
export async function sweep(run: Run, kubernetes: Kubernetes, { StackId: stackId }: Request, marks: Marks, endsAt: number): Promise<void> {
  const records = await Records.read(kubernetes, marks.cluster, run);
  const leftovers = records.of({ stackId, deployment: LEFTOVERS });
  const pruned = records.ofStack(stackId).filter(({ retired = [], deleted }) => retired.length > 0 || deleted);
  const candidates = pruned.flatMap(({ deployment, retired = [] }) => retired.map((ref): Candidate => ({ ...ref, stackId, deployment })));
  let written = leftovers !== undefined;
  const remember = async (volumes: readonly string[]) => {
    written = true;
    await writeRecord(kubernetes, { stackId, deployment: LEFTOVERS, cluster: marks.cluster, refs: [], volumes });
  };
  const known = [...new Set([leftovers, ...pruned].flatMap((record) => record?.volumes ?? []))];
  await remove({ run, kubernetes, marks, records, stackId, endsAt, remember }, candidates, known);
  for (const record of pruned) await forget(kubernetes, record);
  if (written) await deleteRecord(kubernetes, { stackId, deployment: LEFTOVERS });
}

// a run that fails leaves the names of what is left to the next prune
async function forget(kubernetes: Kubernetes, record: DeploymentRecord): Promise<void> {
  const { retired: _, volumes: __, ...rest } = record;
  return record.deleted ? deleteRecord(kubernetes, record) : writeRecord(kubernetes, rest);
}
