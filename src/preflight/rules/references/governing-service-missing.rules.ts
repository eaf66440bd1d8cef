import { object as objectThing } from '../../../catalog/capability.rules';
import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const governingServiceMissing: Rule = {
  id: 'governing-service-missing',
  area: 'References',
  severity: 'warning',
  description: 'a StatefulSet whose Service nobody makes',
  reason: 'the pods of a StatefulSet have names in DNS by the Service that it names, and without it none',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id',
  check: ({ manifests, verdictOf }) =>
    manifests.workloads
      .filter(({ groupKind }) => groupKind === 'apps/StatefulSet')
      .flatMap(({ path, name, namespace, object }) => {
        const service = stringAt(object, 'spec', 'serviceName');
        return service && !isDeployTimeValue(service) && verdictOf(objectThing('', 'Service', service, namespace)) === 'absent'
          ? [
              {
                path,
                finding: `${name} names the Service '${service}', which nobody makes`,
                remediation: 'Deploy a Service of that name with clusterIP: None',
              },
            ]
          : [];
      }),
};
