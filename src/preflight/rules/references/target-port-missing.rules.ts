import { at, isFilledIn, KubernetesObject, listAt, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { containersOf, named, PodMaker } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  area: 'References',
  severity: 'error',
  finds: 'a Service with the name of a port that none of its pods has',
  why: 'a Service that names the port of its pods reaches those pods alone that have a port of that name',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  // a sidecar that is injected may have it
  ofPods: true,
  check: (facts) => facts.manifests.ofKind('/Service').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, service: KubernetesObject, { manifests }: Facts): Found[] {
  const pods = manifests.behind(service);
  const names = pods.flatMap(portNamesOf);
  if (pods.length === 0 || names.some(isFilledIn)) return [];
  return listAt(service, 'spec', 'ports').flatMap((port) => {
    const target = textAt(port, 'targetPort');
    if (target === undefined || isFilledIn(target) || names.includes(target)) return [];
    return [{ path, what: `${named(service)} leads to the port '${target}', and the pods of ${pods.map(({ name }) => name).join(', ')} have ${[...new Set(names)].join(', ') || 'none with a name'}`, fix: 'Name the port of the container, or write its number' }];
  });
}

// a list that is known at deploy counts as a name that is
const portNamesOf = ({ pod }: PodMaker): string[] => containersOf(pod).flatMap((container) => (isFilledIn(at(container, 'ports')) ? [at(container, 'ports')] : listAt(container, 'ports').map((port) => at(port, 'name'))))
  .filter((name): name is string => typeof name === 'string');
