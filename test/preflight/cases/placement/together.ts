import { asking, GPU, nodes, objects, on, onFargate, placesOfPools, pool, nodePool, scaled, workload } from './given';
import { Cases, Given } from '../case';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const apart = (key: string, rest: string = 'labelSelector: { matchLabels: { app: web } }') =>
  `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${key}, ${rest} }] } }`;
const near = (rest: string) =>
  `affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${HOST}, ${rest} }] } }`;
const spread = (
  key: string,
  rest: string = '',
  when: string = 'DoNotSchedule',
  selector: string = 'labelSelector: { matchLabels: { app: web } }',
) => `topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: ${when}, ${selector}, ${rest} }]`;

const podOf = (pod: string, container: string) =>
  `${pod ? `${pod}, ` : ''}containers: [{ name: main, image: "registry.example.com/batch:1.0", ${container} }]`;
const job = (spec: string, pod: string, container: string = '') => `apiVersion: batch/v1
kind: Job
metadata: { name: batch, namespace: shop }
spec: { ${spec}, template: { metadata: { labels: { app: web } }, spec: { restartPolicy: Never, ${podOf(pod, container)} } } }`;
const CPU = '{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }';
const scaler = (range: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${range}, metrics: [${CPU}] }`;
const requests = (text: string) => `resources: { requests: { ${text} } }`;
const hostPort = 'ports: [{ containerPort: 8080, hostPort: 8080 }]';

const THREE_ZONES = nodes({ zones: ['a', 'b', 'c'], max: 6 });
const TAINTED = nodes({ name: 'App/Batch', zones: ['c'], taints: [{ key: 'dedicated', effect: 'NoSchedule' }] });
const EMPTY = nodes({ name: 'App/Spare', min: 0, desired: 0 });
const LIMITED = nodePool('requirements: [{ key: karpenter.sh/capacity-type, operator: In, values: [on-demand] }]', 'limits: { cpu: 4 }');

const karpenter = (values: object): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Karpenter',
      value: {
        release: 'karpenter',
        chart: 'karpenter',
        repository: 'oci://public.ecr.aws/karpenter/karpenter',
        values: { settings: { clusterName: 'shop' }, ...values },
      },
    },
  ],
});

export const TOGETHER: Cases = {
  'capacity-exceeded': {
    fails: [
      {
        name: 'what kube-proxy and CoreDNS leave',
        manifests: asking('cpu: 1800m', { replicas: 3 }),
        resources: {
          'App/Proxy': ['AWS::EKS::Addon', { AddonName: 'kube-proxy' }],
          'App/Dns': ['AWS::EKS::Addon', { AddonName: 'coredns' }],
        },
        ...scaled(nodes()),
        found: [
          "2 workloads (Deployment 'shop/web' × 3, Deployment 'kube-system/coredns' of the EKS add-on coredns × 2) request 5.6 vCPU, and " +
            'App/Nodes can provide at most 5.49 vCPU',
        ],
      },
      {
        name: 'replicas that fit in total, and of which each node has room for one',
        manifests: asking('cpu: 1', { replicas: 4 }),
        ...scaled(nodes()),
        found: [
          "Deployment 'shop/web' × 4 requests 1 vCPU for each pod, and App/Nodes has room for at most 3 of these pods " +
            '(m6i.large has 1.93 vCPU)',
        ],
      },
      {
        name: 'pods of several workloads of which each needs more than half of a node',
        manifests: objects(asking('cpu: 1', { replicas: 2 }), asking('cpu: 1500m', { name: 'api', replicas: 2 })),
        ...scaled(nodes()),
        found: [
          "2 workloads (Deployment 'shop/web' × 2, Deployment 'shop/api' × 2) request at least 1 vCPU for each pod, and App/Nodes has " +
            'room for at most 3 of these pods (m6i.large has 1.93 vCPU)',
        ],
      },
      {
        name: 'what a DaemonSet leaves on each node',
        manifests: objects(
          asking('cpu: 1900m', { replicas: 3 }),
          asking('cpu: 15m', { kind: 'DaemonSet', name: 'agent' }),
          asking('cpu: 500m', { name: 'api', replicas: 1 }),
        ),
        ...scaled(nodes()),
        found: [
          "2 workloads (Deployment 'shop/web' × 3, Deployment 'shop/api' × 1) request 6.2 vCPU, and App/Nodes can provide " +
            'at most 5.745 vCPU',
        ],
      },
      {
        name: 'each set of pods that exceeds its nodes',
        manifests: objects(
          asking('cpu: 1', { replicas: 4, pod: 'nodeSelector: { tier: front }' }),
          asking('cpu: 1', { name: 'api', replicas: 5, pod: 'nodeSelector: { tier: back }' }),
        ),
        ...scaled(nodes({ name: 'App/Front', labels: { tier: 'front' } }), nodes({ name: 'App/Back', labels: { tier: 'back' } })),
        found: [
          "Deployment 'shop/web' × 4 requests 1 vCPU for each pod, and App/Front has room for at most 3 of these pods " +
            '(m6i.large has 1.93 vCPU)',
          "Deployment 'shop/api' × 5 requests 1 vCPU for each pod, and App/Back has room for at most 3 of these pods " +
            '(m6i.large has 1.93 vCPU)',
        ],
      },
      {
        name: 'a node by its name, and more pods than it has room for',
        manifests: asking('cpu: 1', {
          replicas: 2,
          pod:
            'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ' +
            '[{ matchFields: [{ key: metadata.name, operator: In, values: [ip-10-0-0-1.ec2.internal] }] }] } } }',
        }),
        ...scaled(nodes()),
        found: [
          "Deployment 'shop/web' × 2 requests 1 vCPU for each pod, and App/Nodes has room for at most 1 of these pods " +
            '(m6i.large has 1.93 vCPU)',
        ],
      },
      {
        name: 'more than the nodes at their desired size, and nothing adds nodes',
        manifests: asking('cpu: 1', { replicas: 3 }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' × 3 requests 1 vCPU for each pod, and App/Nodes has room for at most 2 of these pods " +
            '(m6i.large has 1.93 vCPU) at the desired size of the node groups, which no autoscaler changes',
        ],
      },
      {
        name: 'more pods than all nodes at full scale have CPU for',
        manifests: asking('cpu: 1', { replicas: 6 }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' × 6 requests 6 vCPU, and App/Nodes can provide at most 5.79 vCPU"],
      },
      {
        name: 'several workloads together',
        manifests: objects(
          asking('memory: 6Gi', { replicas: 2 }),
          asking('memory: 5Gi', { name: 'api', replicas: 1 }),
          asking('memory: 6Gi', { name: 'db', kind: 'StatefulSet', replicas: 1, spec: 'serviceName: db' }),
          'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\nspec: { clusterIP: None, selector: { app: db ' +
            '}, ports: [{ port: 5432 }] }',
        ),
        ...on(nodes()),
        found: [
          "3 workloads (Deployment 'shop/web' × 2, StatefulSet 'shop/db' × 1, Deployment 'shop/api' × 1) request 23 GiB, " +
            'and App/Nodes can provide at most 22.03 GiB',
        ],
      },
      {
        name: 'those that need a certain group have to share it',
        manifests: objects(
          asking('cpu: 1', { replicas: 2, pod: 'nodeSelector: { tier: front }' }),
          asking('cpu: 1', { name: 'api', replicas: 5 }),
        ),
        ...scaled(nodes({ name: 'App/Front', labels: { tier: 'front' }, max: 1 }), nodes({ max: 10 })),
        found: ["Deployment 'shop/web' × 2 requests 2 vCPU, and App/Front can provide at most 1.93 vCPU"],
      },
      {
        name: 'more pods than addresses',
        manifests: workload({ replicas: 88 }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' × 88 requests 88 pods, and App/Nodes can provide at most 87 pods"],
      },
      {
        name: 'more GPUs than there may be',
        manifests: workload({ replicas: 4, container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...on(nodes({ shapes: [GPU] })),
        found: ["Deployment 'shop/web' × 4 requests 4 nvidia.com/gpu, and App/Nodes can provide at most 3 nvidia.com/gpu"],
      },
      {
        name: 'the fewest pods that an autoscaler asks for',
        manifests: objects(asking('cpu: 1', { replicas: null }), scaler('minReplicas: 6, maxReplicas: 20')),
        ...on(nodes()),
        found: ["Deployment 'shop/web' × 6 requests 6 vCPU, and App/Nodes can provide at most 5.79 vCPU"],
      },
      {
        name: 'the limit of a pool',
        manifests: objects(LIMITED, asking('cpu: 1', { replicas: 5 })),
        facts: { nodeCandidates: placesOfPools(LIMITED) },
        found: ["Deployment 'shop/web' × 5 requests 5 vCPU, and NodePool 'default' of App/Shop can provide at most 4 vCPU"],
      },
    ],
    passes: [
      { name: 'exactly as much as all nodes have', manifests: asking('cpu: 1930m', { replicas: 3 }), ...scaled(nodes()) },
      { name: 'as many replicas as nodes have room for', manifests: asking('cpu: 900m', { replicas: 6 }), ...scaled(nodes()) },
      {
        name: 'the second of two types has room for more',
        manifests: asking('cpu: 1', { replicas: 9 }),
        ...scaled(nodes({ shapes: [...nodes().shapes, { instanceType: 'm6i.xlarge', cpuMillis: 3920, devices: {} }] })),
      },
      { name: 'as many pods as fit', manifests: workload({ replicas: 87 }), ...scaled(nodes()) },
      {
        name: 'the most that an autoscaler may ask for is not the least',
        manifests: objects(asking('cpu: 1', { replicas: null }), scaler('minReplicas: 2, maxReplicas: 50')),
        ...on(nodes()),
      },
      { name: 'Jobs take turns', manifests: job('parallelism: 9, completions: 9', '', requests('cpu: 1')), ...on(nodes()) },
      {
        name: 'pods that run once go',
        manifests: objects(
          ...[1, 2, 3, 4, 5, 6].map(
            (index) =>
              `apiVersion: v1\nkind: Pod\nmetadata: { name: check-${index}, namespace: shop }\nspec: { restartPolicy: Never, ` +
              `containers: [{ name: main, image: "registry.example.com/check:1.0", ${requests('cpu: 1')} }] }`,
          ),
        ),
        ...on(nodes()),
      },
      { name: 'a pool without limits', manifests: asking('cpu: 1', { replicas: 500 }), ...on(nodes(), pool()) },
      {
        name: 'a group whose size is known at deploy',
        manifests: asking('cpu: 1', { replicas: 6 }),
        ...on(nodes({ max: undefined, desired: undefined })),
      },
      {
        name: 'the larger of two types',
        manifests: asking('cpu: 3', { replicas: 3 }),
        ...scaled(nodes({ shapes: [...nodes().shapes, { instanceType: 'm6i.xlarge', cpuMillis: 3920, devices: {} }] })),
      },
      { name: 'a part runs on Fargate', manifests: asking('cpu: 1', { replicas: 6 }), ...onFargate('shop', {}, { capacity: [nodes()] }) },
      {
        name: 'replicas that CloudFormation fills in',
        manifests: asking('cpu: 1').replace('replicas: 2', 'replicas: <known-at-deploy>'),
        ...on(nodes()),
      },
    ],
  },
  'anti-affinity-places': {
    fails: [
      {
        name: 'racks, of which there is one',
        manifests: workload({ replicas: 4, pod: apart('example.com/rack') }),
        ...on(nodes({ labels: { 'example.com/rack': 'r1' } })),
        found: ["Deployment 'shop/web' has 4 pods with required anti-affinity by example.com/rack, and its nodes have room for at most 1"],
      },
      {
        name: 'apart from a DaemonSet that runs on every node',
        manifests: objects(
          workload({ replicas: 1, pod: apart(HOST, 'labelSelector: { matchLabels: { app: agent } }') }),
          workload({ kind: 'DaemonSet', name: 'agent' }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has required anti-affinity to DaemonSet 'shop/agent', which runs on every node that it fits"],
      },
      {
        name: 'a node for each, and none is left for the pods that they exclude',
        manifests: objects(
          workload({ replicas: 3, pod: apart(HOST, 'labelSelector: { matchExpressions: [{ key: app, operator: Exists }] }') }),
          workload({ name: 'api', replicas: 1 }),
        ),
        ...scaled(nodes()),
        found: [
          "Deployment 'shop/web' × 3 has required anti-affinity by kubernetes.io/hostname to Deployment 'shop/api' × 1, and their " +
            'nodes are in 3 of these domains',
        ],
      },
      {
        name: 'more pods than nodes at the desired size, and nothing adds nodes',
        manifests: workload({ replicas: 3, pod: apart(HOST) }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' has 3 pods with required anti-affinity by kubernetes.io/hostname, and its nodes have room for at most 2 " +
            'at the desired size of the node groups, which no autoscaler changes',
        ],
      },
      {
        name: 'one pod a node, and fewer nodes than pods',
        manifests: workload({ replicas: 4, pod: apart(HOST) }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' has 4 pods with required anti-affinity by kubernetes.io/hostname, and its nodes have " +
            'room for at most 3',
        ],
      },
      {
        name: 'one pod a zone, and fewer zones than pods',
        manifests: workload({ replicas: 4, pod: apart(ZONE) }),
        ...on(THREE_ZONES),
        found: [
          "Deployment 'shop/web' has 4 pods with required anti-affinity by topology.kubernetes.io/zone, and its nodes " +
            'have room for at most 3',
        ],
      },
      {
        name: 'those of one version are enough',
        manifests: workload({ replicas: 4, pod: apart(HOST, 'labelSelector: {}, matchLabelKeys: [pod-template-hash]') }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' has 4 pods with required anti-affinity by kubernetes.io/hostname, and its nodes have " +
            'room for at most 3',
        ],
      },
      {
        name: 'only the nodes that the pods fit count',
        manifests: workload({ replicas: 2, pod: `nodeSelector: { tier: front }, ${apart(HOST)}` }),
        ...on(nodes(), nodes({ name: 'App/Front', labels: { tier: 'front' }, max: 1 })),
        found: [
          "Deployment 'shop/web' has 2 pods with required anti-affinity by kubernetes.io/hostname, and its nodes have " +
            'room for at most 1',
        ],
      },
    ],
    passes: [
      { name: 'as many pods as nodes', manifests: workload({ replicas: 3, pod: apart(HOST) }), ...scaled(nodes()) },
      {
        name: 'it is preferred',
        manifests: workload({
          replicas: 9,
          pod:
            'affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { ' +
            `topologyKey: ${HOST}, labelSelector: { matchLabels: { app: web } } } }] } }`,
        }),
        ...on(nodes()),
      },
      {
        name: 'to other pods',
        manifests: workload({ replicas: 9, pod: apart(HOST, 'labelSelector: { matchLabels: { app: db } }') }),
        ...on(nodes()),
      },
      {
        name: 'to pods of its kind in another namespace',
        manifests: workload({ replicas: 9, pod: apart(HOST, 'labelSelector: { matchLabels: { app: web } }, namespaces: [other]') }),
        ...on(nodes()),
      },
      {
        name: 'to those with the same name, which are none',
        manifests: workload({
          replicas: 9,
          pod: apart(HOST, 'labelSelector: { matchLabels: { app: web } }, matchLabelKeys: [apps.kubernetes.io/pod-index]'),
        }),
        ...on(nodes()),
      },
      {
        name: 'a selector of nothing',
        manifests: workload({
          replicas: 9,
          pod: `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: ${HOST} }] } }`,
        }),
        ...on(nodes()),
      },
      { name: 'nodes come with the pods', manifests: workload({ replicas: 9, pod: apart(HOST) }), ...on(nodes(), pool()) },
      { name: 'pods of a Job take turns', manifests: job('parallelism: 4', apart(HOST)), ...on(nodes()) },
      {
        name: 'zones that are known at deploy',
        manifests: workload({ replicas: 4, pod: apart(ZONE) }),
        ...on(nodes({ zones: undefined, max: 6 })),
      },
      {
        name: 'racks, whose number is unknown',
        manifests: workload({ replicas: 4, pod: apart('example.com/rack') }),
        ...on(nodes({ labels: { 'example.com/rack': '<known-at-deploy>' } })),
      },
      {
        name: 'nodes without the label are in no domain, and take any number',
        manifests: workload({ replicas: 4, pod: apart('example.com/rack') }),
        ...on(nodes({ labels: { 'example.com/rack': 'r1' } }), nodes({ name: 'App/Spare' })),
      },
      {
        name: 'nodes of another group are left for the others',
        manifests: objects(
          workload({ replicas: 2, pod: apart(HOST, 'labelSelector: { matchExpressions: [{ key: app, operator: Exists }] }') }),
          workload({ name: 'api', replicas: 9 }),
        ),
        ...scaled(nodes()),
      },
      {
        name: 'a selector and namespaces that CloudFormation fills in',
        manifests: objects(
          workload({ replicas: 4, pod: apart(HOST, 'labelSelector: { matchLabels: { app: <known-at-deploy> } }') }),
          workload({
            name: 'api',
            replicas: 4,
            pod: apart(HOST, 'labelSelector: { matchLabels: { app: api } }, namespaces: <known-at-deploy>'),
          }),
        ),
        ...on(nodes()),
      },
    ],
  },
  'host-port-conflict': {
    fails: [
      {
        name: 'the port of the Pod Identity agent',
        manifests: workload({ replicas: 1, container: 'ports: [{ containerPort: 8080, hostPort: 80 }]' }),
        resources: { 'App/Agent': ['AWS::EKS::Addon', { AddonName: 'eks-pod-identity-agent' }] },
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' uses hostPort 80, which DaemonSet 'kube-system/eks-pod-identity-agent' of the EKS add-on " +
            'eks-pod-identity-agent uses on every node that it fits',
        ],
      },
      {
        name: 'a port that a DaemonSet uses on every node',
        manifests: objects(
          workload({ replicas: 1, container: hostPort }),
          workload({ kind: 'DaemonSet', name: 'agent', container: hostPort }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' uses hostPort 8080, which DaemonSet 'shop/agent' uses on every node that it fits"],
      },
      {
        name: 'pods of two workloads with one port',
        manifests: objects(workload({ replicas: 2, container: hostPort }), workload({ name: 'api', replicas: 2, container: hostPort })),
        ...scaled(nodes()),
        found: [
          "Deployment 'shop/web' has 2 pods with hostPort 8080 beside Deployment 'shop/api' × 2, and there are at most 3 nodes for them",
          "Deployment 'shop/api' has 2 pods with hostPort 8080 beside Deployment 'shop/web' × 2, and there are at most 3 nodes for them",
        ],
      },
      {
        name: 'a port of the host, and fewer nodes than pods',
        manifests: workload({ replicas: 4, container: hostPort }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has 4 pods with hostPort 8080, and there are at most 3 nodes for them"],
      },
      {
        name: 'the network of the host',
        manifests: workload({ replicas: 4, pod: 'hostNetwork: true', container: 'ports: [{ containerPort: 9100 }]' }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has 4 pods with hostPort 9100, and there are at most 3 nodes for them"],
        also: ['privileged-workload'],
      },
    ],
    passes: [
      { name: 'as many pods as nodes', manifests: workload({ replicas: 3, container: hostPort }), ...scaled(nodes()) },
      {
        name: 'a port of the container alone',
        manifests: workload({ replicas: 9, container: 'ports: [{ containerPort: 8080 }]' }),
        ...on(nodes()),
      },
      {
        name: 'another protocol, and another port',
        manifests: objects(
          workload({ replicas: 2, container: hostPort }),
          workload({ kind: 'DaemonSet', name: 'agent', container: 'ports: [{ containerPort: 8080, hostPort: 8080, protocol: UDP }]' }),
          workload({ kind: 'DaemonSet', name: 'proxy', container: 'ports: [{ containerPort: 8080, hostPort: 8081 }]' }),
        ),
        ...on(nodes()),
      },
      { name: 'a DaemonSet has one a node', manifests: workload({ kind: 'DaemonSet', container: hostPort }), ...on(nodes()) },
      { name: 'pods of a Job take turns', manifests: job('parallelism: 4', '', hostPort), ...on(nodes()) },
      { name: 'nodes come with the pods', manifests: workload({ replicas: 9, container: hostPort }), ...on(nodes(), pool()) },
      {
        name: 'a port that CloudFormation fills in',
        manifests: workload({ replicas: 4, container: 'ports: [{ containerPort: 8080, hostPort: <known-at-deploy> }]' }),
        ...on(nodes()),
      },
    ],
  },
  'karpenter-nodes-too-few': {
    fails: [
      {
        name: 'one node for two controllers',
        facts: { ...karpenter({ replicas: 2 }), capacity: [nodes({ desired: 1, max: 3 })], hasNodeAutoscaler: false },
        found: ['Karpenter has 2 replicas, and the node groups that it does not manage have 1 node'],
      },
      {
        name: 'the replicas of the chart',
        facts: { ...karpenter({}), capacity: [nodes({ min: 1, max: 1, desired: undefined })] },
        found: ['Karpenter has 2 replicas, and the node groups that it does not manage have 1 node'],
      },
      {
        name: 'the other group has a taint',
        facts: {
          ...karpenter({ replicas: 3 }),
          capacity: [nodes({ desired: 2 }), nodes({ desired: 2, taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })],
        },
        found: ['Karpenter has 3 replicas, and the node groups that it does not manage have 2 nodes'],
      },
    ],
    passes: [
      {
        name: 'as many nodes as controllers, with a taint that they tolerate',
        facts: {
          ...karpenter({ replicas: 2 }),
          capacity: [nodes({ desired: 2, taints: [{ key: 'CriticalAddonsOnly', effect: 'NoSchedule' }] })],
        },
      },
      {
        name: 'an autoscaler may add some',
        facts: { ...karpenter({ replicas: 2 }), capacity: [nodes({ desired: 1, max: 2 })], hasNodeAutoscaler: true },
      },
      {
        name: 'pods on Fargate have a node each',
        facts: {
          ...karpenter({ replicas: 2 }),
          capacity: [nodes({ desired: 1 })],
          fargateSelectors: [{ namespace: 'karpenter', labels: {} }],
        },
      },
      { name: 'groups that are not known', facts: { ...karpenter({ replicas: 2 }), capacity: undefined } },
      { name: "affinity of one's own", facts: { ...karpenter({ replicas: 2, affinity: {} }), capacity: [nodes({ desired: 1 })] } },
    ],
  },

  'nodes-may-be-zero': {
    fails: [
      {
        name: 'a group that begins with no nodes, and nothing that adds some',
        manifests: workload(),
        ...on(EMPTY),
        found: ["Deployment 'shop/web' fits only App/Spare, which may have no nodes"],
      },
      {
        name: 'the other group has a taint',
        manifests: workload(),
        ...on(EMPTY, nodes({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })),
        found: ["Deployment 'shop/web' fits only App/Spare, which may have no nodes"],
      },
      {
        name: 'a Job that is to run now',
        manifests: job('parallelism: 1', 'nodeSelector: { tier: spare }'),
        ...on(nodes(), { ...EMPTY, labels: { tier: 'spare' } }),
        found: ["Job 'shop/batch' fits only App/Spare, which may have no nodes"],
      },
    ],
    passes: [
      { name: 'another group has nodes', manifests: workload(), ...on(EMPTY, nodes()) },
      { name: 'an autoscaler adds nodes', manifests: workload(), facts: { capacity: [EMPTY], hasNodeAutoscaler: true } },
      { name: 'something may add nodes', manifests: workload(), facts: { capacity: [EMPTY], hasNodeAutoscaler: undefined } },
      {
        name: 'a schedule adds nodes',
        manifests: workload(),
        facts: { capacity: [EMPTY], resourceCounts: { 'AWS::AutoScaling::ScheduledAction': 1 } },
      },
      { name: 'a pool beside', manifests: workload(), ...on(EMPTY, pool()) },
      { name: 'a group that may shrink to nothing, and begins with two', manifests: workload(), ...on(nodes({ min: 0, desired: 2 })) },
      { name: 'capacity that is reserved from a later day', manifests: workload(), ...on(nodes({ min: 0, desired: undefined })) },
      { name: 'no pods yet', manifests: workload({ replicas: 0 }), ...on(EMPTY) },
    ],
  },
  'nodes-missing': {
    fails: [
      {
        name: 'a cluster without nodes',
        manifests: workload(),
        without: ['feature nodes'],
        found: ["Deployment 'shop/web' needs nodes, and the cluster has none"],
      },
      {
        name: 'many that wait',
        manifests: objects(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => workload({ name }))),
        without: ['feature nodes'],
        found: [
          "Deployment 'shop/a', Deployment 'shop/b', Deployment 'shop/c', Deployment 'shop/d', Deployment 'shop/e' and 2 " +
            'more need nodes, and the cluster has none',
        ],
      },
    ],
    passes: [
      {
        name: 'nodes are created outside of the app, and declared',
        manifests: workload(),
        without: ['feature nodes'],
        facts: { externalDeclarations: [{ type: 'feature', name: 'nodes' }] },
      },
      {
        name: 'nothing needs any',
        manifests: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { A: b }',
        without: ['feature nodes'],
      },
      { name: 'nodes', manifests: workload(), ...on(nodes()) },
    ],
  },
  'pod-affinity-unmatched': {
    fails: [
      {
        name: 'a label that no node has',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: cache } }').replace(HOST, 'example.com/rack') }),
          workload({ name: 'cache' }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has required pod affinity by example.com/rack, and no node that it fits has this label"],
      },
      {
        name: 'near a cache on the nodes of another group',
        manifests: objects(
          workload({ pod: `nodeSelector: { tier: front }, ${near('labelSelector: { matchLabels: { app: cache } }')}` }),
          workload({ name: 'cache', pod: 'nodeSelector: { tier: back }' }),
        ),
        ...on(nodes({ labels: { tier: 'front' } }), nodes({ name: 'App/Back', labels: { tier: 'back' } })),
        found: [
          "Deployment 'shop/web' has required pod affinity by kubernetes.io/hostname to Deployment 'shop/cache', and the nodes that " +
            'they fit have no common node',
        ],
      },
      {
        name: 'all replicas on one node, which has no room for them',
        manifests: asking('cpu: 1', { pod: near('labelSelector: { matchLabels: { app: web } }') }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' × 2 has required pod affinity by kubernetes.io/hostname, and one domain of kubernetes.io/hostname " +
            'has room for at most 1',
        ],
      },
      {
        name: 'on the node of the only pod of a cache',
        manifests: objects(
          asking('cpu: 1', { pod: near('labelSelector: { matchLabels: { app: cache } }') }),
          workload({ name: 'cache', replicas: 1 }),
        ),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' × 2 has required pod affinity by kubernetes.io/hostname, and the nodes of the pods with app=cache have " +
            'room for at most 1',
        ],
      },
      {
        name: 'near a cache whose label is misspelled',
        manifests: objects(workload({ pod: near('labelSelector: { matchLabels: { app: cahce } }') }), workload({ name: 'cache' })),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has required pod affinity to pods with app=cahce, which do not exist"],
      },
      {
        name: 'the cache is in another namespace',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: cache } }') }),
          workload({ name: 'cache', namespace: 'data' }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has required pod affinity to pods with app=cache, which do not exist"],
      },
      {
        name: 'a namespace that has no such pods',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: cache } }, namespaces: [data]') }),
          workload({ name: 'cache' }),
          workload({ name: 'db', namespace: 'data' }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has required pod affinity to pods with app=cache, which do not exist"],
      },
    ],
    passes: [
      {
        name: 'near a cache',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchExpressions: [{ key: app, operator: In, values: [cache, store] }] }') }),
          workload({ name: 'cache' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'near pods of its own kind, which do not wait for themselves',
        manifests: workload({ pod: near('labelSelector: { matchLabels: { app: web } }') }),
        ...on(nodes()),
      },
      {
        name: 'near a cache of another namespace',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: cache } }, namespaces: [data]') }),
          workload({ name: 'cache', namespace: 'data' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'namespaces that are selected by label',
        manifests: workload({
          pod: near('labelSelector: { matchLabels: { app: cache } }, namespaceSelector: { matchLabels: { team: data } }'),
        }),
        ...on(nodes()),
      },
      {
        name: 'it is preferred',
        manifests: workload({
          pod:
            'affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { ' +
            `topologyKey: ${HOST}, labelSelector: { matchLabels: { app: cache } } } }] } }`,
        }),
        ...on(nodes()),
      },
      {
        name: 'a namespace of Kubernetes, in which others make pods',
        manifests: workload({ pod: near('labelSelector: { matchLabels: { k8s-app: kube-dns } }, namespaces: [elsewhere]') }),
        facts: {
          capacity: [nodes()],
          externalDeclarations: [
            { type: 'object', group: '', kind: 'Pod', name: '*', namespace: 'elsewhere' },
            { type: 'object', group: 'apps', kind: '*', name: '*', namespace: 'elsewhere' },
          ],
        },
      },
      {
        name: 'near a DaemonSet',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: agent } }') }),
          workload({ kind: 'DaemonSet', name: 'agent' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'a label and a namespace that CloudFormation fills in',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { app: <known-at-deploy> } }') }),
          workload({ name: 'other', pod: near('labelSelector: { matchLabels: { app: cache } }, namespaces: [<known-at-deploy>]') }),
        ),
        ...on(nodes()),
      },
      {
        name: 'a cache whose label CloudFormation fills in',
        manifests: objects(
          workload({ pod: near('labelSelector: { matchLabels: { tier: cache } }') }),
          workload({ name: 'cache', labels: 'tier: <known-at-deploy>' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'another scheduler',
        manifests: workload({ pod: `schedulerName: volcano, ${near('labelSelector: { matchLabels: { app: cahce } }')}` }),
        ...on(nodes()),
      },
    ],
  },
  'topology-spread': {
    fails: [
      {
        name: 'a zone whose nodes the pods do not tolerate counts',
        manifests: workload({ replicas: 3, pod: spread(ZONE) }),
        ...on(nodes({ zones: ['a', 'b'] }), TAINTED),
        found: [
          "Deployment 'shop/web' has 3 pods with maxSkew: 1 on topology.kubernetes.io/zone, and its nodes provide 2 of these domains, " +
            'enough for 2 pods, while App/Batch takes none of the pods (it has untolerated taint dedicated:NoSchedule)',
        ],
      },
      {
        name: 'a spread over a label that nodes do not have',
        manifests: workload({ pod: spread('example.com/rack') }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has a topology spread constraint on example.com/rack, and no node that it fits has this label"],
      },
      {
        name: 'the name of the label as it was before 1.17, misspelled',
        manifests: workload({ pod: spread('zone') }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' has a topology spread constraint on zone, and no node that it fits has this label"],
      },
      {
        name: 'over three zones at the least, and there are two',
        manifests: workload({ replicas: 3, pod: spread(ZONE, 'minDomains: 3') }),
        ...on(nodes({ zones: ['a', 'b'] })),
        found: [
          "Deployment 'shop/web' has 3 pods with minDomains: 3 and maxSkew: 1 on topology.kubernetes.io/zone, and its " +
            'nodes provide 2 of these domains, enough for 2 pods',
        ],
      },
      {
        name: 'over four nodes at the least, and there are three',
        manifests: workload({ replicas: 4, pod: spread(HOST, 'minDomains: 4') }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' has 4 pods with minDomains: 4 and maxSkew: 1 on kubernetes.io/hostname, and its nodes " +
            'provide 3 of these domains, enough for 3 pods',
        ],
      },
    ],
    passes: [
      { name: 'over zones, of which there is one', manifests: workload({ replicas: 9, pod: spread(ZONE) }), ...on(nodes()) },
      {
        name: 'it schedules anyway',
        manifests: workload({ replicas: 9, pod: spread('example.com/rack', '', 'ScheduleAnyway') }),
        ...on(nodes()),
      },
      {
        name: 'as many zones as it asks for',
        manifests: workload({ replicas: 9, pod: spread(ZONE, 'minDomains: 3') }),
        ...on(THREE_ZONES),
      },
      {
        name: 'fewer zones, and no more pods than these take',
        manifests: workload({ replicas: 2, pod: spread(ZONE, 'minDomains: 3') }),
        ...on(nodes({ zones: ['a', 'b'] })),
      },
      {
        name: 'a zone whose nodes the pods do not tolerate, and whose taints count',
        manifests: workload({ replicas: 3, pod: spread(ZONE, 'nodeTaintsPolicy: Honor') }),
        ...on(nodes({ zones: ['a', 'b'] }), TAINTED),
      },
      {
        name: 'a zone whose nodes node affinity excludes',
        manifests: workload({ replicas: 3, pod: `nodeSelector: { tier: front }, ${spread(ZONE)}` }),
        ...on(nodes({ zones: ['a', 'b'], labels: { tier: 'front' } }), TAINTED),
      },
      {
        name: 'a zone that may have no nodes',
        manifests: workload({ replicas: 3, pod: spread(ZONE) }),
        ...on(nodes({ zones: ['a', 'b'] }), { ...TAINTED, min: 0, desired: 0 }),
      },
      {
        name: 'a selector of other pods',
        manifests: workload({
          replicas: 9,
          pod: spread(ZONE, 'minDomains: 3', 'DoNotSchedule', 'labelSelector: { matchLabels: { app: db } }'),
        }),
        ...on(nodes()),
      },
      {
        name: 'a selector of everything counts no pods',
        manifests: workload({ replicas: 9, pod: spread(ZONE, 'minDomains: 3', 'DoNotSchedule', 'labelSelector: {}') }),
        ...on(nodes()),
      },
      {
        name: 'a rack by label',
        manifests: workload({ pod: spread('example.com/rack') }),
        ...on(nodes({ labels: { 'example.com/rack': 'r1' } })),
      },
      { name: 'what Karpenter puts on its nodes', manifests: workload({ pod: spread('karpenter.sh/capacity-type') }), ...on(pool()) },
      {
        name: 'nodes come with the pods',
        manifests: workload({ replicas: 9, pod: spread(HOST, 'minDomains: 9') }),
        ...on(nodes(), pool()),
      },
      { name: 'a topology that CloudFormation fills in', manifests: workload({ pod: spread('<known-at-deploy>') }), ...on(nodes()) },
    ],
  },
};
