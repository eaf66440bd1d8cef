import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  area: 'References',
  severity: 'error',
  description: 'a Service with the name of a port that none of its pods has',
  reason: 'a Service that names the port of its pods reaches those pods alone that have a port of that name',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  // a sidecar that is injected may have it
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
          `${describeObject(service)} leads to the port '${target}', and the pods of ${pods.map(({ name }) => name).join(', ')} ` +
          `have ${[...new Set(names)].join(', ') || 'none with a name'}`,
        remediation: 'Name the port of the container, or write its number',
      },
    ];
  });
}

// a list that is known at deploy counts as a name that is
const portNamesOf = ({ podSpec }: Workload): string[] =>
  containersOf(podSpec)
    .flatMap((container) =>
      isDeployTimeValue(at(container, 'ports')) ? [at(container, 'ports')] : listAt(container, 'ports').map((port) => at(port, 'name')),
    )
    .filter((name): name is string => typeof name === 'string');
