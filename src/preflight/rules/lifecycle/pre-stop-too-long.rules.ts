import { listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const DEFAULT_GRACE = 30;

export const preStopTooLong: Rule = {
  id: 'pre-stop-too-long',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'preStop hook as long as terminationGracePeriodSeconds',
  reason:
    `terminationGracePeriodSeconds (default ${DEFAULT_GRACE}) includes the preStop hook: when it is over, the kubelet kills the ` +
    'container',
  source: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  check: ({ manifests }) =>
    manifests.workloads.flatMap(({ path, name, podSpec }) =>
      listAt(podSpec, 'containers').flatMap((container) => {
        const grace = numberAt(podSpec, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
        const pause =
          numberAt(container, 'lifecycle', 'preStop', 'sleep', 'seconds') ??
          sleepIn(listAt(container, 'lifecycle', 'preStop', 'exec', 'command'));
        return pause !== undefined && pause >= grace
          ? [
              {
                path,
                finding:
                  `container '${stringAt(container, 'name')}' of ${name} has a preStop sleep of ${pause} seconds, and ` +
                  `terminationGracePeriodSeconds is ${grace}`,
                remediation: `Set terminationGracePeriodSeconds to ${pause + DEFAULT_GRACE}`,
              },
            ]
          : [];
      }),
    ),
};

function sleepIn(command: readonly unknown[]): number | undefined {
  const [, seconds] = /(?:^|\s|;)sleep (\d+)\s*$/.exec(command.map(String).join(' ')) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
