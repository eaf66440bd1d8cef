import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { Size } from 'cdk8s';
import {
  ChartDeployment,
  FargateNodes,
  FsxLustreStorage,
  FsxOntapStorage,
  FsxOpenZfsStorage,
  LustreDeploymentType,
  LustreFileSystemSource,
  ManagedNodes,
  OntapDeploymentType,
  OntapFileSystemSource,
  OpenZfsDeploymentType,
  OpenZfsFileSystemSource,
  Preflight,
  DeploySummary,
  Trident,
  WorkerService,
} from '../../src';
import { declareNodes, find, flat, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const gib = (amount: number) => Size.gibibytes(amount);
const removalPolicy = RemovalPolicy.DESTROY;
const entry = (template: Json, type: string, id: string): [string, Json] =>
  Object.entries(resourcesOf(template, type)).find(([each]) => each.startsWith(id))!;
const statementsOf = (template: Json, id: string): Json[] =>
  Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).find(([each]) => each.includes(id))![1].Properties.PolicyDocument.Statement;

describe('FSx for Lustre', () => {
  describe('that claims share', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const bucket = new s3.Bucket(stack, 'Bucket');
    const storage = new FsxLustreStorage(stack, 'Lustre', {
      cluster,
      fileSystem: LustreFileSystemSource.create({
        storageCapacityGiB: 2400,
        throughputMBpsPerTiB: 250,
        dataCompression: true,
        automaticMetadataIops: true,
        enforceZoneAffinity: true,
        dataRepositories: [{ bucket, prefix: 'in/', fileSystemPath: '/in', autoExport: true }],
      }),
    });
    new ManagedNodes(stack, 'Nodes', { cluster });
    const chart = newChart('render');
    new WorkerService(chart, 'frames', {
      image: 'a:1',
      volumes: [storage.claim('frames', { size: gib(2400), mountPath: '/frames', subPath: 'frames' })],
    });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    const template = templateOf(stack);

    test('is a file system in one subnet that outlives the stack', () => {
      expect(entry(template, 'AWS::FSx::FileSystem', 'Lustre')[1]).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        Properties: {
          FileSystemType: 'LUSTRE',
          FileSystemTypeVersion: '2.15',
          StorageCapacity: 2400,
          StorageType: 'SSD',
          SubnetIds: [expect.anything()],
          LustreConfiguration: {
            DeploymentType: 'PERSISTENT_2',
            PerUnitStorageThroughput: 250,
            DataCompressionType: 'LZ4',
            MetadataConfiguration: { Mode: 'AUTOMATIC' },
          },
        },
      });
    });
    test('has the objects of a bucket as files', () => {
      expect(Object.values(resourcesOf(template, 'AWS::FSx::DataRepositoryAssociation'))[0].Properties).toMatchObject({
        FileSystemPath: '/in',
        BatchImportMetaDataOnCreate: true,
        DataRepositoryPath: { 'Fn::Join': ['', ['s3://', expect.anything(), '/in']] },
        S3: { AutoImportPolicy: { Events: ['NEW', 'CHANGED', 'DELETED'] }, AutoExportPolicy: { Events: ['NEW', 'CHANGED', 'DELETED'] } },
      });
    });
    test('lets in nodes and its own servers, on 988 and 1018 to 1023 and nothing else', () => {
      const ports = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))
        .map(({ Properties }) => Properties)
        .filter(({ GroupId }) => JSON.stringify(GroupId).includes('LustreSecurityGroup'))
        .map(({ FromPort, ToPort, IpProtocol, SourceSecurityGroupId }) => [
          IpProtocol,
          FromPort,
          ToPort,
          JSON.stringify(SourceSecurityGroupId).includes('Lustre') ? 'self' : 'cluster',
        ]);
      expect(ports.sort()).toEqual([
        ['tcp', 1018, 1023, 'cluster'],
        ['tcp', 1018, 1023, 'self'],
        ['tcp', 988, 988, 'cluster'],
        ['tcp', 988, 988, 'self'],
      ]);
    });
    test('is a volume made by hand, in its zone', () => {
      expect(find(objectsOf(template), 'PersistentVolume', 'render-frames').spec).toMatchObject({
        mountOptions: ['flock'],
        csi: { driver: 'fsx.csi.aws.com', volumeHandle: '<token>', volumeAttributes: { dnsname: '<token>', mountname: '<token>' } },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: ['<token>'] }] }],
          },
        },
      });
      expect(find(objectsOf(template), 'Deployment', 'frames').spec.template.spec.containers[0].volumeMounts).toContainEqual({
        name: 'frames',
        mountPath: '/frames',
        subPath: 'frames',
      });
    });
    test('the driver makes nothing, so that its role may do nothing; pods wait for it', () => {
      expect(Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) => id.includes('FsxCsiDriver'))).toEqual([]);
      expect(entry(template, 'Custom::StrataObjects', 'Chart')[1].DependsOn).toContainEqual(expect.stringMatching(/FsxCsiDriver/));
    });
    test('that stays while its subnet goes is found, and what is kept is told', () => {
      expect(Preflight.of(stack).findings()).toMatchObject([
        {
          ruleId: 'kept-file-system',
          constructPath: 'Test/Lustre',
          message:
            '[Test/Lustre] the file system is retained when the stack is deleted, and its subnet ' +
            'Test/Vpc/dataSubnet1 is deleted: an FSx file system has network interfaces in its subnets: a stack ' +
            'that retains it and deletes the subnets cannot be deleted. Move it to another stack than the ' +
            'network, or set removalPolicy: RemovalPolicy.DESTROY ' +
            '(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html)',
        },
      ]);
      expect(DeploySummary.of(stack.node.root as never).toString()).toMatch(
        /Retained when the stack is deleted\n(.*\n)*.*LustreFileSystem.* AWS::FSx::FileSystem/,
      );
    });
  });

  describe('of each claim', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const bucket = new s3.Bucket(stack, 'Bucket');
    const storage = new FsxLustreStorage(stack, 'Scratch', {
      cluster,
      fileSystem: LustreFileSystemSource.perClaim({
        deploymentType: LustreDeploymentType.SCRATCH_2,
        s3Link: { bucket, importPrefix: 'in', exportPrefix: 'out', autoImportPolicy: 'NEW' },
        fileSystemTags: { team: 'ml', cost: '1' },
      }),
    });
    const template = templateOf(stack);
    test('has every setting as a parameter, all of them text', () => {
      expect(find(objectsOf(template), 'StorageClass', 'fsx-lustre')).toMatchObject({
        provisioner: 'fsx.csi.aws.com',
        mountOptions: ['flock'],
        volumeBindingMode: 'Immediate',
        parameters: {
          subnetId: '<token>',
          securityGroupIds: '<token>',
          deploymentType: 'SCRATCH_2',
          storageType: 'SSD',
          dataCompressionType: 'NONE',
          fileSystemTypeVersion: '2.15',
          s3ImportPath: 's3://<token>/in',
          s3ExportPath: 's3://<token>/out',
          autoImportPolicy: 'NEW',
          extraTags: 'team=ml,cost=1',
        },
      });
    });
    test('the driver may make file systems, link this bucket, and nothing else', () => {
      expect(
        statementsOf(template, 'FsxCsiDriver').map(({ Action, Resource }) => [
          Action,
          flat(Array.isArray(Resource) ? Resource[0] : Resource).replace(/<token>/g, ''),
        ]),
      ).toEqual([
        ['iam:CreateServiceLinkedRole', 'arn::iam:::role/aws-service-role/fsx.amazonaws.com/*'],
        [['fsx:CreateFileSystem', 'fsx:UpdateFileSystem', 'fsx:DeleteFileSystem', 'fsx:TagResource'], 'arn::fsx:::file-system/*'],
        ['fsx:DescribeFileSystems', '*'],
        [
          ['iam:CreateServiceLinkedRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'],
          'arn::iam:::role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*',
        ],
        ['s3:ListBucket', ''],
      ]);
    });
    test('has a size that FSx has', () => {
      expect(storage.claim('a', { size: gib(1200), mountPath: '/a' }).storageClassName).toBe('fsx-lustre');
      expect(() => storage.claim('a', { size: gib(100), mountPath: '/a' })).toThrow(
        '[Test/Scratch.claim] size is 100 GiB: must be 1200 GiB or a multiple of 2400 GiB for SCRATCH_2. Set `size` to 1200 ' +
          'GiB (https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html)',
      );
    });
  });

  test('that exists is mounted as it is', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Theirs', 'sg-1');
    const storage = new FsxLustreStorage(stack, 'Lustre', {
      cluster,
      fileSystem: LustreFileSystemSource.fromFileSystemAttributes({
        fileSystemId: 'fs-1',
        dnsName: 'fs-1.fsx',
        mountName: 'abc',
        securityGroup,
        zone: 'eu-west-1a',
      }),
    });
    const chart = newChart('a');
    storage.claim('data', { size: gib(1200), mountPath: '/data' }).addTo(chart);
    expect(find(chart.toJson() as Json[], 'PersistentVolume', 'a-data').spec.csi).toEqual({
      driver: 'fsx.csi.aws.com',
      volumeHandle: 'fs-1',
      volumeAttributes: { dnsname: 'fs-1.fsx', mountname: 'abc' },
    });
    expect(resourcesOf(templateOf(stack), 'AWS::FSx::FileSystem')).toEqual({});
  });
  test('with EFA is open for all traffic between the groups', () => {
    const stack = newStack();
    new FsxLustreStorage(stack, 'Lustre', {
      cluster: newCluster(stack),
      fileSystem: LustreFileSystemSource.create({ storageCapacityGiB: 38_400, efa: true, removalPolicy }),
    });
    const rules = Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::SecurityGroupIngress'))
      .map(({ Properties }) => Properties)
      .filter(({ GroupId }) => JSON.stringify(GroupId).includes('LustreSecurityGroup'));
    expect(rules.map(({ IpProtocol }) => IpProtocol)).toEqual(['-1', '-1']);
  });
  test('fails for settings of a class where there is none', () => {
    const stack = newStack();
    expect(
      () =>
        new FsxLustreStorage(stack, 'Lustre', {
          cluster: newCluster(stack),
          fileSystem: LustreFileSystemSource.create({ storageCapacityGiB: 1200 }),
          isDefault: true,
        }),
    ).toThrow(
      '[Test/Lustre] isDefault given for a file system that all PVCs share: only LustreFileSystemSource.perClaim() has a ' +
        'StorageClass. Remove `isDefault`, or use LustreFileSystemSource.perClaim()',
    );
  });
});

describe('FSx for NetApp ONTAP', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const trident = new Trident(stack, 'Trident', { cluster, iscsi: true });
  const storage = new FsxOntapStorage(stack, 'Ontap', {
    cluster,
    trident,
    fileSystem: OntapFileSystemSource.create({ removalPolicy }),
    san: { fileSystemType: 'xfs' },
    volumeSnapshotClass: {},
  });
  new ManagedNodes(stack, 'Nodes', { cluster });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('is a file system in two zones with routes to its address, and a machine', () => {
    const [id, { Properties }] = entry(template, 'AWS::FSx::FileSystem', 'Ontap');
    expect(Properties).toMatchObject({
      FileSystemType: 'ONTAP',
      StorageCapacity: 1024,
      OntapConfiguration: {
        DeploymentType: 'MULTI_AZ_1',
        HAPairs: 1,
        ThroughputCapacityPerHAPair: 128,
        AutomaticBackupRetentionDays: 30,
        DiskIopsConfiguration: { Mode: 'AUTOMATIC' },
      },
    });
    expect(Properties.SubnetIds).toHaveLength(2);
    expect(Properties.OntapConfiguration.PreferredSubnetId).toEqual(Properties.SubnetIds[0]);
    expect(Properties.OntapConfiguration.RouteTableIds.length).toBeGreaterThan(2);
    expect(entry(template, 'AWS::FSx::StorageVirtualMachine', 'Ontap')[1].Properties).toMatchObject({
      Name: 'kubernetes',
      FileSystemId: { Ref: id },
      RootVolumeSecurityStyle: 'UNIX',
    });
  });
  test('its password is in Secrets Manager alone', () => {
    const password = entry(template, 'AWS::FSx::StorageVirtualMachine', 'Ontap')[1].Properties.SvmAdminPassword;
    expect(JSON.stringify(password)).toContain('{{resolve:secretsmanager:');
    expect(Object.values(resourcesOf(template, 'AWS::SecretsManager::Secret'))[0].Properties.GenerateSecretString).toMatchObject({
      SecretStringTemplate: '{"username":"vsadmin"}',
      GenerateStringKey: 'password',
      PasswordLength: 32,
    });
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('has a backend and a class for files and for disks', () => {
    expect(find(objects, 'TridentBackendConfig', 'ontap-nas-nas')).toMatchObject({
      metadata: { namespace: 'trident' },
      spec: {
        version: 1,
        storageDriverName: 'ontap-nas',
        svm: 'kubernetes',
        aws: { fsxFilesystemID: '<token>' },
        credentials: { name: '<token>', type: 'awsarn' },
      },
    });
    expect(find(objects, 'TridentBackendConfig', 'ontap-nas-san').spec.storageDriverName).toBe('ontap-san');
    expect(find(objects, 'StorageClass', 'ontap-nas')).toMatchObject({
      provisioner: 'csi.trident.netapp.io',
      parameters: { backendType: 'ontap-nas', fsType: 'nfs', provisioningType: 'thin', snapshots: 'true' },
    });
    expect(find(objects, 'StorageClass', 'ontap-san').parameters).toMatchObject({ backendType: 'ontap-san', fsType: 'xfs' });
    expect(find(objects, 'VolumeSnapshotClass', 'ontap-nas').driver).toBe('csi.trident.netapp.io');
  });
  test('Trident has the volumes of this file system and this secret, and nothing else', () => {
    expect(statementsOf(template, 'TridentIdentity').map(({ Action }) => Action)).toEqual([
      ['fsx:CreateVolume', 'fsx:UpdateVolume', 'fsx:DeleteVolume', 'fsx:RestoreVolumeFromSnapshot', 'fsx:TagResource', 'fsx:UntagResource'],
      ['fsx:DescribeFileSystems', 'fsx:DescribeVolumes', 'fsx:DescribeStorageVirtualMachines'],
      ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    ]);
    const values = JSON.parse(flat(entry(template, 'Custom::StrataHelmRelease', 'Trident')[1].Properties.Values));
    expect(values).toEqual({ cloudProvider: 'AWS', cloudIdentity: "'eks.amazonaws.com/role-arn: <token>'", nodePrep: ['iscsi'] });
  });
  test('backends wait until their kind is there', () => {
    expect(entry(template, 'Custom::StrataValue', 'Trident')[1].Properties).toMatchObject({
      Kind: 'CustomResourceDefinition',
      Name: 'tridentbackendconfigs.trident.netapp.io',
    });
    expect(entry(template, 'Custom::StrataObjects', 'Ontap')[1].DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/^TridentBackends/), expect.stringMatching(/^OntapSvm/)]),
    );
  });
  test('nodes reach files, disks and the management', () => {
    const ports = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))
      .map(({ Properties }) => Properties)
      .filter(({ GroupId }) => JSON.stringify(GroupId).includes('OntapSecurityGroup'))
      .map(({ IpProtocol, FromPort }) => `${IpProtocol} ${FromPort}`);
    expect(ports).toEqual([
      'tcp 443',
      'tcp 111',
      'tcp 635',
      'tcp 2049',
      'tcp 4045',
      'tcp 4046',
      'udp 111',
      'udp 635',
      'udp 2049',
      'udp 4045',
      'udp 4046',
      'udp 4049',
      'tcp 3260',
    ]);
  });
  test('claims are files for many or disks for one', () => {
    expect(storage.claim('a', { size: gib(1), mountPath: '/a' })).toMatchObject({
      storageClassName: 'ontap-nas',
      accessMode: 'ReadWriteMany',
    });
    expect(storage.sanClaim('a', { size: gib(1), mountPath: '/a' })).toMatchObject({
      storageClassName: 'ontap-san',
      accessMode: 'ReadWriteOnce',
    });
  });

  test('that exists is used with its credentials', () => {
    const other = newStack();
    const theirs = newCluster(other);
    const credentials = secrets.Secret.fromSecretCompleteArn(
      other,
      'Theirs',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ontap-AbCdEf',
    );
    const files = OntapFileSystemSource.fromFileSystemAttributes({ fileSystemId: 'fs-1', svmName: 'svm1', credentials });
    const existing = new FsxOntapStorage(other, 'Ontap', {
      cluster: theirs,
      trident: new Trident(other, 'Trident', { cluster: theirs, marketplaceAddon: true }),
      fileSystem: files,
      nas: { economy: true },
    });
    const synthesized = templateOf(other);
    expect(find(objectsOf(synthesized), 'TridentBackendConfig', 'ontap-nas-nas').spec).toMatchObject({
      storageDriverName: 'ontap-nas-economy',
      svm: 'svm1',
      aws: { fsxFilesystemID: 'fs-1' },
      credentials: { name: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ontap-AbCdEf' },
    });
    expect(Object.values(resourcesOf(synthesized, 'AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName)).toContain(
      'netapp_trident-operator',
    );
    expect(() => existing.sanClaim('a', { size: gib(1), mountPath: '/a' })).toThrow(
      '[Test/Ontap.claim] san is not given: sanClaim() requires the StorageClass for SAN volumes. Set san: {} on the storage',
    );
  });
  test('fails for disks without iSCSI, and for settings that the add-on ignores', () => {
    const other = newStack();
    const theirs = newCluster(other);
    expect(() => new Trident(other, 'Addon', { cluster: theirs, marketplaceAddon: true, iscsi: true, values: {} })).toThrow(
      '[Test/Addon] values, iscsi given with marketplaceAddon: they are mutually exclusive: these options apply to the Helm ' +
        'chart only. Remove `values`, `iscsi`, or remove `marketplaceAddon` ' +
        '(https://docs.netapp.com/us-en/trident/trident-use/trident-aws-addon.html)',
    );
    const plain = new Trident(other, 'Trident', { cluster: theirs });
    expect(
      () =>
        new FsxOntapStorage(other, 'Ontap', {
          cluster: theirs,
          trident: plain,
          san: { fileSystemType: 'ntfs' },
          fileSystem: OntapFileSystemSource.create({ deploymentType: OntapDeploymentType.SINGLE_AZ_1 }),
        }),
    ).toThrow(
      '[Test/Ontap] san is given, and iscsi of Trident is false: SAN volumes require nodes that Trident prepares for iSCSI. ' +
        'Set iscsi: true on Trident (https://docs.netapp.com/us-en/trident/trident-use/worker-node-prep.html)\n[Test/Ontap] ' +
        "san.fileSystemType is 'ntfs': must be ext3, ext4 or xfs. Set `san.fileSystemType` to one of these " +
        '(https://docs.netapp.com/us-en/trident/trident-use/worker-node-prep.html)',
    );
  });
});

describe('FSx for OpenZFS', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const storage = new FsxOpenZfsStorage(stack, 'Zfs', {
    cluster,
    fileSystem: OpenZfsFileSystemSource.create(
      { storageCapacityGiB: 64, removalPolicy },
      { quotaGiB: 10, reservationGiB: 1, dataCompressionType: 'LZ4', recordSizeKiB: 64 },
    ),
    volumeSnapshotClass: {},
  });
  const perClaim = new FsxOpenZfsStorage(stack, 'PerClaim', {
    cluster,
    fileSystem: OpenZfsFileSystemSource.perClaim({ deploymentType: OpenZfsDeploymentType.MULTI_AZ_1 }),
    storageClassName: 'zfs-of-its-own',
  });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('claims get volumes of a file system, whose parameters are JSON in text', () => {
    expect(find(objects, 'StorageClass', 'fsx-openzfs')).toMatchObject({
      provisioner: 'fsx.openzfs.csi.aws.com',
      allowVolumeExpansion: false,
      mountOptions: ['nfsvers=4.1', 'rsize=1048576', 'wsize=1048576', 'timeo=600'],
      parameters: {
        ResourceType: 'volume',
        ParentVolumeId: '"<token>"',
        NfsExports: '[{"ClientConfigurations":[{"Clients":"*","Options":["rw","crossmnt"]}]}]',
        DataCompressionType: '"LZ4"',
        RecordSizeKiB: '64',
        StorageCapacityQuotaGiB: '10',
        StorageCapacityReservationGiB: '1',
        OptionsOnDeletion: '["DELETE_CHILD_VOLUMES_AND_SNAPSHOTS"]',
      },
    });
  });
  test('or file systems of their own', () => {
    expect(find(objects, 'StorageClass', 'zfs-of-its-own')).toMatchObject({
      allowVolumeExpansion: true,
      parameters: {
        ResourceType: 'filesystem',
        DeploymentType: '"MULTI_AZ_1"',
        ThroughputCapacity: '160',
        SubnetIds: '["<token>","<token>"]',
        PreferredSubnetId: '"<token>"',
        SecurityGroupIds: '["<token>"]',
        SkipFinalBackupOnDeletion: 'true',
      },
    });
  });
  test('share one driver, which comes after the kinds of snapshots and may do what it does', () => {
    const [, chart] = entry(template, 'Custom::StrataHelmRelease', 'ClusterOpenZfsCsiDriver');
    expect(Object.keys(resourcesOf(template, 'Custom::StrataHelmRelease'))).toHaveLength(1);
    expect(chart.DependsOn).toContainEqual(expect.stringMatching(/SnapshotController/));
    expect(JSON.parse(flat(chart.Properties.Values)).controller).toEqual({
      region: '<token>',
      serviceAccount: { create: true, name: 'fsx-openzfs-csi-controller-sa', annotations: { 'eks.amazonaws.com/role-arn': '<token>' } },
    });
    expect(statementsOf(template, 'OpenZfsCsiDriver').flatMap(({ Action }) => Action)).toEqual([
      'iam:CreateServiceLinkedRole',
      'iam:AttachRolePolicy',
      'iam:PutRolePolicy',
      'fsx:CreateFileSystem',
      'fsx:DeleteFileSystem',
      'fsx:CreateVolume',
      'fsx:DeleteVolume',
      'fsx:CreateSnapshot',
      'fsx:DeleteSnapshot',
      'fsx:UpdateFileSystem',
      'fsx:TagResource',
      'fsx:ListTagsForResource',
      'fsx:DescribeFileSystems',
      'fsx:DescribeVolumes',
      'fsx:DescribeSnapshots',
    ]);
  });
  test('claims have the sizes that the driver takes', () => {
    expect(storage.claim('a', { size: gib(1), mountPath: '/a' }).accessMode).toBe('ReadWriteMany');
    expect(() => storage.claim('a', { size: gib(2), mountPath: '/a' })).toThrow(
      '[Test/Zfs.claim] size is 2 GiB: a PVC for an FSx for OpenZFS volume must have at least 1 GiB and at most 1 GiB. Set ' +
        '`size` to a value in this range (https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    );
    expect(() => perClaim.claim('a', { size: gib(1), mountPath: '/a' })).toThrow(
      '[Test/PerClaim.claim] size is 1 GiB: an FSx for OpenZFS file system must have at least 64 GiB and at most 524288 GiB. ' +
        'Set `size` to a value in this range (https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    );
  });
  test.each<[object, string]>([
    [
      { fileSystem: OpenZfsFileSystemSource.fromParentVolumeAttributes({ parentVolumeId: 'fsvol-1' }, { dataCompressionType: 'GZIP' }) },
      "dataCompressionType is 'GZIP': must be NONE, ZSTD or LZ4. Set `dataCompressionType` to one of these " +
        '(https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    ],
    [
      { fileSystem: OpenZfsFileSystemSource.fromParentVolumeAttributes({ parentVolumeId: 'fsvol-1' }, { recordSizeKiB: 100 }) },
      'recordSizeKiB is 100: must be a power of two from 4 to 1024. Set `recordSizeKiB` to one of these values',
    ],
    [
      { fileSystem: OpenZfsFileSystemSource.fromParentVolumeAttributes({ parentVolumeId: 'fsvol-1' }, { quotaGiB: 1, reservationGiB: 2 }) },
      'reservationGiB is 2 and quotaGiB is 1: reservationGiB must be at most quotaGiB. Decrease `reservationGiB` or increase ' +
        '`quotaGiB` (https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    ],
    [
      { fileSystem: OpenZfsFileSystemSource.fromParentVolumeAttributes({ parentVolumeId: 'fsvol-1' }), chartVersion: '1.0.0' },
      'chartVersion given: the driver already exists: the first storage construct of the cluster created it, or it was declared ' +
        'as installed. Remove `chartVersion`, or set them on the first storage construct of the cluster',
    ],
  ])('fails for %#', (props, message) =>
    expect(() => new FsxOpenZfsStorage(stack, 'Other', { cluster, fileSystem: OpenZfsFileSystemSource.perClaim(), ...props })).toThrow(
      `[Test/Other] ${message}`,
    ),
  );
});

test('volumes that Fargate cannot mount are found', () => {
  const stack = newStack();
  const cluster = declareNodes(newCluster(stack));
  const lustre = new FsxLustreStorage(stack, 'Lustre', {
    cluster,
    fileSystem: LustreFileSystemSource.fromFileSystemAttributes({ fileSystemId: 'fs-1', dnsName: 'a', mountName: 'b' }),
  });
  const chart = newChart('shop');
  new WorkerService(chart, 'web', { image: 'a:1', volumes: [lustre.claim('data', { size: gib(1200), mountPath: '/data' })] });
  new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['shop'] });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ ruleId, message }) => [ruleId, message.slice(0, 119)]),
  ).toEqual([
    [
      'storage-unmountable',
      "[Test/Chart] pods of Deployment 'shop/web' run on Fargate and mount FSx for Lustre as 'data': the driver is a DaemonSet",
    ],
  ]);
});
