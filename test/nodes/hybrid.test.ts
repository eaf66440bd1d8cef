import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ClusterOptions, CoreAddons, HybridCredentials, HybridNodes, HybridNodesProps } from '../../src';
import { HybridFacts, hybridProblems } from '../../src/nodes/hybrid/hybrid.rules';
import { Json, logicalId, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

const made = (options: Partial<HybridNodesProps> = {}, clusterOptions: ClusterOptions = { serviceIpv4Cidr: '172.20.0.0/16' }) => {
  const stack = newStack();
  const cluster = newCluster(stack, clusterOptions);
  const addons = new CoreAddons(stack, 'Addons', { cluster });
  const hybrid = new HybridNodes(stack, 'Hybrid', {
    cluster,
    remoteNodeCidrs: ['10.80.0.0/16'],
    remotePodCidrs: ['10.85.0.0/16'],
    ...options,
  });
  return {
    stack,
    cluster,
    addons,
    hybrid,
    role: () => templateOf(stack).Resources[logicalId(hybrid.role.node.defaultChild as never)].Properties,
  };
};

describe('hybrid nodes', () => {
  const { stack, cluster, addons, hybrid, role } = made({ transitGatewayId: 'tgw-1' });
  const template = templateOf(stack);

  test('are named to the control plane', () => {
    expect(resourceOf(cluster).Properties.RemoteNetworkConfig).toEqual({
      RemoteNodeNetworks: [{ Cidrs: ['10.80.0.0/16'] }],
      RemotePodNetworks: [{ Cidrs: ['10.85.0.0/16'] }],
    });
  });
  test('join by an access entry of their own type', () => {
    expect(
      Object.values(resourcesOf(template, 'AWS::EKS::AccessEntry'))
        .filter(({ Properties }) => Properties.Type === 'HYBRID_LINUX')
        .map(({ Properties }) => Properties.PrincipalArn),
    ).toEqual([{ 'Fn::GetAtt': [logicalId(hybrid.role.node.defaultChild as never), 'Arn'] }]);
  });
  test('take their role by Systems Manager, of this account alone', () => {
    expect(role().AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'ssm.amazonaws.com' },
        Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
      }),
    ]);
    const statements = role().Policies[0].PolicyDocument.Statement as Json[];
    expect(statements.find(({ Action }) => Action === 'ssm:DeregisterManagedInstance')!.Condition).toEqual({
      StringEquals: { 'ssm:resourceTag/EKSClusterARN': { 'Fn::GetAtt': [logicalId(cluster), 'Arn'] } },
    });
  });
  test('let their pods ask for names, and leave port 443 to EKS', () => {
    const rules = Object.values(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))
      .map(({ Properties }) => Properties)
      .filter(({ CidrIp }) => CidrIp === '10.85.0.0/16');
    expect(rules.map(({ IpProtocol, FromPort }) => [IpProtocol, FromPort])).toEqual([
      ['tcp', 53],
      ['udp', 53],
    ]);
  });
  test('are reached by routes', () => {
    expect(
      new Set(
        Object.values(resourcesOf(template, 'AWS::EC2::Route'))
          .filter(({ Properties }) => Properties.TransitGatewayId === 'tgw-1')
          .map(({ Properties }) => Properties.DestinationCidrBlock),
      ),
    ).toEqual(new Set(['10.80.0.0/16', '10.85.0.0/16']));
  });
  test('have a Pod Identity agent as well', () =>
    expect(resourceOf(addons.addons['eks-pod-identity-agent'].addon).Properties.ConfigurationValues).toBe(
      '{"daemonsets":{"hybrid":{"create":true}}}',
    ));
});

test('with certificates the session is named like the certificate', () => {
  const statements = made({
    credentialProvider: HybridCredentials.rolesAnywhere('arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/a'),
  }).role().AssumeRolePolicyDocument.Statement as Json[];
  expect(statements.map(({ Action }) => Action)).toEqual([['sts:TagSession', 'sts:SetSourceIdentity'], 'sts:AssumeRole']);
  expect(statements[1].Condition).toEqual({
    StringEquals: {
      'sts:RoleSessionName': '${aws:PrincipalTag/x509Subject/CN}',
      'aws:PrincipalTag/x509Subject/CN': '${aws:PrincipalTag/x509Subject/CN}',
    },
    ArnEquals: { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/a' },
  });
});

test('routes through a virtual private gateway', () => {
  const { stack } = made({ virtualPrivateGatewayId: 'vgw-1', remotePodCidrs: [] });
  expect(
    Object.values(resourcesOf(templateOf(stack), 'AWS::EC2::Route')).filter(({ Properties }) => Properties.GatewayId === 'vgw-1'),
  ).toHaveLength(4);
});

test.each<[ClusterOptions, RegExp]>([
  [{ serviceIpv4Cidr: '172.20.0.0/16', endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE }, /public and private/],
])('fails on a cluster with %#', (options, message) => expect(() => made({}, options)).toThrow(message));

const good: HybridFacts = {
  remoteNodeCidrs: ['10.80.0.0/16'],
  remotePodCidrs: ['10.85.0.0/16'],
  otherCidrs: [],
  vpcCidr: '10.0.0.0/16',
  serviceCidr: '172.20.0.0/16',
  ipv6: false,
  bothEndpoints: false,
  sameStack: true,
};
test('fine', () => expect(hybridProblems(good)).toEqual([]));
test.each<[Partial<HybridFacts>, RegExp]>([
  [{ remoteNodeCidrs: [] }, /remoteNodeCidrs is empty/],
  [{ remoteNodeCidrs: Array.from({ length: 16 }, (_, n) => `10.9.${n}.0/24`) }, /16 entries/],
  [{ remoteNodeCidrs: ['8.8.8.0/24'] }, /'8\.8\.8\.0\/24'/],
  [{ remotePodCidrs: ['10.80.1.0/24'] }, /overlaps with remotePodCidrs/],
  [{ otherCidrs: ['10.85.0.0/17'] }, /overlaps with another site/],
  [{ vpcPodCidr: '10.85.0.0/16' }, /overlaps with podCidr of the VPC/],
  [{ remoteNodeCidrs: ['10.80.3.4/16'] }, /10\.80\.3\.4/],
  [{ remotePodCidrs: ['10.0.1.0/24'] }, /overlaps with the VPC/],
  [{ remotePodCidrs: ['172.20.1.0/24'] }, /overlaps with serviceIpv4Cidr/],
  [{ ipv6: true }, /IPv6/],
  [{ region: 'us-gov-west-1' }, /us-gov-west-1/],
  [{ sameStack: false }, /another stack/],
])('fails for %j', (change, message) =>
  expect(hybridProblems({ ...good, ...change }).map(({ finding }) => finding)).toEqual([expect.stringMatching(message)]),
);

test('two sites are both remote networks of the cluster, and share the attachment to one gateway', () => {
  const { stack, cluster } = made({ transitGatewayId: 'tgw-1' });
  new HybridNodes(stack, 'Second', { cluster, remoteNodeCidrs: ['10.90.0.0/16'], transitGatewayId: 'tgw-1' });
  expect(resourceOf(cluster).Properties.RemoteNetworkConfig).toEqual({
    RemoteNodeNetworks: [{ Cidrs: ['10.80.0.0/16', '10.90.0.0/16'] }],
    RemotePodNetworks: [{ Cidrs: ['10.85.0.0/16'] }],
  });
  expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::EC2::TransitGatewayAttachment'))).toHaveLength(1);
});
