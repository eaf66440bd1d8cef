import { at, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { targetPortOf } from '../../reading/backends.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const NODE_PORTS = [30_000, 32_767] as const;
const MOST = 65_535;

export const servicePorts: Rule = {
  id: 'service-ports',
  area: 'Form',
  severity: 'error',
  description: 'invalid ports of a Service',
  reason:
    `in a Service with several ports, each port must have a unique name; a port must be in the range 1–${MOST}, a nodePort in ` +
    `${NODE_PORTS.join('–')}, and each pair of port and protocol must be unique`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  check: ({ manifests }) =>
    manifests
      .ofKind('/Service')
      .flatMap(({ path, value }) =>
        problems(value).map(([what, remediation]) => ({ path, finding: `${describeObject(value)} ${what}`, remediation })),
      ),
};

function problems(service: KubernetesObject): [string, string][] {
  const ports = listAt(service, 'spec', 'ports');
  const numbers = ports
    .flatMap((port) => [at(port, 'port'), targetPortOf(port)])
    .filter((port): port is number => typeof port === 'number');
  const nodePorts = ports.map((port) => at(port, 'nodePort')).filter((port): port is number => typeof port === 'number' && port !== 0);
  const unnamed = ports.length > 1 && ports.some((port) => !at(port, 'name'));
  const twice = repeated(
    ports.map((port) => `${String(at(port, 'port'))}/${stringAt(port, 'protocol') ?? 'TCP'}`).filter((port) => !port.includes('<')),
  );
  const names = repeated(ports.map((port) => stringAt(port, 'name')).filter((name): name is string => Boolean(name)));
  const wrong = [...new Set(numbers)].filter((port) => port < 1 || port > MOST);
  const outside = nodePorts.filter((port) => port < NODE_PORTS[0] || port > NODE_PORTS[1]);
  return [
    ...(unnamed ? [['has several ports, but not all have a name', 'Set `name` of each port']] : []),
    ...twice.map((port) => [`has the duplicate port ${port}`, 'Remove one of them']),
    ...names.map((name) => [`has two ports with the name '${name}'`, 'Rename one of them']),
    ...wrong.map((port) => [`has the port ${port}`, `Use a port in the range 1–${MOST}`]),
    ...outside.map((port) => [`has the nodePort ${port}`, 'Remove `nodePort`: Kubernetes allocates one']),
  ] as [string, string][];
}

const repeated = (values: readonly string[]): string[] => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
