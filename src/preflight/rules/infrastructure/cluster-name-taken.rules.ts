import { Rule } from '../../rule';

export const clusterNameTaken: Rule = {
  id: 'cluster-name-taken',
  area: 'Infrastructure',
  severity: 'error',
  description: 'two clusters with one name',
  reason: 'in an account and region a name belongs to one cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  check: ({ clusterNameConflicts }) =>
    clusterNameConflicts.map(({ path, value }) => ({
      path,
      finding: `the cluster has the name of ${value.path}${value.certain ? '' : ', and both may be deployed to one account and region'}`,
      remediation: 'Give clusterName: another name to one of them',
      ...(value.certain ? {} : { severity: 'warning' as const }),
    })),
};
