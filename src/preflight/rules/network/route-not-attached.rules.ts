import { detachedBecause, gatewaysOfRoute, mayHaveMoreListeners, routesOf } from '../../reading/gateways.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const routeNotAttached: Rule = {
  id: 'route-not-attached',
  area: 'Network',
  severity: 'error',
  description: 'route that no listener of its Gateway takes, by name, namespace, kind or hostname',
  reason:
    'the controller does not accept the route (NoMatchingParent, NotAllowedByListeners, NoMatchingListenerHostname), and the route gets ' +
    'no requests',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#routeconditionreason',
  check: (facts) =>
    routesOf(facts).flatMap(({ path, value }) =>
      gatewaysOfRoute(value, facts).flatMap((attached) => {
        const because = detachedBecause(value, attached);
        if (because === undefined || mayHaveMoreListeners(facts)) return [];
        return [
          {
            path,
            finding: `${describeObject(value)} is not attached to ${describeObject(attached.gateway)}: ${because}`,
            remediation: 'Correct the reference or the hostnames of the route, or the listeners of the Gateway',
          },
        ];
      }),
    ),
};
