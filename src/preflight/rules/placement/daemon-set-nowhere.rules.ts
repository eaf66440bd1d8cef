import { violationOf } from './pod-fits-no-node.rules';
import { unschedulableResults, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

export const daemonSetNowhere: Rule = {
  id: 'daemon-set-nowhere',
  area: 'Placement',
  severity: 'error',
  description: 'DaemonSet that fits no node of the cluster',
  reason:
    'a DaemonSet creates pods only for nodes that it selects and whose taints it tolerates, and without such nodes it creates none and ' +
    'reports no error',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  readsPods: true,
  check: (facts) =>
    unschedulableResults(facts)
      .filter(({ workload, unschedulable }) => workload.groupKind === 'apps/DaemonSet' && !workload.component && unschedulable.length > 0)
      .map(found),
};

// nodes with these labels or without the taint may be added later; pods too large for their nodes never fit
const found = (landing: SchedulingResult): Violation => ({
  ...violationOf(landing),
  ...(landing.unschedulable.every(({ kind }) => kind !== 'resources') ? { severity: 'warning' as const } : {}),
});
