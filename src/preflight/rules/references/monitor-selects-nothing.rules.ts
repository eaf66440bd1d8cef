import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { describeSelector, matchesSelector, requirementsOf } from '../../../kubernetes/label-selector.rules';
import { Facts } from '../../facts/facts.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const monitorSelectsNothing: Rule = {
  id: 'monitor-selects-nothing',
  area: 'References',
  severity: 'warning',
  description: 'ServiceMonitor that selects no Service, or whose port no selected Service has',
  reason: 'Prometheus scrapes nothing for a ServiceMonitor that matches no Service, by the labels of the Service and the name of its port',
  source: 'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
  check: (facts) =>
    facts.manifests.ofKind('monitoring.coreos.com/ServiceMonitor').flatMap(({ path, value }) =>
      problemsOf(value, facts).map((finding) => ({
        path,
        finding: `${describeObject(value)} ${finding}`,
        remediation: 'Correct the selector, the namespaces or the port of the ServiceMonitor, or the Service',
      })),
    ),
};

function problemsOf(monitor: KubernetesObject, facts: Facts): string[] {
  const namespaces = namespacesOf(monitor);
  const selector = at(monitor, 'spec', 'selector');
  if (namespaces === undefined || (requirementsOf(selector) ?? []).length === 0 || isDeployTimeValue(JSON.stringify(monitor.spec))) {
    return [];
  }
  if (namespaces.some((namespace) => mayExistOutsideApp(facts, '', 'Service', namespace))) return [];
  const services = facts.manifests
    .ofKind('/Service')
    .map(({ value }) => value)
    .filter((service) => namespaces.includes(namespaceOf(service) ?? 'default'))
    .filter((service) => matchesSelector(selector, mapAt(service, 'metadata', 'labels')) !== false);
  if (services.length === 0) return [`selects ${describeSelector(selector)}, and no Service of ${namespaces.join(', ')} matches`];
  const ports = services.flatMap((service) => listAt(service, 'spec', 'ports').map((port) => at(port, 'name')));
  if (ports.some(isDeployTimeValue)) return [];
  return listAt(monitor, 'spec', 'endpoints')
    .map((endpoint) => at(endpoint, 'port'))
    .filter((port) => typeof port === 'string' && port !== '' && !ports.includes(port))
    .map((port) => `has the port '${String(port)}', and no selected Service has a port of that name`);
}

// undefined for any namespace
function namespacesOf(monitor: KubernetesObject): readonly string[] | undefined {
  if (at(monitor, 'spec', 'namespaceSelector', 'any') === true) return undefined;
  const names = listAt(monitor, 'spec', 'namespaceSelector', 'matchNames').map(String);
  return names.length > 0 ? names : [namespaceOf(monitor) ?? 'default'];
}
