import { Problem } from '../../errors/problems';
import { Violation } from '../rule';

/** Problems of a pure function that constructs call as well, as violations. */
export const violationsOf = (path: string, subject: string, problems: readonly Problem[], severity?: 'warning'): Violation[] =>
  problems.map(({ finding, constraint, remediation }) => ({
    path,
    finding: `${subject}: ${finding}: ${constraint}`,
    remediation,
    ...(severity ? { severity } : {}),
  }));
