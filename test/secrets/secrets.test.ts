import { SecretValue } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { ApiObject, Duration } from 'cdk8s';
import {
  ChartDeployment,
  ExternalSecretsOperator,
  FargateNodes,
  IdentityType,
  ManagedAddon,
  ManagedNodes,
  MountedSecrets,
  Preflight,
  SecretSource,
  SecretsStoreDriver,
  ExternalSecret,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { find, flat, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const base = (mechanism?: IdentityType) => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const secret = new secretsmanager.Secret(stack, 'Database', { encryptionKey: new kms.Key(stack, 'Key') });
  const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'License', {
    parameterName: '/shop/license',
    encryptionKey: new kms.Key(stack, 'ParameterKey'),
  });
  const identity = new WorkloadIdentity(stack, 'Identity', {
    cluster,
    namespace: 'shop',
    serviceAccountName: 'web',
    identityType: mechanism,
  });
  return { stack, cluster, secret, parameter, identity };
};
const statementsOf = (template: Json): Json[] =>
  Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).find(([id]) => id.startsWith('IdentityRole'))![1].Properties.PolicyDocument
    .Statement;

describe('secrets as files', () => {
  const { stack, cluster, secret, parameter, identity } = base();
  const files = new MountedSecrets(stack, 'Files', {
    cluster,
    identity,
    sources: [
      SecretSource.fromSecretsManagerFields(secret, { user: 'db-user', 'pass-word': 'db-password' }),
      SecretSource.fromSecretsManager(secret, 'all.json'),
      SecretSource.fromSsmParameter(parameter, 'license'),
    ],
  });
  const chart = newChart('shop');
  for (const name of ['web', 'worker']) new WorkerService(chart, name, { image: 'a:1', identity, volumes: [files.mountAt('/secrets')] });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('stand in a class of the namespace, once', () => {
    expect(objects.filter(({ kind }) => kind === 'SecretProviderClass')).toHaveLength(1);
    const { metadata, spec } = find(objects, 'SecretProviderClass', 'files');
    expect(metadata).toEqual({ name: 'files', namespace: 'shop' });
    expect(spec).toMatchObject({ provider: 'aws', parameters: { region: '<token>' } });
    expect(JSON.parse(spec.parameters.objects)).toEqual([
      {
        objectName: '<token>',
        objectType: 'secretsmanager',
        objectAlias: 'db-user.db-password.json',
        jmesPath: [
          { path: '"user"', objectAlias: 'db-user' },
          { path: '"pass-word"', objectAlias: 'db-password' },
        ],
      },
      { objectName: '<token>', objectType: 'secretsmanager', objectAlias: 'all.json' },
      { objectName: '/shop/license', objectType: 'ssmparameter', objectAlias: 'license' },
    ]);
  });
  test('are mounted to be read', () => {
    const { volumes, containers } = find(objects, 'Deployment', 'web').spec.template.spec;
    expect(volumes).toContainEqual({
      name: 'files',
      csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'files' } },
    });
    expect(containers[0].volumeMounts).toContainEqual({ name: 'files', mountPath: '/secrets', readOnly: true });
  });
  test('the pods may read these, by name, and nothing else', () => {
    expect(statementsOf(template).map(({ Action, Resource }) => [Action, flat(Resource)])).toEqual([
      [['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], '<token>'],
      ['kms:Decrypt', '<token>'],
      ['ssm:GetParameters', expect.stringContaining(':parameter/shop/license')],
      ['kms:Decrypt', '<token>'],
    ]);
  });
  test('the driver is an add-on without permissions that looks every hour, and is there before the pods', () => {
    const [[id, { Properties }]] = Object.entries(resourcesOf(template, 'AWS::EKS::Addon'));
    expect(Properties).toMatchObject({ AddonName: 'aws-secrets-store-csi-driver-provider' });
    expect(Properties).not.toHaveProperty('ServiceAccountRoleArn');
    expect(JSON.parse(flat(Properties.ConfigurationValues))).toEqual({
      'secrets-store-csi-driver': { enableSecretRotation: true, rotationPollInterval: '3600s' },
    });
    expect(Object.values(resourcesOf(template, 'Custom::StrataObjects'))[0].DependsOn).toContain(id);
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('names the files', () => expect(files.fileNames).toEqual(['db-user', 'db-password', 'all.json', 'license']));
});

test('with Pod Identity the class says so', () => {
  const { stack, cluster, secret, identity } = base(IdentityType.podIdentity());
  const chart = newChart('shop');
  new MountedSecrets(stack, 'Files', { cluster, identity, sources: [SecretSource.fromSecretsManager(secret, 'a')] }).addTo(chart);
  expect((stack.resolve(chart.toJson()) as Json[])[0].spec.parameters.usePodIdentity).toBe('true');
});

test('the driver is made by hand for other settings, once', () => {
  const { stack, cluster, secret, identity } = base();
  new SecretsStoreDriver(stack, 'Driver', {
    cluster,
    rotationInterval: jest.requireActual<typeof import('aws-cdk-lib')>('aws-cdk-lib').Duration.minutes(5),
    configurationValues: { 'secrets-store-csi-driver': { syncSecret: { enabled: true } } },
  });
  new MountedSecrets(stack, 'Files', { cluster, identity, sources: [SecretSource.fromSecretsManager(secret, 'a')] });
  const [addon, ...more] = Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::Addon'));
  expect(more).toEqual([]);
  expect(JSON.parse(flat(addon.Properties.ConfigurationValues))).toEqual({
    'secrets-store-csi-driver': { enableSecretRotation: true, rotationPollInterval: '300s', syncSecret: { enabled: true } },
  });
  const other = base();
  new MountedSecrets(other.stack, 'Files', { ...other, sources: [SecretSource.fromSecretsManager(other.secret, 'a')] });
  expect(() => new SecretsStoreDriver(other.stack, 'Driver', { cluster: other.cluster })).toThrow(
    '[Test/Driver] the EKS add-on aws-secrets-store-csi-driver-provider is already installed: an add-on can be installed ' +
      'only once on a cluster, and the first MountedSecrets installs it. Create one SecretsStoreDriver, before the first ' +
      'MountedSecrets',
  );
});

describe('secrets as environment variables', () => {
  const { stack, cluster, secret, parameter, identity } = base();
  const operator = new ExternalSecretsOperator(stack, 'Operator', { cluster });
  const synced = new ExternalSecret(stack, 'Database-Secret', {
    operator,
    identity,
    secretName: 'database',
    sources: [SecretSource.fromSecretsManagerFields(secret, { password: 'password' }), SecretSource.fromSsmParameter(parameter, 'license')],
    refreshInterval: Duration.minutes(10),
  });
  const chart = newChart('shop');
  new WorkerService(chart, 'web', {
    image: 'a:1',
    identity,
    env: { A: 'b' },
    secretEnv: { PASSWORD: synced.key('password'), LICENSE: synced.key('license') },
  });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const objects = objectsOf(template);

  test('are read from a Secret of Kubernetes', () => {
    expect(find(objects, 'Deployment', 'web').spec.template.spec.containers[0].env).toEqual([
      { name: 'A', value: 'b' },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
      { name: 'LICENSE', valueFrom: { secretKeyRef: { name: 'database', key: 'license' } } },
    ]);
  });
  test('that the operator keeps current, as the identity', () => {
    expect(find(objects, 'SecretStore', 'database-secretsmanager').spec.provider.aws).toEqual({
      service: 'SecretsManager',
      region: '<token>',
      auth: { jwt: { serviceAccountRef: { name: 'web' } } },
    });
    expect(find(objects, 'SecretStore', 'database-ssm').spec.provider.aws.service).toBe('ParameterStore');
    expect(find(objects, 'ExternalSecret', 'database').spec).toEqual({
      refreshInterval: '600s',
      secretStoreRef: { kind: 'SecretStore', name: 'database-secretsmanager' },
      target: { name: 'database', creationPolicy: 'Owner' },
      data: [
        { secretKey: 'password', remoteRef: { key: '<token>', property: 'password' } },
        {
          secretKey: 'license',
          remoteRef: { key: '/shop/license' },
          sourceRef: { storeRef: { kind: 'SecretStore', name: 'database-ssm' } },
        },
      ],
    });
    expect(statementsOf(template).flatMap(({ Action }) => Action)).toEqual([
      'secretsmanager:GetSecretValue',
      'secretsmanager:DescribeSecret',
      'kms:Decrypt',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:ListSecretVersionIds',
      'ssm:GetParameters',
      'ssm:GetParameter',
      'kms:Decrypt',
    ]);
  });
  test('the operator has no permissions and is there before', () => {
    const [[id, chartResource]] = Object.entries(resourcesOf(template, 'Custom::StrataHelmRelease'));
    expect(chartResource.Properties).toMatchObject({ Chart: 'external-secrets', Namespace: 'external-secrets', CreateNamespace: true });
    expect(Object.values(resourcesOf(template, 'Custom::StrataObjects'))[0].DependsOn).toContain(id);
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('fails for a key that is not there', () =>
    expect(() => synced.key('user')).toThrow(
      "[Test/Database-Secret.key] name is 'user': keys of the Secret are password, license. Use one of these keys, or add a " + 'source',
    ));
});

describe('fails', () => {
  const { stack, cluster, secret, parameter, identity } = base();
  const files =
    (sources: SecretSource[], more: object = {}) =>
    () =>
      new MountedSecrets(stack, 'Files', { cluster, identity, sources, ...more });
  test.each<[SecretSource[], object, string]>([
    [[], {}, 'sources is empty: must have at least one source. Add a SecretSource'],
    [
      [SecretSource.fromSecretsManagerFields(secret, {})],
      {},
      'a source has no fields: fromSecretsManagerFields() requires at least one field. Use a value like { password: ' +
        "'db-password' }, or use SecretSource.fromSecretsManager()",
    ],
    [
      [SecretSource.fromSsmParameter(parameter, 'a/b')],
      {},
      "a source has the name 'a/b': must be 1–253 letters, digits, hyphens, underscores or dots, without '..'. Use a name " +
        "like 'db-password' (https://kubernetes.io/docs/concepts/configuration/secret/)",
    ],
    [
      [SecretSource.fromSsmParameter(parameter, 'a'), SecretSource.fromSecretsManager(secret, 'a')],
      {},
      "several sources have the name 'a': names of files and keys must be unique. Rename one of the sources",
    ],
    [
      [SecretSource.fromSsmParameter(parameter, 'a')],
      { secretProviderClassName: 'A' },
      "secretProviderClassName is 'A': it must have 1–63 lower-case letters, digits or hyphens",
    ],
  ])('for %#', (sources, more, message) => expect(files(sources, more)).toThrow(`[Test/Files] ${message}`));
  test('for a path that is not absolute', () => {
    const other = base();
    expect(() =>
      new MountedSecrets(other.stack, 'Files', { ...other, sources: [SecretSource.fromSsmParameter(other.parameter, 'a')] }).mountAt(
        'secrets',
      ),
    ).toThrow("[Test/Files] path is 'secrets': must be an absolute path. Use '/secrets'");
  });
  test('for an operator that would need Pod Identity', () => {
    const other = base(IdentityType.podIdentity());
    const operator = new ExternalSecretsOperator(other.stack, 'Operator', { cluster: other.cluster });
    expect(
      () =>
        new ExternalSecret(other.stack, 'Secret', {
          operator,
          identity: other.identity,
          sources: [SecretSource.fromSsmParameter(other.parameter, 'a')],
        }),
    ).toThrow(
      '[Test/Secret] identity is Test/Identity, which uses Pod Identity: the operator assumes the role of a service account ' +
        'by IRSA. Set identityType: IdentityType.irsa() on the identity ' +
        '(https://external-secrets.io/latest/provider/aws-access/)',
    );
  });
});

test('secrets as files for pods on Fargate are found', () => {
  const { stack, cluster, secret, identity } = base();
  const chart = newChart('shop');
  new WorkerService(chart, 'web', {
    image: 'a:1',
    identity,
    volumes: [
      new MountedSecrets(stack, 'Files', { cluster, identity, sources: [SecretSource.fromSecretsManager(secret, 'a')] }).mountAt(
        '/secrets',
      ),
    ],
  });
  new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['shop'] });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .map(({ ruleId }) => ruleId),
  ).toEqual(['storage-unmountable']);
});

describe('a secret that would stand in a template is found', () => {
  const findings = (fill: (parts: ReturnType<typeof base> & { chart: ReturnType<typeof newChart> }) => void) => {
    const parts = base();
    const chart = newChart('shop');
    fill({ ...parts, chart });
    new ManagedNodes(parts.stack, 'Nodes', { cluster: parts.cluster });
    new ChartDeployment(parts.stack, 'Chart', { cluster: parts.cluster, chart });
    return Preflight.of(parts.stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'secret-in-template')
      .map(({ constructPath, message }) => [constructPath, message]);
  };
  const WHY = 'manifests and Helm values are readable in the template, and in the events and logs of the function that applies them';
  const SOURCE = '(https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html)';
  const FIX = 'Provide it to the pods with new MountedSecrets(...) or new ExternalSecret(...)';
  const FIX_OF_SECRET = 'Create the Secret with new ExternalSecret(...), which reads the value in the cluster';

  test('in an environment variable', () => {
    expect(
      findings(({ chart, secret }) => {
        new WorkerService(chart, 'web', { image: 'a:1', env: { PASSWORD: secret.secretValueFromJson('password').unsafeUnwrap() } });
      }),
    ).toEqual([
      [
        'Test/Chart',
        "[Test/Chart] Deployment 'shop/web' contains an AWS secret in spec.template.spec.containers.0.env.0.value: " +
          `${WHY}. ${FIX} ${SOURCE}`,
      ],
    ]);
  });
  test('that CloudFormation fills in, and in the configuration of an add-on', () => {
    expect(
      findings(({ chart, stack }) => {
        const { secretAccessKey } = new iam.AccessKey(stack, 'AccessKey', { user: new iam.User(stack, 'User') });
        new WorkerService(chart, 'web', { image: 'a:1', env: { AWS_SECRET_ACCESS_KEY: secretAccessKey.unsafeUnwrap() } });
      }),
    ).toEqual([
      [
        'Test/Chart',
        expect.stringContaining("Deployment 'shop/web' contains an AWS secret in spec.template.spec.containers.0.env.0.value"),
      ],
    ]);
    expect(
      findings(({ chart, stack, cluster, secret }) => {
        new WorkerService(chart, 'web', { image: 'a:1' });
        new ManagedAddon(stack, 'Addon', {
          cluster,
          addonName: 'adot',
          configurationValues: { password: secret.secretValue.unsafeUnwrap() },
        });
      }),
    ).toEqual([['Test/Addon', expect.stringContaining("the configuration of add-on 'adot' contains an AWS secret in password")]]);
  });
  test('of SSM', () => {
    expect(
      findings(({ chart }) => {
        new WorkerService(chart, 'web', { image: 'a:1', args: [SecretValue.ssmSecure('/a').unsafeUnwrap()] });
      }),
    ).toHaveLength(1);
  });
  test('in a Secret that is written out, but not in one that is filled elsewhere', () => {
    expect(
      findings(({ chart }) => {
        new WorkerService(chart, 'web', { image: 'a:1' });
        new ApiObject(chart, 'Written', {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'written' },
          stringData: { password: 'hunter2' },
        });
        new ApiObject(chart, 'Empty', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'empty' }, data: { token: '' } });
        new ApiObject(chart, 'Token', {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'token', annotations: { 'kubernetes.io/service-account.name': 'web' } },
          type: 'kubernetes.io/service-account-token',
        });
      }),
    ).toEqual([
      ['Test/Chart', `[Test/Chart] Secret 'shop/written' has a literal value for the key 'password': ${WHY}. ${FIX_OF_SECRET} ${SOURCE}`],
    ]);
  });
  test('in the values of a chart', () => {
    expect(
      findings(({ chart, stack, cluster, secret }) => {
        new WorkerService(chart, 'web', { image: 'a:1' });
        new eks.HelmChart(stack, 'Theirs', {
          cluster,
          chart: 'grafana',
          repository: 'https://example.com',
          release: 'grafana',
          values: { adminPassword: secret.secretValue.unsafeUnwrap() },
        });
      }),
    ).toEqual([['Test/Theirs', expect.stringContaining("the values of Helm release 'grafana' contain an AWS secret in adminPassword")]]);
  });
});
