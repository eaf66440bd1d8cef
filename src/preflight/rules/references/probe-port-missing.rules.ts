import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];

export const probePortMissing: Rule = {
  id: 'probe-port-missing',
  area: 'References',
  severity: 'error',
  description: 'probe of a named port that its container does not declare',
  reason:
    'the port name of a probe must be declared in the ports of the same container: otherwise the pod never becomes ready, and a ' +
    'liveness probe never fails',
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
      // a string of digits is read as a number
      if (port === undefined || /^\d+$/.test(port) || isDeployTimeValue(port) || names.includes(port)) return [];
      return [
        {
          path,
          finding:
            `container '${stringAt(container, 'name')}' of ${name} has a ${probe} on the port '${port}', which it does not ` + 'declare',
          remediation: `Add a port with that name${names.length === 0 ? ' to the container' : ''}, or use the port number`,
          // the kubelet ignores an error of a liveness probe
          ...(probe === 'livenessProbe' ? { severity: 'warning' } : {}),
        },
      ];
    }),
  );
}
