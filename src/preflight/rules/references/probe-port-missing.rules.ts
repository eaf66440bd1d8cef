import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];

export const probePortMissing: Rule = {
  id: 'probe-port-missing',
  area: 'References',
  severity: 'error',
  description: 'a probe of a port that its container does not name',
  reason:
    'a probe that names a port finds it among the ports of its own container: else the pod never becomes ready, and a liveness ' +
    'probe never fails',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  readsPods: true,
  check: ({ manifests }) =>
    manifests.workloads.flatMap((maker) => containersOf(maker.podSpec).flatMap((container) => problems(maker, container))),
};

function problems({ path, name }: Workload, container: unknown): Violation[] {
  const names = listAt(container, 'ports').map((port) => stringAt(port, 'name'));
  if (isDeployTimeValue(at(container, 'ports')) || names.some(isDeployTimeValue)) return [];
  return PROBES.flatMap((probe) =>
    ['httpGet', 'tcpSocket'].flatMap((action): Violation[] => {
      const port = stringAt(container, probe, action, 'port');
      // a text of digits is read as a number
      if (port === undefined || /^\d+$/.test(port) || isDeployTimeValue(port) || names.includes(port)) return [];
      return [
        {
          path,
          finding: `container '${stringAt(container, 'name')}' of ${name} is probed (${probe}) on the port '${port}', which it does not have`,
          remediation: `Add a port with that name${names.length === 0 ? ' to the container' : ''}, or write its number`,
          // an error of a liveness probe is thrown away
          ...(probe === 'livenessProbe' ? { severity: 'warning' } : {}),
        },
      ];
    }),
  );
}
