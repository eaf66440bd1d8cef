import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { patchLast } from './patch-last';
import { Scaling } from './scaling';
import { ScalingPlan } from './scaling-plan';
import { WorkloadOptions } from './workload-options';
import { workloadProblems } from './workload.rules';
import { failOn } from '../errors/problems';

/** What a kind of workload adds to what all of them have. */
export interface PodsProps extends WorkloadOptions {
  readonly port?: number;
  readonly readiness?: kplus.Probe;
  readonly liveness?: kplus.Probe;
  /** how long a pod still answers after it was taken out of service: a load balancer needs that long to notice. */
  readonly drainSeconds?: number;
}

/** The objects of a workload that are the same for every kind of it. */
export interface Pods {
  readonly name: string;
  readonly deployment: kplus.Deployment;
  readonly plan: ScalingPlan;
  readonly labels: Record<string, string>;
}

const DEFAULT_USER = 10001;

/** Makes a Deployment that passes the Pod Security Standard `restricted`, with what belongs to it. */
export function pods(scope: Construct, props: PodsProps): Pods {
  const { user = DEFAULT_USER, volumes = [], port } = props;
  const name = props.name ?? scope.node.id;
  const namespace = Chart.of(scope).namespace;
  const plan = (props.scaling ?? Scaling.fixed(volumes.length > 0 ? 1 : 2))._plan;
  failOn(scope, '', workloadProblems({ name, image: props.image, user, namespace, identityNamespace: props.identity?.namespace, maxReplicas: plan.max, volumes, port }));
  const labels = { 'app.kubernetes.io/name': name };
  const deployment = new kplus.Deployment(scope, 'Deployment', {
    metadata: { name, labels },
    podMetadata: { labels },
    select: false,
    replicas: plan.cpuPercent === undefined ? plan.min : undefined,
    strategy: volumes.length > 0 ? kplus.DeploymentStrategy.recreate() : kplus.DeploymentStrategy.rollingUpdate({
      maxSurge: kplus.PercentOrAbsolute.percent(25), maxUnavailable: kplus.PercentOrAbsolute.absolute(0),
    }),
    serviceAccount: serviceAccountOf(scope, name, props),
    automountServiceAccountToken: false,
    securityContext: { ensureNonRoot: true, user, group: user, fsGroup: user, fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH },
    terminationGracePeriod: props.shutdown ?? Duration.seconds(45),
  });
  deployment.select(kplus.LabelSelector.of({ labels }));
  const container = deployment.addContainer(containerOf(name, props, user));
  container.mount('/tmp', kplus.Volume.fromEmptyDir(scope, 'Tmp', 'tmp'));
  for (const claim of volumes) container.mount(claim.path, volumeOf(scope, claim));
  hardenAndSpread(deployment, labels, props.drainSeconds);
  new kplus.k8s.KubePodDisruptionBudget(scope, 'DisruptionBudget', {
    metadata: { name, labels },
    // one at a time, and never a broken one kept: a drain always goes on
    spec: { maxUnavailable: kplus.k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
  if (plan.cpuPercent !== undefined) {
    new kplus.HorizontalPodAutoscaler(scope, 'Autoscaler', {
      metadata: { name, labels },
      target: deployment,
      minReplicas: plan.min,
      maxReplicas: plan.max,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(plan.cpuPercent))],
    });
  }
  return { name, deployment, plan, labels };
}

function containerOf(name: string, props: PodsProps, user: number): kplus.ContainerProps {
  const { cpu = kplus.Cpu.millis(100), memory = Size.mebibytes(256) } = props.resources ?? {};
  return {
    name,
    image: props.image,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    command: props.command,
    args: props.args,
    envVariables: Object.fromEntries(Object.entries(props.environment ?? {}).map(([key, value]) => [key, kplus.EnvValue.fromValue(value)])),
    ports: props.port === undefined ? undefined : [{ name: 'http', number: props.port }],
    readiness: props.readiness,
    liveness: props.liveness,
    startup: undefined,
    // no limit of cpu: what is free may be used, and a limit only ever slows down
    resources: { cpu: { request: cpu }, memory: { request: memory, limit: memory } },
    securityContext: { ensureNonRoot: true, user, group: user, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
  };
}

function serviceAccountOf(scope: Construct, name: string, { identity }: PodsProps): kplus.IServiceAccount {
  if (!identity) return new kplus.ServiceAccount(scope, 'ServiceAccount', { metadata: { name }, automountToken: false });
  const chart = Chart.of(scope);
  // one identity may serve several workloads of a chart: the object stands in it once
  const id = `ServiceAccount-${identity.serviceAccountName}`;
  if (!chart.node.tryFindChild(id)) identity.addServiceAccount(chart, id);
  return kplus.ServiceAccount.fromServiceAccountName(scope, 'ServiceAccount', identity.serviceAccountName, { namespaceName: identity.namespace });
}

function volumeOf(scope: Construct, claim: NonNullable<PodsProps['volumes']>[number]): kplus.Volume {
  const pvc = new kplus.PersistentVolumeClaim(scope, `Claim-${claim.name}`, {
    metadata: { name: claim.name },
    accessModes: [claim.accessMode as kplus.PersistentVolumeAccessMode],
    storage: claim.size,
    storageClassName: claim.storageClassName,
  });
  return kplus.Volume.fromPersistentVolumeClaim(scope, `Volume-${claim.name}`, pvc, { name: claim.name });
}

// what cdk8s-plus-27 has no words for
function hardenAndSpread(deployment: kplus.Deployment, labels: Record<string, string>, drainSeconds?: number): void {
  const pod = '/spec/template/spec';
  const spread = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels },
  }));
  patchLast(
    ApiObject.of(deployment),
    JsonPatch.add(`${pod}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    JsonPatch.add(`${pod}/containers/0/securityContext/capabilities`, { drop: ['ALL'] }),
    JsonPatch.add(`${pod}/topologySpreadConstraints`, spread),
    ...(drainSeconds === undefined ? [] : [JsonPatch.add(`${pod}/containers/0/lifecycle`, { preStop: { sleep: { seconds: drainSeconds } } })]),
  );
}
