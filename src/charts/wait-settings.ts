import { WaitOptions } from './wait-options';
import { ApplyOptions } from '../apply/kubernetes-objects';
import { Problem } from '../errors/problems';
import { WaitCategory } from '../handler/readiness.rules';

/** Wait options as options of the handler. */
export function waitSettings({ timeout, podLogs, persistentVolumeClaims: claims, ...waited }: WaitOptions = {}): Pick<
  ApplyOptions,
  'skippedWaits' | 'timeoutSeconds' | 'podLogs'
> {
  const notWaitedFor = Object.entries({ ...waited, claims })
    .filter(([, wait]) => wait === false)
    .map(([what]) => what as WaitCategory);
  return { skippedWaits: notWaitedFor, timeoutSeconds: timeout?.toSeconds(), podLogs };
}

const LONGEST_MINUTES = 55;
export function waitProblems({ timeout }: WaitOptions = {}): Problem[] {
  if (timeout === undefined || timeout.isUnresolved()) return [];
  if (timeout.toMilliseconds() < 1000) {
    return [
      {
        finding: `wait.timeout is ${timeout.toMilliseconds()} ms`,
        constraint: 'must be at least 1 second',
        remediation: 'Remove `wait.timeout`, or set `rollouts`, `jobs`, `persistentVolumeClaims` or `loadBalancers` to false',
      },
    ];
  }
  if (timeout.toMinutes({ integral: false }) <= LONGEST_MINUTES) return [];
  return [
    {
      finding: `wait.timeout is ${timeout.toHumanString()}`,
      constraint: `must be at most ${LONGEST_MINUTES} minutes, because CloudFormation waits for a custom resource for an hour`,
      remediation: 'Decrease `wait.timeout`',
      source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html',
    },
  ];
}
