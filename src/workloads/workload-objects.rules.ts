import { ScalingPlan } from './scaling-plan';
import { MountPlan } from '../storage/mount-plan';

/** What the objects of a workload are made from. */
export interface WorkloadPlan {
  readonly name: string;
  readonly image: string;
  readonly serviceAccountName: string;
  readonly scaling: ScalingPlan;
  readonly user: number;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly cpu: string;
  readonly memory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** where values come from, by variable. */
  readonly secretEnvironment: Readonly<Record<string, object>>;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly volumes: readonly MountPlan[];
  readonly shutdownSeconds: number;
  /** how it is called, where it is. */
  readonly http?: { readonly port: number; readonly healthPath: string };
}

/** An object without its metadata. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** How long a load balancer may take to notice that a replica is going: longer than two health checks of 5 s. */
const DRAIN_SECONDS = 15;

/** Labels that select the pods of a workload. They can never change. */
export const labelsOf = (name: string): Record<string, string> => ({ 'app.kubernetes.io/name': name });

/** A Deployment whose pods pass the Pod Security Standard `restricted`. */
export function deploymentObject(plan: WorkloadPlan): PlainObject {
  const labels = labelsOf(plan.name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: {
      // an autoscaler has the number to itself
      ...(plan.scaling.cpuPercent === undefined ? { replicas: plan.scaling.min } : {}),
      selector: { matchLabels: labels },
      // what one node at a time mounts must be let go of before the next replica starts
      strategy: plan.volumes.some(({ oneNode }) => oneNode) ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: { metadata: { labels: { ...plan.podLabels, ...labels } }, spec: podSpec(plan, labels) },
    },
  };
}

function podSpec(plan: WorkloadPlan, labels: Record<string, string>): object {
  return {
    serviceAccountName: plan.serviceAccountName,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: plan.shutdownSeconds,
    securityContext: {
      runAsNonRoot: true, runAsUser: plan.user, runAsGroup: plan.user, fsGroup: plan.user, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels },
    })),
    containers: [container(plan)],
    volumes: [{ name: 'tmp', emptyDir: {} }, ...plan.volumes.filter(({ name }, index) => plan.volumes.findIndex((each) => each.name === name) === index).map(({ name, source }) => ({ name, ...source }))],
  };
}

function container({ name, image, command, args, environment, secretEnvironment, cpu, memory, volumes, http }: WorkloadPlan): object {
  const devices = volumes.filter(({ block }) => block).map((volume) => ({ name: volume.name, devicePath: volume.path }));
  const env: object[] = [
    ...Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    ...Object.entries(secretEnvironment).map(([key, valueFrom]) => ({ name: key, valueFrom })),
  ];
  return {
    name,
    image,
    ...(command ? { command } : {}),
    ...(args ? { args } : {}),
    ...(env.length > 0 ? { env } : {}),
    // no limit of cpu: what is free may be used, and a limit only ever slows down
    resources: { requests: { cpu, memory }, limits: { memory } },
    securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...volumes.filter(({ block }) => !block).map(mountOf)],
    ...(devices.length > 0 ? { volumeDevices: devices } : {}),
    ...(http ? served(http) : {}),
  };
}

const mountOf = ({ name, path, readOnly, subPath }: MountPlan): object => (
  { name, mountPath: path, ...(readOnly ? { readOnly } : {}), ...(subPath ? { subPath } : {}) }
);

function served({ port, healthPath }: NonNullable<WorkloadPlan['http']>): object {
  return {
    ports: [{ name: 'http', containerPort: port }],
    readinessProbe: { httpGet: { path: healthPath, port: 'http' } },
    // whether the process answers at all: what it depends on must not restart it
    livenessProbe: { tcpSocket: { port: 'http' } },
    startupProbe: { tcpSocket: { port: 'http' }, periodSeconds: 5, failureThreshold: 24 },
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
  };
}

/** One pod at a time may be drained, and never is a broken one kept: a drain always goes on. */
export function disruptionBudgetObject({ name }: WorkloadPlan): PlainObject {
  return {
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(name) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  };
}

/** An autoscaler, where the number of replicas is not fixed. */
export function autoscalerObject({ name, scaling: { min, max, cpuPercent } }: WorkloadPlan): PlainObject | undefined {
  return cpuPercent === undefined ? undefined : {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } } }],
    },
  };
}

/** The Service of what is called: port 80 to the port of the container. */
export function serviceObject({ name }: WorkloadPlan, nodePorts: boolean): PlainObject {
  return { apiVersion: 'v1', kind: 'Service', spec: { ...(nodePorts ? { type: 'NodePort' } : {}), selector: labelsOf(name), ports: [{ name: 'http', port: 80, targetPort: 'http' }] } };
}
