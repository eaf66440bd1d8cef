import { limitedDeliveryOf } from '../apply/limited-delivery';
import { mayCreateAnything } from '../catalog/controller-outputs.data';
import { podSecurityVersionOf } from '../cluster/pod-security-version';
import { BUILT_IN_GROUPS, BUILT_IN_NAMESPACES } from '../kubernetes/kinds.data';
import {
  groupKindOf,
  KubernetesObject,
  namespaceOf,
  objectKeyOf,
  objectsIn,
  podSpecOf,
  stringAt,
} from '../kubernetes/kubernetes-object.rules';
import { DeployedChart, ClusterModelData } from '../model/cluster-model-data';
import { isHelmRelease, objectsNotIn, scanCluster } from '../model/cluster-scan';
import { isAutoMode } from '../nodes/auto-mode/auto-mode';

/**
 * The Namespace objects that are added to a chart: of the namespaces of its objects those that no chart or manifest of the cluster creates,
 * that are not declared as external, and that are not added to a chart before it in the tree.
 */
export function namespacesFor(source: DeployedChart, data: ClusterModelData): unknown[] {
  const missing = namesOfAdded(source, data);
  const version = podSecurityVersionOf(data.cluster);
  const enforced = missing.length > 0 ? ofWorkloadsAlone(data) : new Set<string>();
  return missing.map((name) =>
    namespaceObject(
      name,
      version,
      enforced.has(name),
      data.deployedCharts.some((chart) => isReached(chart, name))
        ? READINESS_GATE[isAutoMode(data.cluster) ? 'autoMode' : 'controller']
        : undefined,
    ),
  );
}

/** The names of the namespaces that come with a chart. */
export function namesOfAdded(source: DeployedChart, data: ClusterModelData): string[] {
  // the namespaces of a limited delivery exist, and it may not create any
  if (limitedDeliveryOf(data.cluster)) return [];
  const declared = new Set(
    data.externalDeclarations.flatMap(({ thing }) => (thing.type === 'object' && thing.kind === 'Namespace' ? [thing.name] : [])),
  );
  const made = namespacesMadeIn(data);
  const before = data.deployedCharts.slice(0, data.deployedCharts.indexOf(source)).flatMap(usedBy);
  return usedBy(source).filter((name) => !made.has(name) && !declared.has(name) && !before.includes(name));
}

/**
 * Namespaces whose pods are those of workloads of this library, which pass `baseline`. Pods of other manifests, of releases and of
 * operators may be drivers, agents or exporters, which it refuses.
 */
function ofWorkloadsAlone(data: ClusterModelData): Set<string> {
  const typed = new Set<string>();
  const others = new Set(
    scanCluster(data)
      .filter(isHelmRelease)
      .map((each) => each.stringProperty('Namespace') ?? 'default'),
  );
  const all = objectsOf(data);
  const workloads = new Set(data.deployedCharts.flatMap(({ ofWorkloads }) => [...ofWorkloads()]));
  for (const object of all) {
    const namespace = namespaceOf(object) ?? 'default';
    if (workloads.has(objectKeyOf(object))) typed.add(namespace);
    else if (podSpecOf(object) !== undefined || mayCreateAnything(object, BUILT_IN_GROUPS, all)) others.add(namespace);
  }
  return new Set([...typed].filter((name) => !others.has(name)));
}

/**
 * Label for readiness gates: new pods are ready, and old ones are terminated, when the load balancer sends requests to the new ones.
 * Source: controller, pod_readiness_gate.md; EKS, Auto Mode.
 */
const READINESS_GATE = {
  controller: 'elbv2.k8s.aws/pod-readiness-gate-inject',
  autoMode: 'eks.amazonaws.com/pod-readiness-gate-inject',
} as const;
const REACHED = new Set([
  'networking.k8s.io/Ingress',
  'elbv2.k8s.aws/TargetGroupBinding',
  'eks.amazonaws.com/TargetGroupBinding',
  'gateway.networking.k8s.io/Gateway',
]);

// whether a load balancer has targets in a namespace
function isReached(source: DeployedChart, namespace: string): boolean {
  return objectsIn(source.objects()).some(
    (object) =>
      namespaceOf(object) === namespace && (REACHED.has(groupKindOf(object)) || stringAt(object, 'spec', 'type') === 'LoadBalancer'),
  );
}

function usedBy(source: DeployedChart): string[] {
  const used = objectsIn(source.objects())
    .map(namespaceOf)
    .filter((name): name is string => name !== undefined);
  return [...new Set(used)].filter((name) => !BUILT_IN_NAMESPACES.has(name));
}

function namespacesMadeIn(data: ClusterModelData): Set<string> {
  return new Set(
    objectsOf(data)
      .filter((object) => groupKindOf(object) === '/Namespace')
      .map(({ metadata }) => metadata?.name ?? ''),
  );
}

// of charts as they are written, because their resources may be asking
function objectsOf(data: ClusterModelData): KubernetesObject[] {
  const constructs = data.deployedCharts.map(({ construct }) => construct);
  return [...data.deployedCharts.flatMap((chart) => objectsIn(chart.objects())), ...objectsNotIn(data, constructs)];
}

/** A namespace that warns of pods that are not restricted, and may refuse those that are privileged. */
function namespaceObject(name: string, version: string, enforced: boolean, readinessGate?: string): unknown {
  const level = (mode: string, value: string) => ({
    [`pod-security.kubernetes.io/${mode}`]: value,
    [`pod-security.kubernetes.io/${mode}-version`]: version,
  });
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...(enforced ? level('enforce', 'baseline') : {}),
        ...level('warn', 'restricted'),
        ...level('audit', 'restricted'),
        ...(readinessGate ? { [readinessGate]: 'enabled' } : {}),
      },
    },
  };
}
