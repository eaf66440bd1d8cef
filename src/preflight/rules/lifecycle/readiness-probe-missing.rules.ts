import {
  at,
  groupKindOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { backendsOf } from '../../reading/backends.rules';
import { backendWorkloadsOf } from '../../reading/traffic.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const readinessProbeMissing: Rule = {
  id: 'readiness-probe-missing',
  area: 'Lifecycle',
  severity: 'warning',
  description: 'pods behind a load balancer without a readiness probe',
  reason:
    'without a readiness probe a pod is ready when its process starts, and receives requests that it cannot answer yet, in every ' +
    'deployment',
  source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  check: (facts) =>
    [...new Set(servicesOf(facts).flatMap((service) => backendWorkloadsOf(facts.manifests, service)))]
      .filter((maker) => isUnprobed(maker, facts))
      .map(({ path, name }) => ({
        path,
        finding: `${name} is behind a load balancer, and none of its containers has a readiness probe`,
        remediation: 'Add a readinessProbe to the container that serves the requests',
      })),
};

// the Services behind a load balancer: of type LoadBalancer, and backends of an Ingress or a route
function servicesOf({ objects, manifests }: Facts): KubernetesObject[] {
  const behind = objects
    .filter(({ value }) => LEADS.has(groupKindOf(value)))
    .flatMap(({ value }) =>
      backendsOf(value).map(({ service, namespace }) => manifests.find('/Service', namespace ?? namespaceOf(value), service)?.value),
    );
  const own = manifests
    .ofKind('/Service')
    .map(({ value }) => value)
    .filter((value) => stringAt(value, 'spec', 'type') === 'LoadBalancer');
  return [...behind, ...own].filter(
    (service): service is KubernetesObject => service !== undefined && !at(service, 'spec', 'publishNotReadyAddresses'),
  );
}

const LEADS = new Set([
  'networking.k8s.io/Ingress',
  'elbv2.k8s.aws/TargetGroupBinding',
  'eks.amazonaws.com/TargetGroupBinding',
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`),
]);

/** Label of namespaces whose pods get a readiness gate for target health. Source: AWS Load Balancer Controller, pod readiness gate. */
const GATE = 'elbv2.k8s.aws/pod-readiness-gate-inject';

function isUnprobed({ podSpec, namespace }: Workload, { manifests }: Facts): boolean {
  const containers = [
    ...listAt(podSpec, 'containers'),
    ...listAt(podSpec, 'initContainers').filter(
      (init) => at(init, 'restartPolicy') === 'Always' || isDeployTimeValue(at(init, 'restartPolicy')),
    ),
  ];
  const gate = stringAt(manifests.find('/Namespace', undefined, namespace)?.value, 'metadata', 'labels', GATE);
  const isGated = listAt(podSpec, 'readinessGates').length > 0 || gate === 'enabled' || isDeployTimeValue(gate);
  // a pod is not ready before its startup probe succeeds
  return (
    !isGated &&
    containers.length > 0 &&
    containers.every(
      (container) =>
        !isDeployTimeValue(container) && at(container, 'readinessProbe') === undefined && at(container, 'startupProbe') === undefined,
    )
  );
}
