import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';
import { ChartDeployment } from '../../src';
import { Json, newChart, newCluster, newPlainCluster, newStack, resourcesOf, templateOf, VERSION } from '../harness';

function deploy(scope: Construct, cluster: eks.ICluster): ChartDeployment {
  const chart = newChart();
  new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: scope.node.id.toLowerCase() } });
  return new ChartDeployment(scope, 'Shop', { cluster, chart });
}

const deployTo = (scope: Construct, cluster: eks.ICluster): Json => templateOf(deploy(scope, cluster));

const tokenOf = (template: Json): string => {
  const [{ Properties }] = Object.values(resourcesOf(template, 'Custom::StrataObjects'));
  const [id] = Properties.ServiceToken['Fn::GetAtt'];
  expect(template.Resources[id].Type).toBe('AWS::Lambda::Function');
  return id;
};
const imported = (scope: Construct, id: string, clusterName: string) =>
  eks.Cluster.fromClusterAttributes(scope, id, {
    clusterName,
    vpc: new ec2.Vpc(scope, `${id}Vpc`),
    clusterSecurityGroupId: 'sg-1',
  });

describe('the function of a cluster has one logical id', () => {
  const own = (() => {
    const stack = newStack();
    return tokenOf(deployTo(stack, newCluster(stack, { clusterName: 'shop' })));
  })();

  test('that is made of the name of the cluster', () => {
    expect(own).toMatch(/^StrataDelivery[0-9a-f]{8}$/);
    const stack = newStack();
    expect(tokenOf(deployTo(stack, newCluster(stack, { clusterName: 'other' })))).not.toBe(own);
  });

  test.each<[string, (stack: Stack) => eks.ICluster]>([
    ['an imported cluster', (stack) => imported(stack, 'Imported', 'shop')],
    ['an import with another id', (stack) => imported(new Construct(stack, 'Place'), 'Renamed', 'shop')],
    ['a cluster in another place of the tree', (stack) => newCluster(new Construct(stack, 'Place') as Stack, { clusterName: 'shop' })],
    [
      'a cluster of plain aws-eks-v2 with a name',
      (stack) =>
        new eks.Cluster(stack, 'Plain', {
          version: VERSION,
          vpc: new ec2.Vpc(stack, 'Vpc'),
          clusterName: 'shop',
          defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
          defaultCapacity: 0,
        }),
    ],
    ['a cluster of another stack', (stack) => newCluster(new Stack(stack.node.root as App, 'Platform'), { clusterName: 'shop' })],
  ])('for %s', (_, clusterIn) => {
    const stack = newStack();
    expect(tokenOf(deployTo(stack, clusterIn(stack)))).toBe(own);
  });

  test('for two imports of a cluster in one stack', () => {
    const stack = newStack();
    deploy(new Construct(stack, 'A'), imported(stack, 'First', 'shop'));
    const template = deployTo(new Construct(stack, 'B'), imported(stack, 'Second', 'shop'));
    expect(Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).filter((id) => id.startsWith('Strata'))).toEqual([own]);
  });
});

test('a name that is a token is replaced by the path of the cluster', () => {
  const plain = () => {
    const stack = newStack();
    return tokenOf(deployTo(stack, newPlainCluster(stack)));
  };
  expect(plain()).toBe(plain());
  const stack = newStack();
  const name = new CfnParameter(stack, 'Name').valueAsString;
  ['A', 'B'].forEach((id) => deploy(new Construct(stack, `In${id}`), imported(stack, id, name)));
  const functions = Object.keys(resourcesOf(templateOf(stack), 'AWS::Lambda::Function')).filter((id) =>
    /^StrataDelivery[0-9a-f]{8}$/.test(id),
  );
  expect(functions).toHaveLength(2);
});

test('asynchronous invocations of the function are repeated once, and their records go to the function', () => {
  const stack = newStack();
  const template = deployTo(stack, newCluster(stack));
  const [{ Properties }] = Object.values(resourcesOf(template, 'AWS::Lambda::EventInvokeConfig'));
  const id = tokenOf(template);
  expect(Properties).toEqual({
    FunctionName: { Ref: id },
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 1,
    MaximumEventAgeInSeconds: 600,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [id, 'Arn'] } } },
  });
  expect(template.Resources[id].Properties).toMatchObject({
    RecursiveLoop: 'Allow',
    Environment: { Variables: { STACK_ID: { Ref: 'AWS::StackId' } } },
  });
});

test('the function has a security group of its own: HTTPS out, and into the security group of the cluster', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const template = deployTo(stack, cluster);
  const id = tokenOf(template);
  const [groupId] = template.Resources[id].Properties.VpcConfig.SecurityGroupIds.map((each: Json) => each['Fn::GetAtt'][0]);
  const { SecurityGroupEgress, SecurityGroupIngress } = template.Resources[groupId].Properties;
  expect(SecurityGroupIngress).toBeUndefined();
  expect(
    SecurityGroupEgress.map(({ IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 }: Json) => [
      IpProtocol,
      FromPort,
      ToPort,
      CidrIp ?? CidrIpv6,
    ]),
  ).toEqual([
    ['tcp', 443, 443, '0.0.0.0/0'],
    ['tcp', 443, 443, '::/0'],
  ]);
  const rules = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).filter(
    ([, { Properties }]) => Properties.SourceSecurityGroupId['Fn::GetAtt'][0] === groupId,
  );
  expect(rules.map(([, { Properties }]) => Properties)).toEqual([
    expect.objectContaining({
      GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Cluster/), 'ClusterSecurityGroupId'] },
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
    }),
  ]);
  expect(template.Resources[id].DependsOn).toContain(rules[0][0]);
});
