import { missingObjects } from '../../reading/missing-objects.rules';
import { Rule } from '../../rule';

export const gatewayClassMissing: Rule = {
  id: 'gateway-class-missing',
  area: 'References',
  severity: 'error',
  description: 'Gateway whose GatewayClass does not exist',
  reason: 'the API server accepts a Gateway whose GatewayClass does not exist, and it never gets an address',
  source: 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  check: (facts) =>
    missingObjects(
      facts,
      'gateway.networking.k8s.io',
      'GatewayClass',
      (name) =>
        'Add the GatewayClass and its controller, correct the name, or declare it: ' +
        `ClusterModel.of(cluster).declareExternal(ClusterCapability.object('gateway.networking.k8s.io', 'GatewayClass', '${name}'), { ` +
        'reason })',
    ),
};
