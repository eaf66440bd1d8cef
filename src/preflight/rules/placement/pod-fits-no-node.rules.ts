import { requestsInWords } from '../../placement/allocatable.rules';
import { unschedulableResults, SchedulingResult } from '../../placement/scheduling-results.rules';
import { Violation, Rule } from '../../rule';

const MOST_PLACES = 4;

export const podFitsNoNode: Rule = {
  id: 'pod-fits-no-node',
  area: 'Placement',
  severity: 'error',
  description: 'pods that fit no node of the cluster, with the reason for each node group',
  reason:
    "a pod stays Pending if every node has insufficient resources or an untolerated taint, or doesn't match its node affinity/selector",
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
  readsPods: true,
  check: (facts) =>
    unschedulableResults(facts)
      .filter(({ workload }) => workload.groupKind !== 'apps/DaemonSet')
      .map(violationOf),
};

/** A finding for unschedulable pods. */
export function violationOf({ workload, unschedulable, constraints }: SchedulingResult): Violation {
  const kinds = new Set(unschedulable.map(({ kind }) => kind));
  const asks = kinds.has('resources') ? ` requests ${requestsInWords(constraints.requests)} and` : '';
  const reasons = unschedulable.slice(0, MOST_PLACES).map(({ candidate, reason }) => `${candidate.name} ${reason}`);
  return {
    path: workload.path,
    finding:
      `${workload.name}${asks} fits no node: ` +
      `${reasons.join('; ')}${unschedulable.length > MOST_PLACES ? `; and ${unschedulable.length - MOST_PLACES} more` : ''}`,
    remediation: capitalized([...kinds].map((kind) => FIXES[kind]).join(', or ')),
  };
}

const FIXES = {
  resources: 'reduce the requests, or add nodes of a larger instance type',
  labels: 'correct nodeSelector and node affinity, or add the labels to nodes',
  taints: 'add a toleration for the taint, or add nodes without it',
  zone: 'add nodes in the zone of the volume',
} as const;

const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);
