import { at, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { maxDomains } from '../../placement/domains.rules';
import { minRunningPods, schedulableResults } from '../../placement/scheduling-results.rules';
import { Workload } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const hostPortConflict: Rule = {
  id: 'host-port-conflict',
  area: 'Placement',
  severity: 'error',
  description: 'more pods with a hostPort than nodes',
  reason:
    "each hostPort is available once per node: a pod stays Pending until it is free (didn't have free ports for the requested pod ports)",
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
          finding: `${workload.name} has ${workload.replicas.min} pods with hostPort ${port}, and there are at most ${most} nodes for them`,
          remediation: 'Remove hostPort and use a Service, or increase maxSize',
        },
      ];
    }),
};

// with hostNetwork container ports are host ports
function hostPortsOf({ podSpec }: Workload): number[] {
  const fields = at(podSpec, 'hostNetwork') === true ? ['hostPort', 'containerPort'] : ['hostPort'];
  return listAt(podSpec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .flatMap((port) => fields.map((field) => at(port, field)))
    .filter((port): port is number => typeof port === 'number' && port > 0);
}
