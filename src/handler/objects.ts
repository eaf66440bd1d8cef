import { giveBack, Place } from './giving-back';
import { ApplyOptions, Kubernetes, Refusal } from './kubernetes';
import { Manifest, mayGo, onceEach, placedIn, retiredFrom, retiredOf } from './manifest.rules';
import { describeRef, isDefinition, keyOfObject, keyOfRef, LiveObject, ObjectRef, refOf } from './object-ref.rules';
import { nameOf, Owner, owned, PREVIOUS_ANNOTATION } from './ownership';
import { Waited } from './readiness.rules';
import { Records, Retired, writeRecord } from './records';
import { comesWith, isAboutOurAnnotations, listed, refused } from './refusals.rules';
import { Failure, LONGEST, OutOfTime, Progress, Request } from './request';
import { waitForReadiness } from './waiting';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** What a request for objects asks for, read from the properties of the resource. */
export interface WantedObjects extends Manifest {
  readonly deployment: string;
  /** what the resource asked for before: the second copy of what is in the record, which may be lost. */
  readonly before?: Manifest;
  /** what is not waited for. */
  readonly skipped: ReadonlySet<Waited>;
  readonly waitMilliseconds: number;
  /** takes objects and fields over from other stacks and other managers. */
  readonly takeOver: boolean;
}

/** How many objects one call of kubectl takes: small enough that a run can stop between two. */
const AT_ONCE = 100;

const STEPS = ['check', 'record', 'apply', 'give back', 'wait'] as const;
type Step = (typeof STEPS)[number];

/**
 * Applies the objects of one deployment, and never deletes any.
 *
 * What it had before and has no more stays, because another deployment may be about to claim it: the sweep deletes it when every update has
 * succeeded. What another deployment claims already is applied as that one wants it, so that its content is right again after a rollback.
 */
export class AppliedObjects {
  /** How far this run has come, for the next one. */
  progress: { readonly step: Step; readonly done: number } = { step: 'check', done: 0 };
  private readonly owner: Owner;
  /** what the resource had in the state of the stack that it comes from: a deployment is not at odds with itself about it. */
  private before: readonly Retired[] = [];

  constructor(private readonly place: Place, private readonly request: Request, private readonly wanted: WantedObjects) {
    this.owner = { stackId: request.StackId, deployment: wanted.deployment };
  }

  async apply({ step, done = 0, startedAt }: Progress): Promise<void> {
    const objects = await this.ownObjects();
    for (const next of STEPS.slice(Math.max(0, STEPS.indexOf(step as Step)))) {
      this.at(next, next === step ? done : 0);
      await this.take(next, objects, startedAt);
    }
  }

  private at(step: Step, done: number): void {
    this.progress = { step, done };
  }

  private async take(step: Step, objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    switch (step) {
      case 'check': return this.check(objects);
      case 'record': return this.record(objects);
      case 'apply': return this.applyAll(objects, startedAt);
      case 'give back': return this.giveBack();
      case 'wait': return this.ready(objects, startedAt);
    }
  }

  // with the namespace that they end up in, and who they belong to
  private async ownObjects(): Promise<KubernetesObject[]> {
    const { wanted, place: { kubernetes, marks } } = this;
    const known = await kubernetes.clusterScoped();
    if (wanted.before) this.before = retiredFrom(wanted.before, known);
    return placedIn(wanted, known).map((object) => owned(object, this.owner, marks, mayGo(object, wanted)));
  }

  /** Nothing is written before the API server, and whoever claims the objects, agree to all of them. */
  private async check(objects: readonly KubernetesObject[]): Promise<void> {
    const { takeOver } = this.wanted;
    const records = await this.records();
    const own = records.of(this.owner);
    const had = new Set([own?.refs, own?.givenUp, own?.formerly, own?.retired, this.before].flatMap((refs) => refs ?? []).map(keyOfRef));
    const claimed: string[] = [];
    const refusals: Refusal[] = [];
    for (let index = 0; index < objects.length; index += AT_ONCE) {
      this.stopInTime();
      const batch = objects.slice(index, index + AT_ONCE);
      const elsewhere = this.inOtherStacks(records, batch, await this.living(batch));
      claimed.push(...[...elsewhere.values()].filter(({ ref }) => !had.has(keyOfRef(ref)))
        .map(({ ref, deployment, stack }) => `${describeRef(ref)} belongs to ${deployment} of stack ${stack}`));
      if (claimed.length === 0) refusals.push(...await applyOwn(this.place.kubernetes, batch, { force: takeOver, dryRun: true }));
    }
    if (claimed.length > 0) throw new Failure(`${listed(claimed)}: an object has one owner. Remove it there, or give takeOver: true here to take it over`);
    const final = refusals.filter((refusal) => !comesWith(refusal, objects));
    if (final.length > 0) throw new Failure(refused(final));
  }

  // what another stack has taken over meanwhile stays with it, also when this one is rolled back; its record may be lost, the annotation is not
  private inOtherStacks(records: Records, objects: readonly KubernetesObject[], live: ReadonlyMap<string, LiveObject>): Map<string, Elsewhere> {
    const found = new Map<string, Elsewhere>();
    if (this.wanted.takeOver) return found;
    const { stackId } = this.owner;
    for (const object of objects) {
      const [key, ref] = [keyOfObject(object), refOf(object)];
      const record = records.others(ref, this.owner).find((other) => other.stackId !== stackId);
      const there = live.get(key);
      const mark = there && this.place.marks.ownerOf(there);
      if (record) found.set(key, { ref, deployment: record.deployment, stack: nameOf(record.stackId) });
      else if (mark && mark.stack !== nameOf(stackId)) found.set(key, { ref, deployment: mark.deployment, stack: mark.stack });
    }
    return found;
  }

  private async living(objects: readonly KubernetesObject[]): Promise<Map<string, LiveObject>> {
    return new Map((await this.place.kubernetes.get(objects.map(refOf))).map((object) => [keyOfObject(object), object]));
  }

  private async record(objects: readonly KubernetesObject[]): Promise<void> {
    const before = (await this.records()).of(this.owner);
    const { RequestId: writtenFor } = this.request;
    const refs = objects.map(refOf);
    const now = new Set(refs.map(keyOfRef));
    const givenUp = [...before?.refs ?? [], ...before?.givenUp ?? []].filter((ref) => !now.has(keyOfRef(ref)));
    const retired = onceEach([...before ? retiredOf(before) : [], ...this.before]).filter((ref) => !now.has(keyOfRef(ref)));
    await writeRecord(this.place.kubernetes, {
      ...this.owner,
      cluster: this.place.marks.cluster,
      refs,
      removable: objects.filter((object) => mayGo(object, this.wanted)).map(keyOfObject),
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
    const { run, kubernetes } = this.place;
    const definitions = objects.filter(isDefinition).length;
    const records = await this.records();
    let { done } = this.progress;
    while (done < objects.length) {
      this.stopInTime();
      // what is of a kind that is defined here waits until the API server serves it
      if (done === definitions && definitions > 0) {
        await waitForReadiness(run, kubernetes, objects.slice(0, definitions), startedAt + LONGEST);
      }
      const end = done < definitions ? Math.min(done + AT_ONCE, definitions) : done + AT_ONCE;
      const batch = objects.slice(done, end);
      const live = await this.living(batch);
      const elsewhere = this.inOtherStacks(records, batch, live);
      const next = batch.filter((object) => !elsewhere.has(keyOfObject(object)))
        .map((object) => this.withPrevious(object, live.get(keyOfObject(object)), records));
      const refusals = await applyOwn(kubernetes, next, { force: this.wanted.takeOver });
      if (refusals.length > 0) throw new Failure(refused(refusals));
      done = Math.min(end, objects.length);
      this.at('apply', done);
    }
  }

  // until the owner before has let go of it, it is remembered on the object itself: its record may get lost
  private withPrevious(object: KubernetesObject, live: LiveObject | undefined, records: Records): KubernetesObject {
    const { marks } = this.place;
    if (!live || this.before.some((ref) => keyOfRef(ref) === keyOfObject(object))) return object;
    const previous = marks.isOwn(this.owner, live) ? marks.ownerOf(live, PREVIOUS_ANNOTATION) : marks.ownerOf(live);
    if (!previous || records.claimedBy(previous.text, refOf(object), marks) === false) return object;
    // one of a stack of the same name that is gone has nothing to come back to
    if (previous.stack === nameOf(this.owner.stackId) && !marks.isOfStack(previous, this.owner.stackId)) return object;
    return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, [PREVIOUS_ANNOTATION]: previous.text } } };
  }

  private async giveBack(): Promise<void> {
    const records = await this.records();
    const own = records.of(this.owner);
    if (!own?.givenUp?.length) return;
    await giveBack(this.place, records, own, own.givenUp);
    const { givenUp: _, ...rest } = own;
    await writeRecord(this.place.kubernetes, rest);
  }

  private async ready(objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const { skipped, waitMilliseconds } = this.wanted;
    await waitForReadiness(this.place.run, this.place.kubernetes, objects, startedAt + Math.min(waitMilliseconds, LONGEST), skipped);
  }

  private async records(): Promise<Records> {
    return Records.read(this.place.kubernetes, this.place.marks.cluster, this.place.run);
  }

  private stopInTime(): void {
    if (this.place.run.clock.now() > this.place.run.stopAt) throw new OutOfTime();
  }
}

interface Elsewhere {
  readonly ref: ObjectRef;
  readonly deployment: string;
  readonly stack: string;
}

// who owns an object was decided before: only about our own annotations there is no conflict
async function applyOwn(kubernetes: Kubernetes, objects: readonly KubernetesObject[], options: ApplyOptions): Promise<Refusal[]> {
  const refusals = await kubernetes.apply(objects, options);
  const about = refusals.filter(({ reason }) => isAboutOurAnnotations(reason)).map(({ object }) => object);
  const others = refusals.filter(({ object }) => !about.includes(object));
  return about.length > 0 ? [...others, ...await kubernetes.apply(about, { ...options, force: true })] : others;
}
