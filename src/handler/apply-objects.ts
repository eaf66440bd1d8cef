import { Failure, MAX_DURATION, InvocationTimeout, Progress, CustomResourceRequest } from './custom-resource-request';
import { handOver, ApplyContext } from './hand-over';
import { DeploymentInventories, RetiredObject, writeInventory } from './inventory';
import { ApplyOptions, Kubernetes, ApplyRejection } from './kubernetes';
import {
  DesiredManifest,
  isDeletable,
  kindsOf,
  withoutDuplicates,
  inNamespaces,
  retiredByManifest,
  retiredByInventory,
} from './manifest.rules';
import { describeRef, isCrd, keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { stackNameOf, Owner, withOwner, PREVIOUS_ANNOTATION } from './ownership';
import { WaitCategory } from './readiness.rules';
import { isCreatedByManifest, isOwnerAnnotationConflict, firstFive, rejectionMessage } from './rejections.rules';
import { waitForReadiness } from './wait-for-readiness';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** What a request for objects asks for, read from the properties of the resource. */
export interface ObjectsSpec extends DesiredManifest {
  readonly deployment: string;
  /** what the resource asked for before: the second copy of what is in the record, which may be lost. */
  readonly previous?: DesiredManifest;
  /** what is not waited for. */
  readonly skippedWaits: ReadonlySet<WaitCategory>;
  readonly timeoutMilliseconds: number;
  /** takes objects and fields over from other stacks and other managers. */
  readonly adopt: boolean;
}

/** Number of objects after which a run may stop, and its progress is kept. */
const BATCH_SIZE = 100;

const STEPS = ['check', 'inventory', 'apply', 'hand over', 'wait'] as const;
type Step = (typeof STEPS)[number];

/**
 * Applies the objects of one deployment, and never deletes any.
 *
 * What it had before and has no more stays, because another deployment may be about to claim it: the sweep deletes it when every update has
 * succeeded. What another deployment claims already is applied as that one wants it, so that its content is right again after a rollback.
 */
export class ObjectsApplier {
  /** How far this run has come, for the next one. */
  progress: { readonly step: Step; readonly done: number } = { step: 'check', done: 0 };
  private readonly owner: Owner;
  /** what the resource had in the state of the stack that it comes from: a deployment is not at odds with itself about it. */
  private previousObjects: readonly RetiredObject[] = [];

  constructor(
    private readonly context: ApplyContext,
    private readonly request: CustomResourceRequest,
    private readonly spec: ObjectsSpec,
  ) {
    this.owner = { stackId: request.StackId, deployment: spec.deployment };
  }

  async apply({ step, done = 0, startedAt }: Progress): Promise<void> {
    const objects = await this.ownedObjects();
    for (const next of STEPS.slice(Math.max(0, STEPS.indexOf(step as Step)))) {
      this.setProgress(next, next === step ? done : 0);
      await this.runStep(next, objects, startedAt);
    }
  }

  private setProgress(step: Step, done: number): void {
    this.progress = { step, done };
  }

  private async runStep(step: Step, objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    switch (step) {
      case 'check':
        return this.check(objects);
      case 'inventory':
        return this.saveInventory(objects);
      case 'apply':
        return this.applyAll(objects, startedAt);
      case 'hand over':
        return this.handOver();
      case 'wait':
        return this.waitUntilReady(objects, startedAt);
    }
  }

  // with the namespace that they end up in, and who they belong to
  private async ownedObjects(): Promise<KubernetesObject[]> {
    const {
      spec,
      context: { kubernetes, ownerAnnotations },
    } = this;
    const known = await kubernetes.clusterScopedKinds(kindsOf(spec.objects, spec.previous?.objects));
    if (spec.previous) this.previousObjects = retiredByManifest(spec.previous, known);
    return inNamespaces(spec, known).map((object) => withOwner(object, this.owner, ownerAnnotations, isDeletable(object, spec)));
  }

  /** Checks ownership and runs a dry run of all objects, before anything is written. */
  private async check(objects: readonly KubernetesObject[]): Promise<void> {
    const { adopt } = this.spec;
    const records = await this.readInventories();
    const own = records.forOwner(this.owner);
    const had = new Set(
      [own?.refs, own?.givenUp, own?.formerly, own?.retired, this.previousObjects].flatMap((refs) => refs ?? []).map(keyOfRef),
    );
    const claimed: string[] = [];
    const refusals: ApplyRejection[] = [];
    for (let index = 0; index < objects.length; index += BATCH_SIZE) {
      this.checkDeadline();
      const batch = objects.slice(index, index + BATCH_SIZE);
      const elsewhere = this.ownedByOtherStacks(records, batch, await this.liveObjects(batch));
      claimed.push(
        ...[...elsewhere.values()]
          .filter(({ ref }) => !had.has(keyOfRef(ref)))
          .map(({ ref, deployment, stack }) => `${describeRef(ref)} is owned by ${deployment} of stack ${stack}`),
      );
      if (claimed.length === 0) {
        refusals.push(...(await applyWithOwnAnnotations(this.context.kubernetes, batch, { forceConflicts: adopt, dryRun: true })));
      }
    }
    if (claimed.length > 0) {
      throw new Failure(
        `${firstFive(claimed)}: an object can have only one owner. Remove it from that stack, or set adopt: true in this deployment`,
      );
    }
    const final = refusals.filter((refusal) => !isCreatedByManifest(refusal, objects));
    if (final.length > 0) throw new Failure(rejectionMessage(final));
  }

  // what another stack has taken over meanwhile stays with it, also when this one is rolled back; its record may be lost, the annotation is
  // not
  private ownedByOtherStacks(
    records: DeploymentInventories,
    objects: readonly KubernetesObject[],
    live: ReadonlyMap<string, LiveObject>,
  ): Map<string, ForeignOwner> {
    const found = new Map<string, ForeignOwner>();
    if (this.spec.adopt) return found;
    const { stackId } = this.owner;
    for (const object of objects) {
      const [key, ref] = [keyOfObject(object), refOf(object)];
      const record = records.otherOwnersOf(ref, this.owner).find((other) => other.stackId !== stackId);
      const there = live.get(key);
      const mark = there && this.context.ownerAnnotations.ownerOf(there);
      if (record) found.set(key, { ref, deployment: record.deployment, stack: stackNameOf(record.stackId) });
      else if (mark && mark.stack !== stackNameOf(stackId)) found.set(key, { ref, deployment: mark.deployment, stack: mark.stack });
    }
    return found;
  }

  private async liveObjects(objects: readonly KubernetesObject[]): Promise<Map<string, LiveObject>> {
    return new Map((await this.context.kubernetes.get(objects.map(refOf))).map((object) => [keyOfObject(object), object]));
  }

  private async saveInventory(objects: readonly KubernetesObject[]): Promise<void> {
    const before = (await this.readInventories()).forOwner(this.owner);
    const { RequestId: writtenFor } = this.request;
    const refs = objects.map(refOf);
    const now = new Set(refs.map(keyOfRef));
    const givenUp = [...(before?.refs ?? []), ...(before?.givenUp ?? [])].filter((ref) => !now.has(keyOfRef(ref)));
    const retired = withoutDuplicates([...(before ? retiredByInventory(before) : []), ...this.previousObjects]).filter(
      (ref) => !now.has(keyOfRef(ref)),
    );
    await writeInventory(this.context.kubernetes, {
      ...this.owner,
      cluster: this.context.ownerAnnotations.cluster,
      refs,
      removable: objects.filter((object) => isDeletable(object, this.spec)).map(keyOfObject),
      objects,
      retired,
      givenUp,
      // a run that died is repeated, and finds the record that it wrote itself
      formerly: before?.writtenFor === writtenFor ? before.formerly : givenUp,
      volumes: before?.volumes,
      writtenFor,
    });
  }

  private async applyAll(objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const { run, kubernetes } = this.context;
    const definitions = objects.filter(isCrd).length;
    const records = await this.readInventories();
    let { done } = this.progress;
    while (done < objects.length) {
      this.checkDeadline();
      // what is of a kind that is defined here waits until the API server serves it
      if (done === definitions && definitions > 0) {
        await waitForReadiness(run, kubernetes, objects.slice(0, definitions), startedAt + MAX_DURATION);
      }
      const end = done < definitions ? Math.min(done + BATCH_SIZE, definitions) : done + BATCH_SIZE;
      const batch = objects.slice(done, end);
      const live = await this.liveObjects(batch);
      const elsewhere = this.ownedByOtherStacks(records, batch, live);
      const next = batch
        .filter((object) => !elsewhere.has(keyOfObject(object)))
        .map((object) => this.withPreviousOwner(object, live.get(keyOfObject(object)), records));
      const refusals = await applyWithOwnAnnotations(kubernetes, next, { forceConflicts: this.spec.adopt });
      if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
      done = Math.min(end, objects.length);
      this.setProgress('apply', done);
    }
  }

  // until the owner before has let go of it, it is remembered on the object itself: its record may get lost
  private withPreviousOwner(object: KubernetesObject, live: LiveObject | undefined, records: DeploymentInventories): KubernetesObject {
    const { ownerAnnotations } = this.context;
    if (!live || this.previousObjects.some((ref) => keyOfRef(ref) === keyOfObject(object))) return object;
    const previous = ownerAnnotations.isOwnedBy(this.owner, live)
      ? ownerAnnotations.ownerOf(live, PREVIOUS_ANNOTATION)
      : ownerAnnotations.ownerOf(live);
    if (!previous || records.isListedByOwner(previous.value, refOf(object), ownerAnnotations) === false) return object;
    // one of a stack of the same name that is gone has nothing to come back to
    if (previous.stack === stackNameOf(this.owner.stackId) && !ownerAnnotations.isOfStack(previous, this.owner.stackId)) return object;
    return {
      ...object,
      metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, [PREVIOUS_ANNOTATION]: previous.value } },
    };
  }

  private async handOver(): Promise<void> {
    const records = await this.readInventories();
    const own = records.forOwner(this.owner);
    if (!own?.givenUp?.length) return;
    await handOver(this.context, records, own, own.givenUp);
    const { givenUp: _, ...rest } = own;
    await writeInventory(this.context.kubernetes, rest);
  }

  private async waitUntilReady(objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const { skippedWaits, timeoutMilliseconds } = this.spec;
    await waitForReadiness(
      this.context.run,
      this.context.kubernetes,
      objects,
      startedAt + Math.min(timeoutMilliseconds, MAX_DURATION),
      skippedWaits,
    );
  }

  private async readInventories(): Promise<DeploymentInventories> {
    return DeploymentInventories.read(this.context.kubernetes, this.context.ownerAnnotations.cluster, this.context.run);
  }

  private checkDeadline(): void {
    if (this.context.run.clock.now() > this.context.run.deadline) throw new InvocationTimeout();
  }
}

interface ForeignOwner {
  readonly ref: ObjectRef;
  readonly deployment: string;
  readonly stack: string;
}

// who owns an object was decided before: only about our own annotations there is no conflict
async function applyWithOwnAnnotations(
  kubernetes: Kubernetes,
  objects: readonly KubernetesObject[],
  options: ApplyOptions,
): Promise<ApplyRejection[]> {
  const refusals = await kubernetes.apply(objects, options);
  const about = refusals.filter(isOwnerAnnotationConflict).map(({ object }) => object);
  const others = refusals.filter(({ object }) => !about.includes(object));
  return about.length > 0 ? [...others, ...(await kubernetes.apply(about, { ...options, forceConflicts: true }))] : others;
}
