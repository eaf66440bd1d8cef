import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'cdk8s';
import {
  ChartDeployment,
  CoreAddons,
  EfsAccessPointOptions,
  EfsFileSystemSource,
  EfsFileSystemOptions,
  EfsStorage,
  FargateNodes,
  IdentityType,
  ManagedAddon,
  ManagedNodes,
  PodSecurityGroup,
  Preflight,
  Scaling,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { declareNodes, find, flat, Json, newChart, newCluster, newStack, objectsOf, resourceOf, resourcesOf, templateOf } from '../harness';

const size = Size.gibibytes(1);
const one = (template: Json, type: string): Json => Object.values(resourcesOf(template, type))[0];

describe('by default', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const files = new EfsStorage(stack, 'Files', { cluster });
  files.connections.allowDefaultPortFrom(new PodSecurityGroup(stack, 'Pods', { cluster }));
  new ManagedNodes(stack, 'Nodes', { cluster });
  const chart = newChart('shop');
  const uploads = files.claim('uploads', { size, mountPath: '/uploads' });
  for (const name of ['web', 'resize']) new WorkerService(chart, name, { image: 'a:1', volumes: [uploads], scaling: Scaling.fixed(3) });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('is an encrypted, elastic file system with backups and lifecycle transitions, which is retained after the stack', () => {
    expect(one(template, 'AWS::EFS::FileSystem')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        Encrypted: true,
        ThroughputMode: 'elastic',
        BackupPolicy: { Status: 'ENABLED' },
        LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }],
      },
    });
  });
  test('is never reached without TLS, and by a mount target alone', () => {
    expect(one(template, 'AWS::EFS::FileSystem').Properties.FileSystemPolicy.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
      },
      { Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });
  test('has a mount target in each zone, in the data tier', () => {
    const subnets = Object.values(resourcesOf(template, 'AWS::EFS::MountTarget')).map(({ Properties }) => Properties.SubnetId.Ref);
    expect(subnets).toEqual([expect.stringMatching(/^Vpcdata/), expect.stringMatching(/^Vpcdata/)]);
  });
  test('lets in nodes, Fargate pods and pods that are named', () => {
    const sources = [
      ...Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')),
      ...Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroup'))
        .filter(([id]) => id.startsWith('Files'))
        .flatMap(([, { Properties }]) => (Properties.SecurityGroupIngress ?? []).map((rule: Json) => ({ Properties: rule }))),
    ]
      .map(({ Properties }) => Properties)
      .filter(({ FromPort }) => FromPort === 2049)
      .map(({ SourceSecurityGroupId }) => JSON.stringify(SourceSecurityGroupId));
    expect(sources).toEqual([expect.stringContaining('ClusterSecurityGroupId'), expect.stringContaining('PodsGroup')]);
  });
  test('gives each claim a directory of its own', () => {
    expect(find(objects, 'StorageClass', 'efs')).toMatchObject({
      provisioner: 'efs.csi.aws.com',
      volumeBindingMode: 'Immediate',
      parameters: { provisioningMode: 'efs-ap', fileSystemId: '<token>', directoryPerms: '700' },
    });
    expect(find(objects, 'PersistentVolumeClaim', 'uploads').spec).toEqual({
      accessModes: ['ReadWriteMany'],
      storageClassName: 'efs',
      resources: { requests: { storage: '1Gi' } },
    });
  });
  test('is mounted by several workloads, of which each has several replicas', () => {
    expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
    expect(find(objects, 'Deployment', 'web').spec).toMatchObject({ replicas: 3, strategy: { type: 'RollingUpdate' } });
  });
  test('the driver has a role for both of its service accounts, exactly', () => {
    const [, role] = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).find(([id]) => id.includes('EfsCsiDriverIdentityRole'))!;
    const trust = JSON.parse(flat(role.Properties.AssumeRolePolicyDocument));
    expect(trust.Statement.map(({ Condition }: Json) => Condition.StringEquals['<token>:sub'])).toEqual([
      'system:serviceaccount:kube-system:efs-csi-controller-sa',
      'system:serviceaccount:kube-system:efs-csi-node-sa',
    ]);
    expect(JSON.stringify(role.Properties.ManagedPolicyArns)).toContain('service-role/AmazonEFSCSIDriverPolicy');
  });
  test('the class comes after the driver and the mount targets', () => {
    const [, storageClass] = Object.entries(resourcesOf(template, 'Custom::StrataObjects')).find(([id]) =>
      id.startsWith('FilesStorageClass'),
    )!;
    expect(storageClass.DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/EfsCsiDriver/),
        expect.stringMatching(/^FilesMountTarget1/),
        expect.stringMatching(/^FilesMountTarget2/),
      ]),
    );
  });
  test('needs nothing else', () => expect(Preflight.of(stack).findings()).toEqual([]));
});

describe('settings', () => {
  const made = (options: EfsFileSystemOptions, props: object = {}) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.create(options), ...props });
    return templateOf(stack);
  };
  test.each<[EfsFileSystemOptions, Json]>([
    [
      { throughputMode: efs.ThroughputMode.PROVISIONED, provisionedThroughputMiBps: 100 },
      { ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 100 },
    ],
    [
      {
        transitionToInfrequentAccess: efs.LifecyclePolicy.AFTER_7_DAYS,
        transitionToArchive: efs.LifecyclePolicy.AFTER_90_DAYS,
        transitionBackOnAccess: false,
      },
      { LifecyclePolicies: [{ TransitionToIA: 'AFTER_7_DAYS' }, { TransitionToArchive: 'AFTER_90_DAYS' }] },
    ],
    [{ automaticBackups: false }, { BackupPolicy: { Status: 'DISABLED' } }],
  ])('%# reach the file system', (options, expected) =>
    expect(one(made(options), 'AWS::EFS::FileSystem').Properties).toMatchObject(expected),
  );

  test('access points have all their parameters as text', () => {
    const accessPoints: EfsAccessPointOptions = {
      uid: 1000,
      gid: 1000,
      basePath: '/shop',
      subPathPattern: '${.PVC.namespace}/${.PVC.name}',
      ensureUniqueDirectory: false,
      reuseAccessPoint: true,
      directoryPermissions: '0750',
      enableTagging: false,
    };
    expect(
      find(objectsOf(made({}, { accessPoints, storageClassName: 'shared', isDefault: true })), 'StorageClass', 'shared').parameters,
    ).toEqual({
      provisioningMode: 'efs-ap',
      directoryPerms: '0750',
      uid: '1000',
      gid: '1000',
      basePath: '/shop',
      subPathPattern: '${.PVC.namespace}/${.PVC.name}',
      ensureUniqueDirectory: 'false',
      reuseAccessPoint: 'true',
      enableTagging: 'false',
      fileSystemId: '<token>',
    });
    expect(
      find(objectsOf(made({}, { accessPoints: { gidRangeStart: 1, gidRangeEnd: 9 } })), 'StorageClass', 'efs').parameters,
    ).toMatchObject({ gidRangeStart: '1', gidRangeEnd: '9' });
  });
  test('with IAM only the role of the driver mounts it', () => {
    const template = made({ iamAuthorization: true });
    expect(one(template, 'AWS::EFS::FileSystem').Properties.FileSystemPolicy.Statement[0].Principal).toEqual({
      AWS: { 'Fn::GetAtt': [expect.stringMatching(/EfsCsiDriverIdentityRole/), 'Arn'] },
    });
    expect(find(objectsOf(template), 'StorageClass', 'efs').mountOptions).toEqual(['iam']);
    const [policy] = Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))
      .filter(([id]) => id.includes('EfsCsiDriver'))
      .map(([, { Properties }]) => Properties);
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^FilesFileSystem/), 'Arn'] },
        Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
      },
    ]);
  });
});

test('in one zone it has one mount target, and pods run there', () => {
  const stack = new (jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib').Stack)(newStack().node.root as never, 'Zonal', {
    env: { region: 'eu-west-1' },
  });
  const vpc = new (jest.requireActual<typeof import('../../src')>('../../src').ThreeTierVpc)(stack, 'Net', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  });
  const cluster = newCluster(stack, {}, vpc);
  new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.create({ oneZone: 'eu-west-1b' }) });
  const template = templateOf(stack);
  expect(one(template, 'AWS::EFS::FileSystem').Properties.AvailabilityZoneName).toBe('eu-west-1b');
  expect(Object.keys(resourcesOf(template, 'AWS::EFS::MountTarget'))).toHaveLength(1);
  expect(find(objectsOf(template), 'StorageClass', 'efs').parameters.enforceZoneAffinity).toBe('true');
  expect(() => new EfsStorage(stack, 'Other', { cluster, fileSystem: EfsFileSystemSource.create({ oneZone: 'eu-west-1c' }) })).toThrow(
    "[Zonal/Other] oneZone is 'eu-west-1c': the VPC has subnets in eu-west-1a, eu-west-1b. Set `oneZone` to one of these " +
      'zones (https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html)',
  );
  expect(
    () =>
      new EfsStorage(stack, 'Half', {
        cluster,
        fileSystem: EfsFileSystemSource.create({ subnets: { subnets: [vpc.isolatedSubnets[0]] } }),
      }),
  ).toThrow(
    '[Zonal/Half] subnets has no subnet in eu-west-1b: pods mount the file system through the mount target in their own ' +
      'zone. Select a subnet in each zone that has nodes (https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html)',
  );
});

test('a file system that exists is used as it is, and lets the nodes in', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const fileSystem = efs.FileSystem.fromFileSystemAttributes(stack, 'Theirs', {
    fileSystemId: 'fs-1',
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'TheirGroup', 'sg-1'),
  });
  new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.fromFileSystem(fileSystem) });
  const template = templateOf(stack);
  expect(resourcesOf(template, 'AWS::EFS::FileSystem')).toEqual({});
  expect(find(objectsOf(template), 'StorageClass', 'efs').parameters.fileSystemId).toBe('fs-1');
  expect(
    Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => [
      Properties.GroupId,
      Properties.FromPort,
    ]),
  ).toContainEqual(['sg-1', 2049]);
});

describe('on Fargate', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const files = new EfsStorage(stack, 'Files', { cluster, dynamicProvisioning: false });
  const chart = newChart('shop');
  new WorkerService(chart, 'web', {
    image: 'a:1',
    volumes: [files.accessPointClaim('uploads', { size, mountPath: '/uploads', directory: '/shop/uploads', uid: 1000 })],
  });
  new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['shop'] });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('a directory is an access point, a volume and a claim for it', () => {
    expect(one(template, 'AWS::EFS::AccessPoint')).toMatchObject({
      DependsOn: [expect.stringMatching(/^FilesMountTarget1/), expect.stringMatching(/^FilesMountTarget2/)],
      Properties: {
        PosixUser: { Uid: '1000', Gid: '1000' },
        RootDirectory: { Path: '/shop/uploads', CreationInfo: { OwnerUid: '1000', OwnerGid: '1000', Permissions: '750' } },
      },
    });
    expect(find(objects, 'PersistentVolume', 'shop-uploads').spec).toEqual({
      accessModes: ['ReadWriteMany'],
      storageClassName: '',
      capacity: { storage: '1Gi' },
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'uploads' },
      csi: { driver: 'efs.csi.aws.com', volumeHandle: '<token>::<token>' },
    });
    expect(find(objects, 'PersistentVolumeClaim', 'uploads').spec).toMatchObject({ storageClassName: '', volumeName: 'shop-uploads' });
  });
  test('has no driver and no StorageClass, only its name', () => {
    expect(resourcesOf(template, 'AWS::EKS::Addon')).toEqual({});
    expect(find(objects, 'CSIDriver', 'efs.csi.aws.com').spec).toEqual({ attachRequired: false });
    expect(objects.map(({ kind }) => kind)).not.toContain('StorageClass');
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('a directory that the driver would make is found', () => {
    const other = newStack();
    const theirs = declareNodes(newCluster(other));
    const dynamic = newChart('shop');
    new WorkerService(dynamic, 'web', {
      image: 'a:1',
      volumes: [new EfsStorage(other, 'Files', { cluster: theirs }).claim('uploads', { size, mountPath: '/uploads' })],
    });
    new FargateNodes(other, 'Fargate', { cluster: theirs, namespaces: ['shop'] });
    new ChartDeployment(other, 'Chart', { cluster: theirs, chart: dynamic });
    expect(Preflight.of(other).findings()).toMatchObject([
      {
        ruleId: 'storage-unmountable',
        constructPath: 'Test/Chart',
        message:
          "[Test/Chart] pods of Deployment 'shop/web' run on Fargate and mount EFS with dynamic provisioning " +
          "as 'uploads': Fargate mounts EFS from static volumes only: a pod does not start if no node that it " +
          'can run on can mount its volume. Run the pods on other nodes, or use a volume that these nodes can ' +
          'mount (https://docs.aws.amazon.com/eks/latest/userguide/storage.html)',
      },
    ]);
  });
});

describe('fails', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const POINTS = '(https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md)';
  const key = new kms.Key(stack, 'Key');
  test.each<[object, string]>([
    [
      { accessPoints: { uid: 1 } },
      `uid is given without gid: they must be set together. Set both \`uid\` and \`gid\`, or neither ${POINTS}`,
    ],
    [
      { accessPoints: { gidRangeStart: 1 } },
      'gidRangeStart is given without gidRangeEnd: they must be set together. Set both `gidRangeStart` and `gidRangeEnd`, ' +
        `or neither ${POINTS}`,
    ],
    [
      { accessPoints: { gidRangeStart: 9, gidRangeEnd: 9 } },
      `gidRangeStart is 9 and gidRangeEnd is 9: gidRangeStart must be less than gidRangeEnd. Increase \`gidRangeEnd\` ${POINTS}`,
    ],
    [
      { accessPoints: { uid: 1, gid: 1, gidRangeStart: 1, gidRangeEnd: 2 } },
      'both gid and gidRangeStart are given: they are mutually exclusive. Remove `gid`, or remove `gidRangeStart` and ' +
        `\`gidRangeEnd\` ${POINTS}`,
    ],
    [
      { accessPoints: { directoryPermissions: 'rwx' } },
      `directoryPermissions is 'rwx': must be an octal number like 700. Set \`directoryPermissions\` to a value like 700 ${POINTS}`,
    ],
    [{ accessPoints: { basePath: 'a' } }, `basePath is 'a': must be an absolute path. Set \`basePath\` to '/a' ${POINTS}`],
    [
      { accessPoints: { subPathPattern: '${.PVC.uid}' } },
      "subPathPattern contains '${.PVC.uid}': supported placeholders are ${.PVC.name}, ${.PVC.namespace} and ${.PV.name}. " +
        'Use a supported placeholder',
    ],
    [
      { fileSystem: EfsFileSystemSource.create({ provisionedThroughputMiBps: 5 }) },
      'provisionedThroughputMiBps is 5: it requires ThroughputMode.PROVISIONED. Set `throughputMode` to ' +
        'ThroughputMode.PROVISIONED, or remove `provisionedThroughputMiBps` (https://docs.aws.amazon.com/efs/latest/ug/performance.html)',
    ],
    [
      { fileSystem: EfsFileSystemSource.create({ throughputMode: efs.ThroughputMode.PROVISIONED }) },
      'throughputMode is PROVISIONED: provisionedThroughputMiBps is required for provisioned throughput. Set `provisionedThroughputMiBps`',
    ],
    [
      {
        fileSystem: EfsFileSystemSource.create({
          throughputMode: efs.ThroughputMode.BURSTING,
          transitionToArchive: efs.LifecyclePolicy.AFTER_90_DAYS,
          encryptionKey: key,
        }),
      },
      'transitionToArchive is given with bursting: the Archive storage class requires elastic throughput. Remove ' +
        '`transitionToArchive` or `throughputMode`',
    ],
    [
      { fileSystem: EfsFileSystemSource.create({ oneZone: 'a', subnets: { subnets: [] } }) },
      'both oneZone and subnets are given: they are mutually exclusive: a One Zone file system has one mount target, in its ' +
        'zone. Remove `oneZone` or `subnets`',
    ],
    [
      { dynamicProvisioning: false, storageClassName: 'a', accessPoints: {} },
      'storageClassName, accessPoints given with dynamicProvisioning: false: without dynamic provisioning no StorageClass ' +
        'and no driver are created. Remove `storageClassName`, `accessPoints`, or remove `dynamicProvisioning` ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html)',
    ],
    [
      { dynamicProvisioning: false, fileSystem: EfsFileSystemSource.create({ iamAuthorization: true }) },
      'iamAuthorization is given with dynamicProvisioning: false: IAM authorization requires the role of the driver, and ' +
        'Fargate mounts without an IAM role. Remove `iamAuthorization` or `dynamicProvisioning`',
    ],
  ])('for %#', (props, message) => expect(() => new EfsStorage(stack, 'Files', { cluster, ...props })).toThrow(`[Test/Files] ${message}`));

  test('for claims without a driver, directories of one name, and a path that is not absolute', () => {
    const files = new EfsStorage(stack, 'Static', { cluster, dynamicProvisioning: false });
    expect(() => files.claim('a', { size, mountPath: '/a' })).toThrow(
      '[Test/Static.claim] dynamicProvisioning is false: claim() requires the EFS CSI driver. Use accessPointClaim(name, ' +
        'options) (https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html)',
    );
    files.accessPointClaim('a', { size, mountPath: '/a' });
    expect(() => files.accessPointClaim('a', { size, mountPath: '/a', directory: 'x' })).toThrow(
      "[Test/Static.claim] directory is 'x': must be an absolute path. Set `directory` to '/x'\n[Test/Static.claim] name is 'a': " +
        'another access point of this storage has the same name. Use another name',
    );
  });
});

describe('the driver by Pod Identity', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  const driver = new ManagedAddon(stack, 'Driver', { cluster, addonName: 'aws-efs-csi-driver', identityType: IdentityType.podIdentity() });
  new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.create({ iamAuthorization: true }) });
  const template = templateOf(stack);
  const roleIdOf = (identity: WorkloadIdentity) => stack.getLogicalId(identity.role.node.defaultChild as CfnRole);
  const [controller, node] = [driver.identity!, driver.nodeIdentity!].map(roleIdOf);
  const policiesOf = (role: string) =>
    Object.values(resourcesOf(template, 'AWS::IAM::Policy')).filter(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes(`"${role}"`),
    );

  test('has a role for the controller and one for the nodes, each by an association of its own', () => {
    expect(node).not.toBe(controller);
    expect(
      Object.values(resourcesOf(template, 'AWS::EKS::PodIdentityAssociation')).map(({ Properties }) => [
        Properties.ServiceAccount,
        Properties.RoleArn,
      ]),
    ).toEqual([
      ['efs-csi-controller-sa', { 'Fn::GetAtt': [controller, 'Arn'] }],
      ['efs-csi-node-sa', { 'Fn::GetAtt': [node, 'Arn'] }],
    ]);
    expect(resourceOf(driver).Properties).not.toHaveProperty('ServiceAccountRoleArn');
  });
  test('the role of the nodes mounts and does nothing else', () => {
    const {
      [node]: { Properties },
    } = resourcesOf(template, 'AWS::IAM::Role');
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(
      policiesOf(node)
        .flatMap((policy) => policy.Properties.PolicyDocument.Statement)
        .map(({ Action }) => Action),
    ).toEqual([['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']]);
    expect(policiesOf(controller)).toEqual([]);
    expect(JSON.stringify(resourcesOf(template, 'AWS::IAM::Role')[controller].Properties.ManagedPolicyArns)).toContain(
      'service-role/AmazonEFSCSIDriverPolicy',
    );
  });
  test('the file system lets the nodes mount', () => {
    const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::EFS::FileSystem'));
    expect(Properties.FileSystemPolicy.Statement[0].Principal).toEqual({ AWS: { 'Fn::GetAtt': [node, 'Arn'] } });
  });
  test('the add-on comes after both', () => {
    expect(resourceOf(driver).DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/DriverIdentityAssociation/), expect.stringMatching(/DriverNodeIdentityAssociation/)]),
    );
  });
});

test('fails for a mechanism that nothing uses', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  expect(() => new ManagedAddon(stack, 'Dns', { cluster, addonName: 'coredns', identityType: IdentityType.podIdentity() })).toThrow(
    '[Test/Dns] identityType is given for coredns: the library does not know a role for this add-on. ' + 'Remove identityType',
  );
});
