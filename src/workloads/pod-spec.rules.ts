import { ContainerPlan, PlacementPlan, PodPlan } from './pod-plan';
import { MountPlan } from '../storage/mount-plan';

/** Labels that select the pods of a workload. They can never change. */
export const labelsOf = (name: string): Record<string, string> => ({ 'app.kubernetes.io/name': name });

/** Properties in which pods of services and pods of jobs differ. */
export interface PodShape {
  /** of Jobs; others always restart. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** whether replicas are spread over zones and nodes. */
  readonly spread: boolean;
  /** volumes that the workload resource provides, like volumeClaimTemplates of a StatefulSet. */
  readonly broughtBy?: ReadonlySet<string>;
}

/** A pod template whose pods pass the Pod Security Standard `restricted`. */
export function podTemplate(plan: PodPlan, shape: PodShape): object {
  const { annotations, labels, name } = plan;
  return {
    metadata: { labels: { ...labels, ...labelsOf(name) }, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: podSpec(plan, shape),
  };
}

function podSpec(plan: PodPlan, { restartPolicy, spread, broughtBy = new Set() }: PodShape): object {
  const { placement, container, sidecars, initContainers } = plan;
  const all = [container, ...sidecars, ...initContainers];
  const first = [
    ...initContainers.map((each) => containerObject(each, plan)),
    ...sidecars.map((each) => ({ ...containerObject(each, plan), restartPolicy: 'Always' })),
  ];
  return {
    serviceAccountName: plan.serviceAccountName,
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: plan.shutdownSeconds,
    ...(restartPolicy ? { restartPolicy } : {}),
    ...(placement.windows ? { os: { name: 'windows' } } : {}),
    ...whereFields(placement),
    securityContext: placement.windows
      ? WINDOWS_CONTEXT
      : {
          runAsNonRoot: true,
          runAsUser: plan.user,
          runAsGroup: plan.user,
          fsGroup: plan.user,
          fsGroupChangePolicy: 'OnRootMismatch',
          seccompProfile: { type: 'RuntimeDefault' },
        },
    ...(spread ? { topologySpreadConstraints: spreadConstraints(labelsOf(plan.name)) } : {}),
    // sidecars start after the init containers and before the main container
    ...(first.length > 0 ? { initContainers: first } : {}),
    containers: [containerObject(container, plan)],
    volumes: [
      ...all.map((each) => ({ name: temporaryOf(each, plan), emptyDir: {} })),
      ...oncePerName(all.flatMap(({ mounts }) => mounts))
        .filter(({ name }) => !broughtBy.has(name))
        .map(({ name, source }) => ({ name, ...source })),
    ],
  };
}

/** The security context of pods for Windows, which support no other field of it. */
export const WINDOWS_CONTEXT = { runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } };

/** Spread of pods over zones and nodes, where there is room. */
export const spreadConstraints = (matchLabels: Readonly<Record<string, string>>): object[] =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  }));

function whereFields({ nodeSelector, terms, tolerations }: PlacementPlan): object {
  const nodeSelectorTerms = terms.map((matchExpressions) => ({ matchExpressions }));
  return {
    ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
    ...(terms.length > 0 ? { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } } : {}),
    ...(tolerations.length > 0 ? { tolerations } : {}),
  };
}

const oncePerName = (mounts: readonly MountPlan[]): MountPlan[] => [...new Map(mounts.map((mount) => [mount.name, mount])).values()];

// containers do not share their /tmp
const temporaryOf = (container: ContainerPlan, plan: PodPlan): string => (container === plan.container ? 'tmp' : `tmp-${container.name}`);

function containerObject(container: ContainerPlan, plan: PodPlan): object {
  const { name, image, command, args, mounts, ports, probes, drainSeconds, envFrom, user } = container;
  const blocks = mounts.filter(({ block }) => block).map((volume) => ({ name: volume.name, devicePath: volume.path }));
  const env = environmentOf(container);
  return {
    name,
    image,
    ...(command ? { command } : {}),
    ...(args ? { args } : {}),
    ...(envFrom.length > 0 ? { envFrom: envFrom.map((configMap) => ({ configMapRef: { name: configMap } })) } : {}),
    ...(env.length > 0 ? { env } : {}),
    resources: resourcesOf(container),
    ...(plan.placement.windows
      ? {}
      : {
          securityContext: {
            runAsNonRoot: true,
            ...(user === undefined ? {} : { runAsUser: user, runAsGroup: user }),
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        }),
    volumeMounts: [{ name: temporaryOf(container, plan), mountPath: '/tmp' }, ...mounts.filter(({ block }) => !block).map(mountOf)],
    ...(blocks.length > 0 ? { volumeDevices: blocks } : {}),
    ...(ports.length > 0 ? { ports: ports.map((each) => ({ name: each.name, containerPort: each.port })) } : {}),
    ...(probes.readiness ? { readinessProbe: probes.readiness } : {}),
    ...(probes.liveness ? { livenessProbe: probes.liveness } : {}),
    ...(probes.startup ? { startupProbe: probes.startup } : {}),
    ...(drainSeconds === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds: drainSeconds } } } }),
  };
}

// no cpu limit: it would only throttle the container while the node has free cpu
function resourcesOf({ cpu, memory, ephemeralStorage, devices }: ContainerPlan): object {
  const storage = ephemeralStorage ? { 'ephemeral-storage': ephemeralStorage } : {};
  const counted = Object.fromEntries(Object.entries(devices).map(([device, count]) => [device, String(count)]));
  return { requests: { cpu, memory, ...storage }, limits: { memory, ...storage, ...counted } };
}

const environmentOf = ({ environment, secretEnv }: ContainerPlan): object[] => [
  ...Object.entries(environment).map(([key, value]) => ({ name: key, value })),
  ...Object.entries(secretEnv).map(([key, valueFrom]) => ({ name: key, valueFrom })),
];

/** The mount of a volume in a container. */
export const mountOf = ({ name, path, readOnly, subPath }: MountPlan): object => ({
  name,
  mountPath: path,
  ...(readOnly ? { readOnly } : {}),
  ...(subPath ? { subPath } : {}),
});
