import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { SERVICE } from '../../reading/alb.rules';
import { isNlb, serviceTargetType } from '../../reading/ip-family.rules';
import { containersOf, describeObject, Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/**
 * Source: aws-load-balancer-controller v3.5.0, pkg/service/model_builder.go (health checks by TCP on traffic-port) and
 * model_build_target_group.go (with instance targets and externalTrafficPolicy: Local, by the node port of health checks).
 */
export const nlbUdpHealthCheck: Rule = {
  id: 'nlb-udp-health-check',
  area: 'Network',
  // the load balancer forwards to all targets if none is healthy, and images may listen on ports that no container declares
  severity: 'warning',
  description: 'UDP port of a Network Load Balancer whose pods do not serve TCP on the same port, without a port of health checks',
  reason:
    'targets of UDP are checked by TCP, by default on the port of the traffic: without a listener there, no target is healthy, and the ' +
    'load balancer sends traffic to all of them, also to pods that are not ready',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html',
  readsPods: true,
  check: (facts) =>
    facts.manifests
      .ofKind('/Service')
      .filter(({ value }) => isNlb(value, facts) && isCheckedByTrafficPort(value, facts))
      .flatMap(({ path, value }) =>
        listAt(value, 'spec', 'ports')
          .filter((port) => stringAt(port, 'protocol') === 'UDP' && isUnanswered(port, value, facts))
          .map((port) => ({
            path,
            finding:
              `${describeObject(value)} has the UDP port ${String(at(port, 'port'))}, whose targets are checked by TCP on the same port, ` +
              'and none of its pods serves it',
            remediation:
              `Set the annotation ${SERVICE}healthcheck-port (in NlbOptions: healthCheck) to a TCP port of the pods, such as one that ` +
              'answers their readiness probe',
          })),
      ),
};

const annotations = (service: KubernetesObject): Readonly<Record<string, string>> => service.metadata?.annotations ?? {};

function isCheckedByTrafficPort(service: KubernetesObject, facts: Facts): boolean {
  const given = annotations(service);
  const port = given[`${SERVICE}healthcheck-port`] ?? 'traffic-port';
  const byNodePort = stringAt(service, 'spec', 'externalTrafficPolicy') === 'Local' && serviceTargetType(service, facts) !== 'ip';
  // an action may forward to other Services
  const forwards = Object.keys(given).some((key) => key.startsWith('service.beta.kubernetes.io/actions.') || isDeployTimeValue(key));
  return port === 'traffic-port' && !byNodePort && !forwards && !isDeployTimeValue(at(service, 'spec', 'externalTrafficPolicy'));
}

function isUnanswered(port: unknown, service: KubernetesObject, facts: Facts): boolean {
  const others = listAt(service, 'spec', 'ports').filter((each) => (stringAt(each, 'protocol') ?? 'TCP') !== 'UDP');
  const same = (each: unknown, field: string) => at(each, field) !== undefined && at(each, field) === at(port, field);
  // two protocols of one port share its node port
  const answers = (each: unknown) => isDeployTimeValue(each) || ['port', 'nodePort', 'targetPort'].some((field) => same(each, field));
  if (others.some(answers)) return false;
  switch (serviceTargetType(service, facts)) {
    case 'instance':
      return true;
    case 'ip':
      return isServedByUdpOnly(at(port, 'targetPort') ?? at(port, 'port'), facts.manifests.backendsOf(service));
    default:
      return false;
  }
}

/** Whether containers declare a port by UDP, and none does by TCP: a list without the port says nothing. */
function isServedByUdpOnly(target: unknown, pods: readonly Workload[]): boolean {
  const containers = pods.flatMap(({ podSpec }) => containersOf(podSpec));
  if (isDeployTimeValue(target) || containers.some((each) => isDeployTimeValue(at(each, 'ports')))) return false;
  const ports = containers.flatMap((each) => listAt(each, 'ports'));
  const isUdp = (each: unknown) => stringAt(each, 'protocol') === 'UDP';
  const numbers = ports.filter((each) => isUdp(each) && [at(each, 'containerPort'), at(each, 'name')].includes(target));
  const served = numbers.map((each) => at(each, 'containerPort'));
  return served.length > 0 && !ports.some((each) => !isUdp(each) && served.includes(at(each, 'containerPort')));
}
