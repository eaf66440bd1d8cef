import { Rule } from '../../rule';

export const noAdministrator: Rule = {
  id: 'no-administrator',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'cluster without an administrator',
  reason: 'the creator of the cluster is not an administrator, and without an access entry, no IAM principal has access to the cluster',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'administrator')
      .map(({ path }) => ({
        path,
        finding: 'the cluster has no administrator',
        remediation: 'Set the roles of its administrators: admins: [role], or call cluster.grantAccess(...)',
      })),
};
