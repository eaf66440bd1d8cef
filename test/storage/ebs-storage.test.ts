import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ApiObject, Size } from 'cdk8s';
import {
  VolumeAccessMode,
  AutoModeNodes,
  ChartDeployment,
  EbsFileSystemType,
  EbsStorage,
  EbsStorageProps,
  EbsVolumeType,
  EbsVolumeAttributesClass,
  ManagedNodes,
  Preflight,
  ReclaimPolicy,
  StatefulService,
  VolumeSnapshot,
  WorkerService,
} from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

describe('by default', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new EbsStorage(stack, 'Storage', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  const template = templateOf(stack);

  test('is the default class of encrypted gp3 volumes, made where the pod is', () => {
    expect(find(objectsOf(template), 'StorageClass', 'gp3')).toMatchObject({
      metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  });

  test('has the driver as an add-on with a role of its own', () => {
    const [addon] = Object.values(resourcesOf(template, 'AWS::EKS::Addon'));
    expect(addon.Properties).toMatchObject({
      AddonName: 'aws-ebs-csi-driver',
      ServiceAccountRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/EbsCsiDriverIdentityRole/), 'Arn'] },
    });
    const [role] = Object.entries(resourcesOf(template, 'AWS::IAM::Role'))
      .filter(([id]) => id.includes('EbsCsiDriver'))
      .map(([, resource]) => resource);
    expect(JSON.stringify(role.Properties.ManagedPolicyArns)).toContain(':iam::aws:policy/AmazonEBSCSIDriverPolicyV2"');
  });

  test('the class comes after the driver, the driver after the nodes', () => {
    const [objects] = Object.values(resourcesOf(template, 'Custom::StrataObjects'));
    const [addon] = Object.values(resourcesOf(template, 'AWS::EKS::Addon'));
    expect(objects.DependsOn).toEqual([expect.stringMatching(/EbsCsiDriver/), expect.stringMatching(/Delivery\w+Sweep/)]);
    expect(addon.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^Nodes/)]));
  });
});

test('a key is used by the driver, with grants for AWS resources only', () => {
  const stack = newStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), encryptionKey });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
        { Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'] },
      ],
    },
  });
  expect(find(objectsOf(templateOf(stack)), 'StorageClass', 'gp3').parameters.kmsKeyId).toBe('<token>');
});

test('two classes share one driver', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new EbsStorage(stack, 'Storage', { cluster });
  new EbsStorage(stack, 'Other', { cluster, storageClassName: 'other', isDefault: false });
  const template: Json = templateOf(stack);
  expect(Object.keys(resourcesOf(template, 'AWS::EKS::Addon'))).toHaveLength(1);
  expect(find(objectsOf(template), 'StorageClass', 'other').metadata.annotations).toBeUndefined();
});

test('a claim has the class, and fails for what Kubernetes refuses', () => {
  const stack = newStack();
  const storage = new EbsStorage(stack, 'Storage', { cluster: newCluster(stack) });
  expect(storage.claim('data', { size: Size.gibibytes(1), mountPath: '/data' })).toMatchObject({
    name: 'data',
    storageClassName: 'gp3',
    accessMode: 'ReadWriteOnce',
    mountPath: '/data',
  });
  expect(() => storage.claim('Data', { size: Size.gibibytes(1), mountPath: '/data' })).toThrow(
    "[Test/Storage.claim] name is 'Data': it must have 1–63 lower-case letters, digits or hyphens, and " +
      "must start and end with a letter or digit (RFC 1123 label). Use a name like 'data' " +
      '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
  );
  expect(() => storage.claim('data', { size: Size.gibibytes(1), mountPath: 'data' })).toThrow(
    "[Test/Storage.claim] mountPath is 'data': must be an absolute path. Set `mountPath` to '/data'",
  );
});

test('fails for a name that Kubernetes refuses', () => {
  const stack = newStack();
  expect(() => new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), storageClassName: 'GP3' })).toThrow(
    "[Test/Storage] storageClassName is 'GP3': it must have 1–253 lower-case letters, digits, hyphens or " +
      "dots, and must start and end with a letter or digit (RFC 1123 subdomain). Use a name like 'gp3' " +
      '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
  );
});

test('every setting is a parameter, all of them text', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const classOf = (name: string, props: object): Json => {
    new EbsStorage(stack, name, { cluster, storageClassName: name, ...props });
    return find(objectsOf(templateOf(stack)), 'StorageClass', name);
  };
  // the tree must not change after the first synthesis
  const made = {
    a: { volumeType: EbsVolumeType.gp3({ iops: 8000, throughputMiBps: 2000 }), volumeTags: { team: 'shop', claim: '{{ .PVCName }}' } },
    b: {
      volumeType: EbsVolumeType.io2({ iopsPerGiB: 50, allowAutoIopsPerGiBIncrease: true, allowAutoIopsIncreaseOnModify: true }),
      fileSystemType: EbsFileSystemType.ext4({
        blockSize: 4096,
        inodeSize: 256,
        bytesPerInode: 8192,
        bigAlloc: true,
        clusterSize: 16384,
        encryptionSupport: true,
      }),
    },
    c: {
      fileSystemType: EbsFileSystemType.xfs({ blockSize: 1024 }),
      volumeInitializationRateMiBps: 200,
      zones: ['eu-west-1a'],
      reclaimPolicy: ReclaimPolicy.RETAIN,
      mountOptions: ['noatime'],
      isDefault: false,
    },
    d: { fileSystemType: EbsFileSystemType.ntfs(), isDefault: false },
  };
  for (const [name, props] of Object.entries(made).slice(0, -1)) new EbsStorage(stack, name, { cluster, storageClassName: name, ...props });
  expect(classOf('d', made.d).parameters).toEqual({ type: 'gp3', encrypted: 'true', 'csi.storage.k8s.io/fstype': 'ntfs' });
  const objects = objectsOf(templateOf(stack));
  expect(find(objects, 'StorageClass', 'a').parameters).toEqual({
    type: 'gp3',
    iops: '8000',
    throughput: '2000',
    encrypted: 'true',
    tagSpecification_1: 'team=shop',
    tagSpecification_2: 'claim={{ .PVCName }}',
  });
  expect(find(objects, 'StorageClass', 'b').parameters).toEqual({
    type: 'io2',
    iopsPerGB: '50',
    allowAutoIOPSPerGBIncrease: 'true',
    allowAutoIOPSIncreaseOnModify: 'true',
    encrypted: 'true',
    'csi.storage.k8s.io/fstype': 'ext4',
    blockSize: '4096',
    inodeSize: '256',
    bytesPerInode: '8192',
    ext4BigAlloc: 'true',
    ext4ClusterSize: '16384',
    ext4EncryptionSupport: 'true',
  });
  expect(find(objects, 'StorageClass', 'c')).toMatchObject({
    parameters: { volumeInitializationRate: '200', blockSize: '1024' },
    reclaimPolicy: 'Retain',
    mountOptions: ['noatime'],
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['eu-west-1a'] }] }],
  });
  expect(['a', 'b'].map((name) => find(objects, 'StorageClass', name).metadata.annotations)).toEqual([undefined, undefined]);
});

test('snapshots come with their controller, before the driver, and a claim is made from one', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const storage = new EbsStorage(stack, 'Storage', {
    cluster,
    volumeSnapshotClass: { isDefault: true, deletionPolicy: ReclaimPolicy.RETAIN, parameters: { tagSpecification_1: 'a=b' } },
  });
  const chart = newChart('shop');
  const data = storage.claim('data', { size: Size.gibibytes(10), mountPath: '/data' });
  new VolumeSnapshot(chart, 'before', { claim: data, volumeSnapshotClassName: storage.volumeSnapshotClassName! });
  new WorkerService(chart, 'copy', {
    image: 'a:1',
    volumes: [
      storage.claim('copy', { size: Size.gibibytes(10), mountPath: '/data', fromSnapshot: 'before', subPath: 'a', readOnly: true }),
    ],
  });
  data.addTo(chart);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);
  expect(find(objects, 'VolumeSnapshotClass', 'gp3')).toMatchObject({
    driver: 'ebs.csi.aws.com',
    deletionPolicy: 'Retain',
    parameters: { tagSpecification_1: 'a=b' },
    metadata: { annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } },
  });
  expect(find(objects, 'PersistentVolumeClaim', 'copy').spec.dataSource).toEqual({
    apiGroup: 'snapshot.storage.k8s.io',
    kind: 'VolumeSnapshot',
    name: 'before',
  });
  expect(find(objects, 'Deployment', 'copy').spec.template.spec.containers[0].volumeMounts).toContainEqual({
    name: 'copy',
    mountPath: '/data',
    readOnly: true,
    subPath: 'a',
  });
  const addons = Object.entries(resourcesOf(template, 'AWS::EKS::Addon'));
  const idOf = (name: string) => addons.find(([, { Properties }]) => Properties.AddonName === name)![0];
  expect(addons.find(([id]) => id === idOf('aws-ebs-csi-driver'))![1].DependsOn).toContain(idOf('snapshot-controller'));
});

test('on Auto Mode the class, its snapshots and its attributes are of the driver that is built in', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new AutoModeNodes(stack, 'Auto', { cluster });
  const encryptionKey = new kms.Key(stack, 'Key');
  new EbsStorage(stack, 'Storage', {
    cluster,
    volumeType: EbsVolumeType.io2({ iops: 4000, blockExpress: true }),
    encryptionKey,
    volumeSnapshotClass: {},
  });
  new EbsVolumeAttributesClass(stack, 'Fast', { cluster, volumeType: EbsVolumeType.gp3({ iops: 4000 }) });
  const template = templateOf(stack);
  const objects = objectsOf(template);
  expect(find(objects, 'StorageClass', 'io2-auto')).toMatchObject({
    provisioner: 'ebs.csi.eks.amazonaws.com',
    parameters: { blockExpress: 'true' },
  });
  expect(find(objects, 'VolumeSnapshotClass', 'io2-auto').driver).toBe('ebs.csi.eks.amazonaws.com');
  expect(find(objects, 'VolumeAttributesClass', 'fast-auto')).toMatchObject({
    driverName: 'ebs.csi.eks.amazonaws.com',
    parameters: { type: 'gp3', iops: '4000' },
  });
  expect(Object.values(resourcesOf(template, 'AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName)).toEqual([
    'snapshot-controller',
  ]);
  const [policy] = Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith('ClusterRole'))
    .map(([, { Properties }]) => Properties);
  expect(JSON.stringify(policy)).toContain('kms:GrantIsForAWSResource');
});

describe('a claim', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const gp3 = new EbsStorage(stack, 'Storage', { cluster });
  const io2 = new EbsStorage(stack, 'Io2', { cluster, volumeType: EbsVolumeType.io2({ iops: 4000 }) });
  const size = Size.gibibytes(10);
  test('as a device is a device, of io2 for many nodes', () => {
    expect(io2.claim('raw', { size, mountPath: '/dev/raw', rawBlock: true, accessMode: VolumeAccessMode.READ_WRITE_MANY }).accessMode).toBe(
      'ReadWriteMany',
    );
    const chart = newChart('shop');
    new WorkerService(chart, 'db', { image: 'a:1', volumes: [gp3.claim('raw', { size, mountPath: '/dev/raw', rawBlock: true })] });
    const objects = chart.toJson() as Json[];
    expect(find(objects, 'PersistentVolumeClaim', 'raw').spec.volumeMode).toBe('Block');
    expect(find(objects, 'Deployment', 'db').spec.template.spec.containers[0].volumeDevices).toEqual([
      { name: 'raw', devicePath: '/dev/raw' },
    ]);
  });
  test.each<[object, string]>([
    [
      { accessMode: VolumeAccessMode.READ_WRITE_MANY },
      'accessMode is ReadWriteMany: a gp3 volume supports ReadWriteOnce, ReadWriteOncePod. Remove `accessMode`, or use ' +
        'EfsStorage for files that several nodes share ' +
        '(https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes)',
    ],
    [
      { fromSnapshot: 'a' },
      'fromSnapshot is given: a gp3 volume cannot be created from a VolumeSnapshot. Set volumeSnapshotClass: {} on the ' +
        'storage (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html)',
    ],
    [
      { rawBlock: true, readOnly: true },
      'both rawBlock and readOnly are given: they are mutually exclusive: a block device is not mounted. Remove `rawBlock` or `readOnly`',
    ],
  ])('fails for %j', (options, message) =>
    expect(() => gp3.claim('data', { size, mountPath: '/data', ...options })).toThrow(`[Test/Storage.claim] ${message}`),
  );
  test('fails for a size that is too small for the iops of the class', () => {
    expect(() =>
      new EbsStorage(stack, 'Fast', { cluster, storageClassName: 'fast', volumeType: EbsVolumeType.gp3({ iops: 16000 }) }).claim('data', {
        size,
        mountPath: '/data',
      }),
    ).toThrow(
      '[Test/Fast.claim] size is 10 GiB for 16000 iops: a gp3 volume has at most 500 iops for each GiB. Set `size` to at ' +
        'least 32 GiB, or decrease `iops`',
    );
  });
});

test.each<[object, string]>([
  [
    { volumeInitializationRateMiBps: 99 },
    'volumeInitializationRateMiBps is 99: must be an integer from 100 to 300. Set ' +
      '`volumeInitializationRateMiBps` to a value in this range ' +
      '(https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md)',
  ],
  [
    { volumeType: EbsVolumeType.io2({ iops: 4000, blockExpress: true }) },
    'blockExpress is given: only EKS Auto Mode supports it: elsewhere every io2 volume is a Block Express volume. Remove `blockExpress`',
  ],
  [{ zones: [] }, 'zones is empty: must have at least one availability zone. Add an availability zone, or remove `zones`'],
])('fails for %#', (props, message) => {
  const stack = newStack();
  expect(() => new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), ...props })).toThrow(`[Test/Storage] ${message}`);
});

describe('claims of one name', () => {
  const claimsOf = (sizes: readonly number[]) => {
    const stack = newStack();
    const storage = new EbsStorage(stack, 'Ebs', { cluster: newCluster(stack) });
    return sizes.map((size, index) => storage.claim('data', { size: Size.gibibytes(size), mountPath: `/data${index}` }));
  };

  test('with the same settings are one object, in a workload and in a chart', () => {
    const [one, other] = claimsOf([8, 8]);
    const chart = newChart('shop');
    new WorkerService(chart, 'worker', { image: 'example.com/worker:1', volumes: [one, other] });
    expect(other.addTo(chart)).toBe(one.addTo(chart));
    expect(chart.toJson().filter(({ kind }: Json) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
  });

  test('fail with other settings, in one sentence', () => {
    const [one, other] = claimsOf([8, 16]);
    const chart = newChart('shop');
    expect(() => new WorkerService(chart, 'worker', { image: 'example.com/worker:1', volumes: [one, other] })).toThrow(
      "[chart/worker] two claims have the name 'data' and other settings: the name of a PersistentVolumeClaim must be unique in its " +
        'namespace, here in chart chart. Rename one of them, or use one claim for both',
    );
  });

  test('fail where a chart has a construct with the id of addTo()', () => {
    const [claim] = claimsOf([8]);
    const chart = newChart('shop');
    new ApiObject(chart, 'Data', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => claim.addTo(chart, 'Data')).toThrow(
      "[chart] addTo() of claim 'data' has the id 'Data': another construct in this scope has this id. Pass another id to addTo()",
    );
  });

  test('fail where one of them is a volume claim template', () => {
    const [one, other] = claimsOf([8, 8]);
    const options = { image: 'example.com/db:1', ports: { sql: 5432 } };
    const finding = "two volumes have the name 'data', one of them in volumeClaimTemplates";
    expect(() => new StatefulService(newChart('shop'), 'a', { ...options, volumeClaimTemplates: [one, other] })).toThrow(finding);
    expect(() => new StatefulService(newChart('shop'), 'b', { ...options, volumes: [one], volumeClaimTemplates: [other] })).toThrow(
      finding,
    );
  });
});

describe('a move to EKS Auto Mode', () => {
  const moved = (options: Partial<EbsStorageProps> = {}) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new AutoModeNodes(stack, 'Auto', { cluster });
    const storage = new EbsStorage(stack, 'Storage', { cluster, volumeSnapshotClass: {}, ...options });
    return { stack, storage };
  };
  const driversOf = (stack: Stack) =>
    Object.entries(resourcesOf(templateOf(stack), 'AWS::EKS::Addon'))
      .filter(([, { Properties }]) => Properties.AddonName === 'aws-ebs-csi-driver')
      .map(([id]) => id);

  test('has another name for the classes, whose provisioner is immutable', () => {
    const { stack, storage } = moved();
    expect([storage.storageClassName, storage.volumeSnapshotClassName]).toEqual(['gp3-auto', 'gp3-auto']);
    expect(driversOf(stack)).toEqual([]);
    expect(moved({ storageClassName: 'fast' }).storage.storageClassName).toBe('fast');
  });

  test('keeps the driver under the same logical id on request', () => {
    const before = newStack();
    new EbsStorage(before, 'Storage', { cluster: newCluster(before) });
    const { stack } = moved({ retainCsiDriver: true });
    expect(driversOf(stack)).toEqual(driversOf(before));
    expect(
      Preflight.of(stack)
        .findings()
        .map(({ ruleId }) => ruleId),
    ).not.toContain('built-in-twice');
  });

  test('fails to keep the driver where it is installed anyway', () => {
    const stack = newStack();
    expect(() => new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), retainCsiDriver: true })).toThrow(
      '[Test/Storage] retainCsiDriver is given: the cluster does not use EKS Auto Mode, and has the driver anyway. Remove ' +
        '`retainCsiDriver`',
    );
  });
});
