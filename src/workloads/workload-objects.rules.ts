import { PodPlan } from './pod-plan';
import { labelsOf, podTemplate } from './pod-spec.rules';
import { ScalingPlan } from './scaling-plan';

/** An object without its metadata. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

const replicasOf = ({ fixed }: ScalingPlan): object => (fixed === undefined ? {} : { replicas: fixed });
const mountsOneNode = ({ container, sidecars, initContainers }: PodPlan): boolean =>
  [container, ...sidecars, ...initContainers].some(({ mounts }) => mounts.some(({ oneNode }) => oneNode));

/** A Deployment, without `replicas` if an autoscaler sets the number. */
export const deploymentObject = (plan: PodPlan, scaling: ScalingPlan): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: {
    ...replicasOf(scaling),
    selector: { matchLabels: labelsOf(plan.name) },
    // a volume that only one node can mount must be unmounted before the next replica starts
    strategy: mountsOneNode(plan) ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    template: podTemplate(plan, { spread: true }),
  },
});

/** Properties of a StatefulSet, in addition to its pods. */
export interface StatefulPlan {
  readonly serviceName: string;
  /** volumeClaimTemplates. */
  readonly claims: readonly { readonly metadata: { readonly name: string }; readonly spec: object }[];
  readonly parallel: boolean;
}

export const statefulSetObject = (plan: PodPlan, scaling: ScalingPlan, { serviceName, claims, parallel }: StatefulPlan): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  spec: {
    ...replicasOf(scaling),
    serviceName,
    selector: { matchLabels: labelsOf(plan.name) },
    podManagementPolicy: parallel ? 'Parallel' : 'OrderedReady',
    // data is retained until its PVC is deleted by hand
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    template: podTemplate(plan, { spread: true, broughtBy: new Set(claims.map(({ metadata }) => metadata.name)) }),
    ...(claims.length > 0
      ? { volumeClaimTemplates: claims.map((claim) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim })) }
      : {}),
  },
});

/** A DaemonSet: one node after the other is updated. */
export const daemonSetObject = (plan: PodPlan): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  spec: {
    selector: { matchLabels: labelsOf(plan.name) },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    template: podTemplate(plan, { spread: false }),
  },
});

/** Repetitions of a Job. */
export interface JobPlan {
  readonly retries: number;
  readonly completions: number;
  readonly parallelism: number;
  readonly deadlineSeconds?: number;
  readonly keptSeconds?: number;
}

export function jobSpec(plan: PodPlan, { retries, completions, parallelism, deadlineSeconds, keptSeconds }: JobPlan): object {
  return {
    backoffLimit: retries,
    completions,
    parallelism,
    ...(deadlineSeconds === undefined ? {} : { activeDeadlineSeconds: deadlineSeconds }),
    ...(keptSeconds === undefined ? {} : { ttlSecondsAfterFinished: keptSeconds }),
    // a pod that is evicted has not failed. Source: Kubernetes documentation, Jobs, pod failure policy
    podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
    template: podTemplate(plan, { restartPolicy: 'Never', spread: false }),
  };
}

/** Schedule of a CronJob. */
export interface CronPlan {
  readonly schedule: string;
  readonly timeZone: string;
  readonly concurrencyPolicy: string;
  readonly startWithinSeconds?: number;
  readonly suspended: boolean;
}

export const cronJobObject = (plan: PodPlan, job: JobPlan, cron: CronPlan): PlainObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  spec: {
    schedule: cron.schedule,
    timeZone: cron.timeZone,
    concurrencyPolicy: cron.concurrencyPolicy,
    ...(cron.startWithinSeconds === undefined ? {} : { startingDeadlineSeconds: cron.startWithinSeconds }),
    ...(cron.suspended ? { suspend: true } : {}),
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: jobSpec(plan, job) },
  },
});

/** A PodDisruptionBudget: one pod is evicted at a time, and unhealthy pods always, so that they do not block a drain. */
export const disruptionBudgetObject = (matchLabels: Readonly<Record<string, string>>): PlainObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  spec: { maxUnavailable: 1, selector: { matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
});

/** A Service: port 80 to the port of the container. */
export const serviceObject = (name: string, nodePorts: boolean): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  spec: { ...(nodePorts ? { type: 'NodePort' } : {}), selector: labelsOf(name), ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});

/** A headless Service: each replica has a DNS name, also before it is ready. */
export const headlessServiceObject = (name: string, ports: readonly { readonly name: string; readonly port: number }[]): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  spec: {
    clusterIP: 'None',
    selector: labelsOf(name),
    publishNotReadyAddresses: true,
    ports: ports.map((each) => ({ name: each.name, port: each.port, targetPort: each.name })),
  },
});
