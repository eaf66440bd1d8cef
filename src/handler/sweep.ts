import { Kubernetes } from './kubernetes';
import { ObjectRef, refOf } from './object-ref.rules';
import { OWNER_LABEL, ownerOf } from './ownership';
import { deleteRecord, DeploymentRecord, recordOf, Records, writeRecord } from './records';
import { mayGo, remove } from './removal';
import { Request, Run } from './request';

/** A kind as `apiVersion/kind`. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a sweep could not delete is left to the next one under this name. */
const LEFTOVERS = '(left over)';

/**
 * Deletes what carries the label of the stack and no deployment claims.
 *
 * It runs when CloudFormation deletes the sweep of an earlier version: after every update of the stack has succeeded, or after it was rolled
 * back, or when the stack goes. So an object that moves between two deployments is never deleted on the way.
 */
export async function sweep(run: Run, kubernetes: Kubernetes, { StackId }: Request, kinds: readonly Kind[], endsAt: number): Promise<void> {
  const owner = ownerOf(StackId);
  const records = await Records.read(kubernetes);
  const leftovers = records.of(StackId, LEFTOVERS);
  const unclaimed: ObjectRef[] = [];
  for (const kind of kindsOf(kinds, leftovers)) {
    const found = await kubernetes.list(kind, { selector: `${OWNER_LABEL}=${owner}` });
    unclaimed.push(...found.filter(mayGo).map(refOf).filter((ref) => !claimedBy(records, ref, leftovers)));
  }
  if (unclaimed.length === 0 && !leftovers) return;
  const left: DeploymentRecord = { ...recordOf(LEFTOVERS, StackId, []), refs: unclaimed, volumes: leftovers?.volumes };
  // before anything is deleted: a run that fails leaves the names of what is left
  if (unclaimed.length > 0) await writeRecord(kubernetes, left);
  const remember = async (volumes: readonly string[]) => writeRecord(kubernetes, { ...left, volumes });
  await remove({ run, kubernetes, owner, endsAt, remember }, unclaimed, leftovers?.volumes ?? []);
  await deleteRecord(kubernetes, left);
}

function kindsOf(kinds: readonly Kind[], leftovers: DeploymentRecord | undefined): Kind[] {
  const all = [...kinds, ...leftovers?.refs ?? []];
  return [...new Map(all.map(({ apiVersion, kind }) => [`${apiVersion}/${kind}`, { apiVersion, kind }])).values()];
}

const claimedBy = (records: Records, ref: ObjectRef, leftovers: DeploymentRecord | undefined): boolean =>
  leftovers ? records.others(ref, leftovers.stackId, leftovers.deployment).length > 0 : records.claimed(ref);
