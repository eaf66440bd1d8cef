import { Rule } from '../../rule';

export const noAdministrator: Rule = {
  id: 'no-administrator',
  area: 'Infrastructure',
  severity: 'warning',
  description: 'a cluster that nobody can log in to',
  reason: 'the creator of the cluster is no administrator, so that without an access entry nobody can log in',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  check: ({ missing }) =>
    missing
      .filter(({ value: { capability } }) => capability.type === 'feature' && capability.name === 'administrator')
      .map(({ path }) => ({
        path,
        finding: 'nobody can log in to the cluster',
        remediation: 'Name the roles of its administrators: admins: [role], or cluster.grantAccess(...)',
      })),
};
