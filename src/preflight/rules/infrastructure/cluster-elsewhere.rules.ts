import { Rule } from '../../rule';

export const clusterElsewhere: Rule = {
  id: 'cluster-elsewhere',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'a resource of a cluster in a stack of another account or region',
  why: 'CloudFormation creates it in the account and region of its stack, where EKS has no such cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeCluster.html',
  check: ({ elsewhere }) => elsewhere.map(({ path, value }) => ({ path, ...value })),
};
