import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { Rule } from '../../rule';

const { reason, source } = NODE_FEATURES.daemonSets.fargate as Unsupported;

export const daemonSetOnFargate: Rule = {
  id: 'daemon-set-on-fargate',
  area: 'Placement',
  severity: 'warning',
  description: 'DaemonSet selected by a Fargate profile',
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
            finding: `${name} is selected by a Fargate profile`,
            remediation: 'Run it as a sidecar of the pods on Fargate, and exclude it from the profile for other nodes',
          })),
};
