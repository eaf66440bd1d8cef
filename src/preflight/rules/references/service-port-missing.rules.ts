import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { backendsOf } from '../../reading/backends.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const servicePortMissing: Rule = {
  id: 'service-port-missing',
  area: 'References',
  severity: 'error',
  description: 'a port of a Service that it does not have',
  reason: 'an Ingress, a route or a webhook reaches a Service by a port that stands in it, and nothing answers on another',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  check: ({ objects, manifests }) =>
    objects.flatMap(({ path, value }) =>
      backendsOf(value).flatMap(({ service, namespace, port }): Violation[] => {
        const target = manifests.find('/Service', namespace ?? namespaceOf(value), service)?.value;
        if (target === undefined || port === undefined || hasPort(target, port)) return [];
        return [
          {
            path,
            finding: `${describeObject(value)} leads to port ${port} of ${describeObject(target)}, which has ${portsInWords(target)}`,
            remediation: 'Correct the port',
          },
        ];
      }),
    ),
};

// another name is reached by whatever port it answers on
function hasPort(service: KubernetesObject, port: string | number): boolean {
  const ports = listAt(service, 'spec', 'ports');
  if (stringAt(service, 'spec', 'type') === 'ExternalName' || isDeployTimeValue(at(service, 'spec', 'ports'))) return true;
  return ports.some((each) => [at(each, 'port'), at(each, 'name')].some((own) => own === port || isDeployTimeValue(own)));
}

const portsInWords = (service: KubernetesObject): string =>
  listAt(service, 'spec', 'ports')
    .map((port) => [at(port, 'port'), stringAt(port, 'name')].filter(Boolean).join(' '))
    .join(', ') || 'none';
