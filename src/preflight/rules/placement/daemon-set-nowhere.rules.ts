import { finding } from './pod-fits-no-node.rules';
import { impossibleLandings, Landing } from '../../placement/pod-places.rules';
import { Found, Rule } from '../../rule';

export const daemonSetNowhere: Rule = {
  id: 'daemon-set-nowhere',
  area: 'Placement',
  severity: 'error',
  finds: 'a DaemonSet that no node of the cluster takes',
  why: 'a DaemonSet makes pods for the nodes that it selects and whose taints it tolerates, and without any does nothing, without an error',
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
  ofPods: true,
  check: (facts) => impossibleLandings(facts).filter(({ maker }) => maker.groupKind === 'apps/DaemonSet').map(found),
};

// one without pods may wait for nodes to come; one whose pods are too large for their nodes waits for ever
const found = (landing: Landing): Found => ({ ...finding(landing), ...(landing.refusals.every(({ kind }) => kind !== 'resources') ? { severity: 'warning' as const } : {}) });
