import { Rule } from '../../rule';

export const noAdministrator: Rule = {
  id: 'no-administrator',
  area: 'Infrastructure',
  severity: 'warning',
  finds: 'a cluster that nobody can log in to',
  why: 'the creator of the cluster is no administrator, so that without an access entry nobody can log in',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  check: ({ absent }) => absent.filter(({ value: { thing } }) => thing.type === 'part' && thing.name === 'administrator').map(({ path }) => ({
    path, what: 'nobody can log in to the cluster', fix: 'Name the roles of its administrators: admins: [role], or cluster.grantAccess(...)',
  })),
};
