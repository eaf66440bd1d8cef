import { object as objectThing } from '../../../catalog/thing.rules';
import { isFilledIn, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const governingServiceMissing: Rule = {
  id: 'governing-service-missing',
  area: 'References',
  severity: 'warning',
  finds: 'a StatefulSet whose Service nobody makes',
  why: 'the pods of a StatefulSet have names in DNS by the Service that it names, and without it none',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  check: ({ manifests, verdictOf }) => manifests.pods.filter(({ groupKind }) => groupKind === 'apps/StatefulSet').flatMap(({ path, name, namespace, object }) => {
    const service = textAt(object, 'spec', 'serviceName');
    return service && !isFilledIn(service) && verdictOf(objectThing('', 'Service', service, namespace)) === 'absent'
      ? [{ path, what: `${name} names the Service '${service}', which nobody makes`, fix: 'Deploy a Service of that name with clusterIP: None' }] : [];
  }),
};
