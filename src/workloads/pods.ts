import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Scaling } from './scaling';
import { autoscalerObject, deploymentObject, disruptionBudgetObject, labelsOf, PlainObject, WorkloadPlan } from './workload-objects.rules';
import { WorkloadOptions } from './workload-options';
import { workloadProblems } from './workload.rules';
import { failOn, Problem } from '../errors/problems';

const DEFAULT_USER = 10001;

/** Decides what a workload is made of, or fails with all that is wrong with its options. */
export function planOf(scope: Construct, options: WorkloadOptions, http?: WorkloadPlan['http']): WorkloadPlan {
  const { user = DEFAULT_USER, identity, resources = {}, shutdown = Duration.seconds(45) } = options;
  const name = options.name ?? scope.node.id;
  const volumes = (options.volumes ?? []).map(({ _mount }) => _mount);
  const scaling = (options.scaling ?? Scaling.fixed(volumes.some(({ oneNode }) => oneNode) ? 1 : 2))._plan;
  const { namespace = 'default' } = Chart.of(scope);
  failOn(scope, '', [...secretProblems(options, namespace), ...workloadProblems({
    name,
    image: options.image,
    user,
    namespace: Chart.of(scope).namespace,
    identityNamespace: identity?.namespace,
    maxReplicas: scaling.max,
    volumes,
    port: http?.port,
    securityGroups: [options.securityGroup, identity?.securityGroup].filter((group) => group !== undefined).length,
  })]);
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

// secrets are read as the identity that they are allowed to, or stand in its namespace
function secretProblems({ volumes = [], secretEnvironment = {}, identity }: WorkloadOptions, namespace: string): Problem[] {
  const mounted = volumes.filter(({ _identity }) => _identity !== undefined && _identity !== identity).map(({ name, _identity: reader }) => ({
    what: `volumes has the secrets '${name}' and identity is ${identity?.node.path ?? 'not given'}`, limit: `pods read them as ${reader!.node.path}`, fix: 'Give that identity',
  }));
  const elsewhere = Object.values(secretEnvironment).find(({ _namespace }) => _namespace !== namespace);
  return [...mounted, ...(elsewhere ? [{
    what: `secretEnvironment names the secret '${elsewhere._secretName}' of namespace '${elsewhere._namespace}'`, limit: `the chart is of namespace '${namespace}', and pods read Secrets of their own`, fix: 'Make the secret with an identity of this namespace',
  }] : [])];
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
  identity._bring(Chart.of(scope));
}
