import { Cases, Given, ref } from './case';
import { all, efs, forAll, gp3, inShop, known, storageClass } from './given';
import { object as objectThing } from '../../../src/catalog/capability.rules';

const isDefault = (storage: string, value: string = '"true"') =>
  storage.replace(
    /metadata: \{ name: (.*) \}/,
    `metadata: { name: $1, annotations: { storageclass.kubernetes.io/is-default-class: ${value} } }`,
  );

interface Change {
  readonly name?: string;
  readonly modes?: string;
  readonly size?: string;
  readonly more?: string;
}

const spec = ({ modes = 'ReadWriteOnce', size = '20Gi', more = '' }: Change) =>
  `{ accessModes: [${modes}], resources: { requests: { storage: ${size} } }, ${more} }`;
const claim = (change: Change = {}) => inShop('v1', 'PersistentVolumeClaim', change.name ?? 'data', `spec: ${spec(change)}`);
const ofClass = (name: string, change: Change = {}) => claim({ ...change, more: `storageClassName: ${name}, ${change.more ?? ''}` });
const volume = ({ name = 'files', modes = 'ReadWriteOnce', size = '20Gi', more = '' }: Change = {}) =>
  forAll(
    'v1',
    'PersistentVolume',
    name,
    `spec: { capacity: { storage: ${size} }, accessModes: [${modes}], csi: { driver: efs.csi.aws.com, volumeHandle: fs-1 }, ${more} }`,
  );

const pod = (volumes: string, more: string = '') =>
  `{ ${more} volumes: [${volumes}], containers: [{ name: main, image: "registry.example.com/db:1.0" }] }`;
const mounts = (name: string) => `{ name: data, persistentVolumeClaim: { claimName: ${name} } }`;
const ephemeral = (change: Change) => `{ name: scratch, ephemeral: { volumeClaimTemplate: { spec: ${spec(change)} } } }`;
const deployment = (
  volumes: string = mounts('data'),
  change: { readonly name?: string; readonly spec?: string; readonly pod?: string; readonly kind?: string } = {},
) => {
  const { name = 'db' } = change;
  return inShop(
    'apps/v1',
    change.kind ?? 'Deployment',
    name,
    `spec: { ${change.spec ?? 'strategy: { type: Recreate },'} selector: { matchLabels: { app: ${name} } }, template: { ` +
      `metadata: { labels: { app: ${name} } }, spec: ${pod(volumes, change.pod)} } }`,
  );
};
const statefulSet = (templates: string, name: string = 'db') =>
  inShop(
    'apps/v1',
    'StatefulSet',
    name,
    `spec: { replicas: 2, selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: ` +
      `${pod('')} }, volumeClaimTemplates: [${templates}] }`,
  );
const template = (change: Change) => `{ metadata: { name: data }, spec: ${spec(change)} }`;
const backup = inShop(
  'batch/v1',
  'CronJob',
  'backup',
  `spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: ${pod(mounts('data'), 'restartPolicy: Never,')} } } } }`,
);
const rolling = (more: string) => `strategy: { type: RollingUpdate, rollingUpdate: { ${more} } },`;
const declares = (group: string, kind: string, name: string): Given['facts'] => ({
  externalDeclarations: [objectThing(group, kind, name)],
});
const ebsAddon = (values: unknown): Given['facts'] => ({
  addonSettings: [{ path: 'App/Storage', value: { name: 'aws-ebs-csi-driver', values } }],
});

/** Claims, and what they are bound to. */
/** A file system of the app with a mount target, and a StorageClass. */
const fileSystem = (group: object): Given['resources'] => ({
  'App/Files': ['AWS::EFS::FileSystem', {}],
  'App/Group': ['AWS::EC2::SecurityGroup', { GroupDescription: 'files', ...group }],
  'App/Target': [
    'AWS::EFS::MountTarget',
    { FileSystemId: ref('App/Files'), SecurityGroups: [ref('App/Group', 'GroupId')], SubnetId: 'subnet-0a' },
  ],
});
const inVpc = (vpc: string): Given['resources'] => ({
  ...fileSystem({ SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] }),
  'App/Vpc': ['AWS::EC2::VPC', {}],
  'App/Other': ['AWS::EC2::VPC', {}],
  'App/A': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), AvailabilityZone: 'eu-west-1a' }],
  'App/B': ['AWS::EC2::Subnet', { VpcId: ref('App/Vpc'), AvailabilityZone: 'eu-west-1b' }],
  'App/There': ['AWS::EC2::Subnet', { VpcId: ref(vpc) }],
  'App/Cluster': ['AWS::EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')] } }],
  'App/Group': ['AWS::EC2::SecurityGroup', { VpcId: ref(vpc), SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8' }] }],
  'App/Target': [
    'AWS::EFS::MountTarget',
    { FileSystemId: ref('App/Files'), SecurityGroups: [ref('App/Group', 'GroupId')], SubnetId: ref('App/There') },
  ],
});
const ofFileSystem = storageClass(
  'shared',
  'efs.csi.aws.com',
  'parameters: { provisioningMode: efs-ap, fileSystemId: "<<App/Files|Ref>>", directoryPerms: "700" }',
);

const snapshotBy = (driver: string) =>
  all(
    forAll('snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass', 'copies', `driver: ${driver}\ndeletionPolicy: Delete`),
    inShop(
      'snapshot.storage.k8s.io/v1',
      'VolumeSnapshot',
      'data',
      'spec: { volumeSnapshotClassName: copies, source: { volumeSnapshotContentName: data } }',
    ),
  );

export const CLAIMS: Cases = {
  'claim-smaller-than-source': {
    fails: [
      {
        name: 'the copy asks for less than the original has',
        manifests: all(
          gp3,
          ofClass('gp3'),
          ofClass('gp3', { name: 'copy', size: '10Gi', more: 'dataSource: { kind: PersistentVolumeClaim, name: data }' }),
          deployment(`${mounts('data')}, { name: copy, persistentVolumeClaim: { claimName: copy } }`),
        ),
        found: ["PersistentVolumeClaim 'shop/copy' requests 10Gi, and its source PersistentVolumeClaim 'shop/data' has 20Gi"],
      },
      {
        name: 'a snapshot of a larger volume',
        manifests: all(
          gp3,
          ofClass('gp3'),
          inShop('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', 'nightly', 'spec: { source: { persistentVolumeClaimName: data } }'),
          ofClass('gp3', {
            name: 'copy',
            size: '20G',
            more: 'dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }',
          }),
          deployment(`${mounts('data')}, { name: copy, persistentVolumeClaim: { claimName: copy } }`),
        ),
        found: ["PersistentVolumeClaim 'shop/copy' requests 20G, and its source PersistentVolumeClaim 'shop/data' has 20Gi"],
      },
    ],
    passes: [
      {
        name: 'as much, and more',
        manifests: all(
          gp3,
          ofClass('gp3'),
          ofClass('gp3', { name: 'copy', size: '20480Mi', more: 'dataSource: { kind: PersistentVolumeClaim, name: data }' }),
          ofClass('gp3', { name: 'larger', size: '30Gi', more: 'dataSourceRef: { kind: PersistentVolumeClaim, name: data }' }),
          deployment(['data', 'copy', 'larger'].map((name) => mounts(name).replace('name: data,', `name: ${name},`)).join(', ')),
        ),
      },
      {
        name: 'a snapshot that is there already',
        manifests: all(
          gp3,
          ofClass('gp3', { size: '1Gi', more: 'dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly }' }),
          deployment(),
        ),
        facts: declares('snapshot.storage.k8s.io', 'VolumeSnapshot', '*'),
      },
      {
        name: 'sizes that are known at deploy',
        manifests: all(
          gp3,
          ofClass('gp3', { size: known }),
          ofClass('gp3', { name: 'copy', size: '1Gi', more: 'dataSource: { kind: PersistentVolumeClaim, name: data }' }),
          deployment(`${mounts('data')}, { name: copy, persistentVolumeClaim: { claimName: copy } }`),
        ),
      },
    ],
  },
  'claim-unbound': {
    fails: [
      {
        name: 'an empty class, and no volume that is made by hand',
        manifests: all(ofClass('""'), deployment()),
        found: [
          `PersistentVolumeClaim 'shop/data' needs an existing PersistentVolume (storageClassName: ""), and no ` +
            'PersistentVolume matches',
        ],
      },
      {
        name: 'the volume is smaller',
        manifests: all(volume({ size: '5Gi' }), ofClass('""'), deployment()),
        found: [
          `PersistentVolumeClaim 'shop/data' needs an existing PersistentVolume (storageClassName: ""), and ` +
            "PersistentVolume 'files' does not match (it has 5Gi, and the PVC requests 20Gi)",
        ],
      },
      {
        name: 'a volume that is named and not made',
        manifests: all(ofClass('""', { more: 'volumeName: files' }), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not exist"],
      },
      {
        name: 'the volume is for one node and the claim for many',
        manifests: all(volume(), ofClass('""', { modes: 'ReadWriteMany', more: 'volumeName: files' }), deployment()),
        found: [
          "PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not match (its access modes " +
            'are ReadWriteOnce)',
        ],
      },
      {
        name: 'the volume has a class and the claim has another',
        manifests: all(gp3, volume({ more: 'storageClassName: manual' }), ofClass('gp3', { more: 'volumeName: files' }), deployment()),
        found: [
          "PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not match (its " +
            "storageClassName is 'manual', and the PVC requests 'gp3')",
        ],
      },
      {
        name: 'the claim names no class and gets the default one',
        manifests: all(
          isDefault(gp3),
          volume({ modes: 'ReadWriteMany' }),
          claim({ modes: 'ReadWriteMany', more: 'volumeName: files' }),
          deployment(),
        ),
        found: [
          "PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not match (its " +
            "storageClassName is '', and the PVC requests 'gp3')",
        ],
      },
      {
        name: 'the volume is kept for another claim',
        manifests: all(
          volume({ more: 'claimRef: { namespace: front, name: data }' }),
          ofClass('""', { more: 'volumeName: files' }),
          deployment(),
        ),
        found: [
          "PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not match (its claimRef is " + "'front/data')",
        ],
      },
      {
        name: 'raw blocks, and a volume with a file system',
        manifests: all(volume(), ofClass('""', { more: 'volumeMode: Block, volumeName: files' }), deployment()),
        found: [
          "PersistentVolumeClaim 'shop/data' references PersistentVolume 'files', which does not match (its volumeMode is " +
            'Filesystem, and the PVC requests Block)',
        ],
      },
    ],
    passes: [
      {
        name: 'a volume that fits',
        manifests: all(volume({ modes: 'ReadWriteMany, ReadWriteOnce', size: '1Ti' }), ofClass('""'), deployment()),
      },
      { name: 'a volume that the claim names', manifests: all(volume(), ofClass('""', { more: 'volumeName: files' }), deployment()) },
      {
        name: 'the claim and the volume name each other, whatever else they say',
        manifests: all(
          isDefault(gp3),
          volume({ size: '1Gi', more: 'claimRef: { namespace: shop, name: data }' }),
          claim({ more: 'volumeName: files' }),
          deployment(),
        ),
      },
      {
        name: 'a volume that is kept for the claim, of another class',
        manifests: all(volume({ more: 'storageClassName: old, claimRef: { namespace: shop, name: data }' }), ofClass('""'), deployment()),
      },
      { name: 'a class that makes volumes', manifests: all(gp3, ofClass('gp3'), deployment()) },
      {
        name: 'a volume that is declared',
        manifests: all(
          ofClass('""'),
          ofClass('""', { name: 'other', more: 'volumeName: files' }),
          deployment(`${mounts('data')}, { name: other, persistentVolumeClaim: { claimName: other } }`),
        ),
        facts: declares('', 'PersistentVolume', 'files'),
      },
      { name: 'a volume that is known at deploy', manifests: all(ofClass('""', { more: `volumeName: ${known}` }), deployment()) },
      {
        name: 'sizes and classes that are known at deploy',
        manifests: all(
          volume({ size: known, more: `storageClassName: ${known}` }),
          ofClass(known, { more: 'volumeName: files' }),
          deployment(),
        ),
      },
    ],
  },
  'claim-unused': {
    fails: [
      {
        name: 'pods mount a claim of another name',
        manifests: all(gp3, ofClass('gp3'), ofClass('gp3', { name: 'data-2' }), deployment(mounts('data-2'))),
        found: ["PersistentVolumeClaim 'shop/data' is not mounted by any pod"],
      },
      {
        name: 'a claim without pods',
        manifests: all(gp3, ofClass('gp3')),
        found: ["PersistentVolumeClaim 'shop/data' is not mounted by any pod"],
      },
    ],
    passes: [
      { name: 'a CronJob mounts it now and then', manifests: all(gp3, ofClass('gp3'), backup) },
      {
        name: 'a StatefulSet takes it over by its name',
        manifests: all(gp3, ofClass('gp3', { name: 'data-db-0' }), statefulSet(template({ more: 'storageClassName: gp3' }))),
      },
      { name: 'a class that makes volumes at once', manifests: all(efs, ofClass('efs')) },
      { name: 'an operator mounts it', manifests: all(gp3, ofClass('gp3'), inShop('example.com/v1', 'Database', 'orders')) },
      { name: 'pods mount a claim that is known at deploy', manifests: all(gp3, ofClass('gp3'), deployment(mounts(known))) },
      {
        name: 'an existing volume does not wait for a pod',
        manifests: all(gp3, volume({ more: 'storageClassName: gp3' }), ofClass('gp3', { more: 'volumeName: files' })),
      },
      {
        name: 'it is there for a Job that is started by hand, which is declared',
        manifests: all(gp3, ofClass('gp3')),
        facts: { externalDeclarations: [objectThing('batch', 'Job', 'restore', 'shop')] },
      },
    ],
  },
  'csi-driver-missing': {
    fails: [
      {
        name: 'a claim of an EBS class in a cluster without the driver',
        manifests: all(gp3, ofClass('gp3'), deployment()),
        without: ['feature ebs-driver'],
        found: ["StorageClass 'gp3' has the provisioner ebs.csi.aws.com, and the driver ebs.csi.aws.com is not installed"],
      },
      {
        name: 'the template of a StatefulSet, of the provisioner that was in Kubernetes once',
        manifests: all(storageClass('gp2', 'kubernetes.io/aws-ebs'), statefulSet(template({ more: 'storageClassName: gp2' }))),
        without: ['feature ebs-driver'],
        found: ["StorageClass 'gp2' has the provisioner kubernetes.io/aws-ebs, and the driver ebs.csi.aws.com is not installed"],
      },
      {
        name: 'a claim of the driver of Auto Mode without Auto Mode',
        manifests: all(storageClass('auto', 'ebs.csi.eks.amazonaws.com'), ofClass('auto'), deployment()),
        facts: { capacity: [] },
        found: ["StorageClass 'auto' has the provisioner ebs.csi.eks.amazonaws.com, and the cluster does not use EKS Auto Mode"],
      },
    ],
    passes: [
      {
        name: 'the driver of Auto Mode in Auto Mode',
        manifests: all(storageClass('auto', 'ebs.csi.eks.amazonaws.com'), ofClass('auto'), deployment()),
        facts: { autoMode: true },
      },
      {
        name: 'the driver of Auto Mode in an imported cluster',
        manifests: all(storageClass('auto', 'ebs.csi.eks.amazonaws.com'), ofClass('auto'), deployment()),
      },
      { name: 'the driver is installed', manifests: all(gp3, ofClass('gp3'), deployment()) },
      { name: 'a class without a claim', manifests: gp3, without: ['feature ebs-driver'] },
      {
        name: 'a provisioner that this library does not know',
        manifests: all(storageClass('local', 'rancher.io/local-path'), ofClass('local'), deployment()),
        without: ['feature ebs-driver'],
      },
    ],
  },

  'file-system-unreachable': {
    fails: [
      {
        name: 'a file system in another VPC',
        manifests: ofFileSystem,
        resources: inVpc('App/Other'),
        found: ["StorageClass 'shared' uses the file system App/Files, whose mount targets are in the VPC App/Other only"],
      },
      {
        name: 'a file system whose security group has no rule',
        manifests: ofFileSystem,
        resources: fileSystem({}),
        found: ["StorageClass 'shared' uses the file system App/Files, and no rule of its security groups allows port 2049"],
      },
      {
        name: 'a rule for another port',
        manifests: ofFileSystem,
        resources: fileSystem({ SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }] }),
        found: ["StorageClass 'shared' uses the file system App/Files, and no rule of its security groups allows port 2049"],
      },
    ],
    passes: [
      { name: 'a file system in the VPC of the cluster', manifests: ofFileSystem, resources: inVpc('App/Vpc') },
      {
        name: 'a file system in a peered VPC',
        manifests: ofFileSystem,
        resources: inVpc('App/Other'),
        facts: { resourceCounts: { 'AWS::EC2::VPCPeeringConnection': 1 } },
      },
      {
        name: 'a rule for addresses of the VPC',
        manifests: ofFileSystem,
        resources: fileSystem({ SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, CidrIp: '10.0.0.0/16' }] }),
      },
      {
        name: 'a rule by itself for all traffic',
        manifests: ofFileSystem,
        resources: {
          ...fileSystem({}),
          'App/Rule': ['AWS::EC2::SecurityGroupIngress', { GroupId: ref('App/Group', 'GroupId'), IpProtocol: '-1' }],
        },
      },
      {
        name: 'a rule for a group that is known at deploy',
        manifests: ofFileSystem,
        resources: {
          ...fileSystem({}),
          'App/Rule': ['AWS::EC2::SecurityGroupIngress', { GroupId: '<known-at-deploy>', IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049 }],
        },
      },
      {
        name: 'a security group of another app',
        manifests: ofFileSystem,
        resources: {
          ...fileSystem({}),
          'App/Target': ['AWS::EFS::MountTarget', { FileSystemId: ref('App/Files'), SecurityGroups: ['sg-0a'], SubnetId: 'subnet-0a' }],
        },
      },
    ],
  },

  'snapshot-unsupported': {
    fails: [
      {
        name: 'a snapshot of EFS',
        manifests: snapshotBy('efs.csi.aws.com'),
        found: ["VolumeSnapshot 'shop/data' has the class 'copies', whose driver efs.csi.aws.com has no snapshots"],
      },
    ],
    passes: [
      { name: 'a snapshot of EBS', manifests: snapshotBy('ebs.csi.aws.com') },
      { name: 'a class that nothing uses', manifests: snapshotBy('efs.csi.aws.com').split('\n---\n')[0] },
      { name: 'a snapshot of FSx for OpenZFS', manifests: snapshotBy('fsx.openzfs.csi.aws.com') },
    ],
  },

  'default-class-missing': {
    fails: [
      {
        name: 'the claim relies on a default class, as there was one before 1.30',
        manifests: all(claim(), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' has no storageClassName, and there is no default StorageClass"],
      },
      {
        name: 'the template of a StatefulSet',
        manifests: all(gp3, statefulSet(template({}))),
        found: ["the PVC template 'data' of StatefulSet 'shop/db' has no storageClassName, and there is no default StorageClass"],
      },
      {
        name: 'a volume that is made with the pod',
        manifests: deployment(ephemeral({})),
        found: ["the PVC template 'scratch' of Deployment 'shop/db' has no storageClassName, and there is no default StorageClass"],
      },
    ],
    passes: [
      { name: 'a default class is made here', manifests: all(isDefault(gp3), claim(), deployment()) },
      {
        name: 'every claim names its class, also by the annotation of old',
        manifests: all(
          gp3,
          ofClass('gp3'),
          claim({ name: 'old' }).replace(
            'namespace: shop }',
            'namespace: shop, annotations: { volume.beta.kubernetes.io/storage-class: gp3 } }',
          ),
          deployment(`${mounts('data')}, { name: old, persistentVolumeClaim: { claimName: old } }`),
        ),
      },
      { name: 'a volume that is made by hand, of no class', manifests: all(volume(), claim(), deployment()) },
      {
        name: 'the driver as an add-on makes a default class',
        manifests: all(claim(), deployment()),
        facts: ebsAddon({ defaultStorageClass: { enabled: true } }),
      },
      {
        name: 'a class that is declared may be the default',
        manifests: all(claim(), deployment()),
        facts: declares('storage.k8s.io', 'StorageClass', 'gp3'),
      },
      { name: 'whether it is the default is known at deploy', manifests: all(isDefault(gp3, known), claim(), deployment()) },
    ],
  },
  'default-classes': {
    fails: [
      {
        name: 'a second default class beside the first',
        manifests: all(isDefault(gp3), isDefault(efs)),
        found: ["StorageClass 'efs' is a default class, as is StorageClass 'gp3'"],
      },
      {
        name: 'three of them',
        manifests: all(isDefault(gp3), isDefault(efs), isDefault(storageClass('io2', 'ebs.csi.aws.com'))),
        found: [
          "StorageClass 'efs' is a default class, as is StorageClass 'gp3'",
          "StorageClass 'io2' is a default class, as is StorageClass 'gp3'",
        ],
      },
    ],
    passes: [
      { name: 'one of two', manifests: all(isDefault(gp3), efs) },
      { name: 'the other says that it is none', manifests: all(isDefault(gp3), isDefault(efs, '"false"')) },
      {
        name: 'gp2 made anew without being the default',
        manifests: all(isDefault(gp3), isDefault(storageClass('gp2', 'kubernetes.io/aws-ebs'), '"false"')),
      },
    ],
  },
  'read-write-many-on-ebs': {
    fails: [
      {
        name: 'one EBS volume for many pods',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteMany' }), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany with StorageClass 'gp3', which creates EBS volumes"],
      },
      {
        name: 'many that only read',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOnce, ReadOnlyMany' }), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadOnlyMany with StorageClass 'gp3', which creates EBS volumes"],
      },
      {
        name: 'the template of a StatefulSet',
        manifests: all(gp3, statefulSet(template({ modes: 'ReadWriteMany', more: 'storageClassName: gp3' }))),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany with StorageClass 'gp3', which creates EBS volumes"],
      },
      {
        name: 'the class that EKS makes',
        manifests: all(ofClass('gp2', { modes: 'ReadWriteMany' }), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany with StorageClass 'gp2', which creates EBS volumes"],
      },
      {
        name: 'the default class',
        manifests: all(isDefault(gp3), claim({ modes: 'ReadWriteMany' }), deployment()),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany for an EBS volume"],
      },
      {
        name: 'raw blocks of gp3, which no two instances share',
        manifests: all(
          storageClass('raw', 'ebs.csi.aws.com', 'volumeBindingMode: WaitForFirstConsumer\nparameters: { type: gp3 }'),
          ofClass('raw', { modes: 'ReadWriteMany', more: 'volumeMode: Block' }),
          deployment(),
        ),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany with StorageClass 'raw', which creates EBS volumes"],
      },
      {
        name: 'an EBS volume by hand',
        manifests: all(
          volume({ modes: 'ReadWriteMany', more: 'storageClassName: ""' }).replace('efs.csi', 'ebs.csi'),
          ofClass('""', { modes: 'ReadWriteMany', more: 'volumeName: files' }),
          deployment(),
        ),
        found: ["PersistentVolumeClaim 'shop/data' requests ReadWriteMany for PersistentVolume 'files', which is an EBS volume"],
      },
    ],
    passes: [
      {
        name: 'volumes of each node, which its pods share',
        manifests: all(
          volume({ name: 'cache', modes: 'ReadWriteMany', more: 'storageClassName: ""' })
            .replace('efs.csi.aws.com', 'ebs.csi.aws.com')
            .replace('fs-1', '"local-ebs://dev/xvdbz"'),
          ofClass('""', { modes: 'ReadWriteMany', more: 'volumeName: cache' }),
          deployment(),
        ),
      },
      {
        name: 'one node, or one pod',
        manifests: all(
          gp3,
          ofClass('gp3'),
          ofClass('gp3', { name: 'log', modes: 'ReadWriteOncePod' }),
          deployment(`${mounts('data')}, { name: log, persistentVolumeClaim: { claimName: log } }`),
        ),
      },
      { name: 'EFS', manifests: all(efs, ofClass('efs', { modes: 'ReadWriteMany' }), deployment()) },
      {
        name: 'raw blocks of io2',
        manifests: all(
          storageClass('io2', 'ebs.csi.aws.com', 'volumeBindingMode: WaitForFirstConsumer\nparameters: { type: io2, iops: "4000" }'),
          ofClass('io2', { modes: 'ReadWriteMany', more: 'volumeMode: Block' }),
          deployment(),
        ),
      },
      {
        name: 'a class that is known elsewhere',
        manifests: all(ofClass('shared', { modes: 'ReadWriteMany' }), deployment()),
        facts: declares('storage.k8s.io', 'StorageClass', 'shared'),
      },
      {
        name: 'an EFS volume by hand, in a cluster whose default class is of EBS',
        manifests: all(
          isDefault(gp3),
          volume({ modes: 'ReadWriteMany', more: 'storageClassName: ""' }),
          ofClass('""', { modes: 'ReadWriteMany' }),
          deployment(),
        ),
      },
      {
        name: 'a provisioner and a mode that are known at deploy',
        manifests: all(
          storageClass('a', known),
          ofClass('a', { modes: 'ReadWriteMany' }),
          storageClass('b', 'ebs.csi.aws.com'),
          ofClass('b', { name: 'raw', modes: 'ReadWriteMany', more: `volumeMode: ${known}` }),
          deployment(`${mounts('data')}, { name: raw, persistentVolumeClaim: { claimName: raw } }`),
        ),
      },
    ],
  },
  'read-write-once-pod': {
    fails: [
      {
        name: 'two pods with a volume for one',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOncePod' }), deployment(mounts('data'), { spec: 'replicas: 2,' })),
        found: ["2 pods of Deployment 'shop/db' mount PersistentVolumeClaim 'shop/data' with ReadWriteOncePod"],
      },
      {
        name: 'two Deployments',
        manifests: all(
          gp3,
          ofClass('gp3', { modes: 'ReadWriteOncePod' }),
          deployment(),
          deployment(mounts('data'), { name: 'reports', spec: 'strategy: { type: Recreate },' }),
        ),
        found: ["Deployment 'shop/reports' and Deployment 'shop/db' mount PersistentVolumeClaim 'shop/data' with ReadWriteOncePod"],
      },
      {
        name: 'a rolling update of one pod, which waits for itself',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOncePod' }), deployment(mounts('data'), { spec: rolling('') })),
        found: [
          "Deployment 'shop/db' mounts PersistentVolumeClaim 'shop/data' with ReadWriteOncePod and starts the new pod " +
            'before it deletes the old one',
        ],
      },
    ],
    passes: [
      {
        name: 'one pod, which goes before the new one comes',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOncePod' }), deployment()),
      },
      {
        name: 'a claim for each pod',
        manifests: all(gp3, statefulSet(template({ modes: 'ReadWriteOncePod', more: 'storageClassName: gp3' }))),
      },
      {
        name: 'a backup, which takes its turn',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOncePod' }), deployment(mounts('data'), { spec: 'replicas: 0,' }), backup),
      },
      {
        name: 'the update takes the old pod away first',
        manifests: all(
          gp3,
          ofClass('gp3', { modes: 'ReadWriteOncePod' }),
          deployment(mounts('data'), { spec: rolling('maxSurge: 0, maxUnavailable: 1') }),
        ),
      },
      {
        name: 'how many there are is known at deploy',
        manifests: all(gp3, ofClass('gp3', { modes: 'ReadWriteOncePod' }), deployment(mounts('data'), { spec: `replicas: ${known},` })),
      },
    ],
  },
  'read-write-once-shared': {
    fails: [
      {
        name: 'a rolling update of one pod: "Multi-Attach error for volume"',
        manifests: all(gp3, ofClass('gp3'), deployment(mounts('data'), { spec: '' })),
        found: [
          "Deployment 'shop/db' mounts PersistentVolumeClaim 'shop/data' with ReadWriteOnce and starts the new pod before " +
            'it deletes the old one',
        ],
      },
      {
        name: 'three pods of a Deployment',
        manifests: all(gp3, ofClass('gp3'), deployment(mounts('data'), { spec: 'replicas: 3,' })),
        found: ["3 pods of Deployment 'shop/db' mount PersistentVolumeClaim 'shop/data' with ReadWriteOnce"],
      },
      {
        name: 'two Deployments',
        manifests: all(
          gp3,
          ofClass('gp3'),
          deployment(),
          deployment(mounts('data'), { name: 'reports', spec: 'strategy: { type: Recreate },' }),
        ),
        found: ["Deployment 'shop/reports' and Deployment 'shop/db' mount PersistentVolumeClaim 'shop/data' with ReadWriteOnce"],
      },
      {
        name: 'an update that may be half of one pod short, which is none',
        manifests: all(gp3, ofClass('gp3'), deployment(mounts('data'), { spec: rolling('maxSurge: 1, maxUnavailable: 50%') })),
        found: [
          "Deployment 'shop/db' mounts PersistentVolumeClaim 'shop/data' with ReadWriteOnce and starts the new pod before " +
            'it deletes the old one',
        ],
      },
    ],
    passes: [
      { name: 'one pod, which goes before the new one comes', manifests: all(gp3, ofClass('gp3'), deployment()) },
      {
        name: 'the old pod may go at once',
        manifests: all(gp3, ofClass('gp3'), deployment(mounts('data'), { spec: rolling('maxUnavailable: 1') })),
      },
      {
        name: 'a claim for each pod',
        manifests: all(
          gp3,
          statefulSet(template({ more: 'storageClassName: gp3' })),
          deployment(ephemeral({ more: 'storageClassName: gp3' }), { name: 'cache', spec: 'replicas: 3,' }),
        ),
      },
      {
        name: 'EFS is mounted anywhere, whatever the mode says',
        manifests: all(efs, ofClass('efs'), deployment(mounts('data'), { spec: 'replicas: 3,' })),
      },
      {
        name: 'pods that are kept on one node',
        manifests: all(
          gp3,
          ofClass('gp3'),
          deployment(),
          deployment(mounts('data'), {
            name: 'reports',
            pod:
              'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, ' +
              'labelSelector: { matchLabels: { app: db } } }] } },',
          }),
        ),
      },
      { name: 'a backup beside, which takes its turn', manifests: all(gp3, ofClass('gp3'), deployment(), backup) },
      {
        name: 'a class of a third party',
        manifests: all(ofClass('shared'), deployment(mounts('data'), { spec: 'replicas: 3,' })),
        facts: declares('storage.k8s.io', 'StorageClass', 'shared'),
      },
      {
        name: 'a StatefulSet with one pod, which goes before the new one comes',
        manifests: all(gp3, ofClass('gp3'), deployment(mounts('data'), { kind: 'StatefulSet', spec: 'replicas: 1,' })),
      },
    ],
  },
};
