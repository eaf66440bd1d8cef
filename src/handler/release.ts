import { ChartSource, Helm, ReleaseName } from './helm';
import { Kubernetes } from './kubernetes';
import { isClaim, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { Waited } from './readiness.rules';
import { deleteRecord, DeploymentRecord, Records, writeRecord } from './records';
import { Failure, LONGEST, Progress, Request, Run, until } from './request';
import { waitForReadiness } from './waiting';
import { textAt } from '../inventory/kubernetes-object.rules';

/** What a request for a Helm release asks for. */
export interface WantedRelease extends ReleaseName {
  readonly deployment: string;
  readonly source: ChartSource;
  /** as JSON. */
  readonly values: string;
  readonly createNamespace: boolean;
  readonly waitMilliseconds: number;
  readonly skipped: ReadonlySet<Waited>;
}

export interface ReleaseTools {
  readonly run: Run;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
}

const titleOf = ({ namespace, release }: ReleaseName): string => `${namespace}/${release}`;

// one record for each release: a deployment whose release got another name has both, until the old one is gone
function claimOf(stackId: string, name: ReleaseName & { readonly deployment: string }): DeploymentRecord & { readonly release: string } {
  const release = titleOf(name);
  return { deployment: `${name.deployment} ${release}`, stackId, refs: [], release };
}

/** Installs or upgrades a release, and waits for its pods as for those of a chart of cdk8s. */
export async function applyRelease(
  tools: ReleaseTools, { StackId }: Request, wanted: WantedRelease, { step, startedAt }: Progress, reached: (step: string) => void,
): Promise<void> {
  const { run, kubernetes, helm } = tools;
  const endsAt = startedAt + Math.min(wanted.waitMilliseconds, LONGEST);
  if (step !== 'wait') {
    await writeRecord(kubernetes, claimOf(StackId, wanted));
    await unlocked(helm, wanted, async () => {
      const timeoutSeconds = Math.max(60, Math.floor((Math.min(endsAt, run.stopAt) - run.clock.now()) / 1000));
      await helm.upgrade(wanted, wanted.source, wanted.values, { createNamespace: wanted.createNamespace, timeoutSeconds });
    });
    reached('wait');
  }
  await waitForReadiness(run, kubernetes, await objectsOf(tools, wanted), endsAt, wanted.skipped);
}

/** Takes a release away, and waits until its objects and the volumes of its claims are gone. One that another resource has meanwhile stays. */
export async function deleteRelease(
  tools: ReleaseTools, { StackId }: Request, name: ReleaseName & { readonly deployment: string }, endsAt: number,
): Promise<void> {
  const { run, kubernetes, helm } = tools;
  const records = await Records.read(kubernetes);
  const claim = claimOf(StackId, name);
  if (!records.releasedBy(claim.release, StackId, claim.deployment)) {
    const before = records.of(StackId, claim.deployment) ?? claim;
    const installed = (await helm.history(name)).length > 0;
    const left = installed ? await toBeGone(tools, name) : { refs: before.refs, volumes: before.volumes ?? [] };
    // what is to be gone is remembered before the release, which knows it, goes
    await writeRecord(kubernetes, { ...before, ...left });
    if (installed) await helm.uninstall(name, Math.max(60, Math.floor((run.stopAt - run.clock.now()) / 1000)));
    await gone(tools, left, endsAt);
  }
  await deleteRecord(kubernetes, claim);
}

const LOCKED = /another operation \(install\/upgrade\/rollback\) is in progress/;

// a Helm that lost the server in the middle could not say so in its release, and the next try finds it locked
async function unlocked(helm: Helm, name: ReleaseName, upgrade: () => Promise<void>): Promise<void> {
  await unlock(helm, name);
  try {
    await upgrade();
  } catch (error) {
    if (!LOCKED.test((error as Error).message)) throw error;
    await unlock(helm, name);
    await upgrade();
  }
}

/** A run that was killed leaves a release that Helm takes for being worked on. Source: Helm documentation, `another operation (install/upgrade/rollback) is in progress`. */
async function unlock(helm: Helm, name: ReleaseName): Promise<void> {
  const history = await helm.history(name);
  const last = history[history.length - 1];
  if (!last?.status.startsWith('pending-')) return;
  await helm.forget(name, last.revision);
}

// what the release made and is still there
const objectsOf = async ({ helm, kubernetes }: ReleaseTools, name: ReleaseName): Promise<LiveObject[]> =>
  kubernetes.existing(await helm.manifest(name), name.namespace);

async function toBeGone(tools: ReleaseTools, name: ReleaseName): Promise<{ refs: ObjectRef[]; volumes: string[] }> {
  const refs = (await objectsOf(tools, name)).filter(({ metadata }) => metadata?.annotations?.['helm.sh/resource-policy'] !== 'keep').map(refOf);
  const claims = await tools.kubernetes.get(refs.filter(isClaim));
  const volumes = await tools.kubernetes.get(claims.flatMap((claim) => {
    const volume = textAt(claim, 'spec', 'volumeName');
    return volume ? [{ apiVersion: 'v1', kind: 'PersistentVolume', name: volume }] : [];
  }));
  return { refs, volumes: volumes.filter((volume) => textAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete').map(({ metadata }) => metadata?.name ?? '') };
}

interface ToBeGone {
  readonly refs: readonly ObjectRef[];
  readonly volumes: readonly string[];
}

async function gone({ run, kubernetes }: ReleaseTools, { refs, volumes }: ToBeGone, endsAt: number): Promise<void> {
  const awaited = [...refs, ...volumes.map((name) => ({ apiVersion: 'v1', kind: 'PersistentVolume', name }))];
  let left: LiveObject[] = [];
  const done = await until(run, endsAt, async () => {
    left = awaited.length === 0 ? [] : await kubernetes.get(left.length > 0 ? left.map(refOf) : awaited);
    return left.length === 0 ? true : undefined;
  });
  if (!done) throw new Failure(`still there: ${left.slice(0, 10).map(({ kind, metadata }) => `${kind} '${metadata?.name}'`).join(', ')}. Whoever set a finalizer has to do its work before the object can go`);
}
