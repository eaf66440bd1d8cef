import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { BUILT_IN_NAMESPACES } from '../kubernetes/kinds.data';
import { groupKindOf, namespaceOf, objectsIn, stringAt } from '../kubernetes/kubernetes-object.rules';
import { DeployedChart, ClusterModelData } from '../model/cluster-model-data';
import { objectsNotIn } from '../model/cluster-scan';
import { isAutoMode } from '../nodes/auto-mode/auto-mode';

/**
 * The Namespace objects that are added to a chart: of the namespaces of its objects those that no chart or manifest of the cluster creates,
 * that are not declared as external, and that are not added to a chart before it in the tree.
 */
export function namespacesFor(source: DeployedChart, data: ClusterModelData): unknown[] {
  const declared = new Set(
    data.externalDeclarations.flatMap(({ thing }) => (thing.type === 'object' && thing.kind === 'Namespace' ? [thing.name] : [])),
  );
  const made = namespacesMadeIn(data);
  const before = data.deployedCharts.slice(0, data.deployedCharts.indexOf(source)).flatMap(usedBy);
  const missing = usedBy(source).filter((name) => !made.has(name) && !declared.has(name) && !before.includes(name));
  const version = (data.cluster.node.defaultChild as CfnCluster | undefined)?.version;
  return missing.map((name) =>
    namespaceObject(
      name,
      version,
      data.deployedCharts.some((chart) => isReached(chart, name))
        ? READINESS_GATE[isAutoMode(data.cluster) ? 'autoMode' : 'controller']
        : undefined,
    ),
  );
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
  const fromCharts = data.deployedCharts.flatMap((chart) => objectsIn(chart.objects()));
  const fromOthers = objectsNotIn(
    data,
    data.deployedCharts.map(({ construct }) => construct),
  );
  return new Set(
    [...fromCharts, ...fromOthers].filter((object) => groupKindOf(object) === '/Namespace').map(({ metadata }) => metadata?.name ?? ''),
  );
}

/** A Namespace with Pod Security: `baseline` is enforced, `restricted` is warned and audited. */
function namespaceObject(name: string, kubernetesVersion?: string, readinessGate?: string): unknown {
  const version = kubernetesVersion ? `v${kubernetesVersion}` : 'latest';
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
        ...level('enforce', 'baseline'),
        ...level('warn', 'restricted'),
        ...level('audit', 'restricted'),
        ...(readinessGate ? { [readinessGate]: 'enabled' } : {}),
      },
    },
  };
}
