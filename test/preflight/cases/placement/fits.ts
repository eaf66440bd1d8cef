import { ADDONS_FAIL, ADDONS_PASS } from './add-ons';
import { ARM, asking, GENERAL_PURPOSE, GPU, LARGE, NEURON, nodePool, nodes, objects, on, placesOfPools, pool, workload } from './given';
import { Cases } from '../case';

const affinity = (...terms: string[]) =>
  workload({
    pod:
      'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ' +
      `[${terms.map((term) => `{ ${term} }`).join(', ')}] } } }`,
  });
const expression = (key: string, operator: string, values?: string) =>
  `matchExpressions: [{ key: ${key}, operator: ${operator}${values === undefined ? '' : `, values: [${values}]`} }]`;

const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };
const gpus = (change = {}) => nodes({ name: 'App/Gpu', shapes: [GPU], taints: [GPU_TAINT], ...change });
const windows = nodes({ name: 'App/Windows', os: 'windows', taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }] });

const volumeIn = (zone: string) => `apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  storageClassName: ""
  csi: { driver: ebs.csi.aws.com, volumeHandle: vol-0123456789abcdef0 }
  nodeAffinity: { required: { nodeSelectorTerms: [{ ${expression('topology.kubernetes.io/zone', 'In', zone)} }] } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { storageClassName: "", volumeName: disk, accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }`;
const single = { replicas: 1, spec: 'strategy: { type: Recreate }' };
const mounting = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]';

const classIn = (zones: string) => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: local-zone }
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [${zones}] }] }]`;
const database = `${workload({
  kind: 'StatefulSet',
  name: 'db',
  replicas: 1,
  spec:
    'serviceName: db\n  volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: local-zone, accessModes: ' +
    '[ReadWriteOnce], resources: { requests: { storage: 10Gi } } } }]',
})}
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }] }`;

const runtime = (fields: string) => `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: kata }\nhandler: kata\n${fields}`;
const init = (containers: string) => `initContainers: [${containers}]`;
const once = (requests: string) => `{ name: migrate, image: "registry.example.com/migrate:1.0", resources: { requests: { ${requests} } } }`;
const beside = (requests: string) =>
  `{ name: proxy, image: "registry.example.com/proxy:1.0", restartPolicy: Always, resources: { requests: { ${requests} } } }`;

const SMALL_POOL = nodePool(
  'requirements: [{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m5] }, { key: karpenter.k8s.aws/instance-cpu, ' +
    'operator: Lt, values: ["9"] }]',
);
const TEAM_POOL = nodePool(
  'requirements: [{ key: example.com/team, operator: In, values: [blue, green] }, { key: example.com/rack, operator: Exists }], ' +
    'taints: [{ key: team, value: a, effect: NoSchedule }], startupTaints: [{ key: example.com/warming, effect: NoSchedule }]',
  '',
  'labels: { tier: front }',
);
const onPools = (...manifests: string[]) => ({ facts: { nodeCandidates: placesOfPools(...manifests) } });

const REGION = 'topology.kubernetes.io/region';
const nothing = "Deployment 'shop/web' fits no node: ";
const ssd = workload({ pod: 'nodeSelector: { disktype: ssd }' });

export const FITS: Cases = {
  'pod-fits-no-node': {
    fails: [
      {
        name: 'more CPU than the instance type has',
        manifests: asking('cpu: 2'),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 2 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'labels that only nodes of Karpenter and of control planes have',
        manifests: objects(
          workload({ pod: 'nodeSelector: { karpenter.k8s.aws/instance-family: m5 }' }),
          workload({ name: 'api', pod: 'nodeSelector: { node-role.kubernetes.io/control-plane: "" }' }),
        ),
        ...on(nodes()),
        found: [
          `${nothing}App/Nodes didn't match Pod's node affinity/selector karpenter.k8s.aws/instance-family=m5`,
          "Deployment 'shop/api' fits no node: App/Nodes didn't match Pod's node affinity/selector node-role.kubernetes.io/control-plane=",
        ],
      },
      {
        name: 'a capacity type as another kind of nodes writes it',
        manifests: objects(
          workload({ pod: 'nodeSelector: { eks.amazonaws.com/capacityType: spot }' }),
          workload({ name: 'api', pod: 'nodeSelector: { karpenter.sh/capacity-type: SPOT }' }),
        ),
        ...on(nodes({ labels: { 'eks.amazonaws.com/capacityType': 'SPOT' } }), pool()),
        found: [
          `${nothing}App/Nodes didn't match Pod's node affinity/selector eks.amazonaws.com/capacityType=spot; App/Pool didn't match ` +
            "Pod's node affinity/selector eks.amazonaws.com/capacityType=spot",
          "Deployment 'shop/api' fits no node: App/Nodes didn't match Pod's node affinity/selector karpenter.sh/capacity-type=SPOT; " +
            "App/Pool didn't match Pod's node affinity/selector karpenter.sh/capacity-type=SPOT",
        ],
      },
      ...ADDONS_FAIL,
      {
        name: 'the first millicore too many',
        manifests: asking('cpu: 1931m'),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 1.931 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'all the memory of the instance type',
        manifests: asking('memory: 8Gi'),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 8 GiB and fits no node: App/Nodes has insufficient memory (m6i.large has 7.34 GiB)"],
      },
      {
        name: 'more local disk than the nodes have',
        manifests: asking('ephemeral-storage: 80Gi'),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' requests 80 GiB of disk and fits no node: App/Nodes has insufficient ephemeral-storage " +
            '(m6i.large has 45 GiB of disk)',
        ],
      },
      {
        name: 'a limit is a request where there is none',
        manifests: workload({ container: 'resources: { limits: { cpu: 2 } }' }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 2 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'an init container asks for most',
        manifests: workload({ pod: init(once('cpu: 4')) }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 4 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'a sidecar and the container together',
        manifests: asking('cpu: 1', { pod: init(beside('cpu: 1')) }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 2 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'a sidecar beside the init container after it',
        manifests: workload({ pod: init(`${beside('cpu: 1')}, ${once('cpu: 1')}`) }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 2 vCPU and fits no node: App/Nodes has insufficient cpu (m6i.large has 1.93 vCPU)"],
      },
      {
        name: 'what the pod asks for as a whole',
        manifests: workload({ pod: 'resources: { requests: { memory: 16Gi } }' }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 16 GiB and fits no node: App/Nodes has insufficient memory (m6i.large has 7.34 GiB)"],
      },
      {
        name: 'the overhead of its runtime',
        manifests: objects(
          runtime('overhead: { podFixed: { memory: 1Gi } }'),
          asking('memory: 7Gi', { pod: 'runtimeClassName: kata, overhead: { memory: 1Gi }' }),
        ),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 8 GiB and fits no node: App/Nodes has insufficient memory (m6i.large has 7.34 GiB)"],
      },
      {
        name: 'the overhead that its runtime class gives',
        manifests: objects(runtime('overhead: { podFixed: { memory: 1Gi } }'), asking('memory: 7Gi', { pod: 'runtimeClassName: kata' })),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 8 GiB and fits no node: App/Nodes has insufficient memory (m6i.large has 7.34 GiB)"],
      },
      {
        name: 'a GPU without nodes that have any',
        manifests: workload({ container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...on(nodes()),
        found: ["Deployment 'shop/web' requests 1 nvidia.com/gpu and fits no node: App/Nodes has insufficient nvidia.com/gpu (none)"],
      },
      {
        name: 'more GPUs than a node has',
        manifests: workload({ container: 'resources: { limits: { nvidia.com/gpu: 2 } }' }),
        ...on(gpus()),
        found: [
          "Deployment 'shop/web' requests 2 nvidia.com/gpu and fits no node: App/Gpu has insufficient nvidia.com/gpu " +
            '(g5.xlarge has 1 nvidia.com/gpu)',
        ],
      },
      {
        name: 'Neuron cores without Neuron devices',
        manifests: workload({ container: 'resources: { limits: { aws.amazon.com/neuroncore: 1 } }' }),
        ...on(nodes()),
        found: [
          "Deployment 'shop/web' requests 1 aws.amazon.com/neuroncore and fits no node: App/Nodes has insufficient " +
            'aws.amazon.com/neuroncore (none)',
        ],
      },
      {
        name: 'a GPU in Auto Mode with the built-in pool alone',
        manifests: workload({ container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...on(GENERAL_PURPOSE),
        found: [
          "Deployment 'shop/web' requests 1 nvidia.com/gpu and fits no node: the pool general-purpose of Auto Mode has " +
            'insufficient nvidia.com/gpu (none)',
        ],
      },
      {
        name: 'a label that no node has',
        manifests: ssd,
        ...on(nodes({ labels: { disktype: 'hdd' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector disktype=ssd (it has disktype=hdd)`],
      },
      {
        name: 'each label on another group',
        manifests: workload({ pod: 'nodeSelector: { disktype: ssd, tier: front }' }),
        ...on(nodes({ labels: { disktype: 'ssd' } }), nodes({ name: 'App/Front', labels: { tier: 'front' } })),
        found: [
          `${nothing}App/Nodes didn't match Pod's node affinity/selector tier=front (it has disktype=ssd); ` +
            "App/Front didn't match Pod's node affinity/selector disktype=ssd (it has tier=front)",
        ],
      },
      {
        name: 'an affinity to a label that no node has',
        manifests: affinity(expression('disktype', 'Exists')),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector disktype Exists`],
      },
      {
        name: 'an affinity away from all nodes',
        manifests: affinity(expression('disktype', 'NotIn', 'hdd')),
        ...on(nodes({ labels: { disktype: 'hdd' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector disktype!=hdd (it has disktype=hdd)`],
      },
      {
        name: 'an affinity to nodes without the label',
        manifests: affinity(expression('disktype', 'DoesNotExist')),
        ...on(nodes({ labels: { disktype: 'hdd' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector disktype DoesNotExist (it has disktype=hdd)`],
      },
      {
        name: 'a number that is not greater',
        manifests: affinity(expression('slots', 'Gt', '"4"')),
        ...on(nodes({ labels: { slots: '4' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector slots Gt 4 (it has slots=4)`],
      },
      {
        name: 'a number that is not less',
        manifests: affinity(expression('slots', 'Lt', '"4"')),
        ...on(nodes({ labels: { slots: '4' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector slots Lt 4 (it has slots=4)`],
      },
      {
        name: 'two terms, neither of which any node meets',
        manifests: affinity(expression('disktype', 'In', 'ssd'), expression('tier', 'In', 'front')),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector disktype=ssd, or tier=front`],
      },
      {
        name: 'an empty term matches nothing',
        manifests: affinity(''),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector an empty term, which matches no node`],
      },
      {
        name: 'arm64 on nodes of Intel',
        manifests: workload({ pod: 'nodeSelector: { kubernetes.io/arch: arm64 }' }),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector kubernetes.io/arch=arm64`],
      },
      {
        name: 'the same by the old label',
        manifests: workload({ pod: 'nodeSelector: { beta.kubernetes.io/arch: arm64 }' }),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector beta.kubernetes.io/arch=arm64`],
      },
      {
        name: 'pods for Windows in a cluster without',
        manifests: workload({ pod: 'nodeSelector: { kubernetes.io/os: windows }' }),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector kubernetes.io/os=windows`],
      },
      {
        name: 'a zone without nodes',
        manifests: workload({ pod: 'nodeSelector: { topology.kubernetes.io/zone: eu-west-1c }' }),
        ...on(nodes()),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector topology.kubernetes.io/zone=eu-west-1c`],
      },
      {
        name: 'a zone of another region, where the zones of nodes are not known',
        manifests: workload({ pod: 'nodeSelector: { topology.kubernetes.io/zone: us-east-1a }' }),
        ...on(nodes({ zones: undefined, labels: { [REGION]: 'eu-west-1' } })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector topology.kubernetes.io/zone=us-east-1a`],
      },
      {
        name: 'two zones at once, where the zones of nodes are not known',
        manifests: workload({
          pod:
            'nodeSelector: { topology.kubernetes.io/zone: eu-west-1a }, affinity: { nodeAffinity: ' +
            '{ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: ' +
            '[{ key: failure-domain.beta.kubernetes.io/zone, operator: In, values: [eu-west-1b, eu-west-1c] }] }] } } }',
        }),
        ...on(nodes({ zones: undefined })),
        found: [
          `${nothing}App/Nodes didn't match Pod's node affinity/selector topology.kubernetes.io/zone=eu-west-1a and ` +
            'failure-domain.beta.kubernetes.io/zone=eu-west-1b|eu-west-1c',
        ],
      },
      {
        name: 'all zones are excluded, one after another',
        manifests: affinity(
          'matchExpressions: [{ key: topology.kubernetes.io/zone, operator: NotIn, values: [a] }, { key: ' +
            'topology.kubernetes.io/zone, operator: NotIn, values: [b] }]',
        ),
        ...on(nodes({ zones: ['a', 'b'] })),
        found: [`${nothing}App/Nodes didn't match Pod's node affinity/selector`],
      },
      {
        name: 'a taint that the pods do not tolerate',
        manifests: workload(),
        ...on(nodes({ taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] })),
        found: [`${nothing}App/Nodes has untolerated taint dedicated=batch:NoSchedule`],
      },
      {
        name: 'a toleration of another value',
        manifests: workload({ pod: 'tolerations: [{ key: dedicated, value: web, effect: NoSchedule }]' }),
        ...on(nodes({ taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] })),
        found: [`${nothing}App/Nodes has untolerated taint dedicated=batch:NoSchedule`],
      },
      {
        name: 'a toleration of another effect',
        manifests: workload({ pod: 'tolerations: [{ key: dedicated, operator: Exists, effect: NoSchedule }]' }),
        ...on(nodes({ taints: [{ key: 'dedicated', effect: 'NoExecute' }] })),
        found: [`${nothing}App/Nodes has untolerated taint dedicated:NoExecute`],
      },
      {
        name: 'pods of Linux beside nodes of Windows alone',
        manifests: workload(),
        ...on(windows),
        found: [`${nothing}App/Windows has untolerated taint os=windows:NoSchedule`],
      },
      {
        name: 'an EBS volume in a zone without nodes',
        manifests: objects(volumeIn('eu-west-1c'), workload({ ...single, pod: mounting })),
        ...on(nodes()),
        found: [`${nothing}App/Nodes is in eu-west-1a, and the volumes of the pod are in eu-west-1c (volume node affinity conflict)`],
      },
      {
        name: 'a StorageClass for another zone',
        manifests: objects(classIn('eu-west-1c'), database),
        ...on(nodes()),
        found: [
          "StatefulSet 'shop/db' fits no node: App/Nodes is in eu-west-1a, and the volumes of the pod are in eu-west-1c " +
            '(volume node affinity conflict)',
        ],
      },
      {
        name: 'the label is in one zone, the volume in the other',
        manifests: objects(
          volumeIn('eu-west-1a'),
          workload({ ...single, pod: `nodeSelector: { topology.kubernetes.io/zone: eu-west-1b }, ${mounting}` }),
        ),
        ...on(nodes({ zones: ['eu-west-1a', 'eu-west-1b'] })),
        found: [`${nothing}App/Nodes matches the node affinity/selector only outside eu-west-1a, the zone of a volume of the pod`],
      },
      {
        name: 'no instance of a NodePool is large enough',
        manifests: objects(SMALL_POOL, asking('cpu: 9')),
        ...onPools(SMALL_POOL),
        found: [
          "Deployment 'shop/web' requests 9 vCPU and fits no node: NodePool 'default' of App/Shop has insufficient cpu " +
            '(m5.2xlarge has 8 vCPU)',
        ],
      },
      {
        name: 'more than the limit of a pool',
        manifests: asking('cpu: 9'),
        ...on(pool({ limits: { cpu: '8' } })),
        found: ["Deployment 'shop/web' requests 9 vCPU and fits no node: App/Pool has insufficient cpu (limit 8 vCPU)"],
      },
      {
        name: 'a label of its own that a NodePool does not give',
        manifests: objects(SMALL_POOL, ssd),
        ...onPools(SMALL_POOL),
        found: [`${nothing}NodePool 'default' of App/Shop didn't match Pod's node affinity/selector disktype=ssd`],
      },
      {
        name: 'a value that a NodePool does not require',
        manifests: objects(
          TEAM_POOL,
          workload({ pod: 'nodeSelector: { example.com/team: red }, tolerations: [{ key: team, operator: Exists }]' }),
        ),
        ...onPools(TEAM_POOL),
        found: [
          `${nothing}NodePool 'default' of App/Shop didn't match Pod's node affinity/selector example.com/team=red ` +
            '(it has example.com/team=blue|green, tier=front)',
        ],
      },
      {
        name: 'the taint of a NodePool',
        manifests: objects(TEAM_POOL, workload()),
        ...onPools(TEAM_POOL),
        found: [`${nothing}NodePool 'default' of App/Shop has untolerated taint team=a:NoSchedule`],
      },
      {
        name: 'arm64 in the general-purpose pool of Auto Mode',
        manifests: workload({ pod: 'nodeSelector: { kubernetes.io/arch: arm64 }' }),
        ...on(GENERAL_PURPOSE),
        found: [`${nothing}the pool general-purpose of Auto Mode didn't match Pod's node affinity/selector kubernetes.io/arch=arm64`],
      },
    ],
    passes: [
      ...ADDONS_PASS,
      {
        name: 'labels that nodes of the kind have, with any value',
        manifests: objects(
          workload({ pod: 'nodeSelector: { eks.amazonaws.com/nodegroup: web }' }),
          workload({ name: 'api', pod: 'nodeSelector: { karpenter.k8s.aws/instance-cpu: "4" }' }),
          workload({ name: 'spot', pod: 'nodeSelector: { karpenter.sh/capacity-type: spot }' }),
        ),
        ...on(nodes(), pool()),
      },
      {
        name: 'exactly what the instance type has',
        manifests: asking('cpu: 1930m, memory: 7518Mi, ephemeral-storage: 45Gi'),
        ...on(nodes()),
      },
      {
        name: 'one of two types is enough',
        manifests: asking('cpu: 3'),
        ...on(nodes({ shapes: [LARGE, { ...LARGE, instanceType: 'm6i.xlarge', cpuMillis: 3920 }] })),
      },
      {
        name: 'a type with unknown facts',
        manifests: asking('cpu: 64'),
        ...on(nodes({ shapes: [{ instanceType: 'm99.large', devices: {} }] })),
      },
      {
        name: "machines of one's own",
        manifests: asking('cpu: 64', { pod: 'nodeSelector: { disktype: ssd }' }),
        ...on(nodes({ nodeType: 'hybrid', architecture: undefined, shapes: [], zones: undefined })),
      },
      {
        name: 'init containers run one after another',
        manifests: asking('cpu: 1', { pod: init(`${once('cpu: 1900m')}, ${once('cpu: 1').replace('migrate,', 'seed,')}`) }),
        ...on(nodes()),
      },
      {
        name: 'a sidecar that starts after the large init container',
        manifests: workload({ pod: init(`${once('cpu: 1')}, ${beside('cpu: 1')}`) }),
        ...on(nodes()),
      },
      {
        name: 'a limit of the pod is not a request if containers have requests',
        manifests: asking('cpu: 1', { pod: 'resources: { limits: { cpu: 16 } }' }),
        ...on(nodes()),
      },
      {
        name: 'the pod as a whole asks for less than its containers may take',
        manifests: workload({ pod: 'resources: { requests: { cpu: 1 }, limits: { cpu: 2 } }' }),
        ...on(nodes()),
      },
      {
        name: 'a GPU on nodes whose taint bears its name: EKS adds the toleration',
        manifests: workload({ replicas: 1, container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...on(nodes(), gpus()),
      },
      {
        name: 'GPUs that are shared by time slicing',
        manifests: objects(
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sharing, namespace: kube-system }\ndata: { any: "version: ' +
            'v1\\nsharing: { timeSlicing: { resources: [{ name: nvidia.com/gpu, replicas: 4 }] } }" }',
          workload({ replicas: 8, container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ),
        ...on(gpus()),
      },
      {
        name: 'a part of a GPU, for which the table has no count',
        manifests: workload({ replicas: 1, container: 'resources: { limits: { nvidia.com/gpu: 1 } }' }),
        ...on(gpus({ shapes: [{ ...GPU, instanceType: 'g6f.xlarge', devices: {} }] })),
      },
      {
        name: 'Neuron devices and their cores',
        manifests: objects(
          workload({ replicas: 1, container: 'resources: { limits: { aws.amazon.com/neuroncore: 2 } }' }),
          workload({ name: 'other', replicas: 1, container: 'resources: { limits: { aws.amazon.com/neuron: 1 } }' }),
        ),
        ...on(nodes({ shapes: [NEURON] })),
      },
      {
        name: 'a device of an unknown plugin',
        manifests: workload({
          container: 'resources: { limits: { smarter-devices/fuse: 1, amd.com/gpu: 1, hugepages-2Mi: 4Mi, memory: 4Mi } }',
        }),
        ...on(nodes()),
      },
      { name: 'no GPU is asked for', manifests: workload({ container: 'resources: { limits: { nvidia.com/gpu: 0 } }' }), ...on(nodes()) },
      {
        name: 'labels of which each is on the same group',
        manifests: workload({ pod: 'nodeSelector: { disktype: ssd, tier: front }' }),
        ...on(nodes({ labels: { disktype: 'ssd', tier: 'front' } })),
      },
      {
        name: 'one of two terms',
        manifests: affinity(expression('disktype', 'In', 'ssd'), expression('tier', 'In', 'front, back')),
        ...on(nodes({ labels: { tier: 'back' } })),
      },
      {
        name: 'an empty term beside one that is met',
        manifests: affinity('', expression('tier', 'Exists')),
        ...on(nodes({ labels: { tier: 'back' } })),
      },
      {
        name: 'a label that nodes do not have is not among others',
        manifests: affinity(expression('disktype', 'NotIn', 'hdd')),
        ...on(nodes()),
      },
      {
        name: 'a number that is greater, in the order of numbers',
        manifests: affinity(
          'matchExpressions: [{ key: slots, operator: Gt, values: ["9"] }, { key: slots, operator: Lt, values: ["11"] }]',
        ),
        ...on(nodes({ labels: { slots: '10' } })),
      },
      {
        name: 'the name of a node is not known here',
        manifests: affinity('matchFields: [{ key: metadata.name, operator: In, values: [ip-10-0-1-2.eu-west-1.compute.internal] }]'),
        ...on(nodes()),
      },
      {
        name: 'labels that the kubelet, AWS and drivers set',
        manifests: workload({
          pod:
            'nodeSelector: { kubernetes.io/hostname: ip-10-0-1-2, eks.amazonaws.com/nodegroup: web, ' +
            'eks.amazonaws.com/capacityType: SPOT, topology.ebs.csi.aws.com/zone: eu-west-1a, topology.k8s.aws/zone-id: euw1-az1, ' +
            'feature.node.kubernetes.io/cpu-cpuid.AVX: "true" }',
        }),
        ...on(nodes()),
      },
      {
        name: 'away from Fargate and hybrid nodes',
        manifests: affinity(expression('eks.amazonaws.com/compute-type', 'NotIn', 'fargate, hybrid, auto')),
        ...on(nodes()),
      },
      {
        name: 'nodes of EC2 may bear a label that says so, or not',
        manifests: objects(
          affinity(expression('eks.amazonaws.com/compute-type', 'DoesNotExist')),
          workload({ name: 'other', pod: 'nodeSelector: { eks.amazonaws.com/compute-type: ec2 }' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'Karpenter itself stays off its own nodes',
        manifests: affinity(expression('karpenter.sh/nodepool', 'DoesNotExist')),
        ...on(nodes(), pool({ labels: { 'karpenter.sh/nodepool': 'default' } })),
      },
      {
        name: 'an affinity that is preferred',
        manifests: workload({
          pod:
            'affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { ' +
            'matchExpressions: [{ key: disktype, operator: In, values: [ssd] }] } }] } }',
        }),
        ...on(nodes()),
      },
      {
        name: 'arm64 by both labels',
        manifests: workload({
          pod: 'nodeSelector: { kubernetes.io/arch: arm64, beta.kubernetes.io/arch: arm64, beta.kubernetes.io/instance-type: m7g.large }',
        }),
        ...on(nodes(), nodes({ name: 'App/Arm', architecture: 'arm64', shapes: [ARM] })),
      },
      {
        name: 'pods for Windows that tolerate its taint',
        manifests: workload({
          pod: 'nodeSelector: { kubernetes.io/os: windows }, tolerations: [{ key: os, value: windows, effect: NoSchedule }]',
        }),
        ...on(nodes(), windows),
      },
      {
        name: 'a taint that only prefers',
        manifests: workload(),
        ...on(nodes({ taints: [{ key: 'dedicated', value: 'batch', effect: 'PreferNoSchedule' }] })),
      },
      {
        name: 'everything is tolerated',
        manifests: workload({ pod: 'tolerations: [{ operator: Exists }]' }),
        ...on(
          nodes({
            taints: [
              { key: 'dedicated', effect: 'NoExecute' },
              { key: 'b', effect: 'NoSchedule' },
            ],
          }),
        ),
      },
      {
        name: 'taints that Cilium and CSI drivers take away',
        manifests: workload(),
        ...on(
          nodes({
            taints: [
              { key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' },
              { key: 'ebs.csi.aws.com/agent-not-ready', effect: 'NoExecute' },
            ],
          }),
        ),
      },
      {
        name: 'a runtime class that tolerates',
        manifests: objects(
          runtime('scheduling: { nodeSelector: { kata: "true" }, tolerations: [{ key: kata, operator: Exists }] }'),
          workload({ pod: 'runtimeClassName: kata' }),
        ),
        ...on(nodes({ labels: { kata: 'true' }, taints: [{ key: 'kata', effect: 'NoSchedule' }] })),
      },
      {
        name: 'zones of the region and of another one, and a Local Zone of the region',
        manifests: objects(
          affinity(expression('topology.kubernetes.io/zone', 'In', 'us-east-1a, eu-west-1c')),
          workload({ name: 'edge', pod: 'nodeSelector: { topology.kubernetes.io/zone: eu-west-1-lon-1a }' }),
          workload({ name: 'away', pod: 'nodeSelector: { topology.kubernetes.io/zone: "<known-at-deploy>" }' }),
        ),
        ...on(nodes({ zones: undefined, max: 9, labels: { [REGION]: 'eu-west-1' } })),
      },
      {
        name: 'zones of which one is in both',
        manifests: affinity(
          'matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [a, b] }, { key: ' +
            'topology.kubernetes.io/zone, operator: In, values: [b, c] }]',
        ),
        ...on(nodes({ zones: undefined })),
      },
      {
        name: 'a volume in one of the zones',
        manifests: objects(volumeIn('eu-west-1b'), workload({ ...single, pod: mounting })),
        ...on(nodes({ zones: ['eu-west-1a', 'eu-west-1b'] })),
      },
      {
        name: 'a volume, and zones that are known at deploy',
        manifests: objects(volumeIn('eu-west-1c'), workload({ ...single, pod: mounting })),
        ...on(nodes({ zones: undefined })),
      },
      { name: 'a StorageClass for several zones', manifests: objects(classIn('eu-west-1a, eu-west-1c'), database), ...on(nodes()) },
      {
        name: 'a NodePool with labels and requirements of its own',
        manifests: objects(
          TEAM_POOL,
          workload({
            pod: 'nodeSelector: { tier: front, example.com/team: green, example.com/rack: r7 }, tolerations: [{ key: team, value: a }]',
          }),
        ),
        ...onPools(TEAM_POOL),
      },
      {
        name: 'what Karpenter says of instances',
        manifests: asking('cpu: 7', {
          pod:
            'nodeSelector: { karpenter.k8s.aws/instance-size: 2xlarge, node.kubernetes.io/instance-type: m5.2xlarge, ' +
            'karpenter.sh/capacity-type: spot }',
        }),
        ...onPools(SMALL_POOL),
      },
      { name: 'a pool without requirements has instances of all sizes', manifests: asking('cpu: 150, memory: 500Gi'), ...on(pool()) },
      {
        name: 'exactly the limit of a pool',
        manifests: asking('cpu: 8', { replicas: 1 }),
        ...on(pool({ limits: { cpu: '8', memory: '1000Gi' } })),
      },
      {
        name: 'pods that Auto Mode has instances for',
        manifests: asking('cpu: 30', {
          pod: 'nodeSelector: { eks.amazonaws.com/compute-type: auto, eks.amazonaws.com/instance-category: m }',
        }),
        ...on(GENERAL_PURPOSE),
      },
      {
        name: 'another scheduler, a named node, a gate',
        manifests: objects(
          workload({ pod: 'schedulerName: volcano, nodeSelector: { disktype: ssd }' }),
          workload({ name: 'named', pod: 'nodeName: ip-10-0-1-2, nodeSelector: { disktype: ssd }' }),
          workload({ name: 'gated', pod: 'schedulingGates: [{ name: example.com/quota }], nodeSelector: { disktype: ssd }' }),
        ),
        ...on(nodes()),
      },
      {
        name: 'values that CloudFormation fills in',
        manifests: asking('cpu: <known-at-deploy>', {
          pod:
            'nodeSelector: { tier: <known-at-deploy>, <known-at-deploy>: x }, tolerations: [{ key: <known-at-deploy>, operator: ' +
            'Exists }]',
        }),
        ...on(nodes({ labels: { tier: 'front' }, taints: [{ key: 'a', effect: 'NoSchedule' }] })),
      },
      {
        name: 'a value in an affinity that CloudFormation fills in',
        manifests: affinity(expression('tier', 'In', '<known-at-deploy>')),
        ...on(nodes({ labels: { tier: 'front' } })),
      },
      {
        name: 'a label of the nodes that CloudFormation fills in',
        manifests: ssd,
        ...on(nodes({ labels: { disktype: '${Token[TOKEN.12]}' } })),
      },
      { name: 'no pods are asked for', manifests: asking('cpu: 64', { replicas: 0 }), ...on(nodes()) },
      {
        name: 'a profile of Fargate takes them, whatever the nodes are',
        manifests: ssd,
        facts: { capacity: [nodes()], fargateSelectors: [{ namespace: 'shop', labels: {} }] },
      },
      {
        name: 'a profile whose namespace is known at deploy may take them',
        manifests: ssd,
        facts: { capacity: [nodes()], fargateSelectors: [{ namespace: '<known-at-deploy>', labels: {} }] },
      },
      { name: 'nodes that this app does not know', manifests: ssd },
    ],
  },
  'daemon-set-nowhere': {
    fails: [
      {
        name: 'an agent for GPUs, and no node has the label',
        manifests: workload({ kind: 'DaemonSet', name: 'agent', pod: 'nodeSelector: { accelerator: nvidia }' }),
        ...on(nodes()),
        found: ["DaemonSet 'shop/agent' fits no node: App/Nodes didn't match Pod's node affinity/selector accelerator=nvidia"],
      },
      {
        name: 'it tolerates nothing, and all nodes have taints',
        manifests: workload({ kind: 'DaemonSet', name: 'agent' }),
        ...on(nodes({ taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] })),
        found: ["DaemonSet 'shop/agent' fits no node: App/Nodes has untolerated taint dedicated=batch:NoSchedule"],
      },
      {
        name: 'it is too large for its nodes',
        manifests: asking('memory: 10Gi', { kind: 'DaemonSet', name: 'cache' }),
        ...on(nodes()),
        found: ["DaemonSet 'shop/cache' requests 10 GiB and fits no node: App/Nodes has insufficient memory (m6i.large has 7.34 GiB)"],
      },
    ],
    passes: [
      {
        name: 'one of two groups takes it',
        manifests: workload({
          kind: 'DaemonSet',
          name: 'agent',
          pod: 'nodeSelector: { accelerator: nvidia }, tolerations: [{ operator: Exists }]',
        }),
        ...on(nodes(), gpus({ labels: { accelerator: 'nvidia' } })),
      },
      {
        name: 'by a label that a driver sets',
        manifests: workload({ kind: 'DaemonSet', name: 'agent', pod: 'nodeSelector: { nvidia.com/gpu.present: "true" }' }),
        ...on(nodes()),
      },
      {
        name: 'all Linux nodes',
        manifests: workload({
          kind: 'DaemonSet',
          name: 'agent',
          pod:
            'nodeSelector: { kubernetes.io/os: linux }, tolerations: [{ operator: Exists }], hostNetwork: true, affinity: { ' +
            'nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: ' +
            'eks.amazonaws.com/compute-type, operator: NotIn, values: [fargate] }] }] } } }',
          namespace: 'kube-system',
        }),
        ...on(nodes()),
      },
    ],
  },
};
