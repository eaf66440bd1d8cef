import { Duration } from 'aws-cdk-lib';

/** Conditions that a deployment waits for. */
export interface WaitOptions {
  /**
   * Deployments, StatefulSets, DaemonSets and Pods until all of their pods are updated and ready.
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
   * PersistentVolumeClaims until they are bound; with `WaitForFirstConsumer` they are bound with their first pod.
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
   * Whether the message of a failure contains the last 20 lines that a failing container wrote. It is an event of the stack, which everyone
   * with `cloudformation:DescribeStackEvents` may read.
   *
   * @default true
   */
  readonly podLogs?: boolean;
  /**
   * Timeout of all waits: at most 55 minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}
