import { parse } from 'yaml';
import { Component } from './component.rules';
import { ADDON_NAMESPACES, ADDON_PODS, CHART_PODS, ComponentPods } from '../../catalog/component-pods.data';
import { at, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { isFalse, isTrue } from '../facts/resource-facts.rules';
import { mapAt, numberAt, Workload } from '../reading/workloads.rules';

/** Add-ons that EKS installs into a cluster by itself. Source: EKS API Reference, CreateCluster, bootstrapSelfManagedAddons. */
const SELF_MANAGED = ['vpc-cni', 'kube-proxy', 'coredns'];
/** What keeps pods of CoreDNS on nodes. Source: EKS User Guide, fargate-getting-started. */
const ON_NODES = { 'eks.amazonaws.com/compute-type': 'ec2' };

type ComponentFacts = Pick<Facts, 'resources' | 'addonSettings' | 'helmReleases' | 'cluster' | 'addonNames' | 'manifests'>;

/** The pods of EKS add-ons, of add-ons that EKS installs by itself, and of known charts. */
export const componentWorkloads = (facts: ComponentFacts): Workload[] => [
  ...facts.resources.ofType('AWS::EKS::Addon').flatMap(({ path, properties }) => {
    const name = stringAt(properties, 'AddonName') ?? '';
    const settings = facts.addonSettings.find((each) => each.path === path && each.value.name === name)?.value.values;
    const namespace = stringAt(properties, 'NamespaceConfig', 'Namespace') ?? ADDON_NAMESPACES[name] ?? 'kube-system';
    const component: Component = {
      name: `the EKS add-on ${name}`,
      settings: `configurationValues of the add-on ${name}`,
      isAddon: true,
    };
    const values = settings ?? stringAt(properties, 'ConfigurationValues');
    return (ADDON_PODS[name] ?? []).flatMap((pods) => workloadOf(pods, { path, namespace, component, values: parsed(values) }));
  }),
  ...selfManaged(facts),
  ...facts.helmReleases.flatMap(({ path, value: { chart, repository, namespace, values } }) => {
    const name = chart || (repository.split('/').pop() ?? '');
    const component = { name: `the chart ${name}`, settings: `the values of the chart ${name}` };
    return (CHART_PODS[name] ?? []).flatMap((pods) =>
      workloadOf(pods, { path, namespace: namespace ?? 'default', component, values: parsed(values) }),
    );
  }),
];

function selfManaged({ resources, cluster, addonNames }: ComponentFacts): Workload[] {
  const [own] = resources.ofType('AWS::EKS::Cluster');
  if (own === undefined || isTrue(at(own.properties, 'ComputeConfig', 'Enabled'))) return [];
  const bootstrap = at(own.properties, 'BootstrapSelfManagedAddons') ?? true;
  if (isFalse(bootstrap) || isDeployTimeValue(bootstrap)) return [];
  return SELF_MANAGED.filter((name) => !addonNames.some(({ value }) => value === name)).flatMap((name) => {
    const component: Component = {
      name: `the self-managed add-on ${name}`,
      settings: `configurationValues of an EKS add-on ${name}`,
      isUncertain: true,
    };
    return ADDON_PODS[name].flatMap((pods) => workloadOf(pods, { path: cluster, namespace: 'kube-system', component, values: {} }));
  });
}

interface Installed {
  readonly path: string;
  readonly namespace: string;
  readonly component: Component;
  readonly values: unknown;
}

const UNREADABLE = Symbol('unreadable');

// configuration values may be YAML
function parsed(values: unknown): unknown {
  if (typeof values !== 'string') return values ?? {};
  if (isDeployTimeValue(values)) return UNREADABLE;
  try {
    return (parse(values, { logLevel: 'error', uniqueKeys: false }) as unknown) ?? {};
  } catch {
    return UNREADABLE;
  }
}

function workloadOf(pods: ComponentPods, { path, namespace, component, values }: Installed): Workload[] {
  const { at: prefix, shared, enabled } = pods.values;
  if (values === UNREADABLE || typeof values !== 'object' || isDeployTimeValue(namespace)) return [];
  if (enabled !== undefined && [at(values, ...enabled)].some((each) => each !== undefined && each !== true)) return [];
  const replicas = replicasOf(pods, values);
  const given = [...(shared ? [shared] : []), prefix];
  const podSpec = podSpecOf(pods, values, given);
  const isCoreDns = pods.name === 'coredns';
  const annotations = isCoreDns && component.isUncertain !== true && stringAt(values, 'computeType') === undefined ? ON_NODES : {};
  const object: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: pods.kind,
    metadata: { name: pods.name, namespace },
    spec: { replicas, template: { metadata: { annotations }, spec: podSpec } },
  };
  return [
    {
      path,
      object,
      groupKind: `apps/${pods.kind}`,
      name: `${pods.kind} '${namespace}/${pods.name}' of ${component.name}`,
      namespace,
      podLabels: {},
      podSpec,
      replicas: pods.kind === 'DaemonSet' || replicas === undefined ? { min: 0 } : { min: replicas, max: replicas },
      component,
    },
  ];
}

// undefined if an autoscaler or a value of the deployment decides
function replicasOf({ replicas, values: paths }: ComponentPods, values: unknown): number | undefined {
  if (paths.autoscaling && ![undefined, false].includes(at(values, ...paths.autoscaling) as undefined)) return undefined;
  const given = paths.replicas && at(values, ...paths.replicas);
  return given === undefined || given === null ? replicas : numberAt({ given }, 'given');
}

function podSpecOf(pods: ComponentPods, values: unknown, given: readonly (readonly string[])[]): object {
  const { nodeSelector = {}, tolerations = [], affinity = [], requests = {}, hostPorts = [], values: paths } = pods;
  const tolerated = given.map((path) => at(values, ...path, 'tolerations')).filter(isGiven);
  const ownAffinity = given.map((path) => at(values, ...path, 'affinity')).filter((each) => isGiven(each) && hasKeys(each));
  const resources = at(values, ...(paths.resources ?? [...paths.at, 'resources']));
  const isUnknown = (each: unknown) => isDeployTimeValue(each) || !Array.isArray(each);
  const listed = tolerated.flatMap((each) => (isUnknown(each) ? [{ operator: 'Exists' }] : (each as unknown[])));
  const isReplaced = listed.length > 0 && paths.addsTolerations !== true;
  const toleratesAll = at(values, ...paths.at, 'tolerateAllTaints') === true ? [{ operator: 'Exists' }] : [];
  const required = { nodeSelectorTerms: [{ matchExpressions: affinity }] };
  const ports = hostPorts.map((port) => ({ containerPort: port, hostPort: port }));
  return {
    nodeSelector: Object.assign({}, nodeSelector, ...given.map((path) => mapAt(values, ...path, 'nodeSelector'))) as object,
    tolerations: [...(isReplaced ? listed : [...tolerations, ...listed]), ...toleratesAll],
    // values that the chart merges are taken as a whole
    affinity:
      ownAffinity.pop() ?? (affinity.length > 0 ? { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } : {}),
    containers: [{ name: pods.name, ports, resources: paths.resources?.length !== 0 && hasKeys(resources) ? resources : { requests } }],
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && listAt({ value: [value] }, 'value').length > 0;
const hasKeys = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
