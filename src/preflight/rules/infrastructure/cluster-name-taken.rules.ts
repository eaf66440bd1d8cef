import { Rule } from '../../rule';

const UNCERTAIN = ', and both may be deployed to the same account and region';

export const clusterNameTaken: Rule = {
  id: 'cluster-name-taken',
  area: 'Infrastructure',
  severity: 'error',
  description: 'cluster name that is used twice',
  reason: 'a cluster name must be unique in an account and region',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  check: ({ clusterNameConflicts }) =>
    clusterNameConflicts.map(({ path, value }) => ({
      path,
      finding: `the cluster has the same name as ${value.path}${value.certain ? '' : UNCERTAIN}`,
      remediation: 'Set another `clusterName` for one of them',
      ...(value.certain ? {} : { severity: 'warning' as const }),
    })),
};
