import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import {
  AlbController,
  CertManager,
  ChartDeployment,
  ExternalDnsForCloudMap,
  ExternalDnsSource,
  ExternalDns,
  GatewayApi,
  GatewayCrds,
  IstioAmbient,
  VpcLatticeController,
  LetsEncryptIssuer,
  LoadBalancerAddress,
  ManagedNodes,
  Preflight,
  Route,
  TargetGroupRoute,
  WebService,
} from '../../src';
import { find, flat, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const chartOf = (template: Json, id: string): Json =>
  Object.entries(resourcesOf(template, 'Custom::StrataHelmRelease')).find(([each]) => each.startsWith(id))![1];
const valuesOf = (template: Json, id: string): Json => JSON.parse(flat(chartOf(template, id).Properties.Values));
const statementsOf = (template: Json, id: string): [unknown, string][] =>
  Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))
    .find(([each]) => each.includes(id))![1]
    .Properties.PolicyDocument.Statement.map(({ Action, Resource }: Json) => [
      Action,
      (Array.isArray(Resource) ? Resource : [Resource])
        .map(flat)
        .join(' ')
        .replace(/<token>/g, ''),
    ]);
const base = () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  return { stack, cluster, zone };
};

describe('ExternalDNS', () => {
  const { stack, cluster, zone } = base();
  new AlbController(stack, 'Controller', { cluster });
  new GatewayApi(stack, 'Gateways', {
    cluster,
    crds: GatewayCrds.fromChart({ chartRepository: 'https://example.com', chartName: 'gateway-api-crds', chartVersion: '1.0.0' }),
  });
  new ExternalDns(stack, 'Dns', {
    cluster,
    hostedZones: [zone],
    sources: [ExternalDnsSource.INGRESS, ExternalDnsSource.HTTP_ROUTE],
    configurationValues: { interval: '5m' },
  });
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'a:1', route: Route.publicAlb({ host: 'a.example.com' }) });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  const [id, addon] = Object.entries(resourcesOf(template, 'AWS::EKS::Addon')).find(
    ([, { Properties }]) => Properties.AddonName === 'external-dns',
  )!;

  test('writes into the zones that it is given, as the cluster', () => {
    expect(JSON.parse(flat(addon.Properties.ConfigurationValues))).toEqual({
      sources: ['ingress', 'gateway-httproute'],
      policy: 'sync',
      registry: 'txt',
      txtOwnerId: 'Test-Cluster',
      domainFilters: ['example.com'],
      triggerLoopOnEvent: true,
      interval: '5m',
    });
    expect(statementsOf(template, 'DnsAddonIdentity')).toEqual([
      [
        ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets', 'route53:ListTagsForResources'],
        'arn::route53:::hostedzone/Z1',
      ],
      ['route53:ListHostedZones', '*'],
    ]);
  });
  test('is there before names, until they are gone, and before the webhook of load balancers', () => {
    expect(
      Object.entries(resourcesOf(template, 'Custom::StrataObjects')).find(([each]) => each.startsWith('Chart'))![1].DependsOn,
    ).toContain(id);
    expect(chartOf(template, 'ControllerChart').DependsOn).toContain(id);
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('keeps records where it is told to, and fails without zones or sources', () => {
    const other = base();
    new ExternalDns(other.stack, 'Dns', { cluster: other.cluster, hostedZones: [other.zone], upsertOnly: true });
    expect(flat(Object.values(resourcesOf(templateOf(other.stack), 'AWS::EKS::Addon'))[0].Properties.ConfigurationValues)).toContain(
      '"policy":"upsert-only"',
    );
    expect(() => new ExternalDns(base().stack, 'More', { cluster, hostedZones: [], sources: [] })).toThrow(
      '[Test/More] hostedZones is empty: ExternalDNS writes only into the hosted zones that it is given. Add a ' +
        'hosted zone\n[Test/More] sources is empty: must have at least one source. Add a source, or remove ' +
        '`sources`',
    );
  });
});

test('Cloud Map gets the names below one namespace', () => {
  const { stack, cluster } = base();
  new ExternalDnsForCloudMap(stack, 'Names', {
    cluster,
    cloudMapNamespace: new PrivateDnsNamespace(stack, 'Namespace', { vpc: cluster.vpc, name: 'shop.internal' }),
  });
  const template = templateOf(stack);
  expect(valuesOf(template, 'NamesChart')).toMatchObject({
    provider: { name: 'aws-sd' },
    registry: 'aws-sd',
    domainFilters: ['shop.internal'],
    sources: ['service'],
    annotationPrefix: 'external-dns.alpha.kubernetes.io/',
    extraArgs: ['--aws-zone-type=private', '--aws-sd-service-cleanup'],
    env: [{ name: 'AWS_REGION', value: '<token>' }],
  });
  expect(statementsOf(template, 'NamesIdentity')).toEqual([
    [
      ['CreateService', 'UpdateService', 'DeleteService', 'GetService', 'RegisterInstance', 'DeregisterInstance', 'TagResource'].map(
        (action) => `servicediscovery:${action}`,
      ),
      ' arn::servicediscovery:::service/*',
    ],
    [['ListNamespaces', 'ListServices', 'ListInstances', 'DiscoverInstances'].map((action) => `servicediscovery:${action}`), '*'],
    [['route53:GetHostedZone', 'route53:ChangeResourceRecordSets'], 'arn::route53:::hostedzone/*'],
    ['route53:ListHostedZonesByName', '*'],
  ]);
});

describe('cert-manager', () => {
  const { stack, cluster, zone } = base();
  const certManager = new CertManager(stack, 'Certs', { cluster, hostedZones: [zone] });
  new LetsEncryptIssuer(stack, 'Issuer', { certManager, email: 'ops@example.com', staging: true });
  const template = templateOf(stack);
  test('answers in the zones that it is given', () => {
    expect(statementsOf(template, 'CertsIdentity')).toEqual([
      ['route53:GetChange', 'arn::route53:::change/*'],
      [['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'], 'arn::route53:::hostedzone/Z1'],
    ]);
    expect(valuesOf(template, 'CertsChart')).toEqual({
      crds: { enabled: true, keep: true },
      webhook: { securePort: 10260 },
      serviceAccount: { name: 'cert-manager', annotations: { 'eks.amazonaws.com/role-arn': '<token>' } },
      securityContext: { fsGroup: 1001 },
    });
  });
  test('an issuer asks for records in them, after it', () => {
    expect(find(objectsOf(template), 'ClusterIssuer', 'issuer').spec.acme).toEqual({
      server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
      email: 'ops@example.com',
      privateKeySecretRef: { name: 'issuer-account' },
      solvers: [{ selector: { dnsZones: ['example.com'] }, dns01: { route53: { region: '<token>', hostedZoneID: 'Z1' } } }],
    });
    expect(Object.values(resourcesOf(template, 'Custom::StrataObjects'))[0].DependsOn).toContainEqual(expect.stringMatching(/^CertsChart/));
  });
  test('fails for an address that is none, and without zones', () => {
    const other = base();
    const without = new CertManager(other.stack, 'Certs', { cluster: other.cluster });
    expect(() => new LetsEncryptIssuer(other.stack, 'Issuer', { certManager: without, email: 'ops' })).toThrow(
      "[Test/Issuer] email is 'ops': must be an email address. Use a value like 'ops@example.com'" +
        '\n[Test/Issuer] certManager has no hostedZones: DNS01 challenges are solved with records in a ' +
        'hosted zone. Set `hostedZones` of CertManager',
    );
  });
});

describe('an address', () => {
  test('of what Kubernetes makes is read after its deployment, in the same deploy', () => {
    const { stack, cluster } = base();
    new AlbController(stack, 'Controller', { cluster });
    const chart = newChart('shop');
    new WebService(chart, 'web', { image: 'a:1', route: Route.publicAlb() });
    const deployment = new ChartDeployment(stack, 'Chart', { cluster, chart });
    const { hostname } = new LoadBalancerAddress(stack, 'Address', { cluster, deployment, namespace: 'shop', ingressName: 'web' });
    const [[id, resource]] = Object.entries(resourcesOf(templateOf(stack), 'Custom::StrataValue'));
    expect(resource.Properties).toMatchObject({
      ApiVersion: 'networking.k8s.io/v1',
      Kind: 'Ingress',
      Name: 'web',
      Namespace: 'shop',
      Path: ['status', 'loadBalancer', 'ingress', '0', 'hostname'],
      WaitSeconds: 600,
    });
    expect(resource.DependsOn).toContainEqual(expect.stringMatching(/^ChartObjects/));
    expect(stack.resolve(hostname)).toEqual({ 'Fn::GetAtt': [id, 'Value'] });
  });
  test('fails for two objects, and for waiting longer than CloudFormation does', () => {
    const { stack, cluster } = base();
    expect(
      () =>
        new LoadBalancerAddress(stack, 'Address', {
          cluster,
          deployment: stack,
          namespace: 'a',
          ingressName: 'a',
          serviceName: 'b',
          timeout: Duration.minutes(56),
        }),
    ).toThrow(
      '[Test/Address] ingressName and serviceName are set: exactly one of them must be set. Remove all but one of ' +
        'ingressName, serviceName\n[Test/Address] timeout is 56 minutes: must be at most 55 ' +
        'minutes, because CloudFormation waits for a custom resource for an hour. Decrease `timeout`',
    );
  });
  test('of what CDK makes has pods as targets', () => {
    const { stack, cluster } = base();
    new AlbController(stack, 'Controller', { cluster });
    const targetGroup = new elb.NetworkTargetGroup(stack, 'Targets', { vpc: cluster.vpc, port: 8080, targetType: elb.TargetType.IP });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
    const chart = newChart('shop');
    new WebService(chart, 'web', {
      image: 'a:1',
      route: TargetGroupRoute.of(targetGroup, { securityGroups: [group], containerPort: 8080 }),
    });
    new ChartDeployment(stack, 'Chart', { cluster, chart });
    expect(find(objectsOf(templateOf(stack)), 'TargetGroupBinding', 'web').spec).toEqual({
      serviceRef: { name: 'web', port: 80 },
      targetGroupARN: '<token>',
      targetType: 'ip',
      networking: { ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ protocol: 'TCP', port: 8080 }] }] },
    });
    expect(Preflight.of(stack).findings()).toEqual([]);
    expect(() => TargetGroupRoute.of(targetGroup, { containerPort: 8080 })).toThrow(
      '[TargetGroupRoute] containerPort is set without securityGroups: containerPort limits which port the ' +
        'security groups may reach. Set `securityGroups`, or remove `containerPort`',
    );
  });
});

describe('VPC Lattice', () => {
  const { stack, cluster } = base();
  const list = ec2.PrefixList.fromPrefixListId(stack, 'List', 'pl-1');
  new VpcLatticeController(stack, 'Lattice', {
    cluster,
    prefixLists: [list],
    serviceNetworkName: 'shops',
    crds: GatewayCrds.fromChart({ chartRepository: 'https://example.com', chartName: 'gateway-api-crds', chartVersion: '1.0.0' }),
  });
  const template = templateOf(stack);
  test('the controller is told where it is, and has the official policy', () => {
    expect(valuesOf(template, 'LatticeChart')).toEqual({
      awsRegion: '<token>',
      awsAccountId: '<token>',
      clusterVpcId: '<token>',
      clusterName: 'Test-Cluster',
      serviceAccount: { create: true, name: 'gateway-api-controller', annotations: { 'eks.amazonaws.com/role-arn': '<token>' } },
    });
    const [[actions, resource], ...linked] = statementsOf(template, 'LatticeIdentity');
    expect(resource).toBe('*');
    expect((actions as string[]).sort()).toEqual([
      'acm:ListCertificates',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeTags',
      'ec2:DescribeVpcs',
      'firehose:TagDeliveryStream',
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      's3:GetBucketPolicy',
      's3:PutBucketPolicy',
      'tag:GetResources',
      'tag:TagResources',
      'tag:UntagResources',
      'vpc-lattice:*',
    ]);
    expect(linked.map(([action]) => action)).toEqual(['iam:CreateServiceLinkedRole', 'iam:CreateServiceLinkedRole']);
  });
  test('its addresses reach the pods, and its class comes after it', () => {
    expect(resourcesOf(template, 'AWS::VpcLattice::ServiceNetwork')).toMatchObject({
      [chartOf(template, 'LatticeChart').DependsOn.find((id: string) => id.startsWith('LatticeServiceNetwork'))]: {
        Properties: { Name: 'shops' },
      },
    });
    expect(chartOf(template, 'LatticeChart').DependsOn).toContainEqual(expect.stringMatching(/^LatticeVpcAssociation/));
    expect(
      Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))
        .filter(({ Properties }) => Properties.SourcePrefixListId)
        .map(({ Properties }) => [Properties.SourcePrefixListId, Properties.IpProtocol]),
    ).toEqual([['pl-1', '-1']]);
    expect(Object.values(resourcesOf(template, 'Custom::StrataObjects'))[0].DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/^LatticeChart/), expect.stringMatching(/^LatticeCrds/)]),
    );
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('fails without addresses, and for a name that Lattice refuses', () => {
    expect(() => new VpcLatticeController(stack, 'More', { cluster, prefixLists: [], serviceNetworkName: 'A' })).toThrow(
      new RegExp(
        String.raw`\[Test/More\] prefixLists is empty: the cluster security group must allow VPC Lattice by its ` +
          String.raw`prefix list\..*\n\[Test/More\] serviceNetworkName is 'A': must be 3–63 lower-case letters, ` +
          String.raw`digits or hyphens`,
      ),
    );
  });
});

describe('Istio', () => {
  test('comes in ambient mode, one chart after the other', () => {
    const { stack, cluster } = base();
    new IstioAmbient(stack, 'Istio', { cluster, values: { istiod: { pilot: { autoscaleMin: 2 } } } });
    const template = templateOf(stack);
    const charts = Object.entries(resourcesOf(template, 'Custom::StrataHelmRelease'));
    expect(
      charts.map(([, { Properties }]) => [Properties.Release, Properties.Chart, Properties.Version, JSON.parse(flat(Properties.Values))]),
    ).toEqual([
      ['istio-base', 'base', '1.31.1', {}],
      ['istiod', 'istiod', '1.31.1', { profile: 'ambient', pilot: { autoscaleMin: 2 } }],
      ['istio-cni', 'cni', '1.31.1', { profile: 'ambient' }],
      ['ztunnel', 'ztunnel', '1.31.1', {}],
    ]);
    charts.slice(1).forEach(([, { DependsOn }], index) => expect(DependsOn).toContain(charts[index][0]));
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('fails for values of a chart that it has not', () => {
    const { stack, cluster } = base();
    expect(() => new IstioAmbient(stack, 'Istio', { cluster, values: { gateway: {} } })).toThrow(
      "[Test/Istio] values has unknown charts 'gateway': the charts are base, istiod, cni, ztunnel. Use the " +
        'names of these charts as keys of `values`',
    );
  });
});
