import { withClientSideFields } from './adopted-fields.rules';
import { AppliedObjects, failOnRefused } from './applied-objects';
import { CALLS_PODS, isCustomResource, rankIn } from './apply-order.rules';
import { applyWithConflicts } from './apply-with-conflicts';
import { AutoscaledReplicas } from './autoscaled-replicas';
import { batchesOf } from './batches.rules';
import { Failure, MAX_DURATION, InvocationTimeout, Progress, CustomResourceRequest, pollUntil } from './custom-resource-request';
import { handOver, ApplyContext } from './hand-over';
import { DeploymentInventories, DeploymentInventory, manifestHash, RetiredObject, writeInventory } from './inventory';
import { ApplyRejection, KindRef } from './kubernetes';
import {
  DesiredManifest,
  isDeletable,
  kindsOf,
  withoutDuplicates,
  inNamespaces,
  retiredByManifest,
  retiredByInventory,
} from './manifest.rules';
import { waitForNamespaces } from './namespaces';
import { isCrd, isNamespace, keyOfObject, keyOfRef, ObjectRef, refOf } from './object-ref.rules';
import { Owner, withOwner } from './ownership';
import { WaitCategory } from './readiness.rules';
import { isReplacedWhenImmutable, isTriedLater, rejectionMessage } from './rejections.rules';
import { replaceObjects } from './replace-objects';
import { failOutside } from './scope-check';
import { waitForReadiness } from './wait-for-readiness';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** What a request for objects asks for, read from the properties of the resource. */
export interface ObjectsSpec extends DesiredManifest {
  readonly deployment: string;
  /** the namespaces that objects must be in; none for the whole cluster. */
  readonly namespaces: readonly string[];
  /** what the resource asked for before: the second copy of the inventory, which may be lost. */
  readonly previous?: DesiredManifest;
  /** what is not waited for. */
  readonly skippedWaits: ReadonlySet<WaitCategory>;
  readonly timeoutMilliseconds: number;
  /** existing objects that become ours, as `Kind/namespace/name`, or `*`. */
  readonly adopt: readonly string[];
  /** whether a field of another manager is an error. */
  readonly refuseConflicts: boolean;
}

/** How long the pods of webhooks are waited for before the API server is told to call them. */
const WEBHOOK_WAIT = 5 * 60_000;

const STEPS = ['check', 'definitions', 'try', 'inventory', 'apply', 'late', 'hand over', 'wait'] as const;
type Step = (typeof STEPS)[number];

/**
 * Applies the objects of one deployment, and never deletes any.
 *
 * What it had before and has no more stays, because another deployment may be about to claim it: the prune resource deletes it when every
 * update has succeeded. What another deployment claims already is applied as that one wants it, so that its content is right again after a
 * rollback.
 */
export class ObjectsApplier {
  /** How far this run has come, for the next one. */
  progress: { readonly step: Step; readonly done: number } = { step: 'check', done: 0 };
  private readonly owner: Owner;
  /** Of the state of the stack that the request comes from. */
  private previousObjects: readonly RetiredObject[] = [];
  private rollback?: boolean;
  private inventories?: Promise<DeploymentInventories>;

  constructor(
    private readonly context: ApplyContext,
    private readonly request: CustomResourceRequest,
    private readonly spec: ObjectsSpec,
  ) {
    this.owner = { stackId: request.StackId, deployment: spec.deployment };
  }

  async apply({ step, done = 0, startedAt }: Progress): Promise<void> {
    const objects = await this.placedObjects();
    for (const next of STEPS.slice(Math.max(0, STEPS.indexOf(step as Step)))) {
      this.setProgress(next, next === step ? done : 0);
      await this.runStep(next, objects, startedAt);
    }
  }

  private setProgress(step: Step, done: number): void {
    this.progress = { step, done };
  }

  private async runStep(step: Step, objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const endsAt = startedAt + Math.min(this.spec.timeoutMilliseconds, MAX_DURATION);
    const [definitions, others] = [objects.filter(isDefinition), objects.filter((object) => !isDefinition(object))];
    switch (step) {
      case 'check':
        return this.check(objects);
      case 'definitions':
        return this.applyDefinitions(definitions, objects, endsAt);
      case 'try':
        return this.try(others);
      case 'inventory':
        return this.saveInventory(objects);
      case 'apply':
        return this.applyAll(others, objects);
      case 'late':
        return this.applyLate(others, objects, endsAt);
      case 'hand over':
        return this.handOver();
      case 'wait':
        return this.waitUntilReady(objects, endsAt);
    }
  }

  /** With the namespace that they end up in, in the order of their application. */
  private async placedObjects(): Promise<KubernetesObject[]> {
    const { spec } = this;
    const scoped = await this.context.kubernetes.clusterScopedKinds(kindsOf(spec.objects, spec.previous?.objects));
    if (spec.previous) this.previousObjects = retiredByManifest(spec.previous, scoped);
    return inNamespaces(spec, scoped);
  }

  /** Nothing is written before every owner agrees. */
  private async check(objects: readonly KubernetesObject[]): Promise<void> {
    await failOutside(this.context.kubernetes, this.spec, objects);
    const applied = await this.appliedObjects();
    for (const batch of batchesOf(objects, 0)) {
      this.checkDeadline();
      failOnRefused(await applied.claims(batch));
    }
  }

  /** Namespaces and CRDs, so that what is in them, or of their kinds, can be tried. */
  private async applyDefinitions(
    definitions: readonly KubernetesObject[],
    manifest: readonly KubernetesObject[],
    endsAt: number,
  ): Promise<void> {
    const { run, kubernetes } = this.context;
    await waitForNamespaces(run, kubernetes, manifest, endsAt);
    if (definitions.length === 0) return;
    // a deletion or a rollback has to know of them
    await this.saveInventory(manifest);
    const applied = await this.appliedObjects();
    for (const batch of batchesOf(definitions, 0)) {
      this.checkDeadline();
      await this.applyBatch(applied, batch);
    }
    await waitForReadiness(run, kubernetes, definitions.filter(isCrd), endsAt);
  }

  /** Nothing else is written before the API server would accept all of it. */
  private async try(objects: readonly KubernetesObject[]): Promise<void> {
    const applied = await this.appliedObjects();
    const rejections: ApplyRejection[] = [];
    for (const batch of batchesOf(objects, 0)) {
      this.checkDeadline();
      const { objects: next } = await applied.prepared(batch);
      rejections.push(...(await applyWithConflicts(this.context.kubernetes, next, { ...(await this.conflictOptions()), dryRun: true })));
    }
    const final = rejections.filter((rejection) => !isTriedLater(rejection));
    if (final.length > 0) throw new Failure(rejectionMessage(final));
  }

  private async saveInventory(objects: readonly KubernetesObject[]): Promise<void> {
    const { kubernetes, ownerAnnotations } = this.context;
    const before = await this.ownInventory();
    const { RequestId: writtenFor } = this.request;
    const isRepeated = before?.writtenFor === writtenFor;
    const refs = objects.map(refOf);
    const now = new Set(refs.map(keyOfRef));
    const givenUp = [...(before?.refs ?? []), ...(before?.givenUp ?? [])].filter((ref) => !now.has(keyOfRef(ref)));
    const retired = withoutDuplicates([...(before ? retiredByInventory(before) : []), ...this.previousObjects]).filter(
      (ref) => !now.has(keyOfRef(ref)),
    );
    const rollback = await this.isRollback();
    const content = manifestHash(this.spec.objects);
    const known = new Set(before?.snapshots?.map(keyOfObject));
    const { adopted } = this.spec.adopt.length > 0 ? await (await this.appliedObjects()).prepared(objects) : { adopted: [] };
    const snapshots = await kubernetes.get(adopted.filter((ref) => !known.has(keyOfRef(ref))));
    await writeInventory(kubernetes, {
      ...this.owner,
      cluster: ownerAnnotations.cluster,
      refs,
      removable: objects.filter((object) => isDeletable(object, this.spec)).map(keyOfObject),
      objects: objects.map((object) => withOwner(object, this.owner, ownerAnnotations, isDeletable(object, this.spec))),
      retired,
      givenUp,
      // a run that died is repeated, and finds the inventory that it wrote itself
      formerly: isRepeated ? before.formerly : givenUp,
      volumes: before?.volumes,
      writtenFor,
      content,
      // in a forward update the state that the stack comes from is the last good one
      committed: isRepeated || rollback ? before?.committed : (this.previousHash() ?? before?.committed),
      rollback,
      snapshots: [...(before?.snapshots ?? []), ...snapshots],
    });
    this.inventories = undefined;
  }

  private async applyAll(others: readonly KubernetesObject[], manifest: readonly KubernetesObject[]): Promise<void> {
    const applied = await this.appliedObjects();
    const replicas = new AutoscaledReplicas(this.context.kubernetes, manifest);
    const rank = rankIn(manifest);
    let { done } = this.progress;
    for (const batch of batchesOf(others, done, rank)) {
      this.checkDeadline();
      if (rank(batch[0]) === CALLS_PODS) await this.waitForWebhookPods(batch, manifest);
      await this.applyBatch(applied, batch, replicas);
      done += batch.length;
      this.setProgress('apply', done);
    }
  }

  /** Objects of kinds that were not served: their operator may be in this very manifest. */
  private async applyLate(others: readonly KubernetesObject[], manifest: readonly KubernetesObject[], endsAt: number): Promise<void> {
    const missing = await this.missingOf(others.filter(isCustomResource));
    if (missing.length === 0) return;
    let unserved: KindRef[] = [];
    const served = await pollUntil(this.context.run, endsAt, async () => {
      unserved = await this.unservedOf(missing);
      return unserved.length === 0 ? true : undefined;
    });
    if (!served) {
      const [{ kind, apiVersion }] = unserved;
      throw new Failure(
        `no matches for kind "${kind}" in version "${apiVersion}" after ${Math.round(this.spec.timeoutMilliseconds / 60_000)} minutes: ` +
          'deploy the operator or the CRD of this kind before, or in the same deployment',
      );
    }
    await failOutside(this.context.kubernetes, this.spec, missing);
    const applied = await this.appliedObjects();
    for (const batch of batchesOf(missing, 0, rankIn(manifest))) {
      this.checkDeadline();
      await this.applyBatch(applied, batch);
    }
  }

  private async applyBatch(applied: AppliedObjects, batch: readonly KubernetesObject[], replicas?: AutoscaledReplicas): Promise<void> {
    const { run, kubernetes } = this.context;
    const prepared = await applied.prepared(batch);
    const log = (message: string) => run.log(message);
    const objects = replicas ? await replicas.withoutThem(prepared.objects, log) : prepared.objects;
    const options = await this.conflictOptions();
    const rejections = (await applyWithConflicts(kubernetes, objects, options)).filter(({ cause }) => cause !== 'kind not served');
    const replaced = rejections.filter(isReplacedWhenImmutable).map(({ object }) => object);
    const final = rejections.filter((rejection) => !isReplacedWhenImmutable(rejection));
    if (replaced.length > 0) final.push(...(await replaceObjects(run, kubernetes, replaced)));
    if (final.length > 0) throw new Failure(rejectionMessage(final));
    const adopted = new Set(prepared.adopted.map(keyOfRef));
    await this.takeClientSideFields(objects.filter((object) => adopted.has(keyOfObject(object))));
  }

  // fields that kubectl apply set, and that the manifest does not declare, are removed as those of a former version are
  private async takeClientSideFields(objects: readonly KubernetesObject[]): Promise<void> {
    const { kubernetes } = this.context;
    for (const live of objects.length > 0 ? await kubernetes.get(objects.map(refOf)) : []) {
      const managedFields = withClientSideFields(live.metadata?.managedFields ?? []);
      if (!managedFields) continue;
      await kubernetes.setManagedFields(refOf(live), managedFields);
      const wanted = objects.filter((object) => keyOfObject(object) === keyOfObject(live));
      const rejections = await kubernetes.apply(wanted, { forceConflicts: true });
      if (rejections.length > 0) throw new Failure(rejectionMessage(rejections));
    }
  }

  // the API server calls a new webhook from then on, also for the pods that answer it
  private async waitForWebhookPods(webhooks: readonly KubernetesObject[], manifest: readonly KubernetesObject[]): Promise<void> {
    const { run, kubernetes } = this.context;
    if ((await this.missingOf(webhooks)).length === 0) return;
    const skipped = new Set<WaitCategory>(['jobs', 'claims', 'loadBalancers', 'definitions']);
    const endsAt = Math.min(run.clock.now() + WEBHOOK_WAIT, run.deadline);
    await waitForReadiness(run, kubernetes, manifest, endsAt, skipped).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      run.log(`webhooks are registered before their pods are ready: ${error.message}`);
    });
  }

  private async missingOf(objects: readonly KubernetesObject[]): Promise<KubernetesObject[]> {
    const claims = await (await this.appliedObjects()).claims(objects);
    return claims.filter(({ live, claim }) => live === undefined && claim.type !== 'left').map(({ object }) => object);
  }

  private async unservedOf(objects: readonly KubernetesObject[]): Promise<KindRef[]> {
    const unserved: KindRef[] = [];
    for (const kind of kindsOf(objects)) if (!(await this.context.kubernetes.serves(kind))) unserved.push(kind);
    return unserved;
  }

  private async handOver(): Promise<void> {
    this.inventories = undefined;
    const inventories = await this.readInventories();
    const own = inventories.forOwner(this.owner);
    if (!own?.givenUp?.length) return;
    await handOver(this.context, inventories, own, own.givenUp);
    const { givenUp: _, ...rest } = own;
    await writeInventory(this.context.kubernetes, rest);
  }

  private async waitUntilReady(objects: readonly KubernetesObject[], endsAt: number): Promise<void> {
    const { run, kubernetes } = this.context;
    const left = await this.leftToOthers(objects);
    const waited = objects.filter((object) => !left.has(keyOfObject(object)));
    try {
      await waitForReadiness(run, kubernetes, waited, endsAt, this.spec.skippedWaits);
    } catch (error) {
      // a rollback that fails leaves the stack in UPDATE_ROLLBACK_FAILED, and repairs nothing
      if (!(error instanceof Failure) || !(await this.isRollback())) throw error;
      run.log(`rolled back, and not ready: ${error.message}`);
    }
  }

  private async leftToOthers(objects: readonly KubernetesObject[]): Promise<Set<string>> {
    const claims = await (await this.appliedObjects()).claims(objects);
    return new Set(claims.filter(({ claim }) => claim.type === 'left').map(({ object }) => keyOfObject(object)));
  }

  private async appliedObjects(): Promise<AppliedObjects> {
    const inventories = await this.readInventories();
    const own = inventories.forOwner(this.owner);
    const previousKeys = new Set(this.previousObjects.map(keyOfRef));
    const had = [own?.refs, own?.givenUp, own?.formerly, own?.retired].flatMap((refs: readonly ObjectRef[] = []) => refs.map(keyOfRef));
    const all = new Set([...had, ...previousKeys]);
    return new AppliedObjects(this.context, this.owner, this.spec, inventories, all, previousKeys, await this.isRollback());
  }

  private async conflictOptions() {
    const refuseConflicts = this.spec.refuseConflicts && !(await this.isRollback());
    return { refuseConflicts, log: (message: string) => this.context.run.log(message) };
  }

  /** An update to the content of the last good state, after another content was applied that was not committed. */
  private async isRollback(): Promise<boolean> {
    if (this.rollback !== undefined) return this.rollback;
    const before = await this.ownInventory();
    const content = manifestHash(this.spec.objects);
    const returns = before?.committed === content && before.content !== content;
    this.rollback =
      before?.writtenFor === this.request.RequestId ? before.rollback === true : this.request.RequestType === 'Update' && returns;
    return this.rollback;
  }

  private previousHash(): string | undefined {
    return this.spec.previous && manifestHash(this.spec.previous.objects);
  }

  private async ownInventory(): Promise<DeploymentInventory | undefined> {
    return (await this.readInventories()).forOwner(this.owner);
  }

  // once before the inventory of this request is written, once after it, and again where others may have written theirs
  private async readInventories(): Promise<DeploymentInventories> {
    const { kubernetes, ownerAnnotations, run } = this.context;
    this.inventories = this.inventories ?? DeploymentInventories.read(kubernetes, ownerAnnotations.cluster, run);
    return this.inventories;
  }

  private checkDeadline(): void {
    if (this.context.run.clock.now() > this.context.run.deadline) throw new InvocationTimeout();
  }
}

const isDefinition = (object: KubernetesObject): boolean => isCrd(object) || isNamespace(object);
