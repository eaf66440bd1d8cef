import { namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { foreignBackendsOf, gatewaysOfRoute, isGranted, routesOf } from '../../reading/gateways.rules';
import { mayExistOutsideApp } from '../../reading/missing-objects.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const referenceGrantMissing: Rule = {
  id: 'reference-grant-missing',
  area: 'References',
  severity: 'error',
  description: 'route to a Service or Gateway of another namespace without a ReferenceGrant',
  reason: 'a route reaches a backend of another namespace only with a ReferenceGrant in that namespace: RefNotPermitted',
  source: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  check: (facts) =>
    routesOf(facts)
      .filter(({ value }) => gatewaysOfRoute(value, facts).length > 0)
      .flatMap(({ path, value }) =>
        foreignBackendsOf(value)
          .filter((backend) => !isGranted(value, backend, facts))
          .filter(({ namespace }) => !mayExistOutsideApp(facts, 'gateway.networking.k8s.io', 'ReferenceGrant', namespace))
          .map(({ kind, namespace, name }) => ({
            path,
            finding:
              `${describeObject(value)} references ${kind} '${namespace}/${name}', and no ReferenceGrant of '${namespace}' ` + 'allows it',
            remediation: `Add a ReferenceGrant to '${namespace}', from ${value.kind} of '${namespaceOf(value)}' to ${kind}`,
          })),
      ),
};
