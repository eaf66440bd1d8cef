import { violationOf } from './pod-fits-no-node.rules';
import { unschedulableResults, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

export const daemonSetNowhere: Rule = {
  id: 'daemon-set-nowhere',
  area: 'Placement',
  severity: 'error',
  description: 'a DaemonSet that no node of the cluster takes',
  reason:
    'a DaemonSet makes pods for the nodes that it selects and whose taints it tolerates, and without any does nothing, without an error',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  readsPods: true,
  check: (facts) =>
    unschedulableResults(facts)
      .filter(({ workload }) => workload.groupKind === 'apps/DaemonSet')
      .map(found),
};

// one without pods may wait for nodes to come; one whose pods are too large for their nodes waits for ever
const found = (landing: SchedulingResult): Violation => ({
  ...violationOf(landing),
  ...(landing.unschedulable.every(({ kind }) => kind !== 'resources') ? { severity: 'warning' as const } : {}),
});
