import { Failure, Invocation, pollUntil } from './custom-resource-request';
import { Helm, ReleaseHook, ReleaseName } from './helm';
import { Kubernetes } from './kubernetes';
import { describeRef, LiveObject, refOf } from './object-ref.rules';
import { listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

interface Recovery {
  readonly run: Invocation;
  readonly kubernetes: Kubernetes;
  readonly helm: Helm;
  /** how long the hooks of the revision may still run. */
  readonly endsAt: number;
  /** the last revision that existed before this request. */
  readonly revisionBefore: number;
}

/**
 * Releases the lock of a revision whose Helm was ended (by the end of a run, or because it needed too much memory). Its hook may still run,
 * and Helm would delete its Job and start another one: it is waited for. Source: helm-controller, internal/reconcile/unlock.go.
 */
export async function recoverPendingRevision(recovery: Recovery, name: ReleaseName): Promise<void> {
  const { run, kubernetes, helm, endsAt, revisionBefore } = recovery;
  const last = (await helm.history(name)).at(-1);
  if (!last?.status.startsWith('pending-')) return;
  const hooks = ((await helm.record(name, last.revision))?.hooks ?? []).filter(({ events }) => events.some(isEventOf(last.status)));
  let objects: LiveObject[] = [];
  const ended = await pollUntil(run, endsAt, async () => {
    objects = await hookObjects(kubernetes, hooks, name);
    return objects.every((object) => stateOf(object) !== 'running') ? true : undefined;
  });
  await helm.markFailed(name, last.revision, `Helm was interrupted in state '${last.status}'`);
  run.log(`revision ${last.revision} of release '${name.namespace}/${name.release}' was ${last.status}: marked as failed`);
  // a hook of an earlier request may be started again: that request has failed
  if (last.revision <= revisionBefore) return;
  const failed = objects.filter((object) => stateOf(object) === (ended ? 'failed' : 'running'));
  if (failed.length > 0) {
    const state = ended ? 'failed' : 'did not finish in time';
    throw new Failure(`Helm: hook ${state}: ${failed.map((object) => describeRef(refOf(object))).join(', ')}`);
  }
}

const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'pending-install': ['pre-install', 'post-install'],
  'pending-upgrade': ['pre-upgrade', 'post-upgrade'],
  'pending-rollback': ['pre-rollback', 'post-rollback'],
};
const isEventOf =
  (status: string) =>
  (event: string): boolean =>
    EVENTS[status]?.includes(event) ?? false;

// Helm waits for Jobs and Pods only. Source: Helm 4, pkg/kube/statuswait.go, WatchUntilReady
async function hookObjects(kubernetes: Kubernetes, hooks: readonly ReleaseHook[], { namespace }: ReleaseName): Promise<LiveObject[]> {
  const waited = hooks.filter(({ kind }) => kind === 'Job' || kind === 'Pod');
  if (waited.length === 0) return [];
  return kubernetes.getByManifest(waited.map(({ manifest }) => manifest).join('\n---\n'), namespace);
}

function stateOf(object: LiveObject): 'running' | 'succeeded' | 'failed' {
  if (object.kind === 'Pod') {
    const phase = stringAt(object, 'status', 'phase');
    if (phase === 'Failed') return 'failed';
    return phase === 'Succeeded' ? 'succeeded' : 'running';
  }
  const is = (type: string): boolean =>
    listAt(object, 'status', 'conditions').some((each) => stringAt(each, 'type') === type && stringAt(each, 'status') === 'True');
  if (is('Failed')) return 'failed';
  return is('Complete') ? 'succeeded' : 'running';
}
