import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../../../../src/kubernetes/kubernetes-object.rules';
import { ElasticCapacity, NodeCapacity } from '../../../../src/model/capacity.rules';
import { Facts } from '../../../../src/preflight/facts/facts.rules';
import { NodeCandidate } from '../../../../src/preflight/placement/node-candidate.rules';
import { nodePoolCandidates } from '../../../../src/preflight/placement/template-candidates.rules';

/** What differs from a Deployment of one usual container. */
export interface WorkloadChange {
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly name?: string;
  readonly namespace?: string;
  /** nothing where an autoscaler decides. */
  readonly replicas?: number | null;
  readonly labels?: string;
  readonly annotations?: string;
  /** fields of the pod, and of its container, as lists of YAML. */
  readonly pod?: string;
  readonly container?: string;
  /** fields of the object. */
  readonly spec?: string;
}

const mainOf = (name: string) => `name: main, image: "registry.example.com/${name}:1.0", readinessProbe: { exec: { command: [ready] } }`;

export const workload = ({
  kind = 'Deployment',
  name = 'web',
  namespace = 'shop',
  replicas = 2,
  labels = '',
  annotations = '',
  pod = '',
  container = '',
  spec = '',
}: WorkloadChange = {}): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${kind === 'DaemonSet' || replicas === null ? '' : `replicas: ${replicas}`}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, ${labels} }, annotations: { ${annotations} } }
    spec: { ${pod ? `${pod}, ` : ''}containers: [{ ${mainOf(name)}, ${container} }] }${spec ? `\n  ${spec}` : ''}`;

/** The same, for what is asked of a node. */
export const asking = (requests: string, change: WorkloadChange = {}): string =>
  workload({ ...change, container: `resources: { requests: { ${requests} } }` });

export const objects = (...manifests: string[]): string => manifests.join('\n---\n');

/** A group of two or three m6i.large in one zone, as it is in the inventory. */
export const nodes = (change: Partial<NodeCapacity> = {}): NodeCapacity => ({
  type: 'nodes',
  nodeType: 'managed',
  name: 'App/Nodes',
  os: 'linux',
  architecture: 'x86_64',
  labels: {},
  taints: [],
  zones: ['eu-west-1a'],
  shapes: [LARGE],
  min: 2,
  max: 3,
  desired: 2,
  ...change,
});

export const LARGE = { instanceType: 'm6i.large', cpuMillis: 1930, memoryMiB: 7518, pods: 29, ephemeralGiB: 44, devices: {} };
export const GPU = {
  instanceType: 'g5.xlarge',
  cpuMillis: 3920,
  memoryMiB: 15391,
  pods: 58,
  ephemeralGiB: 44,
  devices: { 'nvidia.com/gpu': 1 },
};
export const NEURON = {
  instanceType: 'inf2.xlarge',
  cpuMillis: 3920,
  memoryMiB: 15391,
  pods: 58,
  ephemeralGiB: 44,
  devices: { 'aws.amazon.com/neuron': 1 },
};
export const ARM = { ...LARGE, instanceType: 'm7g.large' };

export const pool = (change: Partial<ElasticCapacity> = {}): ElasticCapacity => ({
  type: 'elastic',
  nodeType: 'karpenter',
  name: 'App/Pool',
  os: 'linux',
  labels: {},
  taints: [],
  requirements: [],
  limits: {},
  ...change,
});

/** What Auto Mode has by itself. */
export const GENERAL_PURPOSE: ElasticCapacity = pool({
  nodeType: 'autoMode',
  name: 'the pool general-purpose of Auto Mode',
  requirements: [
    { key: 'eks.amazonaws.com/instance-category', operator: 'In', values: ['c', 'm', 'r'] },
    { key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['4'] },
    { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
  ],
});

const NODE_CLASS = 'nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: default }';

/** A NodePool of Karpenter, with the rest of its template and of its spec. */
export const nodePool = (template: string, spec: string = '', metadata: string = ''): string => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: default }
spec:
  template: { metadata: { ${metadata} }, spec: { ${NODE_CLASS}, ${template} } }${spec ? `\n  ${spec}` : ''}`;

/** The places of pools that stand in manifests. */
export const placesOfPools = (...manifests: string[]): NodeCandidate[] =>
  nodePoolCandidates(
    manifests.flatMap((each) =>
      parseAllDocuments(each).map((document) => ({ path: 'App/Shop', value: document.toJS() as KubernetesObject })),
    ),
  );

export const on = (...capacity: NonNullable<Facts['capacity']>): { facts: Partial<Facts> } => ({ facts: { capacity } });
/** The same with an autoscaler, so that all nodes up to maxSize count. */
export const scaled = (...capacity: NonNullable<Facts['capacity']>): { facts: Partial<Facts> } => ({
  facts: { capacity, hasNodeAutoscaler: true },
});
export const onFargate = (
  namespace: string = 'shop',
  labels: Record<string, string> = {},
  more: Partial<Facts> = {},
): { facts: Partial<Facts> } => ({ facts: { fargateSelectors: [{ namespace, labels }], ...more } });
