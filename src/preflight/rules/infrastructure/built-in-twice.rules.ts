import { isBuiltIntoAutoMode } from '../../../catalog/catalog.rules';
import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

export const builtInTwice: Rule = {
  id: 'built-in-twice',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'add-on or chart that is already included in EKS Auto Mode',
  reason: 'it is already included in EKS Auto Mode; the cluster has no other nodes that need it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  check: (facts) =>
    !facts.autoMode || hasOtherNodes(facts)
      ? []
      : [
          ...facts.helmReleases.map(({ path, value }) => ({ path, name: value.chart })),
          ...facts.addonNames.map(({ path, value }) => ({ path, name: value })),
          // pods on Fargate use CoreDNS that runs as pods
        ]
          .filter(
            ({ path, name }) =>
              isBuiltIntoAutoMode(name) &&
              !(name === 'coredns' && facts.fargateSelectors.length > 0) &&
              !KEPT.some((id) => path.endsWith(id)),
          )
          .map(({ path, name }) => ({ path, finding: `${name} is installed`, remediation: `Remove ${name}` })),
};

/** The agent that CDK installs with a service account, which users cannot remove, and the driver of `retainCsiDriver`. */
const KEPT = ['/EksPodIdentityAgentAddon', '/EbsCsiDriver'];
/** Types of access entries of nodes that are not managed by EKS. */
const OF_OTHER_NODES = new Set(['EC2_LINUX', 'EC2_WINDOWS', 'HYBRID_LINUX', 'HYPERPOD_LINUX']);

const hasOtherNodes = ({ hasInstances, resources }: Facts): boolean =>
  hasInstances ||
  resources.ofType('AWS::EKS::AccessEntry').some(({ properties }) => OF_OTHER_NODES.has(stringAt(properties, 'Type') ?? ''));
