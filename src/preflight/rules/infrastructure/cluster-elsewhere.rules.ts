import { Rule } from '../../rule';

export const clusterElsewhere: Rule = {
  id: 'cluster-elsewhere',
  area: 'Infrastructure',
  severity: 'error',
  description: 'resource of a cluster in a stack of another account or region',
  reason: 'CloudFormation creates a resource in the account and region of its stack, where this cluster does not exist',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html',
  check: ({ misplacedResources }) => misplacedResources.map(({ path, value }) => ({ path, ...value })),
};
