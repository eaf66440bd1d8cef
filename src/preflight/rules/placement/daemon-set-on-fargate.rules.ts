import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

const { reason, source } = NODE_FEATURES.daemonSets.fargate as Unsupported;

export const daemonSetOnFargate: Rule = {
  id: 'daemon-set-on-fargate',
  area: 'Placement',
  severity: 'warning',
  description: 'a DaemonSet that a profile of Fargate selects',
  reason: reason,
  source,
  readsPods: true,
  check: (facts) =>
    facts.fargateSelectors.length === 0
      ? []
      : facts.manifests.workloads
          .filter((maker) => maker.groupKind === 'apps/DaemonSet' && runsOnFargate(facts, maker))
          .map(({ path, name }) => ({
            path,
            finding: `${name} is selected by a profile of Fargate`,
            remediation: 'Run it as a sidecar of the pods there, and keep it out of the profile for other nodes',
          })),
};
