import { Kubernetes } from './kubernetes';
import { describeRef, keyOfObject, LiveObject, refOf } from './object-ref.rules';
import { isWaitedFor, Readiness, readinessOf, Waited } from './readiness.rules';
import { Failure, Run, until } from './request';
import { reportOf } from './trouble';
import { groupKindOf, KubernetesObject, textAt } from '../kubernetes/kubernetes-object.rules';

interface Unready {
  readonly object: LiveObject;
  readonly readiness: Readiness;
}

/** Waits until objects do what they are for, or fails with what keeps them from it. */
export async function waitForReadiness(
  run: Run, kubernetes: Kubernetes, objects: readonly KubernetesObject[], endsAt: number, skipped: ReadonlySet<Waited> = new Set(),
): Promise<void> {
  const waited = objects.filter((object) => isWaitedFor(object, skipped));
  let unready: readonly Unready[] = [];
  const done = await until(run, endsAt, async () => {
    unready = await stillUnready(kubernetes, waited);
    const failed = unready.filter(({ readiness }) => readiness.state === 'failed');
    if (failed.length > 0) throw new Failure(await message(kubernetes, failed, 'failed'));
    return unready.length === 0 ? true : undefined;
  });
  if (!done) throw new Failure(await message(kubernetes, unready, 'not ready in time'));
}

async function stillUnready(kubernetes: Kubernetes, waited: readonly KubernetesObject[]): Promise<Unready[]> {
  const unready: Unready[] = [];
  for (const [wanted, live] of await livingOf(kubernetes, waited)) {
    // a Job that ended may have been cleaned up by itself
    if (live === undefined && groupKindOf(wanted) === 'batch/Job') continue;
    const readiness: Readiness = live ? readinessOf(live) : { state: 'waiting', why: 'it is not there' };
    if (readiness.state === 'ready' || (live && await bindsWithItsFirstPod(kubernetes, live))) continue;
    unready.push({ object: live ?? wanted, readiness });
  }
  return unready;
}

// one list for each kind and namespace, however many objects there are
async function livingOf(kubernetes: Kubernetes, wanted: readonly KubernetesObject[]): Promise<[KubernetesObject, LiveObject | undefined][]> {
  const lists = new Map<string, Map<string, LiveObject>>();
  const found: [KubernetesObject, LiveObject | undefined][] = [];
  for (const object of wanted) {
    const { apiVersion, kind, metadata } = object;
    const place = `${apiVersion}/${kind} ${metadata?.namespace ?? ''}`;
    if (!lists.has(place)) {
      const list = await kubernetes.list({ apiVersion, kind }, { namespace: metadata?.namespace });
      lists.set(place, new Map(list.map((each) => [keyOfObject(each), each])));
    }
    found.push([object, lists.get(place)!.get(keyOfObject(object))]);
  }
  return found;
}

// such a claim waits for a pod, and the pod is waited for by itself
async function bindsWithItsFirstPod(kubernetes: Kubernetes, claim: LiveObject): Promise<boolean> {
  if (groupKindOf(claim) !== '/PersistentVolumeClaim') return false;
  const name = textAt(claim, 'spec', 'storageClassName');
  if (!name) return false;
  const [found] = await kubernetes.get([{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name }]);
  return textAt(found, 'volumeBindingMode') === 'WaitForFirstConsumer';
}

async function message(kubernetes: Kubernetes, unready: readonly Unready[], what: string): Promise<string> {
  const lines = unready.slice(0, 5).map(({ object, readiness }) => `${describeRef(refOf(object))} ${what}: ${'why' in readiness ? readiness.why : ''}`);
  const more = unready.length > 5 ? [`and ${unready.length - 5} more`] : [];
  return [...lines, ...more, ...await reportOf(kubernetes, unready[0].object)].join('\n');
}
