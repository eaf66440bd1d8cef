import { listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { numberAt } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

const DEFAULT_GRACE = 30;

export const preStopTooLong: Rule = {
  id: 'pre-stop-too-long',
  area: 'Lifecycle',
  severity: 'warning',
  finds: 'a pause before a container ends that takes all the time that the pod has',
  why: `a pod has terminationGracePeriodSeconds (${DEFAULT_GRACE}, unless it says otherwise) for preStop and for ending, and is killed then`,
  source: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  check: ({ manifests }) => manifests.pods.flatMap(({ path, name, pod }) => listAt(pod, 'containers').flatMap((container) => {
    const grace = numberAt(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
    const pause = numberAt(container, 'lifecycle', 'preStop', 'sleep', 'seconds') ?? sleepIn(listAt(container, 'lifecycle', 'preStop', 'exec', 'command'));
    return pause !== undefined && pause >= grace ? [{ path, what: `container '${textAt(container, 'name')}' of ${name} sleeps ${pause} seconds before it ends, and the pod has ${grace}`, fix: `Give terminationGracePeriodSeconds: ${pause + DEFAULT_GRACE}` }] : [];
  })),
};

function sleepIn(command: readonly unknown[]): number | undefined {
  const [, seconds] = /(?:^|\s|;)sleep (\d+)\s*$/.exec(command.map(String).join(' ')) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
