import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ChartDeployment, Compute, EbsFileSystem, EbsStorage, EbsVolume, EbsVolumeAttributes, EfsStorage, FsxLustreStorage, FsxOntapStorage,
  FsxOpenZfsStorage, LustreFiles, OntapFiles, OpenZfsFiles, Platform, Profile, S3Objects, S3Storage, Trident, VolumeSnapshot, Worker,
} from 'cdk-eks-strata';
import * as cdk8s from 'cdk8s';

export const app = new App();
const stack = new Stack(app, 'Storage');
const removalPolicy = RemovalPolicy.DESTROY; // the network goes with this stack; files that matter are in a stack of their own
const gib = (amount: number) => cdk8s.Size.gibibytes(amount);

const { cluster, storage } = new Platform(stack, 'Platform', {
  version: KubernetesVersion.V1_36,
  profile: Profile.DEVELOPMENT,
  compute: Compute.managed(),
  admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
});
const bucket = new Bucket(stack, 'Data', { enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, serverAccessLogsPrefix: 'access/' });

// disks: one node each
const io2 = new EbsStorage(stack, 'Io2', { cluster, volume: EbsVolume.io2({ iops: 4000 }), fileSystem: EbsFileSystem.xfs(), snapshots: {} });
const st1 = new EbsStorage(stack, 'St1', { cluster, volume: EbsVolume.st1() });
const sc1 = new EbsStorage(stack, 'Sc1', { cluster, volume: EbsVolume.sc1() });
const fast = new EbsVolumeAttributes(stack, 'Fast', { cluster, volume: EbsVolume.gp3({ iops: 6000, throughputMiBps: 500 }) });
// files: many nodes
const efs = new EfsStorage(stack, 'Efs', { cluster });
const lustre = new FsxLustreStorage(stack, 'Lustre', { cluster, files: LustreFiles.shared({ capacityGiB: 1200, compression: true, dataRepositories: [{ bucket, path: '/data' }], removalPolicy }) });
const scratch = new FsxLustreStorage(stack, 'Scratch', { cluster, files: LustreFiles.perClaim() });
const ontap = new FsxOntapStorage(stack, 'Ontap', { cluster, trident: new Trident(stack, 'Trident', { cluster, iscsi: true }), files: OntapFiles.own({ removalPolicy }), san: {}, snapshots: {} });
const zfs = new FsxOpenZfsStorage(stack, 'OpenZfs', { cluster, files: OpenZfsFiles.own({ capacityGiB: 64, removalPolicy }), snapshots: {} });
const objects = new S3Storage(stack, 'Objects', { cluster, objects: S3Objects.bucket(bucket, 'reports/') });

const chart = new cdk8s.Chart(new cdk8s.App(), 'work', { namespace: 'work' });
const journal = io2.claim('journal', { size: gib(100), path: '/journal' });
const volumes = {
  database: [journal],
  web: [storage.claim('state', { size: gib(20), path: '/state', volumeAttributesClassName: fast.volumeAttributesClassName })],
  logs: [st1.claim('logs', { size: gib(125), path: '/logs' })],
  archive: [sc1.claim('archive', { size: gib(125), path: '/archive' })],
  uploads: [efs.claim('uploads', { size: gib(1), path: '/uploads' })],
  render: [lustre.claim('frames', { size: gib(1200), path: '/frames' })],
  train: [scratch.claim('samples', { size: gib(1200), path: '/samples' })],
  office: [ontap.claim('files', { size: gib(50), path: '/files' })],
  mail: [ontap.diskClaim('mailboxes', { size: gib(50), path: '/mail' })],
  build: [zfs.claim('cache', { size: gib(1), path: '/cache' })],
  reports: [objects.claim('reports', { path: '/reports' })],
};
for (const [name, mounted] of Object.entries(volumes)) {
  new Worker(chart, name, { image: 'public.ecr.aws/docker/library/busybox:1.37', command: ['sleep', 'infinity'], volumes: mounted });
}
new VolumeSnapshot(chart, 'first', { claim: journal, snapshotClassName: io2.snapshotClassName! });
// what claims made stands in this network, and in these file systems: it goes with them
new ChartDeployment(stack, 'Work', { cluster, chart, removeClaims: true });
