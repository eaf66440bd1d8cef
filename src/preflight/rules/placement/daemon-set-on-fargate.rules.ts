import { No, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { onFargate } from '../../placement/pod-places.rules';
import { Rule } from '../../rule';

const { no, source } = NODE_FEATURES.daemonSets.fargate as No;

export const daemonSetOnFargate: Rule = {
  id: 'daemon-set-on-fargate',
  area: 'Placement',
  severity: 'warning',
  finds: 'a DaemonSet that a profile of Fargate selects',
  why: no,
  source,
  ofPods: true,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.manifests.pods.filter((maker) => maker.groupKind === 'apps/DaemonSet' && onFargate(facts, maker)).map(({ path, name }) => ({
    path, what: `${name} is selected by a profile of Fargate`, fix: 'Run it as a sidecar of the pods there, and keep it out of the profile for other nodes',
  }))),
};
