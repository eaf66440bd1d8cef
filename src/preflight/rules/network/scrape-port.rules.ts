import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  podMetadataPath,
  podSpecOf,
} from '../../../kubernetes/kubernetes-object.rules';
import { targetPortOf } from '../../reading/backends.rules';
import { containersOf, describeObject, mapAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const SCRAPE = 'prometheus.io/scrape';
const PORT = 'prometheus.io/port';
/** Ports of the control plane, agent and proxy of Istio, which its pods do not declare. Source: Istio, application requirements. */
const AGENTS = new Set(['15014', '15020', '15090']);

export const scrapePort: Rule = {
  id: 'scrape-port',
  area: 'Network',
  // the port of an injected container is not known
  severity: 'warning',
  description: 'port for Prometheus that neither the pods nor the Service declare',
  reason: 'Prometheus requests metrics at this port of the address of a pod or Service, and gets no answer if nothing listens there',
  source: 'https://github.com/prometheus-community/helm-charts/blob/main/charts/prometheus/README.md',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) => {
      const annotations = annotationsOf(value);
      const [port, declared] = [annotations[PORT], declaredPorts(value)];
      const isRead = annotations[SCRAPE] === 'true' && port !== undefined && /^\d+$/.test(port);
      if (!isRead || declared === undefined || declared.includes(port) || AGENTS.has(port)) return [];
      return [
        {
          path,
          finding: `${describeObject(value)} has the annotation ${PORT}: '${port}', and the ports ${declared.join(', ')}`,
          remediation: `Set ${PORT} to a port that serves metrics, or declare the port`,
        },
      ];
    }),
};

const annotationsOf = (object: KubernetesObject): Readonly<Record<string, string>> =>
  groupKindOf(object) === '/Service' ? mapAt(object, 'metadata', 'annotations') : mapAt(object, ...podMetadataPath(object), 'annotations');

// undefined where no ports are declared, which is not required, or any of them is not known
function declaredPorts(object: KubernetesObject): string[] | undefined {
  const pod = podSpecOf(object);
  const ofContainers = containersOf(pod).flatMap((container) => listAt(container, 'ports').map((port) => at(port, 'containerPort')));
  // a port of a Service leads to a port of its pods, whose addresses Prometheus may use
  const ofService = listAt(object, 'spec', 'ports').flatMap((port) => [at(port, 'port'), targetPortOf(port)]);
  const ports = groupKindOf(object) === '/Service' ? ofService : ofContainers;
  const isKnown = ports.length > 0 && !ports.some((port) => isDeployTimeValue(port) || typeof port === 'string');
  return isKnown ? [...new Set(ports.map(String))] : undefined;
}
