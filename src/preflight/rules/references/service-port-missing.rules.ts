import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { backendsOf } from '../../reading/backends.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const servicePortMissing: Rule = {
  id: 'service-port-missing',
  area: 'References',
  severity: 'error',
  description: 'reference to a port that the backend Service does not have',
  reason: 'an Ingress, route or webhook can use only the ports in the spec of its Service, and requests to another port fail',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  check: ({ objects, manifests }) =>
    objects.flatMap(({ path, value }) =>
      backendsOf(value).flatMap(({ service, namespace, port }): Violation[] => {
        const target = manifests.find('/Service', namespace ?? namespaceOf(value), service)?.value;
        if (target === undefined || port === undefined || hasPort(target, port)) return [];
        return [
          {
            path,
            finding: `${describeObject(value)} routes to port ${port} of ${describeObject(target)}, which has ${portsInWords(target)}`,
            remediation: 'Use a port of the Service',
          },
        ];
      }),
    ),
};

// an ExternalName Service can be reached on any port
function hasPort(service: KubernetesObject, port: string | number): boolean {
  const ports = listAt(service, 'spec', 'ports');
  if (stringAt(service, 'spec', 'type') === 'ExternalName' || isDeployTimeValue(at(service, 'spec', 'ports'))) return true;
  return ports.some((each) => [at(each, 'port'), at(each, 'name')].some((own) => own === port || isDeployTimeValue(own)));
}

function portsInWords(service: KubernetesObject): string {
  const ports = listAt(service, 'spec', 'ports').map((port) => [at(port, 'port'), stringAt(port, 'name')].filter(Boolean).join(' '));
  return ports.length === 0 ? 'no ports' : `${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`;
}
