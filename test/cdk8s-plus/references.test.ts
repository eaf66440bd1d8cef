import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  EbsStorage,
  EmptyDirVolume,
  ExternalSecret,
  ExternalSecretsOperator,
  MountedSecrets,
  SecretSource,
  WorkloadConfigMap,
  WorkloadIdentity,
} from '../../src';
import { Json, newChart, newCluster, newStack } from '../harness';

const image = 'public.ecr.aws/docker/library/busybox:1.37';
const GiB = cdk8s.Size.gibibytes;
const stack = newStack();
const cluster = newCluster(stack);
const identity = new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
const storage = new EbsStorage(stack, 'Storage', { cluster, storageClassName: 'fast' });
const source = SecretSource.fromSecretsManager(new secretsmanager.Secret(stack, 'Password'), 'password');
const operator = new ExternalSecretsOperator(stack, 'Operator', { cluster });
const synced = new ExternalSecret(stack, 'Database', { operator, identity, sources: [source] });
const files = new MountedSecrets(stack, 'Files', { cluster, identity, sources: [source] });

const deploymentIn = (chart: cdk8s.Chart, id = 'web', props: kplus.DeploymentProps = {}): kplus.Deployment =>
  new kplus.Deployment(chart, id, { containers: [{ image }], ...props });
const podsOf = (chart: cdk8s.Chart): Json =>
  (chart.toJson() as Json[]).find(({ kind }) => kind === 'Deployment')!.spec.template.spec as Json;
const kindsIn = (chart: cdk8s.Chart): string[] => (chart.toJson() as Json[]).map(({ kind }) => kind as string);

describe('an identity', () => {
  test('is the service account of workloads, whose object is in the chart once', () => {
    const chart = newChart('shop');
    const serviceAccount = identity.asServiceAccount(chart);
    deploymentIn(chart, 'web', { serviceAccount });
    deploymentIn(chart, 'api', { serviceAccount: identity.asServiceAccount(chart) });
    const accounts = (chart.toJson() as Json[]).filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map(({ metadata }) => [metadata.namespace, metadata.name, Object.keys(metadata.annotations as object)])).toEqual([
      ['shop', 'web', ['eks.amazonaws.com/role-arn']],
    ]);
    expect(podsOf(chart).serviceAccountName).toBe('web');
    expect(identity.asServiceAccount(chart)).toBe(serviceAccount);
  });

  test('is the subject of a RoleBinding in its namespace', () => {
    const chart = newChart('shop');
    const role = new kplus.Role(chart, 'reader');
    role.allowRead(kplus.ApiResource.PODS);
    role.bind(identity.asServiceAccount(chart));
    const { subjects } = (chart.toJson() as Json[]).find(({ kind }) => kind === 'RoleBinding')!;
    expect(subjects).toEqual([{ apiGroup: '', kind: 'ServiceAccount', name: 'web', namespace: 'shop' }]);
  });

  test('is added where the app added it, and not where it is external', () => {
    const own = new WorkloadIdentity(stack, 'Own', { cluster, namespace: 'shop', serviceAccountName: 'own' });
    const [base, chart] = [newChart('shop'), newChart('shop')];
    own.addServiceAccount(base);
    deploymentIn(chart, 'web', { serviceAccount: own.asServiceAccount(chart) });
    expect(kindsIn(base)).toEqual(['ServiceAccount']);
    expect(kindsIn(chart)).toEqual(['Deployment']);
    const external = new WorkloadIdentity(stack, 'External', {
      cluster,
      namespace: 'shop',
      serviceAccountName: 'external',
      externalServiceAccount: true,
    });
    const other = newChart('shop');
    deploymentIn(other, 'web', { serviceAccount: external.asServiceAccount(other) });
    expect(kindsIn(other)).toEqual(['Deployment']);
    expect(podsOf(other).serviceAccountName).toBe('external');
  });
});

describe('a volume', () => {
  test('of a claim is mounted by containers, with its claim in the chart once', () => {
    const chart = newChart('shop');
    const claim = storage.claim('data', { size: GiB(20), mountPath: '/data' });
    const web = deploymentIn(chart);
    web.containers[0].mount('/data', claim.asVolume(chart));
    web.addContainer({ name: 'reader', image }).mount('/read', claim.asVolume(web), { readOnly: true });
    const { containers, volumes } = podsOf(chart);
    expect(volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'data', readOnly: false } }]);
    expect(containers.map(({ volumeMounts }: Json) => volumeMounts)).toEqual([
      [{ name: 'data', mountPath: '/data' }],
      [{ name: 'data', mountPath: '/read', readOnly: true }],
    ]);
    expect(kindsIn(chart)).toEqual(['Deployment', 'PersistentVolumeClaim']);
    const { spec } = (chart.toJson() as Json[])[1];
    expect(spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '20Gi' } },
    });
  });

  test('of a read-only claim is read-only in all containers', () => {
    const chart = newChart('shop');
    const claim = storage.claim('data', { size: GiB(1), mountPath: '/data', readOnly: true });
    deploymentIn(chart).containers[0].mount('/data', claim.asVolume(chart));
    expect(podsOf(chart).volumes[0].persistentVolumeClaim.readOnly).toBe(true);
  });

  test('of mounted secrets is that of the driver, with its SecretProviderClass', () => {
    const chart = newChart('shop');
    deploymentIn(chart).containers[0].mount('/secrets', files.mountAt('/secrets').asVolume(chart));
    expect(podsOf(chart).volumes).toEqual([
      {
        name: 'files',
        csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'files' } },
      },
    ]);
    expect(kindsIn(chart)).toContain('SecretProviderClass');
  });

  test('of an emptyDir has its medium and its size', () => {
    const chart = newChart('shop');
    const logs = new EmptyDirVolume('logs', '/logs', { sizeLimit: GiB(1), inMemory: true });
    deploymentIn(chart).containers[0].mount('/logs', logs.asVolume(chart));
    expect(podsOf(chart).volumes).toEqual([{ name: 'logs', emptyDir: { medium: 'Memory', sizeLimit: '1024Mi' } }]);
  });

  test('of files at two paths is one volume', () => {
    const chart = newChart('shop');
    const settings = new WorkloadConfigMap(chart, 'settings', { data: { a: 'b' } });
    const [container] = deploymentIn(chart).containers;
    container.mount('/etc/a', settings.mountAt('/etc/a').asVolume(chart));
    container.mount('/etc/b', settings.mountAt('/etc/b').asVolume(chart));
    expect(podsOf(chart).volumes).toEqual([{ name: 'chart-settings', configMap: { name: 'settings' } }]);
  });

  test('is not mounted without the chart, which types ask for', () => {
    const claim = storage.claim('data', { size: GiB(1), mountPath: '/data' });
    const [container] = deploymentIn(newChart('shop')).containers;
    expect(() => container.mount('/data', claim as unknown as kplus.IStorage)).toThrow(
      "[data] asVolume() is called without the chart: its objects are added to a chart. Use mount('/data', volume.asVolume(chart)), or " +
        'PlusWorkload.of(workload).mount(volume)',
    );
  });

  test('fails as a block device, which containers of cdk8s-plus do not have', () => {
    const chart = newChart('shop');
    const claim = storage.claim('raw', { size: GiB(1), mountPath: '/dev/raw', rawBlock: true });
    expect(() => claim.asVolume(chart)).toThrow(
      "[chart] asVolume() is called on 'raw', which has rawBlock: true: a container of cdk8s-plus-27 can mount file systems only. " +
        'Use PlusWorkload.of(workload).mount(), or remove `rawBlock`',
    );
  });
});

test('the StorageClass of a claim of theirs is named by the storage', () => {
  const chart = newChart('shop');
  new kplus.PersistentVolumeClaim(chart, 'data', {
    storageClassName: storage.storageClassName,
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storage: GiB(5),
  });
  expect((chart.toJson() as Json[])[0].spec.storageClassName).toBe('fast');
});

test('a synced secret is a Secret for variables and volumes, with the objects that create it in the chart once', () => {
  const chart = newChart('shop');
  const secret = synced.asSecret(chart);
  expect(synced.asSecret(chart)).toBe(secret);
  const [container] = deploymentIn(chart).containers;
  container.env.addVariable('PASSWORD', kplus.EnvValue.fromSecretValue({ secret, key: 'password' }));
  container.mount('/secret', kplus.Volume.fromSecret(chart, 'Volume', secret));
  const { containers, volumes } = podsOf(chart);
  expect(containers[0].env).toEqual([{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } }]);
  expect(volumes).toEqual([{ name: 'secret-database', secret: { secretName: 'database' } }]);
  expect(kindsIn(chart).sort()).toEqual(['Deployment', 'ExternalSecret', 'SecretStore', 'ServiceAccount']);
});

test('a WorkloadConfigMap is a ConfigMap for variables and volumes', () => {
  const chart = newChart('shop');
  const settings = new WorkloadConfigMap(chart, 'settings', { data: { LOG_LEVEL: 'info' } });
  const web = deploymentIn(chart, 'web', { containers: [{ image, envFrom: [kplus.Env.fromConfigMap(settings)] }] });
  const [container] = web.containers;
  container.env.addVariable('LEVEL', kplus.EnvValue.fromConfigMap(settings, 'LOG_LEVEL'));
  container.mount('/etc/app', kplus.Volume.fromConfigMap(chart, 'Volume', settings));
  const { containers, volumes } = podsOf(chart);
  expect(containers[0].envFrom).toEqual([{ configMapRef: { name: 'settings' } }]);
  expect(containers[0].env).toEqual([{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'LOG_LEVEL' } } }]);
  expect(volumes).toEqual([{ name: 'configmap-settings', configMap: { name: 'settings' } }]);
  const role = new kplus.Role(chart, 'reader');
  role.allowRead(settings);
  expect((chart.toJson() as Json[]).find(({ kind }) => kind === 'Role')!.rules[0]).toMatchObject({
    apiGroups: [''],
    resources: ['configmaps'],
    resourceNames: ['settings'],
  });
});
