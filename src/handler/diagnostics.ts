import { Kubernetes } from './kubernetes';
import { LiveObject } from './object-ref.rules';
import { at, listAt, stringAt } from '../kubernetes/kubernetes-object.rules';

/** Diagnostics of an object that does not become ready: its last events, and the state of its pods. Empty if they cannot be read. */
export async function diagnosticsOf(kubernetes: Kubernetes, object: LiveObject): Promise<string[]> {
  const namespace = object.metadata?.namespace;
  if (namespace === undefined) return [];
  try {
    const pod = await failingPod(kubernetes, object, namespace);
    const involved = [object, ...(pod ? [pod] : [])].map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
    const events = (await kubernetes.list({ apiVersion: 'v1', kind: 'Event' }, { namespace }))
      .filter(
        (event) =>
          involved.includes(`${stringAt(event, 'involvedObject', 'kind')}/${stringAt(event, 'involvedObject', 'name')}`) &&
          stringAt(event, 'type') !== 'Normal',
      )
      .sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
      .slice(-3)
      .map(
        (event) =>
          `${stringAt(event, 'involvedObject', 'kind')} '${stringAt(event, 'involvedObject', 'name')}': ` +
          `${stringAt(event, 'reason')}: ${truncated(stringAt(event, 'message') ?? '', 300)}`,
      );
    return [...events, ...(pod ? await podDiagnostics(kubernetes, pod, namespace) : [])];
  } catch {
    return []; // the failure itself is told in any case
  }
}

const timeOf = (event: LiveObject): string => stringAt(event, 'lastTimestamp') ?? stringAt(event, 'eventTime') ?? '';
const truncated = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

async function failingPod(kubernetes: Kubernetes, object: LiveObject, namespace: string): Promise<LiveObject | undefined> {
  const labels = Object.entries((at(object, 'spec', 'selector', 'matchLabels') ?? {}) as Record<string, string>);
  if (labels.length === 0) return undefined;
  const pods = await kubernetes.list(
    { apiVersion: 'v1', kind: 'Pod' },
    { namespace, selector: labels.map(([key, value]) => `${key}=${value}`).join(',') },
  );
  return pods.find((pod) => failingContainer(pod) !== undefined) ?? pods.find((pod) => stringAt(pod, 'status', 'phase') === 'Pending');
}

function failingContainer(pod: LiveObject): unknown {
  return ['initContainerStatuses', 'containerStatuses']
    .flatMap((field) => listAt(pod, 'status', field))
    .find(
      (status) =>
        at(status, 'ready') !== true && (at(status, 'state', 'waiting') !== undefined || Number(at(status, 'restartCount') ?? 0) > 0),
    );
}

/** Of the end of a log: the message of CloudFormation has 4,096 bytes, and is cut at its end, where the last words are. */
const MAX_LOG_BYTES = 2_000;

async function podDiagnostics(kubernetes: Kubernetes, pod: LiveObject, namespace: string): Promise<string[]> {
  const stuck = failingContainer(pod);
  const name = stringAt(stuck, 'name');
  if (name === undefined) return [];
  const reason = stringAt(stuck, 'state', 'waiting', 'reason');
  const restarts = Number(at(stuck, 'restartCount') ?? 0);
  const logs = await kubernetes.logs(namespace, pod.metadata?.name ?? '', name, restarts > 0).catch(() => '');
  const lines = logs
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .slice(-20)
    .map((line) => `  ${truncated(line, 200)}`);
  const last = lines.filter((_, index) => Buffer.byteLength(JSON.stringify(lines.slice(index))) <= MAX_LOG_BYTES);
  return [`container '${name}' of pod '${pod.metadata?.name}': ${[reason, `${restarts} restarts`].filter(Boolean).join(', ')}`, ...last];
}
