import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { targetPortOf } from '../../reading/backends.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  area: 'References',
  severity: 'error',
  description: 'Service whose targetPort is a port name that none of its pods declares',
  reason: 'a named targetPort reaches only pods with a container port of that name: without it the port has no endpoints',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  // an injected sidecar may declare it
  readsPods: true,
  check: (facts) => facts.manifests.ofKind('/Service').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, service: KubernetesObject, { manifests }: Facts): Violation[] {
  // names of a headless Service resolve to the addresses of pods, whatever its ports
  if (stringAt(service, 'spec', 'clusterIP') === 'None') return [];
  const pods = manifests.backendsOf(service);
  const names = pods.flatMap(portNamesOf);
  if (pods.length === 0 || names.some(isDeployTimeValue)) return [];
  const ports = listAt(service, 'spec', 'ports');
  const isDead = (port: unknown): boolean => {
    const target = targetPortOf(port);
    return typeof target === 'string' && !isDeployTimeValue(target) && !names.includes(target);
  };
  // the endpoint controller omits such a port, and keeps the others. Source: kubernetes, staging/src/k8s.io/endpointslice/utils.go,
  // getEndpointPorts
  const othersReachPods = ports.some((port) => !isDead(port));
  return ports.filter(isDead).flatMap((port): Violation[] => {
    const target = stringAt(port, 'targetPort');
    return [
      {
        path,
        finding:
          `${describeObject(service)} has targetPort '${target}', and the pods of ${pods.map(({ name }) => name).join(', ')} ` +
          `declare ${[...new Set(names)].join(', ') || 'no named ports'}`,
        remediation: 'Give the container port this name, or set targetPort to its number',
        ...(othersReachPods ? { severity: 'warning' } : {}),
      },
    ];
  });
}

// a list known only at deploy counts as a name known only at deploy
const portNamesOf = ({ podSpec }: Workload): string[] =>
  containersOf(podSpec)
    .flatMap((container) =>
      isDeployTimeValue(at(container, 'ports')) ? [at(container, 'ports')] : listAt(container, 'ports').map((port) => at(port, 'name')),
    )
    .filter((name): name is string => typeof name === 'string');
