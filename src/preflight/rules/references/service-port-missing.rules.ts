import { at, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { backendsOf } from '../../reading/backends.rules';
import { named } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

export const servicePortMissing: Rule = {
  id: 'service-port-missing',
  area: 'References',
  severity: 'error',
  finds: 'a port of a Service that it does not have',
  why: 'an Ingress, a route or a webhook reaches a Service by a port that stands in it, and nothing answers on another',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  check: ({ objects, manifests }) => objects.flatMap(({ path, value }) => backendsOf(value).flatMap(({ service, namespace, port }): Found[] => {
    const target = manifests.find('/Service', namespace ?? namespaceOf(value), service)?.value;
    if (target === undefined || port === undefined || hasPort(target, port)) return [];
    return [{ path, what: `${named(value)} leads to port ${port} of ${named(target)}, which has ${portsInWords(target)}`, fix: 'Correct the port' }];
  })),
};

// another name is reached by whatever port it answers on
function hasPort(service: KubernetesObject, port: string | number): boolean {
  const ports = listAt(service, 'spec', 'ports');
  if (textAt(service, 'spec', 'type') === 'ExternalName' || isFilledIn(at(service, 'spec', 'ports'))) return true;
  return ports.some((each) => [at(each, 'port'), at(each, 'name')].some((own) => own === port || isFilledIn(own)));
}

const portsInWords = (service: KubernetesObject): string =>
  listAt(service, 'spec', 'ports').map((port) => [at(port, 'port'), textAt(port, 'name')].filter(Boolean).join(' ')).join(', ') || 'none';
