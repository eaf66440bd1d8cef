import { landingsOf } from '../placement/pod-places.rules';
import { finding } from './pod-fits-no-node.rules';
import { Rule } from '../rule';

export const daemonSetNowhere: Rule = {
  id: 'daemon-set-nowhere',
  area: 'Placement',
  severity: 'error',
  finds: 'a DaemonSet that no node of the cluster takes',
  why: 'a DaemonSet makes pods for the nodes that it selects and whose taints it tolerates, and without any does nothing, without an error',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  ofPods: true,
  check: (facts) => (landingsOf(facts) ?? []).filter(({ places, refusals, maker }) => places.length === 0 && refusals.length > 0 && maker.groupKind === 'apps/DaemonSet').map(finding),
};
