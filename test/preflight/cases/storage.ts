import { Cases, Given } from './case';
import { all, efs, forAll, gp3, inShop, storageClass } from './given';
import { CLAIMS } from './storage-claims';
import { Capacity } from '../../../src/model/capacity.rules';

const keptSamples = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'samples', namespace: 'work' } };
const claimSpec = (className: string, modes: string) =>
  `spec: { storageClassName: ${className}, accessModes: [${modes}], resources: { requests: { storage: 20Gi } } }`;
const claim = (className: string, modes: string = 'ReadWriteMany') =>
  inShop('v1', 'PersistentVolumeClaim', 'data', claimSpec(className, modes));
const volume = (driver: string, className: string = '""') =>
  forAll(
    'v1',
    'PersistentVolume',
    'files',
    `spec: { storageClassName: ${className}, capacity: { storage: 20Gi }, accessModes: [ReadWriteMany], csi: { driver: ` +
      `${driver}, volumeHandle: files } }`,
  );

const container = (image: string) =>
  `{ name: main, image: "registry.example.com/${image}:1.0", resources: { requests: { cpu: 100m, memory: 128Mi }, ` +
  'limits: { cpu: 100m, memory: 128Mi } } }';
const workload = (volumes: string, change: { readonly pod?: string; readonly labels?: string; readonly annotations?: string } = {}) =>
  inShop(
    'apps/v1',
    'Deployment',
    'web',
    `spec:
  strategy: { type: Recreate }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, ${change.labels ?? ''} }, annotations: { ${change.annotations ?? ''} } }
    spec: { ${change.pod ?? ''} volumes: [${volumes}], containers: [${container('web')}] }`,
  );
const web = (change: Parameters<typeof workload>[1] = {}) => workload('{ name: data, persistentVolumeClaim: { claimName: data } }', change);
const emptyDir = (settings: string) => workload(`{ name: tmp, emptyDir: { ${settings} } }`);
const onEbs = all(gp3, claim('gp3', 'ReadWriteOnce'), web());
const set = (className: string, name: string, labels: string) =>
  inShop(
    'apps/v1',
    'StatefulSet',
    name,
    `spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name}, ${labels} } }, spec: { containers: [${container('db')}] } }
  volumeClaimTemplates: [{ metadata: { name: data }, ${claimSpec(className, 'ReadWriteOnce')} }]`,
  );
const secrets = all(
  inShop('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'login', 'spec: { provider: aws }'),
  workload('{ name: login, csi: { driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: { secretProviderClass: login } } }'),
);

const fargate = (...labels: readonly Record<string, string>[]): Given['facts'] => ({
  fargateSelectors: (labels.length > 0 ? labels : [{}]).map((each) => ({ namespace: 'shop', labels: each })),
});
const group = (
  change: {
    readonly nodeType?: 'managed' | 'hybrid';
    readonly disk?: number;
    readonly zones?: readonly string[];
    readonly os?: 'linux' | 'windows';
    readonly name?: string;
  } = {},
): Capacity => ({
  type: 'nodes',
  nodeType: change.nodeType ?? 'managed',
  name: change.name ?? 'App/Nodes',
  os: change.os ?? 'linux',
  labels: {},
  taints: [],
  desired: 3,
  max: 6,
  zones: change.zones,
  shapes: [{ instanceType: 'm6i.large', cpuMillis: 1930, memoryMiB: 7000, pods: 29, ephemeralGiB: change.disk, devices: {} }],
});
const nodes = (...capacity: readonly Capacity[]): Given['facts'] => ({ capacity });
const WINDOWS = 'nodeSelector: { kubernetes.io/os: windows },';

export const STORAGE: Cases = {
  ...CLAIMS,
  'ebs-on-fargate': {
    fails: [
      {
        name: 'a database on Fargate with an EBS volume',
        manifests: onEbs,
        facts: fargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and mount the EBS volume 'data'"],
      },
      {
        name: 'the template of a StatefulSet',
        manifests: all(gp3, set('gp3', 'db', '')),
        facts: fargate(),
        found: ["pods of StatefulSet 'shop/db' run on Fargate and mount the EBS volume 'data'"],
      },
      {
        name: 'the class that EKS makes',
        manifests: all(claim('gp2', 'ReadWriteOnce'), web()),
        facts: fargate({ app: 'web' }),
        found: ["pods of Deployment 'shop/web' run on Fargate and mount the EBS volume 'data'"],
      },
      {
        name: 'a volume that is made with the pod',
        manifests: all(
          gp3,
          workload(
            '{ name: scratch, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: gp3, accessModes: [ReadWriteOnce], ' +
              'resources: { requests: { storage: 20Gi } } } } } }',
          ),
        ),
        facts: fargate(),
        found: ["pods of Deployment 'shop/web' run on Fargate and mount the EBS volume 'scratch'"],
      },
    ],
    passes: [
      { name: 'the profile selects other pods', manifests: onEbs, facts: fargate({ app: 'batch' }) },
      { name: 'an EFS volume that is there already', manifests: all(volume('efs.csi.aws.com'), claim('""'), web()), facts: fargate() },
      {
        name: 'pods that say that they are for instances',
        manifests: all(gp3, claim('gp3', 'ReadWriteOnce'), web({ annotations: 'eks.amazonaws.com/compute-type: ec2' })),
        facts: fargate(),
      },
      {
        name: 'two sets with a claim of the same name, and the one with EBS is not on Fargate',
        manifests: all(gp3, storageClass('nfs', 'nfs.example.com', ''), set('gp3', 'db', ''), set('nfs', 'cache', 'compute: fargate')),
        facts: fargate({ compute: 'fargate' }),
      },
      {
        name: 'labels that are known at deploy',
        manifests: all(gp3, claim('gp3', 'ReadWriteOnce'), web({ labels: 'tier: "<known-at-deploy>"' })),
        facts: fargate({ tier: 'batch' }),
      },
    ],
  },
  'empty-dir-too-large': {
    fails: [
      {
        name: 'room for more than the disk of the node',
        manifests: emptyDir('sizeLimit: 100Gi'),
        facts: nodes(group({ disk: 17 })),
        found: [
          "the emptyDir 'tmp' of Deployment 'shop/web' has sizeLimit 100Gi, and its nodes have at most 17 GiB of " + 'ephemeral storage',
        ],
      },
      {
        name: 'the larger of two groups is too small as well',
        manifests: emptyDir('sizeLimit: 60Gi'),
        facts: nodes(group({ disk: 17 }), group({ disk: 47, name: 'App/Large' })),
        found: ["the emptyDir 'tmp' of Deployment 'shop/web' has sizeLimit 60Gi, and its nodes have at most 47 GiB of ephemeral storage"],
      },
    ],
    passes: [
      { name: 'as much as there is', manifests: emptyDir('sizeLimit: 17Gi'), facts: nodes(group({ disk: 17 })) },
      {
        name: 'one of two groups has the room',
        manifests: emptyDir('sizeLimit: 60Gi'),
        facts: nodes(group({ disk: 17 }), group({ disk: 94, name: 'App/Large' })),
      },
      { name: 'no limit', manifests: emptyDir(''), facts: nodes(group({ disk: 17 })) },
      {
        name: 'what is in memory is on no disk',
        manifests: emptyDir('medium: Memory, sizeLimit: 20Gi'),
        facts: nodes(group({ disk: 17 })),
      },
      {
        name: 'a disk and a limit that are not known',
        manifests: all(emptyDir('sizeLimit: 1Ti'), emptyDir('sizeLimit: "<known-at-deploy>"').replaceAll('web', 'api')),
        facts: nodes(group()),
      },
      {
        name: 'a volume of its own',
        manifests: all(
          gp3,
          workload(
            '{ name: tmp, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: gp3, accessModes: [ReadWriteOnce], ' +
              'resources: { requests: { storage: 1Ti } } } } } }',
          ),
        ),
        facts: nodes(group({ disk: 17 })),
      },
    ],
  },
  'kept-claim': {
    fails: [
      {
        name: 'a claim whose file system of FSx is in a subnet of its stack',
        facts: { retainedPvcs: [{ path: 'App/Work', value: { pvc: keptSamples, volume: 'its file system of FSx', parent: 'subnet' } }] },
        found: [
          "PersistentVolumeClaim 'work/samples' is retained with its file system of FSx when the stack is deleted, and " +
            'the subnet is in the same stack',
        ],
      },
    ],
    passes: [
      { name: 'a claim that goes with its deployment, or is in another stack', facts: { retainedPvcs: [] } },
      { name: 'a class of EFS, whose directories are in nothing that is deleted', manifests: efs },
    ],
  },
  'kept-file-system': {
    fails: [
      {
        name: 'a file system of FSx that is kept, in the stack of its network',
        facts: { retainedFileSystems: [{ path: 'App/Files', value: 'App/Vpc/dataSubnet1' }] },
        found: ['the file system is retained when the stack is deleted, and its subnet App/Vpc/dataSubnet1 is deleted'],
      },
    ],
    passes: [
      { name: 'a file system in another stack than its subnets', facts: { retainedFileSystems: [] } },
      { name: 'a file system of EFS has no interfaces that stay', manifests: efs },
    ],
  },
  'storage-class-binding': {
    fails: [
      {
        name: 'a class of EBS without volumeBindingMode',
        manifests: storageClass('gp3', 'ebs.csi.aws.com', 'parameters: { type: gp3 }'),
        found: ["StorageClass 'gp3' creates volumes immediately (volumeBindingMode: Immediate)"],
      },
      {
        name: 'that of Auto Mode',
        manifests: storageClass('auto', 'ebs.csi.eks.amazonaws.com', 'volumeBindingMode: Immediate'),
        found: ["StorageClass 'auto' creates volumes immediately (volumeBindingMode: Immediate)"],
      },
      {
        name: 'nodes in two zones, of which each group has one',
        manifests: storageClass('gp3', 'ebs.csi.aws.com', ''),
        facts: nodes(group({ zones: ['eu-west-1a'] }), group({ zones: ['eu-west-1b'], name: 'App/Others' })),
        found: ["StorageClass 'gp3' creates volumes immediately (volumeBindingMode: Immediate)"],
      },
    ],
    passes: [
      { name: 'it waits for the pod', manifests: gp3 },
      { name: 'EFS is in all zones', manifests: efs },
      {
        name: 'volumes of certain zones',
        manifests: storageClass(
          'gp3',
          'ebs.csi.aws.com',
          'allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [eu-west-1a] }] }]',
        ),
      },
      { name: 'nodes in one zone', manifests: storageClass('gp3', 'ebs.csi.aws.com', ''), facts: nodes(group({ zones: ['eu-west-1a'] })) },
      { name: 'what is known at deploy', manifests: storageClass('gp3', 'ebs.csi.aws.com', 'volumeBindingMode: "<known-at-deploy>"') },
    ],
  },
  'storage-unmountable': {
    fails: [
      {
        name: 'EFS that the driver makes, on Fargate',
        manifests: all(efs, claim('efs'), web()),
        facts: fargate(),
        found: [
          "pods of Deployment 'shop/web' run on Fargate and mount EFS with dynamic provisioning as 'data': Fargate mounts EFS " +
            'from static volumes only',
        ],
      },
      {
        name: 'secrets as files on Fargate',
        manifests: secrets,
        facts: fargate(),
        found: [
          "pods of Deployment 'shop/web' run on Fargate and mount secrets as volumes (Secrets Store CSI " +
            "driver) as 'login': the driver is a DaemonSet, which Fargate does not support",
        ],
      },
      {
        name: 'EFS on Windows',
        manifests: all(efs, claim('efs'), web({ pod: WINDOWS })),
        found: [
          "pods of Deployment 'shop/web' run on Windows and mount EFS with dynamic provisioning as 'data': its driver runs on Linux only",
        ],
      },
      {
        name: "EBS on machines of one's own",
        manifests: onEbs,
        facts: nodes(group({ nodeType: 'hybrid' })),
        found: ["pods of Deployment 'shop/web' run on HybridNodes and mount EBS as 'data': hybrid nodes are machines outside of AWS"],
      },
    ],
    passes: [
      { name: 'EFS by hand on Fargate', manifests: all(volume('efs.csi.aws.com'), claim('""'), web()), facts: fargate() },
      {
        name: 'EFS by hand on Fargate, found by the name of a class',
        manifests: all(storageClass('efs', 'efs.csi.aws.com', ''), volume('efs.csi.aws.com', 'efs'), claim('efs'), web()),
        facts: fargate(),
      },
      { name: 'EFS on instances beside a profile for others', manifests: all(efs, claim('efs'), web()), facts: fargate({ app: 'batch' }) },
      {
        name: 'EBS on Windows, and secrets, whose driver may run there',
        manifests: all(
          gp3,
          claim('gp3', 'ReadWriteOnce'),
          web({ pod: WINDOWS }),
          secrets.replaceAll('web', 'api').replace('spec: {  volumes', `spec: { ${WINDOWS} volumes`),
        ),
      },
      {
        name: "EBS on machines of one's own beside instances",
        manifests: onEbs,
        facts: nodes(group({ nodeType: 'hybrid' }), group({ name: 'App/Instances' })),
      },
      {
        name: "machines of one's own, and nodes that this app does not know",
        manifests: onEbs,
        facts: { ...nodes(group({ nodeType: 'hybrid' })), nodeCandidates: undefined },
      },
      {
        name: 'a driver of a third party on Fargate',
        manifests: all(storageClass('nfs', 'nfs.example.com', ''), claim('nfs'), web()),
        facts: fargate(),
      },
    ],
  },
};
