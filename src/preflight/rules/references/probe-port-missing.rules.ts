import { at, isFilledIn, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { containersOf, PodMaker } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];

export const probePortMissing: Rule = {
  id: 'probe-port-missing',
  area: 'References',
  severity: 'error',
  finds: 'a probe of a port that its container does not name',
  why: 'a probe that names a port finds it among the ports of its own container: else the pod never becomes ready, and a liveness probe never fails',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ofPods: true,
  check: ({ manifests }) => manifests.pods.flatMap((maker) => containersOf(maker.pod).flatMap((container) => problems(maker, container))),
};

function problems({ path, name }: PodMaker, container: unknown): Found[] {
  const names = listAt(container, 'ports').map((port) => textAt(port, 'name'));
  if (isFilledIn(at(container, 'ports')) || names.some(isFilledIn)) return [];
  return PROBES.flatMap((probe) => ['httpGet', 'tcpSocket'].flatMap((action): Found[] => {
    const port = textAt(container, probe, action, 'port');
    // a text of digits is read as a number
    if (port === undefined || /^\d+$/.test(port) || isFilledIn(port) || names.includes(port)) return [];
    return [{
      path,
      what: `container '${textAt(container, 'name')}' of ${name} is probed (${probe}) on the port '${port}', which it does not have`,
      fix: `Add a port with that name${names.length === 0 ? ' to the container' : ''}, or write its number`,
      // an error of a liveness probe is thrown away
      ...(probe === 'livenessProbe' ? { severity: 'warning' } : {}),
    }];
  }));
}
