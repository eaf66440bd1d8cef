import { Duration } from 'aws-cdk-lib';

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
