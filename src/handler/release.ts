import { isHookFailure } from './command-errors.rules';
import {
  Failure,
  MAX_DURATION,
  Progress,
  CustomResourceRequest,
  Invocation,
  InvocationTimeout,
  pollUntil,
} from './custom-resource-request';
import { deleteCustomResourcesOfRelease } from './custom-resources';
import { ChartSource, Helm, OperationOptions, ReleaseName, ReleaseState } from './helm';
import { deleteInventory, DeploymentInventory, TerminatingObject, DeploymentInventories, writeInventory } from './inventory';
import { Kubernetes } from './kubernetes';
import { isPvc, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { Owner, OwnerAnnotations, stackNameOf } from './ownership';
import { WaitCategory } from './readiness.rules';
import { applyCrds, checkCrds, CrdContext, releaseCrds } from './release-crds';
import { contentHashOf, ownershipOf, releaseLabelsOf, RELEASE_CONTENT_LABEL } from './release-owner.rules';
import { recoverPendingRevision } from './release-recovery';
import { waitForReadiness } from './wait-for-readiness';
import { stringAt } from '../kubernetes/kubernetes-object.rules';

/** What a request for a Helm release asks for. */
export interface ReleaseSpec extends ReleaseName {
  readonly deployment: string;
  readonly source: ChartSource;
  /** as JSON. */
  readonly values: () => Promise<string>;
  /** values as properties of the resource: the same in every request for them, also if an uploaded file is gone. */
  readonly valuesKey: string;
  readonly createNamespace: boolean;
  readonly timeoutMilliseconds: number;
  /** for each hook; at most what fits in one run. */
  readonly hookTimeoutMilliseconds: number;
  readonly skippedWaits: ReadonlySet<WaitCategory>;
  /** adopts a release, and objects of a release, of other owners. */
  readonly adopt: boolean;
  /** neither applies nor updates the objects in `crds/` of the chart. */
  readonly skipCrds: boolean;
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

/** Time that a run needs before Helm: a longer one leaves too little for a hook, which must end in the run that starts it. */
const PREPARATION_MILLISECONDS = 30_000;
/** What Helm needs beside its hooks, so that it can store the result before the run ends. */
const HELM_MILLISECONDS = 20_000;

/** Installs or upgrades a release, and waits for its pods as for those of a chart of cdk8s. */
export async function applyRelease(
  tools: ReleaseContext,
  request: CustomResourceRequest,
  wanted: ReleaseSpec,
  progress: Progress,
  reached: (step: string) => void,
): Promise<void> {
  const endsAt = progress.startedAt + Math.min(wanted.timeoutMilliseconds, MAX_DURATION);
  if (progress.step !== 'wait') {
    await new ReleaseApplier(tools, request, wanted, endsAt).apply(progress.step === 'upgrade', () => reached('upgrade'));
    reached('wait');
  }
  await waitForReadiness(tools.run, tools.kubernetes, await objectsOf(tools, wanted), endsAt, wanted.skippedWaits);
}

/** Brings a release to the wanted chart and values, in one process of Helm. */
class ReleaseApplier {
  private readonly owner: Owner;
  private readonly marks: OwnerAnnotations;
  private readonly content: string;

  constructor(
    private readonly tools: ReleaseContext,
    private readonly request: CustomResourceRequest,
    private readonly wanted: ReleaseSpec,
    private readonly endsAt: number,
  ) {
    this.owner = { stackId: request.StackId, deployment: wanted.deployment };
    this.marks = new OwnerAnnotations(tools.clusterUid);
    this.content = contentHashOf(wanted.source, wanted.valuesKey);
  }

  /** @param fresh whether the run was started for this work */
  async apply(fresh: boolean, needsFreshRun: () => void): Promise<void> {
    const { run, kubernetes, helm, clusterUid } = this.tools;
    const { wanted } = this;
    const begunAt = run.clock.now();
    const records = await DeploymentInventories.read(kubernetes, clusterUid, run);
    let history = await helm.history(wanted);
    this.checkOwner(history, records);
    // a killed uninstall: Helm refuses every upgrade of the rest
    if (history.at(-1)?.status === 'uninstalling') {
      await helm.uninstall(wanted, secondsUntil(run, run.deadline - HELM_MILLISECONDS));
      history = await helm.history(wanted);
    }
    const claim = this.claimed(history, records);
    if (await this.isApplied(history, claim.revisionBefore)) return;
    await writeInventory(kubernetes, claim);
    await this.operation(claim.revisionBefore).beforeAttempt();
    const chart = await this.chart();
    if (chart === undefined) return this.rollBack(claim.revisionBefore);
    const values = await wanted.values();
    const kinds = await this.applyCrds(chart, values, records, claim);
    if (!fresh && run.clock.now() - begunAt > PREPARATION_MILLISECONDS) {
      needsFreshRun();
      throw new InvocationTimeout();
    }
    await helm.upgrade(wanted, chart, values, {
      ...this.operation(claim.revisionBefore),
      createNamespace: wanted.createNamespace,
      takeOwnership: wanted.adopt,
      labels: releaseLabelsOf(this.owner, this.marks, this.content),
      awaitedKinds: kinds,
    });
  }

  // a release of another deployment of the stack moves with its construct
  private checkOwner(history: readonly ReleaseState[], records: DeploymentInventories): void {
    const { wanted, owner, marks } = this;
    const last = history.at(-1);
    const ownership = last && ownershipOf(last, owner, marks);
    if (wanted.adopt || (ownership !== 'none' && ownership !== 'other stack')) return;
    const name = `Helm release '${releaseKeyOf(wanted)}'`;
    const adopt = 'set adopt: true in this HelmDeployment to take it over with its history';
    const other = records.otherOwnerOfRelease(releaseKeyOf(wanted), releaseInventoryOf(owner.stackId, marks.cluster, wanted));
    if (other) {
      const [deployment] = other.deployment.split(' ');
      throw new Failure(
        `${name} is owned by ${deployment} of stack ${stackNameOf(other.stackId)}: a release can have only one owner. ` +
          `Use another releaseName, or ${adopt}`,
      );
    }
    const found = ownership === 'none' ? 'was not created by a HelmDeployment' : 'is owned by another stack';
    throw new Failure(`${name} already exists and ${found}: use another releaseName, or ${adopt}`);
  }

  private claimed(
    history: readonly ReleaseState[],
    records: DeploymentInventories,
  ): DeploymentInventory & { readonly revisionBefore: number } {
    const claim = releaseInventoryOf(this.owner.stackId, this.marks.cluster, this.wanted);
    const before = records.forOwner(claim);
    const last = history.at(-1);
    const { RequestId: writtenFor } = this.request;
    const repeated = before?.writtenFor === writtenFor;
    const adopts = last && ownershipOf(last, this.owner, this.marks) !== 'own';
    return {
      ...claim,
      refs: before?.refs ?? [],
      writtenFor,
      revisionBefore: (repeated ? before.revisionBefore : undefined) ?? last?.revision ?? 0,
      adoptedRevision: repeated ? before.adoptedRevision : adoptedRevisionOf(history, adopts ?? false),
    };
  }

  // a run that died after Helm is repeated: what Helm has done already is not done again, and a hook that failed is not run again
  private async isApplied(history: readonly ReleaseState[], revisionBefore: number): Promise<boolean> {
    const last = history.at(-1);
    if (!last || last.revision <= revisionBefore) return false;
    if (last.status === 'deployed') {
      return last.labels[RELEASE_CONTENT_LABEL] === this.content && ownershipOf(last, this.owner, this.marks) === 'own';
    }
    const description = last.status === 'failed' ? (await this.tools.helm.record(this.wanted, last.revision))?.description : undefined;
    if (description !== undefined && isHookFailure(description)) throw new Failure(`Helm: ${description}`);
    return false;
  }

  // nothing if the chart cannot be downloaded and a revision with the same chart and values exists
  private async chart(): Promise<string | undefined> {
    try {
      return await this.tools.helm.fetch(this.wanted.source);
    } catch (error) {
      if (error instanceof InvocationTimeout || !(await this.sameRevision())) throw error;
      this.tools.run.log(`the chart cannot be downloaded: ${(error as Error).message}`);
      return undefined;
    }
  }

  private async sameRevision(): Promise<ReleaseState | undefined> {
    return (await this.tools.helm.history(this.wanted))
      .filter(({ status }) => status === 'deployed' || status === 'superseded')
      .filter((state) => state.labels[RELEASE_CONTENT_LABEL] === this.content && ownershipOf(state, this.owner, this.marks) === 'own')
      .at(-1);
  }

  private async rollBack(revisionBefore: number): Promise<void> {
    const { run, helm } = this.tools;
    const revision = (await this.sameRevision())!.revision;
    run.log(`release '${releaseKeyOf(this.wanted)}' is rolled back to revision ${revision}, which has the same chart and values`);
    await helm.rollback(this.wanted, revision, this.operation(revisionBefore));
  }

  /** Kinds of the CRDs. */
  private async applyCrds(chart: string, values: string, records: DeploymentInventories, claim: DeploymentInventory): Promise<string[]> {
    const { wanted, owner, marks, endsAt } = this;
    if (wanted.skipCrds) return [];
    const { run, kubernetes, helm } = this.tools;
    const objects = await helm.crds(wanted, chart, values);
    if (objects.length === 0) return [];
    const context: CrdContext = { run, kubernetes, marks, records, owner, release: releaseKeyOf(wanted), adopt: wanted.adopt };
    await checkCrds(context, objects);
    await writeInventory(kubernetes, { ...claim, refs: objects.map(refOf) });
    await applyCrds(context, objects, endsAt);
    return objects.map(({ spec }) => stringAt(spec, 'names', 'kind') ?? '');
  }

  private operation(revisionBefore: number): OperationOptions {
    const { tools, wanted, endsAt } = this;
    const { clock, deadline } = tools.run;
    const hookEnd = () => Math.min(clock.now() + wanted.hookTimeoutMilliseconds, endsAt);
    return {
      timeoutSeconds: () =>
        Math.min(secondsUntil(tools.run, Math.min(hookEnd(), deadline - HELM_MILLISECONDS)), wanted.hookTimeoutMilliseconds / 1000),
      beforeAttempt: () => recoverPendingRevision({ ...tools, revisionBefore, endsAt: hookEnd() }, wanted),
    };
  }
}

// the last one that was deployed: a rollback to another one would restore what its owner had not
const adoptedRevisionOf = (history: readonly ReleaseState[], adopts: boolean): number | undefined =>
  adopts ? history.filter(({ status }) => status === 'deployed').at(-1)?.revision : undefined;

const secondsUntil = ({ clock }: Invocation, time: number): number => Math.max(60, Math.floor((time - clock.now()) / 1000));

/**
 * Uninstalls a release, and waits until its objects and the volumes of its claims are deleted. A release that belongs to another deployment
 * is retained, and one that was adopted by a deployment that is rolled back is returned to its owner.
 */
export async function deleteRelease(
  tools: ReleaseContext,
  { StackId }: CustomResourceRequest,
  name: ReleaseName & { readonly deployment: string },
  endsAt: number,
): Promise<void> {
  const { run, kubernetes, helm } = tools;
  const marks = new OwnerAnnotations(tools.clusterUid);
  const owner: Owner = { stackId: StackId, deployment: name.deployment };
  const records = await DeploymentInventories.read(kubernetes, tools.clusterUid, run);
  const claim = releaseInventoryOf(StackId, tools.clusterUid, name);
  const before = records.forOwner(claim) ?? claim;
  const history = await helm.history(name);
  const last = history.at(-1);
  const keepsIt = (reason: string) => run.log(`Helm release '${claim.release}' was retained: ${reason}`);
  if (last && ownershipOf(last, owner, marks) !== 'own') {
    keepsIt('it does not belong to this deployment');
  } else if (last && (await isReturned(tools, name, before, history, records))) {
    keepsIt('it was returned to the owner that it was adopted from');
  } else if (records.otherOwnerOfRelease(claim.release, claim)) {
    keepsIt('another deployment owns it');
  } else {
    const left = last ? await releaseDeletionOf(tools, name) : { leaving: before.leaving ?? [], volumes: before.volumes ?? [] };
    // what is to be gone is remembered before the release, which knows it, goes
    await writeInventory(kubernetes, { ...before, ...left });
    if (last) {
      await deleteCustomResourcesOfRelease(tools, name, last.revision, (await objectsOf(tools, name)).filter(isNotKept), endsAt);
      await helm.uninstall(name, secondsUntil(run, run.deadline - HELM_MILLISECONDS));
    }
    await waitForDeletion(tools, left, endsAt);
    await releaseCrds({ run, kubernetes, marks, records, owner, release: claim.release }, before.refs);
  }
  await deleteInventory(kubernetes, claim);
}

// an adoption that was never followed by an update is undone: the deployment that adopted it is rolled back
async function isReturned(
  { run, helm, clusterUid, kubernetes }: ReleaseContext,
  name: ReleaseName & { readonly deployment: string },
  { adoptedRevision, ...claim }: DeploymentInventory,
  history: readonly ReleaseState[],
  records: DeploymentInventories,
): Promise<boolean> {
  const adopted = history.find(({ revision }) => revision === adoptedRevision);
  if (!adopted) return false;
  const unowned =
    ownershipOf(adopted, { stackId: claim.stackId, deployment: name.deployment }, new OwnerAnnotations(clusterUid)) === 'none';
  // an owner that is deleted as well has nothing to come back to
  if (!unowned && !records.otherOwnerOfRelease(releaseKeyOf(name), claim)) return false;
  const endsAt = run.deadline - HELM_MILLISECONDS;
  await helm.rollback(name, adopted.revision, {
    timeoutSeconds: () => secondsUntil(run, endsAt),
    beforeAttempt: () => recoverPendingRevision({ run, kubernetes, helm, endsAt, revisionBefore: Number.MAX_SAFE_INTEGER }, name),
  });
  return true;
}

// what the release made and is still there
const objectsOf = async ({ helm, kubernetes }: ReleaseContext, name: ReleaseName): Promise<LiveObject[]> =>
  kubernetes.getByManifest(await helm.manifest(name), name.namespace);

const isNotKept = ({ metadata }: LiveObject): boolean => metadata?.annotations?.['helm.sh/resource-policy'] !== 'keep';

async function releaseDeletionOf(tools: ReleaseContext, name: ReleaseName): Promise<ReleaseDeletion> {
  const objects = (await objectsOf(tools, name)).filter(isNotKept);
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
