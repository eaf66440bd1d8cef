import { createHash } from 'crypto';
import { Answer, answerTo } from './answer';
import { deleteObjects } from './deletion';
import { Helm } from './helm';
import { Kubernetes } from './kubernetes';
import { Manifest } from './manifest.rules';
import { AppliedObjects } from './objects';
import { Marks } from './ownership';
import { manifestOf, manifestWanted, objectsWanted, releaseWanted, valueWanted } from './properties.rules';
import { applyRelease, deleteRelease } from './release';
import { Clock, Failure, LONGEST, Outcome, OutOfTime, Progress, Properties, Request, Run } from './request';
import { sweep } from './sweep';
import { valueOf } from './value';
import { OBJECTS, RELEASE, SWEEP, VALUE } from '../model/delivered.data';

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
  const notes = new Set<string>();
  const note = (message: string) => {
    if (!notes.has(message)) log(message);
    notes.add(message);
  };
  const run: Run = { clock, stopAt: clock.now() + remainingMilliseconds - RESERVE, log, note };
  const outcome = await outcomeOf(world, run, request);
  if (outcome.type === 'unfinished') {
    log(`goes on in another run: ${JSON.stringify(outcome.progress)}`);
    return world.continueWith({ ...request, progress: outcome.progress });
  }
  const result = outcome.type === 'failed' ? { failure: [outcome.reason, ...notes].join('\n') } : { data: outcome.data };
  log('failure' in result ? `failed: ${result.failure}` : 'done');
  return world.answer(request.ResponseURL, answerTo(request, physicalIdOf(request), result));
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
  const { StackId: stackId, OldResourceProperties: before } = request;
  const marks = async () => new Marks(await clusterOf(kubernetes));
  switch (ResourceType) {
    case OBJECTS: {
      const place = { run, kubernetes, marks: await marks() };
      const owner = { stackId, deployment: String(properties.Deployment) };
      if (deletes) return done(deleteObjects(place, owner, await readable(world, properties), endsAt));
      const objects = await manifestOf(properties, world.download);
      const applied = new AppliedObjects(place, request, objectsWanted(properties, objects, before && await readable(world, before)));
      return done(applied.apply(progress).finally(() => reached(applied.progress)));
    }
    case RELEASE: {
      const tools = { run, kubernetes, helm, cluster: await clusterOf(kubernetes) };
      return deletes
        ? done(deleteRelease(tools, request, releaseWanted(properties), endsAt))
        : done(applyRelease(tools, request, releaseWanted(properties), progress, (step) => reached({ step })));
    }
    case VALUE: {
      const { wanted, waitMilliseconds } = valueWanted(properties);
      return { Value: await valueOf(run, kubernetes, wanted, progress.startedAt + Math.min(waitMilliseconds, LONGEST)) };
    }
    case SWEEP:
      return done(sweep(run, kubernetes, request, await marks(), endsAt));
    default:
      throw new Failure(`this function does not know ${ResourceType}`);
  }
}

/** A cluster is another one when its namespace kube-system is. */
async function clusterOf(kubernetes: Kubernetes): Promise<string> {
  const [namespace] = await kubernetes.get([{ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' }]);
  const uid = namespace?.metadata?.uid;
  if (!uid) throw new Failure("Namespace 'kube-system' was not found, or has no uid: the owner of objects cannot be told");
  return uid;
}

/** The manifest of a resource as it was; its file may be gone. */
async function readable({ download, log }: World, properties: Properties): Promise<Manifest | undefined> {
  try {
    return manifestWanted(properties, await manifestOf(properties, download));
  } catch (error) {
    log(`the manifest of ${String(properties.Deployment)} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

async function done(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}
