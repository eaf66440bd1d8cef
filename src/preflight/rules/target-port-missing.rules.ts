import { at, KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { containersOf, named, PodMaker } from '../manifests.rules';
import { Found, Rule } from '../rule';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  area: 'References',
  severity: 'error',
  finds: 'a Service with the name of a port that none of its pods has',
  why: 'a Service that names the port of its pods reaches those pods alone that have a port of that name',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  check: (facts) => facts.manifests.ofKind('/Service').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, service: KubernetesObject, { manifests }: Facts): Found[] {
  const pods = manifests.behind(service);
  if (pods.length === 0) return [];
  return listAt(service, 'spec', 'ports').flatMap((port) => {
    const target = textAt(port, 'targetPort');
    if (target === undefined || target.includes('<') || pods.some((maker) => portNamesOf(maker).includes(target))) return [];
    return [{ path, what: `${named(service)} leads to the port '${target}', and the pods of ${pods.map(({ name }) => name).join(', ')} have ${pods.flatMap(portNamesOf).join(', ') || 'none with a name'}`, fix: 'Name the port of the container, or write its number' }];
  });
}

const portNamesOf = ({ pod }: PodMaker): string[] => containersOf(pod).flatMap((container) => listAt(container, 'ports')).map((port) => at(port, 'name')).filter((name): name is string => typeof name === 'string');
