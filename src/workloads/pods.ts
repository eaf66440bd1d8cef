import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Scaling } from './scaling';
import { autoscalerObject, deploymentObject, disruptionBudgetObject, labelsOf, PlainObject, WorkloadPlan } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { workloadProblems } from './workload.rules';
import { failOn } from '../errors/problems';

const DEFAULT_USER = 10001;

/** Decides what a workload is made of, or fails with all that is wrong with its options. */
export function planOf(scope: Construct, options: WorkloadOptions, http?: WorkloadPlan['http']): WorkloadPlan {
  const { user = DEFAULT_USER, identity, resources = {}, shutdown = Duration.seconds(45) } = options;
  const name = options.name ?? scope.node.id;
  const volumes = (options.volumes ?? []).map(({ _mount }) => _mount);
  const scaling = (options.scaling ?? Scaling.fixed(volumes.some(({ oneNode }) => oneNode) ? 1 : 2))._plan;
  failOn(scope, '', workloadProblems({
    name,
    image: options.image,
    user,
    namespace: Chart.of(scope).namespace,
    identityNamespace: identity?.namespace,
    maxReplicas: scaling.max,
    volumes,
    port: http?.port,
    securityGroups: [options.securityGroup, identity?.securityGroup].filter((group) => group !== undefined).length,
  }));
  return {
    name,
    image: options.image,
    serviceAccountName: identity?.serviceAccountName ?? name,
    scaling,
    user,
    podLabels: options.podLabels ?? {},
    cpu: resources.cpu?.amount ?? '100m',
    memory: (resources.memory ?? Size.mebibytes(256)).asString(),
    environment: options.environment ?? {},
    secretEnvironment: Object.fromEntries(
      Object.entries(options.secretEnvironment ?? {}).map(([variable, { _reference }]) => [variable, _reference]),
    ),
    command: options.command,
    args: options.args,
    volumes,
    shutdownSeconds: shutdown.toSeconds(),
    http,
  };
}

/** Makes the objects that every workload has. */
export function makePods(scope: Construct, plan: WorkloadPlan, options: WorkloadOptions): ApiObject {
  makeServiceAccount(scope, plan, options);
  for (const part of [...options.volumes ?? [], ...Object.values(options.secretEnvironment ?? {})]) part._add(scope);
  options.securityGroup?.addTo(scope, 'SecurityGroup', labelsOf(plan.name));
  const deployment = makeObject(scope, 'Deployment', plan, deploymentObject(plan));
  makeObject(scope, 'DisruptionBudget', plan, disruptionBudgetObject(plan));
  const autoscaler = autoscalerObject(plan);
  if (autoscaler) makeObject(scope, 'Autoscaler', plan, autoscaler);
  return deployment;
}

/** An object of a workload, with its name and labels. */
export function makeObject(
  scope: Construct, id: string, plan: WorkloadPlan, object: PlainObject, annotations?: Record<string, string>, name: string = plan.name,
): ApiObject {
  return new ApiObject(scope, id, { ...object, metadata: { name, labels: labelsOf(plan.name), annotations } });
}

function makeServiceAccount(scope: Construct, plan: WorkloadPlan, { identity }: WorkloadOptions): void {
  if (!identity) {
    makeObject(scope, 'ServiceAccount', plan, { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false });
    return;
  }
  if (identity.existingServiceAccount) return;
  const chart = Chart.of(scope);
  // one identity may serve several workloads of a chart: the object stands in it once
  const id = `ServiceAccount-${identity.serviceAccountName}`;
  if (!chart.node.tryFindChild(id)) identity.addServiceAccount(chart, id);
}
