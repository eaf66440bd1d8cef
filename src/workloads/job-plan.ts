import { JobOptions } from './job-options';
import { JobPlan } from './workload-objects.rules';
import { Problem } from '../errors/problems';

/** Fields of a Job that define its repetitions. */
export const jobPlan = (
  { backoffLimit = 3, completions = 1, parallelism = 1, activeDeadline }: JobOptions,
  keptSeconds?: number,
): JobPlan => ({ retries: backoffLimit, completions, parallelism, deadlineSeconds: activeDeadline?.toSeconds(), keptSeconds });

/** Problems of the numbers in the options of a job. */
export function jobProblems({ backoffLimit = 3, completions = 1, parallelism = 1 }: JobOptions): Problem[] {
  const numbers = [
    ['backoffLimit', backoffLimit, 0],
    ['completions', completions, 1],
    ['parallelism', parallelism, 1],
  ] as const;
  return numbers
    .filter(([, value, least]) => !Number.isInteger(value) || value < least)
    .map(([name, value, least]) => ({
      finding: `${name} is ${value}`,
      constraint: `must be an integer of at least ${least}`,
      remediation: `Set ${name} to a value like ${Math.max(least, 1)}`,
      source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    }));
}
