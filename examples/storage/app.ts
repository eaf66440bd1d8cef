import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ChartDeployment,
  Compute,
  EbsFileSystemType,
  EbsStorage,
  EbsVolumeType,
  EbsVolumeAttributesClass,
  EfsStorage,
  FsxLustreStorage,
  FsxOntapStorage,
  FsxOpenZfsStorage,
  LustreFileSystemSource,
  OntapFileSystemSource,
  OpenZfsFileSystemSource,
  Platform,
  PlatformProfile,
  S3BucketSource,
  S3Storage,
  Trident,
  VolumeSnapshot,
  WorkerService,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Storage');
const removalPolicy = RemovalPolicy.DESTROY; // the network goes with this stack; files that matter are in a stack of their own
const gib = (amount: number) => cdk8s.Size.gibibytes(amount);

const { cluster, storage } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: PlatformProfile.DEVELOPMENT,
  compute: Compute.managedNodeGroups(),
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const bucket = new Bucket(stack, 'Data', {
  enforceSSL: true,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  serverAccessLogsPrefix: 'access/',
});

// disks: one node each
const io2 = new EbsStorage(stack, 'Io2', {
  cluster,
  volumeType: EbsVolumeType.io2({ iops: 4000 }),
  fileSystemType: EbsFileSystemType.xfs(),
  volumeSnapshotClass: {},
});
const st1 = new EbsStorage(stack, 'St1', { cluster, volumeType: EbsVolumeType.st1() });
const sc1 = new EbsStorage(stack, 'Sc1', { cluster, volumeType: EbsVolumeType.sc1() });
const fast = new EbsVolumeAttributesClass(stack, 'Fast', { cluster, volumeType: EbsVolumeType.gp3({ iops: 6000, throughputMiBps: 500 }) });
// files: many nodes
const efs = new EfsStorage(stack, 'Efs', { cluster });
const lustre = new FsxLustreStorage(stack, 'Lustre', {
  cluster,
  fileSystem: LustreFileSystemSource.create({
    storageCapacityGiB: 1200,
    dataCompression: true,
    dataRepositories: [{ bucket, fileSystemPath: '/data' }],
    removalPolicy,
  }),
});
const scratch = new FsxLustreStorage(stack, 'Scratch', { cluster, fileSystem: LustreFileSystemSource.perClaim() });
const ontap = new FsxOntapStorage(stack, 'Ontap', {
  cluster,
  trident: new Trident(stack, 'Trident', { cluster, iscsi: true }),
  fileSystem: OntapFileSystemSource.create({ removalPolicy }),
  san: {},
  volumeSnapshotClass: {},
});
const zfs = new FsxOpenZfsStorage(stack, 'OpenZfs', {
  cluster,
  fileSystem: OpenZfsFileSystemSource.create({ storageCapacityGiB: 64, removalPolicy }),
  volumeSnapshotClass: {},
});
const objects = new S3Storage(stack, 'Objects', { cluster, bucket: S3BucketSource.fromBucket(bucket, 'reports/') });

const chart = new cdk8s.Chart(new cdk8s.App(), 'work', { namespace: 'work' });
const journal = io2.claim('journal', { size: gib(100), mountPath: '/journal' });
const volumes = {
  database: [journal],
  web: [storage.claim('state', { size: gib(20), mountPath: '/state', volumeAttributesClassName: fast.volumeAttributesClassName })],
  logs: [st1.claim('logs', { size: gib(125), mountPath: '/logs' })],
  archive: [sc1.claim('archive', { size: gib(125), mountPath: '/archive' })],
  uploads: [efs.claim('uploads', { size: gib(1), mountPath: '/uploads' })],
  render: [lustre.claim('frames', { size: gib(1200), mountPath: '/frames' })],
  train: [scratch.claim('samples', { size: gib(1200), mountPath: '/samples' })],
  office: [ontap.claim('files', { size: gib(50), mountPath: '/files' })],
  mail: [ontap.sanClaim('mailboxes', { size: gib(50), mountPath: '/mail' })],
  build: [zfs.claim('cache', { size: gib(1), mountPath: '/cache' })],
  reports: [objects.claim('reports', { mountPath: '/reports' })],
};
for (const [name, mounted] of Object.entries(volumes)) {
  new WorkerService(chart, name, { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'], volumes: mounted });
}
new VolumeSnapshot(chart, 'first', { claim: journal, volumeSnapshotClassName: io2.volumeSnapshotClassName! });
// volumes of PersistentVolumeClaims are in this network and in these file systems, which cannot be deleted before them
new ChartDeployment(stack, 'Work', { cluster, chart, deletePersistentVolumeClaims: true });
