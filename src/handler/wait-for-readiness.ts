import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { diagnosticsOf } from './diagnostics';
import { Kubernetes } from './kubernetes';
import { describeRef, isCrd, keyOfObject, LiveObject, refOf } from './object-ref.rules';
import { isWaitedFor, Readiness, readinessOf, WaitCategory } from './readiness.rules';
import { groupKindOf, KubernetesObject, stringAt } from '../kubernetes/kubernetes-object.rules';

interface Unready {
  readonly object: LiveObject;
  readonly readiness: Readiness;
}

/** Waits until objects do what they are for, or fails with what keeps them from it. */
export async function waitForReadiness(
  run: Invocation,
  kubernetes: Kubernetes,
  objects: readonly KubernetesObject[],
  endsAt: number,
  skipped: ReadonlySet<WaitCategory> = new Set(),
): Promise<void> {
  const waited = objects.filter((object) => isWaitedFor(object, skipped));
  let unready: readonly Unready[] = [];
  const done = await pollUntil(run, endsAt, async () => {
    unready = await unreadyOf(kubernetes, waited);
    const failed = unready.filter(({ readiness }) => readiness.state === 'failed');
    if (failed.length > 0) throw new Failure(await timeoutMessage(kubernetes, failed, 'failed'));
    return unready.length === 0 ? true : undefined;
  });
  if (!done) throw new Failure(await timeoutMessage(kubernetes, unready, 'not ready in time'));
}

async function unreadyOf(kubernetes: Kubernetes, waited: readonly KubernetesObject[]): Promise<Unready[]> {
  const unready: Unready[] = [];
  for (const [wanted, live] of await liveObjectsOf(kubernetes, waited)) {
    // a Job that ended may have been cleaned up by itself
    if (live === undefined && groupKindOf(wanted) === 'batch/Job') continue;
    const readiness: Readiness = live ? readinessOf(live) : { state: 'waiting', reason: 'not found' };
    if (readiness.state === 'ready' || (live && (await isWaitForFirstConsumer(kubernetes, live)))) continue;
    unready.push({ object: live ?? wanted, readiness });
  }
  return unready;
}

/** Objects of a kind and namespace that are read one by one; more of them are listed. */
const MAX_READS = 20;

async function liveObjectsOf(
  kubernetes: Kubernetes,
  wanted: readonly KubernetesObject[],
): Promise<[KubernetesObject, LiveObject | undefined][]> {
  const places = new Map<string, KubernetesObject[]>();
  for (const object of wanted) {
    const place = `${object.apiVersion}/${object.kind} ${object.metadata?.namespace ?? ''}`;
    places.set(place, [...(places.get(place) ?? []), object]);
  }
  const live = new Map<string, LiveObject>();
  for (const objects of places.values()) {
    for (const each of await readOrList(kubernetes, objects)) live.set(keyOfObject(each), each);
  }
  return wanted.map((object) => [object, live.get(keyOfObject(object))]);
}

// a list has the objects of others, too: all CRDs of a cluster are many megabytes
async function readOrList(kubernetes: Kubernetes, objects: readonly KubernetesObject[]): Promise<LiveObject[]> {
  const [{ apiVersion, kind, metadata }] = objects;
  return objects.length <= MAX_READS || isCrd(objects[0])
    ? kubernetes.get(objects.map(refOf))
    : kubernetes.list({ apiVersion, kind }, { namespace: metadata?.namespace });
}

// such a claim waits for a pod, and the pod is waited for by itself
async function isWaitForFirstConsumer(kubernetes: Kubernetes, claim: LiveObject): Promise<boolean> {
  if (groupKindOf(claim) !== '/PersistentVolumeClaim') return false;
  const name = stringAt(claim, 'spec', 'storageClassName');
  if (!name) return false;
  const [found] = await kubernetes.get([{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name }]);
  return found ? stringAt(found, 'volumeBindingMode') === 'WaitForFirstConsumer' : hasWaitEvent(kubernetes, claim);
}

// a role that is limited to namespaces reads no StorageClass. Source: pkg/controller/volume/persistentvolume/pv_controller.go
async function hasWaitEvent(kubernetes: Kubernetes, { metadata }: LiveObject): Promise<boolean> {
  const events = await kubernetes.list({ apiVersion: 'v1', kind: 'Event' }, { namespace: metadata?.namespace });
  return events.some(
    (event) =>
      stringAt(event, 'reason') === 'WaitForFirstConsumer' &&
      stringAt(event, 'involvedObject', 'kind') === 'PersistentVolumeClaim' &&
      stringAt(event, 'involvedObject', 'name') === metadata?.name,
  );
}

async function timeoutMessage(kubernetes: Kubernetes, unready: readonly Unready[], what: string): Promise<string> {
  const lines = unready
    .slice(0, 5)
    .map(({ object, readiness }) => `${describeRef(refOf(object))} ${what}: ${'reason' in readiness ? readiness.reason : ''}`);
  const more = unready.length > 5 ? [`and ${unready.length - 5} more`] : [];
  return [...lines, ...more, ...(await diagnosticsOf(kubernetes, unready[0].object))].join('\n');
}
