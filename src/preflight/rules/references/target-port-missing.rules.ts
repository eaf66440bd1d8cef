import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  area: 'References',
  severity: 'error',
  description: 'Service whose targetPort is a port name that none of its pods declares',
  reason: 'a named targetPort reaches only pods with a container port of that name',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  // an injected sidecar may declare it
  readsPods: true,
  check: (facts) => facts.manifests.ofKind('/Service').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, service: KubernetesObject, { manifests }: Facts): Violation[] {
  const pods = manifests.backendsOf(service);
  const names = pods.flatMap(portNamesOf);
  if (pods.length === 0 || names.some(isDeployTimeValue)) return [];
  return listAt(service, 'spec', 'ports').flatMap((port) => {
    const target = stringAt(port, 'targetPort');
    if (target === undefined || isDeployTimeValue(target) || names.includes(target)) return [];
    return [
      {
        path,
        finding:
          `${describeObject(service)} has targetPort '${target}', and the pods of ${pods.map(({ name }) => name).join(', ')} ` +
          `declare ${[...new Set(names)].join(', ') || 'no named ports'}`,
        remediation: 'Give the container port this name, or set targetPort to its number',
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
