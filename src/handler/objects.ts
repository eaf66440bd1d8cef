import { Kubernetes, Refusal } from './kubernetes';
import {
  describeRef, inOrderOfApplication, isClaim, isDefinition, isNamespace, keyOfObject, keyOfRef, ObjectRef, placed, refOf, scopesDefinedBy,
} from './object-ref.rules';
import { isOwnedBy, owned, ownerOf } from './ownership';
import { Waited } from './readiness.rules';
import { DeploymentRecord, deleteRecord, recordOf, Records, wantedBy, writeRecord } from './records';
import { remove } from './removal';
import { Failure, LONGEST, OutOfTime, Progress, Request, Run } from './request';
import { waitForReadiness } from './waiting';
import { groupOf, KubernetesObject } from '../inventory/kubernetes-object.rules';

/** What a request for objects asks for, read from the properties of the resource. */
export interface WantedObjects {
  readonly deployment: string;
  readonly objects: readonly KubernetesObject[];
  /** what is not waited for. */
  readonly skipped: ReadonlySet<Waited>;
  readonly waitMilliseconds: number;
  /** takes objects and fields over from other stacks and other managers. */
  readonly takeOver: boolean;
  readonly removeClaims: boolean;
  readonly removeNamespaces: boolean;
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
  private readonly owner: string;

  constructor(
    private readonly run: Run, private readonly kubernetes: Kubernetes, private readonly request: Request, private readonly wanted: WantedObjects,
  ) {
    this.owner = ownerOf(request.StackId);
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

  // with the namespace that they end up in, and our label
  private async ownObjects(): Promise<KubernetesObject[]> {
    const { objects, removeClaims, removeNamespaces } = this.wanted;
    const scopes = new Set([...await this.kubernetes.clusterScoped(), ...scopesDefinedBy(objects)]);
    return inOrderOfApplication(objects.map((object) => placed(object, scopes)))
      .map((object) => owned(object, this.owner, (removeClaims && isClaim(object)) || (removeNamespaces && isNamespace(object))));
  }

  /** Nothing is written before the API server, and whoever claims the objects, agree to all of them. */
  private async check(objects: readonly KubernetesObject[]): Promise<void> {
    const { takeOver } = this.wanted;
    const records = await Records.read(this.kubernetes);
    const own = this.recorded(records);
    const had = new Set([own?.refs, own?.givenUp, own?.formerly].flatMap((refs) => refs ?? []).map(keyOfRef));
    const claimed = this.inOtherStacks(records, objects).filter(({ ref }) => !had.has(keyOfRef(ref)))
      .map(({ ref, record }) => `${describeRef(ref)} belongs to ${record.deployment} of stack ${nameOf(record.stackId)}`);
    if (claimed.length > 0) throw new Failure(`${listed(claimed)}: an object has one owner. Remove it there, or give takeOver: true here to take it over`);
    const refusals: Refusal[] = [];
    for (let index = 0; index < objects.length; index += AT_ONCE) {
      this.stopInTime();
      refusals.push(...await this.kubernetes.apply(objects.slice(index, index + AT_ONCE), { force: takeOver, dryRun: true }));
    }
    const final = refusals.filter((refusal) => !comesWith(refusal, objects));
    if (final.length > 0) throw new Failure(refused(final));
  }

  // what another stack has taken over meanwhile stays with it, also when this one is rolled back
  private inOtherStacks(records: Records, objects: readonly KubernetesObject[]): { readonly ref: ObjectRef; readonly record: DeploymentRecord }[] {
    const { StackId } = this.request;
    return this.wanted.takeOver ? [] : objects.map(refOf).flatMap((ref) => records.others(ref, StackId, this.wanted.deployment)
      .filter(({ stackId }) => stackId !== StackId).map((record) => ({ ref, record })));
  }

  private async record(objects: readonly KubernetesObject[]): Promise<void> {
    const records = await Records.read(this.kubernetes);
    const before = this.recorded(records);
    const now = new Set(objects.map(refOf).map(keyOfRef));
    const givenUp = [...before?.refs ?? [], ...before?.givenUp ?? []].filter((ref) => !now.has(keyOfRef(ref)));
    const { RequestId, StackId } = this.request;
    // a run that died is repeated, and finds the record that it wrote itself
    const formerly = before?.writtenFor === RequestId ? before.formerly : givenUp;
    await writeRecord(this.kubernetes, {
      ...recordOf(this.wanted.deployment, StackId, objects), givenUp, formerly, volumes: before?.volumes, writtenFor: RequestId,
    });
  }

  private async applyAll(objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const definitions = objects.filter(isDefinition).length;
    const elsewhere = new Set(this.inOtherStacks(await Records.read(this.kubernetes), objects).map(({ ref }) => keyOfRef(ref)));
    let { done } = this.progress;
    while (done < objects.length) {
      this.stopInTime();
      // what is of a kind that is defined here waits until the API server serves it
      if (done === definitions && definitions > 0) {
        await waitForReadiness(this.run, this.kubernetes, objects.slice(0, definitions), startedAt + LONGEST);
      }
      const end = done < definitions ? Math.min(done + AT_ONCE, definitions) : done + AT_ONCE;
      const next = objects.slice(done, end).filter((object) => !elsewhere.has(keyOfObject(object)));
      const refusals = await this.kubernetes.apply(next, { force: this.wanted.takeOver });
      if (refusals.length > 0) throw new Failure(refused(refusals));
      done = Math.min(end, objects.length);
      this.at('apply', done);
    }
  }

  private async giveBack(): Promise<void> {
    const records = await Records.read(this.kubernetes);
    const own = this.recorded(records);
    if (!own?.givenUp?.length) return;
    await giveBack(this.kubernetes, records, own, own.givenUp);
    const { givenUp: _, ...rest } = own;
    await writeRecord(this.kubernetes, rest);
  }

  private async ready(objects: readonly KubernetesObject[], startedAt: number): Promise<void> {
    const { skipped, waitMilliseconds } = this.wanted;
    await waitForReadiness(this.run, this.kubernetes, objects, startedAt + Math.min(waitMilliseconds, LONGEST), skipped);
  }

  private recorded(records: Records): DeploymentRecord | undefined {
    return records.of(this.request.StackId, this.wanted.deployment);
  }

  private stopInTime(): void {
    if (this.run.clock.now() > this.run.stopAt) throw new OutOfTime();
  }
}

/** Deletes what a deployment claims and nobody else does, and then its record. */
export async function deleteObjects(run: Run, kubernetes: Kubernetes, { StackId }: Request, deployment: string, endsAt: number): Promise<void> {
  const records = await Records.read(kubernetes);
  const own = records.of(StackId, deployment);
  // nothing was ever applied: what was refused belongs to others
  if (!own) return;
  const everything = [...own.refs, ...own.givenUp ?? []];
  const shared = everything.filter((ref) => records.others(ref, StackId, deployment).length > 0);
  await giveBack(kubernetes, records, own, shared);
  const alone = own.refs.filter((ref) => !shared.includes(ref));
  const remember = async (volumes: readonly string[]) => writeRecord(kubernetes, { ...own, volumes });
  await remove({ run, kubernetes, owner: ownerOf(StackId), endsAt, remember }, alone, own.volumes ?? []);
  await deleteRecord(kubernetes, own);
}

// of several that claim an object the one is right whose stack has it now: the other stack did not let go of it yet
async function giveBack(kubernetes: Kubernetes, records: Records, own: DeploymentRecord, refs: readonly ObjectRef[]): Promise<void> {
  const claimants = (ref: ObjectRef) => records.others(ref, own.stackId, own.deployment);
  const live = new Map((await kubernetes.get(refs.filter((ref) => claimants(ref).length > 0))).map((object) => [keyOfObject(object), object]));
  const wanted = refs.flatMap((ref) => {
    const others = claimants(ref);
    const object = live.get(keyOfRef(ref));
    const claimant = others.find(({ stackId }) => object && isOwnedBy(object, ownerOf(stackId))) ?? others[0];
    return (claimant && wantedBy(claimant, ref)) ?? [];
  });
  const refusals = wanted.length > 0 ? await kubernetes.apply(wanted, { force: true }) : [];
  if (refusals.length > 0) throw new Failure(refused(refusals));
}

// what is in a namespace or of a kind that these very objects bring cannot be tried beforehand
function comesWith({ object, reason }: Refusal, objects: readonly KubernetesObject[]): boolean {
  if (/namespaces? "[^"]*" not found/.test(reason)) return objects.some((each) => isNamespace(each) && each.metadata?.name === object.metadata?.namespace);
  if (/no matches for kind|could not find the requested resource|doesn't have a resource type/.test(reason)) {
    return objects.filter(isDefinition).some(({ spec }) => (spec as { group?: string }).group === groupOf(object.apiVersion));
  }
  return /does not support dry run/.test(reason);
}

const refused = (refusals: readonly Refusal[]): string => listed(refusals.map(({ object, reason }) => `${describeRef(refOf(object))} was refused: ${reason}${CONFLICT.test(reason) ? HINT : ''}`), '\n');

const CONFLICT = /conflict with "|[Cc]onflicts? with/;
const HINT = '. Somebody else set these fields: leave them out, or give takeOver: true to the deployment';

const listed = (texts: readonly string[], separator = ', '): string => [...texts.slice(0, 5), ...(texts.length > 5 ? [`and ${texts.length - 5} more`] : [])].join(separator);

/** A stack as its owner knows it. */
export const nameOf = (stackId: string): string => stackId.split('/')[1] ?? stackId;
