import { Rule } from '../../rule';

export const clusterNameTaken: Rule = {
  id: 'cluster-name-taken',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'two clusters with one name',
  why: 'in an account and region a name belongs to one cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  check: ({ sameName }) => sameName.map(({ path, value }) => ({
    path,
    what: `the cluster has the name of ${value.path}${value.certain ? '' : ', and both may be deployed to one account and region'}`,
    fix: 'Give clusterName: another name to one of them',
    ...(value.certain ? {} : { severity: 'warning' as const }),
  })),
};
