import { missing } from '../../reading/missing.rules';
import { Rule } from '../../rule';

export const gatewayClassMissing: Rule = {
  id: 'gateway-class-missing',
  area: 'References',
  severity: 'error',
  finds: 'a Gateway of a class that no controller serves',
  why: 'a Gateway whose class no controller serves is accepted and never gets an address',
  source: 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/',
  check: (facts) => missing(facts, 'gateway.networking.k8s.io', 'GatewayClass', (name) => `Add the class with its controller, correct the name, or declare it: Inventory.of(cluster).external(Thing.object('gateway.networking.k8s.io', 'GatewayClass', '${name}'), { reason })`),
};
