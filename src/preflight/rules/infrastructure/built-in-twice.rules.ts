import { isBuiltIntoAutoMode } from '../../../catalog/catalog.rules';
import { stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Rule } from '../../rule';

export const builtInTwice: Rule = {
  id: 'built-in-twice',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'an add-on or chart that Auto Mode has built in',
  reason: 'Auto Mode has it built in, and there are no other nodes that it could be for',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  check: (facts) =>
    !facts.autoMode || hasOtherNodes(facts)
      ? []
      : [
          ...facts.helmReleases.map(({ path, value }) => ({ path, name: value.chart })),
          ...facts.addonNames.map(({ path, value }) => ({ path, name: value })),
          // pods on Fargate ask CoreDNS that runs as pods
        ]
          .filter(
            ({ path, name }) =>
              isBuiltIntoAutoMode(name) && !(name === 'coredns' && facts.fargateSelectors.length > 0) && !path.endsWith(BY_CDK),
          )
          .map(({ path, name }) => ({ path, finding: `${name} is installed`, remediation: 'Leave it out' })),
};

/** The agent that comes with a service account of CDK: nobody can leave it out. */
const BY_CDK = '/EksPodIdentityAgentAddon';
/** Entries of nodes that join by themselves, whoever starts them. */
const OF_OTHER_NODES = new Set(['EC2_LINUX', 'EC2_WINDOWS', 'HYBRID_LINUX', 'HYPERPOD_LINUX']);

const hasOtherNodes = ({ hasInstances, resources }: Facts): boolean =>
  hasInstances ||
  resources.ofType('AWS::EKS::AccessEntry').some(({ properties }) => OF_OTHER_NODES.has(stringAt(properties, 'Type') ?? ''));
