import { Failure, MAX_DURATION, Progress, CustomResourceRequest, Invocation, pollUntil } from './custom-resource-request';
import { ChartSource, Helm, ReleaseName } from './helm';
import { deleteInventory, DeploymentInventory, TerminatingObject, DeploymentInventories, writeInventory } from './inventory';
import { Kubernetes } from './kubernetes';
import { isPvc, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { WaitCategory } from './readiness.rules';
import { waitForReadiness } from './wait-for-readiness';
import { stringAt } from '../kubernetes/kubernetes-object.rules';

/** What a request for a Helm release asks for. */
export interface ReleaseSpec extends ReleaseName {
  readonly deployment: string;
  readonly source: ChartSource;
  /** as JSON. */
  readonly values: string;
  readonly createNamespace: boolean;
  readonly timeoutMilliseconds: number;
  readonly skippedWaits: ReadonlySet<WaitCategory>;
}

export interface ReleaseContext {
  readonly run: Invocation;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** uid of the cluster. */
  readonly clusterUid: string;
}

const releaseKeyOf = ({ namespace, release }: ReleaseName): string => `${namespace}/${release}`;

// one record for each release: a deployment whose release got another name has both, until the old one is gone
function releaseInventoryOf(
  stackId: string,
  cluster: string,
  name: ReleaseName & { readonly deployment: string },
): DeploymentInventory & { readonly release: string } {
  const release = releaseKeyOf(name);
  return { deployment: `${name.deployment} ${release}`, stackId, cluster, refs: [], release };
}

/** Installs or upgrades a release, and waits for its pods as for those of a chart of cdk8s. */
export async function applyRelease(
  tools: ReleaseContext,
  { StackId }: CustomResourceRequest,
  wanted: ReleaseSpec,
  { step, startedAt }: Progress,
  reached: (step: string) => void,
): Promise<void> {
  const { run, kubernetes, helm } = tools;
  const endsAt = startedAt + Math.min(wanted.timeoutMilliseconds, MAX_DURATION);
  if (step !== 'wait') {
    await writeInventory(kubernetes, releaseInventoryOf(StackId, tools.clusterUid, wanted));
    await upgradeUnlocked(helm, wanted, async () => {
      const timeoutSeconds = Math.max(60, Math.floor((Math.min(endsAt, run.deadline) - run.clock.now()) / 1000));
      await helm.upgrade(wanted, wanted.source, wanted.values, { createNamespace: wanted.createNamespace, timeoutSeconds });
    });
    reached('wait');
  }
  await waitForReadiness(run, kubernetes, await objectsOf(tools, wanted), endsAt, wanted.skippedWaits);
}

/**
 * Takes a release away, and waits until its objects and the volumes of its claims are gone. One that another resource has meanwhile stays.
 */
export async function deleteRelease(
  tools: ReleaseContext,
  { StackId }: CustomResourceRequest,
  name: ReleaseName & { readonly deployment: string },
  endsAt: number,
): Promise<void> {
  const { run, kubernetes, helm } = tools;
  const records = await DeploymentInventories.read(kubernetes, tools.clusterUid, run);
  const claim = releaseInventoryOf(StackId, tools.clusterUid, name);
  if (!records.otherOwnerOfRelease(claim.release, claim)) {
    const before = records.forOwner(claim) ?? claim;
    const installed = (await helm.history(name)).length > 0;
    const left = installed ? await releaseDeletionOf(tools, name) : { leaving: before.leaving ?? [], volumes: before.volumes ?? [] };
    // what is to be gone is remembered before the release, which knows it, goes
    await writeInventory(kubernetes, { ...before, ...left });
    if (installed) await helm.uninstall(name, Math.max(60, Math.floor((run.deadline - run.clock.now()) / 1000)));
    await waitForDeletion(tools, left, endsAt);
  }
  await deleteInventory(kubernetes, claim);
}

const LOCKED = /another operation \(install\/upgrade\/rollback\) is in progress/;

// a Helm that lost the server in the middle could not say so in its release, and the next try finds it locked
async function upgradeUnlocked(helm: Helm, name: ReleaseName, upgrade: () => Promise<void>): Promise<void> {
  await unlock(helm, name);
  try {
    await upgrade();
  } catch (error) {
    if (!LOCKED.test((error as Error).message)) throw error;
    await unlock(helm, name);
    await upgrade();
  }
}

/**
 * A run that was killed leaves a release that Helm takes for being worked on. Source: Helm documentation, `another operation
 * (install/upgrade/rollback) is in progress`.
 */
async function unlock(helm: Helm, name: ReleaseName): Promise<void> {
  const history = await helm.history(name);
  const last = history[history.length - 1];
  if (!last?.status.startsWith('pending-')) return;
  await helm.deleteRevision(name, last.revision);
}

// what the release made and is still there
const objectsOf = async ({ helm, kubernetes }: ReleaseContext, name: ReleaseName): Promise<LiveObject[]> =>
  kubernetes.getByManifest(await helm.manifest(name), name.namespace);

async function releaseDeletionOf(tools: ReleaseContext, name: ReleaseName): Promise<ReleaseDeletion> {
  const objects = (await objectsOf(tools, name)).filter(({ metadata }) => metadata?.annotations?.['helm.sh/resource-policy'] !== 'keep');
  const claims = objects.filter(isPvc);
  const volumes = await tools.kubernetes.get(
    claims.flatMap((claim) => {
      const volume = stringAt(claim, 'spec', 'volumeName');
      return volume ? [{ apiVersion: 'v1', kind: 'PersistentVolume', name: volume }] : [];
    }),
  );
  const leaving = objects.map((object): TerminatingObject => ({ ...refOf(object), uid: object.metadata?.uid ?? '' }));
  return {
    leaving,
    volumes: volumes
      .filter((volume) => stringAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete')
      .map(({ metadata }) => metadata?.name ?? ''),
  };
}

interface ReleaseDeletion {
  readonly leaving: readonly TerminatingObject[];
  readonly volumes: readonly string[];
}

// by uid: what a controller makes again at once is another object
async function waitForDeletion({ run, kubernetes }: ReleaseContext, { leaving, volumes }: ReleaseDeletion, endsAt: number): Promise<void> {
  const uids = new Set(leaving.map(({ uid }) => uid));
  let awaited: readonly ObjectRef[] = [...leaving, ...volumes.map((name) => ({ apiVersion: 'v1', kind: 'PersistentVolume', name }))];
  let left: LiveObject[] = [];
  const done = await pollUntil(run, endsAt, async () => {
    const found = awaited.length === 0 ? [] : await kubernetes.get(awaited);
    left = found.filter(({ kind, metadata }) => kind === 'PersistentVolume' || uids.has(metadata?.uid ?? ''));
    awaited = left.map(refOf);
    return left.length === 0 ? true : undefined;
  });
  if (!done) {
    throw new Failure(
      `timed out waiting for the deletion of ${left
        .slice(0, 10)
        .map(({ kind, metadata }) => `${kind} '${metadata?.name}'`)
        .join(', ')}. Check the controllers of their finalizers`,
    );
  }
}
