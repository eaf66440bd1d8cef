import { Problem } from '../errors/problems';

/** Source: EKS User Guide, creating-access-entries. */
const RESERVED = /^(system|eks|aws|amazon|iam):/;

/** Problems of the username of an access entry. */
export function usernameProblems(username: string | undefined): Problem[] {
  if (username === undefined) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';
  if (RESERVED.test(username)) {
    return [
      {
        finding: `username is '${username}'`,
        constraint: 'must not begin with system:, eks:, aws:, amazon: or iam:',
        remediation: 'Use another prefix',
        source,
      },
    ];
  }
  return /\{\{SessionName(Raw)?\}\}/.test(username) && !/:.*\{\{SessionName/.test(username)
    ? [
        {
          finding: `username is '${username}'`,
          constraint: '{{SessionName}} must follow a colon',
          remediation: `Use a value like 'team:${username}'`,
          source,
        },
      ]
    : [];
}
