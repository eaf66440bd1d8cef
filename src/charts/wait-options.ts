import { Duration } from 'aws-cdk-lib';
import { ApplyOptions } from '../apply/kubernetes-objects';
import { Problem } from '../errors/problems';
import { WaitCategory } from '../handler/readiness.rules';

/** What a deploy waits for before a deployment counts as done. */
export interface WaitOptions {
  /**
   * Deployments, StatefulSets, DaemonSets and Pods until all of their pods are those of this version and ready.
   *
   * @default true
   */
  readonly rollouts?: boolean;
  /**
   * Jobs until they have succeeded.
   *
   * @default true
   */
  readonly jobs?: boolean;
  /**
   * Claims until they are bound; those that are bound with their first pod are waited for with it.
   *
   * @default true
   */
  readonly persistentVolumeClaims?: boolean;
  /**
   * Ingresses, Gateways and Services of load balancers until they have an address.
   *
   * @default true
   */
  readonly loadBalancers?: boolean;
  /**
   * How long all of it may take: at most 55 minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

const LONGEST_MINUTES = 55;

/** What the handler is told of it. */
export function waitSettings({ timeout, persistentVolumeClaims: claims, ...waited }: WaitOptions = {}): Pick<
  ApplyOptions,
  'skippedWaits' | 'timeoutSeconds'
> {
  const notWaitedFor = Object.entries({ ...waited, claims })
    .filter(([, wait]) => wait === false)
    .map(([what]) => what as WaitCategory);
  return { skippedWaits: notWaitedFor, timeoutSeconds: timeout?.toSeconds() };
}

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
