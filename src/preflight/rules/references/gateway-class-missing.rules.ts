import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const gatewayClassMissing: Rule = {
  id: 'gateway-class-missing',
  area: 'References',
  severity: 'error',
  description: 'a Gateway of a class that no controller serves',
  reason: 'a Gateway whose class no controller serves is accepted and never gets an address',
  source: 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  check: (facts) =>
    missingObjects(
      facts,
      'gateway.networking.k8s.io',
      'GatewayClass',
      (name) =>
        'Add the class with its controller, correct the name, or declare it: ' +
        `ClusterModel.of(cluster).external(ClusterCapability.object('gateway.networking.k8s.io', 'GatewayClass', '${name}'), { ` +
        'reason })',
    ),
};
