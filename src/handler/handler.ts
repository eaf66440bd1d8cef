import { createHash } from 'crypto';
import { Answer, answerTo } from './answer';
import { Helm } from './helm';
import { Kubernetes } from './kubernetes';
import { AppliedObjects, deleteObjects } from './objects';
import { manifestOf, objectsWanted, releaseWanted, sweptKinds, valueWanted } from './properties.rules';
import { applyRelease, deleteRelease } from './release';
import { Clock, Failure, LONGEST, Outcome, OutOfTime, Progress, Request, Run } from './request';
import { sweep } from './sweep';
import { valueOf } from './value';
import { OBJECTS, RELEASE, SWEEP, VALUE } from '../inventory/delivered.data';

/** Everything outside of the function. */
export interface World {
  readonly clock: Clock;
  /** the API of a cluster; nothing where there is no such cluster any more. */
  readonly connect: (clusterName: string, run: Run) => Promise<{ readonly kubernetes: Kubernetes; readonly helm: Helm } | undefined>;
  /** the text of a file that was uploaded with the app. */
  readonly download: (bucket: string, key: string) => Promise<string>;
  readonly answer: (url: string, answer: Answer) => Promise<void>;
  /** starts another run with the rest of the work. */
  readonly continueWith: (request: Request) => Promise<void>;
  readonly log: (message: string) => void;
}

/** Time that is left for the answer, or for starting the next run. */
const RESERVE = 60_000;

/** Works on a request until it is done, or hands it over to another run before the time of this one is up. */
export async function handle(world: World, request: Request, remainingMilliseconds: number): Promise<void> {
  const { clock, log } = world;
  const run: Run = { clock, stopAt: clock.now() + remainingMilliseconds - RESERVE, log };
  const outcome = await outcomeOf(world, run, request);
  if (outcome.type === 'unfinished') {
    log(`goes on in another run: ${JSON.stringify(outcome.progress)}`);
    // the next run reads what was before from the record in the cluster
    const { OldResourceProperties: _, ...rest } = request as Request & { OldResourceProperties?: unknown };
    return world.continueWith({ ...rest, progress: outcome.progress });
  }
  log(outcome.type === 'failed' ? `failed: ${outcome.reason}` : 'done');
  return world.answer(request.ResponseURL, answerTo(request, physicalIdOf(request), outcome.type === 'failed' ? { failure: outcome.reason } : { data: outcome.data }));
}

/** A release is another one when its name is, and CloudFormation then deletes the old; everything else stays what it is for ever. */
function physicalIdOf({ StackId, LogicalResourceId, ResourceType, ResourceProperties: { Release, Namespace } }: Request): string {
  const resource = createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex').slice(0, 16);
  return ResourceType === RELEASE ? `${Namespace}/${Release} ${resource}` : `${LogicalResourceId} ${resource}`;
}

async function outcomeOf(world: World, run: Run, request: Request): Promise<Outcome> {
  const progress = request.progress ?? { startedAt: run.clock.now(), step: '' };
  let reached: Progress = progress;
  try {
    const data = await workOn(world, run, request, progress, (next) => { reached = { ...next, startedAt: progress.startedAt }; });
    return { type: 'done', data };
  } catch (error) {
    if (error instanceof OutOfTime && run.clock.now() < progress.startedAt + LONGEST) return { type: 'unfinished', progress: reached };
    if (error instanceof OutOfTime) return { type: 'failed', reason: `not done after ${LONGEST / 60_000} minutes, at step '${reached.step}'` };
    if (!(error instanceof Failure)) run.log(String((error as Error).stack));
    return { type: 'failed', reason: (error as Error).message };
  }
}

type Reached = (progress: { readonly step: string; readonly done?: number }) => void;

async function workOn(world: World, run: Run, request: Request, progress: Progress, reached: Reached): Promise<Record<string, string> | undefined> {
  const { RequestType, ResourceType, ResourceProperties: properties } = request;
  const deletes = RequestType === 'Delete';
  // nothing is asked of the cluster when a sweep is made: it works when it goes
  if ((ResourceType === SWEEP && !deletes) || (ResourceType === VALUE && deletes)) return undefined;
  const connected = await world.connect(properties.ClusterName, run);
  if (!connected) {
    if (deletes) return undefined;
    throw new Failure(`there is no cluster ${properties.ClusterName}`);
  }
  const { kubernetes, helm } = connected;
  const endsAt = progress.startedAt + LONGEST;
  const tools = { run, kubernetes, helm };
  switch (ResourceType) {
    case OBJECTS: {
      if (deletes) return done(deleteObjects(run, kubernetes, request, String(properties.Deployment), endsAt));
      const applied = new AppliedObjects(run, kubernetes, request, objectsWanted(properties, await manifestOf(properties, world.download)));
      return done(applied.apply(progress).finally(() => reached(applied.progress)));
    }
    case RELEASE:
      return deletes
        ? done(deleteRelease(tools, request, releaseWanted(properties), endsAt))
        : done(applyRelease(tools, request, releaseWanted(properties), progress, (step) => reached({ step })));
    case VALUE: {
      const { wanted, waitMilliseconds } = valueWanted(properties);
      return { Value: await valueOf(run, kubernetes, wanted, progress.startedAt + Math.min(waitMilliseconds, LONGEST)) };
    }
    case SWEEP:
      return done(sweep(run, kubernetes, request, sweptKinds(properties), endsAt));
    default:
      throw new Failure(`this function does not know ${ResourceType}`);
  }
}

async function done(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}
