import { Rule } from '../../rule';

export const clusterElsewhere: Rule = {
  id: 'cluster-elsewhere',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a resource of a cluster in a stack of another account or region',
  reason: 'CloudFormation creates it in the account and region of its stack, where EKS has no such cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html',
  check: ({ misplacedResources }) => misplacedResources.map(({ path, value }) => ({ path, ...value })),
};
