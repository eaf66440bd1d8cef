import { factsOfCase } from './cases/case';
import { all } from './cases/given';
import { postureOf } from '../../src/preflight/reading/posture.rules';

describe('manifests of CDK', () => {
  const pods = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: web, image: "a:1" }] }';
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: shop }';
  const told = (given: Parameters<typeof factsOfCase>[0]) => postureOf(factsOfCase(given)).filter((line) => line.includes('of CDK'));
  const byKubectl = { overwrites: true };

  test('are told if they have pods', () => {
    expect(told({ manifests: pods, byKubectl })).toEqual([
      'manifests of CDK, which are complete before their pods are ready (a ChartDeployment waits for them): App/Shop',
    ]);
  });

  test.each([
    ['of a ChartDeployment', { manifests: pods }],
    ['without pods', { manifests: config, byKubectl }],
  ])('are not told: %s', (_, given) => expect(told(given)).toEqual([]));
});

describe('public load balancers without TLS', () => {
  const CLASS = 'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: public }';
  const PARAMS = 'kind: IngressClassParams, name: public';
  const classWith = (params: string) =>
    all(
      `${CLASS}\nspec: { controller: ingress.k8s.aws/alb, parameters: { apiGroup: elbv2.k8s.aws, ${PARAMS} } }`,
      `apiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: { name: public }\nspec: { ${params} }`,
    );
  const ofAutoMode = (params: string) =>
    all(
      `${CLASS}\nspec: { controller: eks.amazonaws.com/alb, parameters: { apiGroup: eks.amazonaws.com, ${PARAMS} } }`,
      `apiVersion: eks.amazonaws.com/v1\nkind: IngressClassParams\nmetadata: { name: public }\nspec: { ${params} }`,
    );
  const ingress = (annotations: string, ingressClass = 'alb') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { ingressClassName: ${ingressClass}, defaultBackend: { service: { name: web, port: { number: 80 } } } }`;
  const told = (manifests: string) => postureOf(factsOfCase({ manifests })).filter((line) => line.includes('TLS'));
  const PUBLIC = 'alb.ingress.kubernetes.io/scheme: internet-facing';

  test.each([
    ['by its annotation', ingress(PUBLIC)],
    ['by its class', all(classWith('scheme: internet-facing'), ingress('', 'public'))],
  ])('are told: %s', (_, manifests) => {
    expect(told(manifests)).toEqual(['public load balancers without TLS: Ingress shop/web']);
  });

  test.each([
    ['one inside the network', ingress('')],
    ['a certificate', ingress(`${PUBLIC}, alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu-west-1:111122223333:certificate/a"`)],
    ['a certificate that the controller finds by host', ingress(`${PUBLIC}, alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'`)],
    ['a certificate of its class', all(classWith('scheme: internet-facing, certificateArn: ["arn:a"]'), ingress('', 'public'))],
    [
      'a certificate of a class of Auto Mode',
      all(ofAutoMode('scheme: internet-facing, certificateARNs: ["arn:a"]'), ingress('', 'public')),
    ],
  ])('are not told: %s', (_, manifests) => expect(told(manifests)).toEqual([]));
});

describe('log groups that AWS creates without retention', () => {
  const LOGGED = ['AWS::EKS::Cluster', { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } } }] as const;
  const told = (resources: NonNullable<Parameters<typeof factsOfCase>[0]['resources']>, addon?: string) =>
    postureOf(factsOfCase({ resources, facts: { addonNames: addon === undefined ? [] : [{ path: 'App/Addon', value: addon }] } })).filter(
      (line) => line.includes('log groups'),
    );

  test('are told', () => {
    expect(told({ 'App/Cluster': LOGGED }, 'amazon-cloudwatch-observability')).toEqual([
      'AWS creates log groups without retention, which remain after the cluster: /aws/eks/<cluster>/cluster, ' +
        '/aws/containerinsights/<cluster>/…',
    ]);
  });

  test.each<readonly [string, Parameters<typeof told>[0]]>([
    ['a group of the app', { 'App/Cluster': LOGGED, 'App/Logs': ['AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/shop/cluster' }] }],
    ['a name of the deployment', { 'App/Cluster': LOGGED, 'App/Logs': ['AWS::Logs::LogGroup', { LogGroupName: '<known-at-deploy>' }] }],
    ['no logs', { 'App/Cluster': ['AWS::EKS::Cluster', {}] }],
  ])('are not told: %s', (_, resources) => {
    expect(told(resources)).toEqual([]);
  });
});
