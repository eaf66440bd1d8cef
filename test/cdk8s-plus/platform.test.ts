import { RemovalPolicy } from 'aws-cdk-lib';
import { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  AppNamespace,
  ChartDeployment,
  Compute,
  EbsStorage,
  EbsVolumeType,
  EfsStorage,
  ExternalSecret,
  ExternalSecretsOperator,
  FsxLustreStorage,
  FsxOntapStorage,
  FsxOpenZfsStorage,
  Keda,
  LustreFileSystemSource,
  MountedSecrets,
  NetworkPolicyPeer,
  OntapFileSystemSource,
  OpenZfsFileSystemSource,
  Platform,
  PlatformProps,
  PlusWorkload,
  PodSecurityGroup,
  Preflight,
  Route,
  S3BucketSource,
  S3Storage,
  Scaling,
  SecretSource,
  StorageClaim,
  Trident,
  VerticalPodAutoscaler,
  VpaUpdateMode,
  WebService,
  WorkloadConfigMap,
  WorkloadIdentity,
} from '../../src';
import { newChart, newStack } from '../harness';

const GiB = cdk8s.Size.gibibytes;
const busybox = 'public.ecr.aws/docker/library/busybox:1.37';
const memory = { request: cdk8s.Size.mebibytes(256), limit: cdk8s.Size.mebibytes(256) };
const resources = { cpu: { request: kplus.Cpu.millis(100) }, memory };
const sleeper = { image: busybox, command: ['sleep', 'infinity'], resources };
const securityContext = { user: 10001, group: 10001, fsGroup: 10001 };

function newPlatform(options: Partial<PlatformProps> = {}) {
  const stack = newStack();
  const admin = new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() });
  const platform = new Platform(stack, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [admin], ...options });
  return { stack, ...platform, cluster: platform.cluster, storage: platform.storage };
}

test('claims of every storage construct are mounted by workloads of cdk8s-plus, without a finding', () => {
  const { stack, cluster, storage } = newPlatform({ compute: Compute.managedNodeGroups() });
  // the network goes with the stack
  const removalPolicy = RemovalPolicy.DESTROY;
  const lustre = LustreFileSystemSource.create({ storageCapacityGiB: 1200, removalPolicy });
  const ontap = new FsxOntapStorage(stack, 'Ontap', {
    cluster,
    trident: new Trident(stack, 'Trident', { cluster, iscsi: true }),
    fileSystem: OntapFileSystemSource.create({ removalPolicy }),
    san: {},
  });
  const zfs = OpenZfsFileSystemSource.create({ storageCapacityGiB: 64, removalPolicy });
  const bucket = S3BucketSource.fromBucket(new Bucket(stack, 'Data', { enforceSSL: true }));
  const at = (mountPath: string, size: number) => ({ mountPath, size: GiB(size) });
  const claims: StorageClaim[] = [
    storage.claim('gp3', at('/a', 20)),
    new EbsStorage(stack, 'St1', { cluster, volumeType: EbsVolumeType.st1() }).claim('st1', at('/b', 125)),
    new EfsStorage(stack, 'Efs', { cluster }).claim('efs', at('/c', 1)),
    new FsxLustreStorage(stack, 'Lustre', { cluster, fileSystem: lustre }).claim('lustre', at('/d', 1200)),
    ontap.claim('ontap', at('/e', 50)),
    ontap.sanClaim('san', at('/f', 50)),
    new FsxOpenZfsStorage(stack, 'OpenZfs', { cluster, fileSystem: zfs }).claim('zfs', at('/g', 1)),
    new S3Storage(stack, 'Objects', { cluster, bucket }).claim('objects', { mountPath: '/h' }),
  ];
  const chart = newChart('work');
  for (const claim of claims) {
    const own = new kplus.Deployment(chart, claim.name, { replicas: 1, strategy: kplus.DeploymentStrategy.recreate(), securityContext });
    own.addContainer(sleeper).mount(claim.mountPath, claim.asVolume(chart));
  }
  const set = new kplus.StatefulSet(chart, 'set', { securityContext, containers: [{ ...sleeper, portNumber: 8080 }] });
  PlusWorkload.of(set).addVolumeClaimTemplate(storage.claim('each', at('/data', 5)));
  const theirs = new kplus.PersistentVolumeClaim(chart, 'theirs', {
    storageClassName: storage.storageClassName,
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storage: GiB(5),
  });
  set.containers[0].mount('/theirs', kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', theirs));
  new ChartDeployment(stack, 'Work', { cluster, chart, deletePersistentVolumeClaims: true });
  expect(Preflight.of(stack).findings()).toEqual([]);
  expect(chart.toJson().filter(({ kind }) => kind === 'PersistentVolumeClaim')).toHaveLength(claims.length + 1);
});

test('a disk that is mounted by two replicas is found', () => {
  const { stack, cluster, storage } = newPlatform();
  const chart = newChart('work');
  const web = new kplus.Deployment(chart, 'web', { containers: [sleeper], securityContext });
  PlusWorkload.of(web).mount(storage.claim('data', { size: GiB(1), mountPath: '/data' }));
  new ChartDeployment(stack, 'Work', { cluster, chart });
  const found = Preflight.of(stack).findings();
  expect(found.map(({ ruleId }) => ruleId)).toContain('read-write-once-shared');
});

describe('an application of cdk8s-plus that uses everything', () => {
  const { stack, cluster } = newPlatform({ enforceNetworkPolicies: true });
  const keda = new Keda(stack, 'Keda', { cluster });
  new VerticalPodAutoscaler(stack, 'Vpa', { cluster });
  const operator = new ExternalSecretsOperator(stack, 'Operator', { cluster });
  const queue = new Queue(stack, 'Queue', { enforceSSL: true });
  const namespace = 'shop';
  const chart = newChart(namespace);
  new AppNamespace(chart, namespace, { defaultDeny: true });
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace, serviceAccountName: 'web' });
  const source = SecretSource.fromSecretsManager(new Secret(stack, 'Password'), 'password');
  const secret = new ExternalSecret(stack, 'Synced', { operator, identity, sources: [source] }).asSecret(chart);
  const files = new MountedSecrets(stack, 'Mounted', { cluster, identity, sources: [source] });
  const settings = new WorkloadConfigMap(chart, 'settings', { data: { LOG_LEVEL: 'info' } });
  const group = new PodSecurityGroup(stack, 'Group', { cluster });

  const web = new kplus.Deployment(chart, 'web', { securityContext, serviceAccount: identity.asServiceAccount(chart) });
  web.addContainer({
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    portNumber: 8080,
    resources,
    volumeMounts: [{ path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp') }],
    readiness: kplus.Probe.fromHttpGet('/ready'),
    envFrom: [kplus.Env.fromConfigMap(settings)],
    envVariables: { PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }) },
  });
  const worker = new kplus.Deployment(chart, 'worker', { securityContext, containers: [sleeper] });
  const database = new WebService(chart, 'database', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29' });

  const plus = PlusWorkload.of(web)
    .place({ architecture: InstanceArchitecture.X86_64 })
    .mount(files.mountAt('/secrets'))
    .rollOn(settings)
    .scale(Scaling.onCpu({ minReplicas: 2, maxReplicas: 9 }))
    .addDisruptionBudget()
    .expose(Route.publicAlb())
    .spread()
    .restrict();
  plus.allowTo(database);
  plus.allowToPeer(NetworkPolicyPeer.internet(), [443]);
  PlusWorkload.of(worker)
    .scale(Scaling.onQueue(queue, { keda, maxReplicas: 5 }))
    .scaleVertically(VpaUpdateMode.OFF)
    .addSecurityGroup(group)
    .addDisruptionBudget()
    .spread()
    .restrict()
    .allowTo(database);
  new ChartDeployment(stack, 'Shop', { cluster, chart });

  test('has no finding', () => expect(Preflight.of(stack).findings()).toEqual([]));
});
