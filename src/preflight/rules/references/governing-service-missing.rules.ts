import { object as objectThing } from '../../../catalog/capability.rules';
import { isDeployTimeValue, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

export const governingServiceMissing: Rule = {
  id: 'governing-service-missing',
  area: 'References',
  severity: 'warning',
  description: 'StatefulSet whose governing Service does not exist',
  reason: 'the pods of a StatefulSet get their DNS names from the Service in serviceName, and have none without it',
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
                finding: `${name} references the Service '${service}' (serviceName), which does not exist`,
                remediation: 'Deploy a headless Service of that name (clusterIP: None)',
              },
            ]
          : [];
      }),
};
