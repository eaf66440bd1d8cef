import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'cdk8s';
import {
  EbsFileSystemType,
  EbsStorage,
  EfsFileSystemSource,
  EfsStorage,
  FsxLustreStorage,
  FsxOpenZfsStorage,
  LustreFileSystemSource,
  OpenZfsFileSystemSource,
  OpenZfsVolumeOptions,
  StorageClaim,
} from '../../src';
import { find, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const size = Size.gibibytes(1);
const classOf = (template: Json, name: string): Json => find(objectsOf(template), 'StorageClass', name).parameters;
const volumeOf = (claim: StorageClaim): Json => {
  const chart = newChart('shop');
  claim.addTo(chart);
  return chart.toJson().find(({ kind }) => kind === 'PersistentVolume').spec;
};

test('a file system of EFS that exists is reached as it says', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  const fileSystem = efs.FileSystem.fromFileSystemAttributes(stack, 'Files', { fileSystemId: 'fs-0123456789abcdef0', securityGroup });
  const storage = new EfsStorage(stack, 'Efs', {
    cluster,
    fileSystem: EfsFileSystemSource.fromFileSystem(fileSystem, {
      zone: 'eu-west-1a',
      crossAccountSecretName: 'x-account',
      mountTargetIp: '10.0.0.9',
      encryptInTransit: false,
    }),
  });
  const volume = volumeOf(storage.accessPointClaim('files', { size, mountPath: '/files' }));
  expect(volume.csi.volumeAttributes).toEqual({ mounttargetip: '10.0.0.9', encryptInTransit: 'false', crossaccount: 'true' });
  expect(classOf(templateOf(stack), 'efs')).toMatchObject({
    fileSystemId: 'fs-0123456789abcdef0',
    az: 'eu-west-1a',
    'csi.storage.k8s.io/provisioner-secret-name': 'x-account',
    'csi.storage.k8s.io/provisioner-secret-namespace': 'kube-system',
  });
});

test('mount targets that the app makes are there before the class and before directories', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const storage = new EfsStorage(stack, 'Efs', {
    cluster,
    fileSystem: EfsFileSystemSource.fromFileSystem(new efs.FileSystem(stack, 'Files', { vpc: cluster.vpc })),
  });
  storage.accessPointClaim('files', { size, mountPath: '/files' });
  const template = templateOf(stack);
  const targets = Object.keys(resourcesOf(template, 'AWS::EFS::MountTarget'));
  expect(targets).toHaveLength(2);
  expect(Object.values(resourcesOf(template, 'AWS::EFS::AccessPoint'))[0].DependsOn).toEqual(expect.arrayContaining(targets));
  expect(Object.values(resourcesOf(template, 'Custom::StrataObjects'))[0].DependsOn).toEqual(expect.arrayContaining(targets));
});

test('an EBS volume may have ext3', () => {
  const stack = newStack();
  new EbsStorage(stack, 'Ebs', { cluster: newCluster(stack), fileSystemType: EbsFileSystemType.ext3() });
  expect(classOf(templateOf(stack), 'gp3')).toMatchObject({ 'csi.storage.k8s.io/fstype': 'ext3' });
});

describe('volumes of OpenZFS', () => {
  const make = (volumes: OpenZfsVolumeOptions) => {
    const stack = newStack();
    new FsxOpenZfsStorage(stack, 'Zfs', {
      cluster: newCluster(stack),
      fileSystem: OpenZfsFileSystemSource.create({ storageCapacityGiB: 64 }, volumes),
    });
    return stack;
  };
  test('have every setting, as JSON', () => {
    const stack = make({
      quotaGiB: 10,
      reservationGiB: 5,
      dataCompressionType: 'LZ4',
      recordSizeKiB: 64,
      copyTagsToSnapshots: true,
      nfsClients: '10.0.0.0/16',
      nfsOptions: ['ro'],
      readOnly: true,
      volumeTags: { team: 'shop' },
    });
    expect(classOf(templateOf(stack), 'fsx-openzfs')).toMatchObject({
      ResourceType: 'volume',
      NfsExports: '[{"ClientConfigurations":[{"Clients":"10.0.0.0/16","Options":["ro"]}]}]',
      ReadOnly: 'true',
      Tags: '[{"Key":"team","Value":"shop"}]',
      DataCompressionType: '"LZ4"',
      RecordSizeKiB: '64',
      StorageCapacityQuotaGiB: '10',
      StorageCapacityReservationGiB: '5',
      CopyTagsToSnapshots: 'true',
    });
  });
  test.each<[OpenZfsVolumeOptions, string]>([
    [
      { dataCompressionType: 'GZIP' },
      "dataCompressionType is 'GZIP': must be NONE, ZSTD or LZ4. Set `dataCompressionType` to one of these " +
        '(https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    ],
    [
      { recordSizeKiB: 3 },
      'recordSizeKiB is 3: must be a power of two from 4 to 1024. Set `recordSizeKiB` to one of these values ' +
        '(https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    ],
    [
      { quotaGiB: 1, reservationGiB: 2 },
      'reservationGiB is 2 and quotaGiB is 1: reservationGiB must be at most quotaGiB. Decrease `reservationGiB` or increase ' +
        '`quotaGiB` (https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/limits.html)',
    ],
  ])('fail for %j', (volumes, message) => expect(() => make(volumes)).toThrow(`[Test/Zfs] ${message}`));
});

test('drivers use the key of file systems that claims get', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const encryptionKey = new kms.Key(stack, 'Key');
  new FsxLustreStorage(stack, 'Lustre', { cluster, fileSystem: LustreFileSystemSource.perClaim({ encryptionKey }) });
  new FsxOpenZfsStorage(stack, 'Zfs', { cluster, fileSystem: OpenZfsFileSystemSource.perClaim({ encryptionKey }) });
  const policies = Object.entries(resourcesOf(templateOf(stack), 'AWS::IAM::Policy'))
    .filter(([, each]) => JSON.stringify(each).includes('kms:CreateGrant'))
    .map(([id]) => id.replace(/Identity.*/, ''));
  expect(policies).toEqual(['ClusterFsxCsiDriver', 'ClusterOpenZfsCsiDriver']);
});
