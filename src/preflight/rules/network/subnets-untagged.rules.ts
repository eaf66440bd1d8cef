import { discoversSubnets } from './load-balancer-subnets.rules';
import { covers, TAGGED_SUBNETS } from '../../../catalog/capability.rules';
import { Rule } from '../../rule';

export const subnetsUntagged: Rule = {
  id: 'subnets-untagged',
  area: 'Network',
  severity: 'warning',
  description: 'load balancers in an imported VPC, whose subnets this app cannot tag',
  reason:
    'load balancer controllers discover subnets by the tags kubernetes.io/role/elb=1 (public) and ' +
    'kubernetes.io/role/internal-elb=1 (private), and this app cannot tag imported subnets',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ cluster, network, objects, externalDeclarations }) => {
    if (!network || network.untaggableSubnets === 0 || externalDeclarations.some((declared) => covers(declared, TAGGED_SUBNETS))) return [];
    if (!objects.some(({ value }) => discoversSubnets(value))) return [];
    return [
      {
        path: cluster,
        finding: `${network.untaggableSubnets} subnets of the imported VPC ${network.path} may have no tags for load balancers`,
        remediation:
          'Tag them where they are created, then declare it: ' +
          'ClusterModel.of(cluster).declareExternal(ClusterCapability.taggedSubnets(), { reason })',
      },
    ];
  },
};
