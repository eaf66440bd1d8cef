import { createHash } from 'crypto';
import { ObjectsApplier } from './apply-objects';
import { awaitValue } from './awaited-value';
import type { ClusterEndpoint } from './aws';
import {
  Clock,
  Failure,
  MAX_DURATION,
  Outcome,
  InvocationTimeout,
  Progress,
  Properties,
  CustomResourceRequest,
  FailureRecord,
  Invocation,
} from './custom-resource-request';
import { deleteDeployment } from './delete-deployment';
import { Helm } from './helm';
import { Kubernetes } from './kubernetes';
import { DeploymentLease, LeaseLost, RENEW_INTERVAL, renewing } from './lease';
import { DesiredManifest } from './manifest.rules';
import { NamespacedKubernetes } from './namespaced-kubernetes';
import { OwnerAnnotations } from './ownership';
import { readObjects, desiredManifestOf, namespacesOf, objectsSpecOf, releaseSpecOf, valueSpecOf } from './properties.rules';
import { prune } from './prune';
import { applyRelease, deleteRelease } from './release';
import { CustomResourceResponse, responseFor, ResponseResult } from './response';
import { OBJECTS_RESOURCE, HELM_RELEASE_RESOURCE, PRUNE_RESOURCE, VALUE_RESOURCE } from '../model/custom-resource-types.data';

/** Everything outside of the function. */
export interface HandlerEnvironment {
  readonly clock: Clock;
  /**
   * The API of a cluster; undefined if the cluster was deleted. The endpoint in the properties is used if EKS does not describe the
   * cluster: the function may describe its current cluster only.
   */
  readonly connect: (
    clusterName: string,
    run: Invocation,
    endpoint?: ClusterEndpoint,
  ) => Promise<{ readonly kubernetes: Kubernetes; readonly helm: Helm } | undefined>;
  /** the text of a file that was uploaded with the app. */
  readonly download: (bucket: string, key: string) => Promise<string>;
  readonly respond: (url: string, answer: CustomResourceResponse) => Promise<void>;
  /** starts another run with the rest of the work. */
  readonly reinvoke: (request: CustomResourceRequest) => Promise<void>;
  readonly log: (message: string) => void;
  /** repeats an action in the background, until the returned function is called. */
  readonly repeat?: (milliseconds: number, action: () => void) => () => void;
}

/** Time that is left for the answer, or for starting the next run. */
const RESERVED_MILLISECONDS = 60_000;

/** Time between the last work of all invocations and the end of `ServiceTimeout`. */
const RESERVED_FOR_ANSWER = 5 * 60_000;

/** Works on a request until it is done, or hands it over to another run before the time of this one is up. */
export async function handle(world: HandlerEnvironment, request: CustomResourceRequest, remainingMilliseconds: number): Promise<void> {
  const { clock, log } = world;
  const notes = new Set<string>();
  const note = (message: string) => {
    if (!notes.has(message)) log(message);
    notes.add(message);
  };
  const stop = new AbortController();
  // a run that begins shortly before the limit of all runs must not outlive it: CloudFormation does not wait for its answer
  const end = (request.progress?.startedAt ?? clock.now()) + limitOf(request.ResourceProperties);
  const deadline = Math.min(clock.now() + remainingMilliseconds - RESERVED_MILLISECONDS, end);
  const run: Invocation = { clock, deadline, log, logForFailure: note, signal: stop.signal };
  const holding: Holding = { stop };
  const outcome = await outcomeOf(world, run, request, holding);
  holding.end?.();
  if (outcome.type === 'abandoned') return log(`ends without an answer: ${outcome.reason}`);
  if (outcome.type === 'unfinished') {
    // a lease that cannot be released expires
    await holding.lease?.release().catch((error: Error) => log(error.message));
    const failure = await continued(world, { ...request, progress: outcome.progress });
    if (failure === undefined) return;
    return respond(world, request, { failure });
  }
  const result = outcome.type === 'failed' ? { failure: [outcome.reason, ...notes].join('\n') } : { data: outcome.data };
  await respond(world, request, result);
  await endLease(world, request, holding, outcome.type === 'done');
}

/** The lease of the deployment that a run works on. */
interface Holding {
  readonly stop: AbortController;
  lease?: DeploymentLease;
  end?: () => void;
}

async function endLease({ log }: HandlerEnvironment, request: CustomResourceRequest, { lease }: Holding, done: boolean): Promise<void> {
  const deleted = request.RequestType === 'Delete' && done;
  // the request is answered: whatever happens now, CloudFormation goes on
  await (deleted ? lease?.delete() : lease?.answered(request))?.catch((error: Error) => log(error.message));
}

/** Starts the next invocation; the reason if it cannot be started. */
async function continued({ log, reinvoke }: HandlerEnvironment, request: CustomResourceRequest): Promise<string | undefined> {
  log(`continued in another invocation: ${JSON.stringify(request.progress)}`);
  try {
    await reinvoke(request);
    return undefined;
  } catch (error) {
    return `the next invocation of the function could not be started: ${(error as Error).message}`;
  }
}

/** Answers for an invocation that ended without an answer: Lambda sends its record to the function itself. */
export async function answerForFailure(
  world: HandlerEnvironment,
  { requestContext, requestPayload, responsePayload }: FailureRecord,
): Promise<void> {
  const { condition, approximateInvokeCount: count } = requestContext;
  const failure =
    `the function ended without a response (${condition}, ${count} ${count === 1 ? 'invocation' : 'invocations'}): ` +
    `${responsePayload?.errorMessage ?? 'no error message'}`;
  return respond(world, requestPayload, { failure });
}

async function respond(world: HandlerEnvironment, request: CustomResourceRequest, result: ResponseResult): Promise<void> {
  const { log } = world;
  log(result.failure === undefined ? 'done' : `failed: ${result.failure}`);
  return world.respond(request.ResponseURL, responseFor(request, physicalIdOf(request), result));
}

/**
 * The id contains the name of the cluster, and that of a release: CloudFormation deletes the resource of another name in its clean-up
 * phase, in the cluster in which it is. Otherwise it never changes, so that a resource whose creation failed is deleted under the same
 * id.
 */
function physicalIdOf({ StackId, LogicalResourceId, ResourceType, ResourceProperties, ...request }: CustomResourceRequest): string {
  if (request.RequestType === 'Delete' && request.PhysicalResourceId) return request.PhysicalResourceId;
  const { Release, Namespace, ClusterName } = ResourceProperties;
  if (ResourceType === OBJECTS_RESOURCE) return `${String(ResourceProperties.Deployment)}@${ClusterName}`;
  const resource = createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex').slice(0, 16);
  const name = ResourceType === HELM_RELEASE_RESOURCE ? `${Namespace}/${Release}` : LogicalResourceId;
  return `${name}@${ClusterName} ${resource}`;
}

async function outcomeOf(world: HandlerEnvironment, run: Invocation, request: CustomResourceRequest, holding: Holding): Promise<Outcome> {
  const progress = request.progress ?? { startedAt: run.clock.now(), step: '' };
  let reached: Progress = progress;
  try {
    const data = await perform(world, run, request, progress, holding, (next) => {
      reached = { ...next, startedAt: progress.startedAt };
    });
    return { type: 'done', data };
  } catch (error) {
    if (error instanceof LeaseLost) return { type: 'abandoned', reason: error.message };
    // a program that was ended fails in its own words
    if (run.signal?.aborted) return { type: 'abandoned', reason: 'another invocation has the lease of the deployment' };
    const limit = limitOf(request.ResourceProperties);
    if (error instanceof InvocationTimeout && run.clock.now() + RESERVED_MILLISECONDS < progress.startedAt + limit) {
      return { type: 'unfinished', progress: reached };
    }
    if (error instanceof InvocationTimeout) {
      return { type: 'failed', reason: `timed out after ${Math.round(limit / 60_000)} minutes in step '${reached.step}'` };
    }
    if (!(error instanceof Failure)) run.log(String((error as Error).stack));
    return { type: 'failed', reason: (error as Error).message };
  }
}

/** The function answers before CloudFormation gives up, which is after an hour or after the `ServiceTimeout` of the resource. */
function limitOf({ ServiceTimeout }: Properties): number {
  const timeout = Number(ServiceTimeout ?? NaN) * 1000;
  return Number.isNaN(timeout) ? MAX_DURATION : Math.min(MAX_DURATION, timeout - RESERVED_FOR_ANSWER);
}

type ReportProgress = (progress: { readonly step: string; readonly done?: number }) => void;

async function perform(
  world: HandlerEnvironment,
  run: Invocation,
  request: CustomResourceRequest,
  progress: Progress,
  holding: Holding,
  reached: ReportProgress,
): Promise<Record<string, string> | undefined> {
  const { RequestType, ResourceType, ResourceProperties: properties } = request;
  const deletes = RequestType === 'Delete';
  // nothing is asked of the cluster when a sweep is made: it works when it goes
  if ((ResourceType === PRUNE_RESOURCE && !deletes) || (ResourceType === VALUE_RESOURCE && deletes)) return undefined;
  const cluster = await world.connect(properties.ClusterName, run, endpointOf(properties));
  if (!cluster) {
    if (deletes) return undefined;
    throw new Failure(`No cluster found for name: ${properties.ClusterName}`);
  }
  const namespaces = namespacesOf(properties);
  const connected = namespaces.length > 0 ? { ...cluster, kubernetes: new NamespacedKubernetes(cluster.kubernetes, namespaces) } : cluster;
  const { kubernetes, helm } = ResourceType === VALUE_RESOURCE ? connected : await withLease(world, run, request, connected, holding);
  const endsAt = progress.startedAt + limitOf(properties);
  const { StackId: stackId } = request;
  // objects of another cluster are deleted with the resource that this one replaces
  const before = request.OldResourceProperties?.ClusterName === properties.ClusterName ? request.OldResourceProperties : undefined;
  const marks = async () => new OwnerAnnotations(await clusterUidOf(kubernetes));
  switch (ResourceType) {
    case OBJECTS_RESOURCE: {
      const place = { run, kubernetes, ownerAnnotations: await marks() };
      const owner = { stackId, deployment: String(properties.Deployment) };
      if (deletes) return withoutResult(deleteDeployment(place, owner, await readManifest(world, properties), endsAt));
      const objects = await readObjects(properties, world.download);
      const applied = new ObjectsApplier(place, request, objectsSpecOf(properties, objects, before && (await readManifest(world, before))));
      return withoutResult(applied.apply(progress).finally(() => reached(applied.progress)));
    }
    case HELM_RELEASE_RESOURCE: {
      const tools = { run, kubernetes, helm, clusterUid: await clusterUidOf(kubernetes) };
      return deletes
        ? withoutResult(deleteRelease(tools, request, releaseSpecOf(properties, world.download), endsAt))
        : withoutResult(applyRelease(tools, request, releaseSpecOf(properties, world.download), progress, (step) => reached({ step })));
    }
    case VALUE_RESOURCE: {
      const { wanted, waitMilliseconds } = valueSpecOf(properties);
      return { Value: await awaitValue(run, kubernetes, wanted, progress.startedAt + Math.min(waitMilliseconds, MAX_DURATION)) };
    }
    case PRUNE_RESOURCE:
      return withoutResult(prune(run, kubernetes, request, await marks(), progress.startedAt, endsAt));
    default:
      throw new Failure(`unknown resource type ${ResourceType}`);
  }
}

function endpointOf({ Endpoint, CertificateAuthority }: Properties): ClusterEndpoint | undefined {
  return typeof Endpoint === 'string' ? { server: Endpoint, certificate: String(CertificateAuthority ?? '') } : undefined;
}

const hidesLogs = ({ ResourceProperties: { PodLogs } }: CustomResourceRequest): boolean => String(PodLogs) === 'false';

/** The API without logs of containers, which may contain secrets. */
const withoutLogs = (kubernetes: Kubernetes): Kubernetes =>
  new Proxy(kubernetes, { get: (target, name) => (name === 'logs' ? async () => '' : (Reflect.get(target, name) as unknown)) });

type ClusterApis = { readonly kubernetes: Kubernetes; readonly helm: Helm };

async function withLease(
  { repeat }: HandlerEnvironment,
  run: Invocation,
  request: CustomResourceRequest,
  { kubernetes, helm }: ClusterApis,
  holding: Holding,
): Promise<ClusterApis> {
  const lease = await DeploymentLease.acquire(run, kubernetes, request);
  holding.lease = lease;
  holding.end = repeat?.(RENEW_INTERVAL, () => {
    lease.renew().catch((error: Error) => {
      run.log(error.message);
      // another error is reported by the next call of the API
      if (error instanceof LeaseLost) holding.stop.abort();
    });
  });
  const api = renewing(kubernetes, lease);
  return { kubernetes: hidesLogs(request) ? withoutLogs(api) : api, helm: renewing(helm, lease) };
}

/** A cluster is another one when its namespace kube-system is, or the first namespace of a delivery scope. */
async function clusterUidOf(kubernetes: Kubernetes): Promise<string> {
  const [namespace] = await kubernetes.get([{ apiVersion: 'v1', kind: 'Namespace', name: kubernetes.home }]);
  const uid = namespace?.metadata?.uid;
  if (!uid) throw new Failure(`Namespace '${kubernetes.home}' not found or without uid: the owner of objects cannot be determined`);
  return uid;
}

/** The manifest of a resource as it was; its file may be gone. */
async function readManifest({ download, log }: HandlerEnvironment, properties: Properties): Promise<DesiredManifest | undefined> {
  try {
    return desiredManifestOf(properties, await readObjects(properties, download));
  } catch (error) {
    log(`the manifest of ${String(properties.Deployment)} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

async function withoutResult(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}
