import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { maxDomains } from '../../placement/domains.rules';
import { minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const hostPortConflict: Rule = {
  id: 'host-port-conflict',
  area: 'Placement',
  severity: 'error',
  description: 'more pods with a port of the host than there are nodes',
  reason: 'a node has each port once: a pod that asks for one waits for a node where it is free',
  source: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  readsPods: true,
  check: (facts) =>
    schedulableResults(facts).flatMap(({ workload, candidates }) => {
      const [port] = hostPortsOf(workload);
      const most = maxDomains(candidates, 'kubernetes.io/hostname');
      if (port === undefined || most === undefined || minRunningPods(workload) <= most) return [];
      return [
        {
          path: workload.path,
          finding: `${workload.name} has ${workload.replicas.min} pods with the port ${port} of the host, and its nodes are at most ${most}`,
          remediation: 'Leave hostPort out and use a Service, or let the group grow',
        },
      ];
    }),
};

// the ports of pods on the network of the host are those of the host
function hostPortsOf({ podSpec }: Workload): number[] {
  const fields = at(podSpec, 'hostNetwork') === true ? ['hostPort', 'containerPort'] : ['hostPort'];
  return listAt(podSpec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .flatMap((port) => fields.map((field) => at(port, field)))
    .filter((port): port is number => typeof port === 'number' && port > 0);
}
