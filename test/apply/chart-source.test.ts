import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import {
  AlbController,
  CertManager,
  ClusterAutoscaler,
  NodeDevice,
  DevicePlugin,
  ExternalSecretsOperator,
  HelmDeployment,
  IstioAmbient,
  KarpenterNodes,
  Keda,
  ManagedNodes,
  Trident,
  VerticalPodAutoscaler,
} from '../../src';
import { HelmRelease } from '../../src/apply/helm-release';
import { Json, newCluster, newStack, resourcesOf, templateOf } from '../harness';

/** What the function may pull. */
function pullsOf(template: Json): unknown[] {
  return Object.values(resourcesOf(template, 'AWS::IAM::Role'))
    .flatMap(({ Properties }) => Properties.Policies ?? [])
    .flatMap(({ PolicyDocument }: Json) => PolicyDocument.Statement)
    .filter(({ Action }: Json) =>
      [Action].flat().some((action: string) => action.startsWith('ecr:') && action !== 'ecr:GetAuthorizationToken'),
    )
    .flatMap(({ Resource }: Json) => [Resource].flat());
}
const allActions = (template: Json): string => JSON.stringify(resourcesOf(template, 'AWS::IAM::Role'));

function released(repositoryOf: (stack: Stack) => { chartRepository?: string; chartEcrRepository?: ecr.IRepository }) {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const release = new HelmRelease(stack, 'Chart', {
    cluster,
    chartName: 'shop',
    chartVersion: '1.0.0',
    releaseName: 'shop',
    namespace: 'shop',
    values: () => ({}),
    ...{ chartRepository: '', ...repositoryOf(stack) },
  });
  return { stack, release, template: templateOf(stack) };
}

describe('the function that installs charts', () => {
  test('may pull from the repository that is given, and from no other', () => {
    const { template } = released((stack) => ({
      chartEcrRepository: new ecr.Repository(stack, 'Repository', { repositoryName: 'charts/shop' }),
    }));
    expect(pullsOf(template)).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Repository/), 'Arn'] }]);
    const [release] = Object.values(resourcesOf(template, 'Custom::StrataHelmRelease'));
    expect(JSON.stringify(release.Properties.Repository)).toMatch(/^\{"Fn::Join":\["",\["oci:\/\//);
  });

  test.each([
    [
      'with its account and region',
      () => 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/charts/shop',
      ':ecr:eu-west-1:111122223333:repository/charts/shop',
    ],
    ['of China', () => 'oci://111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/shop', ':ecr:cn-north-1:111122223333:repository/shop'],
    [
      'by FIPS',
      () => 'oci://111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/shop',
      ':ecr:us-gov-west-1:111122223333:repository/shop',
    ],
    ['for IPv6', () => 'oci://111122223333.dkr-ecr.eu-west-1.on.aws/shop', ':ecr:eu-west-1:111122223333:repository/shop'],
    [
      'of the account and region of the stack',
      () => `oci://${Aws.ACCOUNT_ID}.dkr.ecr.${Aws.REGION}.${Aws.URL_SUFFIX}/charts/shop`,
      ':repository/charts/shop',
    ],
    ['of a repository of the app', (stack: Stack) => `oci://${new ecr.Repository(stack, 'Repository').repositoryUri}`, ':repository/'],
  ])('may pull from exactly the address %s', (_, address, arn) => {
    const [resource, ...others] = pullsOf(released((stack) => ({ chartRepository: address(stack) })).template);
    expect(others).toEqual([]);
    expect(JSON.stringify(resource)).toContain(arn);
    expect(resource).not.toBe('*');
  });

  test.each([
    ['ECR Public', 'oci://public.ecr.aws/shop/shop'],
    ['another registry', 'oci://ghcr.io/shop/shop'],
    ['a server', 'https://charts.example.com'],
    ['a registry that only looks like ECR', 'oci://111122223333.dkr.ecr.example.com.evil.example/shop'],
  ])('has no right on ECR for %s', (_, repository) => {
    expect(allActions(released(() => ({ chartRepository: repository })).template)).not.toContain('ecr:');
  });

  test('has none for a registry that is known at deploy alone, with a warning', () => {
    const { stack, template } = released((scope) => ({
      chartRepository: `oci://${new CfnParameter(scope, 'Registry').valueAsString}/shop`,
    }));
    expect(allActions(template)).not.toContain('ecr:');
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp(
        'the registry of the chart is not known before deployment, so the function that installs the chart gets no permission',
      ),
    );
  });
});

describe('every chart takes a repository of ECR', () => {
  const charts: [
    string,
    string,
    (scope: Construct, cluster: ReturnType<typeof newCluster>, chartEcrRepository: ecr.IRepository) => void,
  ][] = [
    [
      'HelmDeployment',
      'shop',
      (scope, cluster, ecrRepository) =>
        new HelmDeployment(scope, 'It', { cluster, chartName: 'shop', chartEcrRepository: ecrRepository, chartVersion: '1.0.0' }),
    ],
    [
      'AlbController',
      'aws-load-balancer-controller',
      (scope, cluster, chartEcrRepository) => new AlbController(scope, 'It', { cluster, chartEcrRepository }),
    ],
    ['CertManager', 'cert-manager', (scope, cluster, chartEcrRepository) => new CertManager(scope, 'It', { cluster, chartEcrRepository })],
    [
      'ClusterAutoscaler',
      'cluster-autoscaler',
      (scope, cluster, chartEcrRepository) => new ClusterAutoscaler(scope, 'It', { cluster, chartEcrRepository }),
    ],
    [
      'ExternalSecrets',
      'external-secrets',
      (scope, cluster, chartEcrRepository) => new ExternalSecretsOperator(scope, 'It', { cluster, chartEcrRepository }),
    ],
    ['Keda', 'keda', (scope, cluster, chartEcrRepository) => new Keda(scope, 'It', { cluster, chartEcrRepository })],
    ['Trident', 'trident-operator', (scope, cluster, chartEcrRepository) => new Trident(scope, 'It', { cluster, chartEcrRepository })],
    [
      'VerticalPodAutoscaler',
      'vertical-pod-autoscaler',
      (scope, cluster, chartEcrRepository) => new VerticalPodAutoscaler(scope, 'It', { cluster, chartEcrRepository }),
    ],
    [
      'DevicePlugin',
      'nvidia-device-plugin',
      (scope, cluster, chartEcrRepository) => new DevicePlugin(scope, 'It', { cluster, device: NodeDevice.NVIDIA, chartEcrRepository }),
    ],
    [
      'KarpenterNodes',
      'karpenter',
      (scope, cluster, repository) =>
        new KarpenterNodes(scope, 'It', {
          cluster,
          chartEcrRepositories: [ecr.Repository.fromRepositoryName(scope, 'Crds', 'mirror/karpenter-crd'), repository],
        }),
    ],
    [
      'IstioAmbient',
      'ztunnel',
      (scope, cluster, repository) =>
        new IstioAmbient(scope, 'It', {
          cluster,
          chartEcrRepositories: {
            ...Object.fromEntries(['base', 'istiod', 'cni'].map((name) => [name, ecr.Repository.fromRepositoryName(scope, name, name)])),
            ztunnel: repository,
          },
        }),
    ],
  ];
  test.each(charts)('%s', (_, chart, make) => {
    const stack = newStack();
    const cluster = newCluster(stack);
    make(stack, cluster, ecr.Repository.fromRepositoryName(stack, 'Repository', `mirror/${chart}`));
    const pulls = pullsOf(templateOf(stack));
    expect(JSON.stringify(pulls)).toContain(`:repository/mirror/${chart}`);
    expect(pulls).not.toContain('*');
  });
});

describe('fails', () => {
  const stack = newStack(new App());
  const cluster = newCluster(stack);
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'mirror/other');

  test('for a repository whose name is that of another chart', () => {
    expect(() => new Keda(stack, 'Keda', { cluster, chartEcrRepository: repository })).toThrow(
      "[Test/Keda/Chart] chartEcrRepository is 'mirror/other': the repository name must end with the name of " +
        "the chart, keda. Push the chart to a repository like 'charts/keda' " +
        '(https://docs.aws.amazon.com/AmazonECR/latest/userguide/push-oci-artifact.html)',
    );
  });
  test('for two places', () => {
    expect(
      () =>
        new CertManager(stack, 'Certificates', { cluster, chartRepository: 'https://charts.example.com', chartEcrRepository: repository }),
    ).toThrow(
      '[Test/Certificates] chartRepository and chartEcrRepository are both set: they are mutually exclusive. ' +
        'Remove chartRepository or chartEcrRepository',
    );
    expect(
      () =>
        new HelmDeployment(stack, 'Shop', {
          cluster,
          chartName: 'other',
          chartRepository: 'https://charts.example.com',
          chartEcrRepository: repository,
        }),
    ).toThrow(
      '[Test/Shop] chartRepository and chartEcrRepository are both set: they are mutually exclusive. ' +
        'Remove chartRepository or chartEcrRepository',
    );
  });
  test('for Karpenter without one of its charts, and Istio without one', () => {
    expect(() => new KarpenterNodes(stack, 'Karpenter', { cluster, chartEcrRepositories: [repository] })).toThrow(
      '[Test/Karpenter] chartEcrRepositories has 1 entries: it must have two entries. Set it to ' +
        'karpenter-crd and karpenter, in this order',
    );
    expect(() => new IstioAmbient(stack, 'Mesh', { cluster, chartEcrRepositories: { base: repository } })).toThrow(
      '[Test/Mesh] chartEcrRepositories has no repository for istiod, cni, ztunnel: must have one for each of ' +
        'the charts base, istiod, cni, ztunnel. Add the missing repositories',
    );
  });
});
