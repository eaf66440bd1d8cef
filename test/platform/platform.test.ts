import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ChartDeployment, Platform, PlatformPart, PlatformProps, Profile, Route, WebService } from '../../src';
import { dependsOnEdges, isLambdaBacked, longestChain, Template as PlainTemplate, waitsForType } from '../../src/report/template-graph.rules';
import { Json, newChart, newStack, resourcesOf, templateOf, VERSION } from '../harness';

function platformOf(props: Partial<PlatformProps> = {}, context: Json = {}) {
  const stack = newStack(context);
  const platform = new Platform(stack, 'Platform', { version: VERSION, admins: [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/admin')], ...props });
  return { stack, platform };
}

describe('a platform with a workload', () => {
  const { stack, platform } = platformOf();
  const chart = newChart('shop');
  new WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', route: Route.publicAlb() });
  const deployment = new ChartDeployment(stack, 'Shop', { cluster: platform.cluster, chart });
  const template = templateOf(stack) as PlainTemplate & Json;
  const types = Object.values(template.Resources as Json).map(({ Type }: Json) => Type as string);
  const workload = stack.getLogicalId(deployment.node.defaultChild as never);

  test('has one Helm release and at most three manifests, on one handler', () => {
    expect(types.filter((type) => type === 'Custom::AWSCDK-EKS-HelmChart')).toHaveLength(1);
    expect(types.filter((type) => type === 'Custom::AWSCDK-EKS-KubernetesResource').length).toBeLessThanOrEqual(3);
    expect(types.filter((type) => type === 'AWS::Lambda::LayerVersion')).toHaveLength(2);
  });
  test('is below 70,000 bytes', () => expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(70_000));
  test('the workload waits for at most two steps of Lambda, one after the other', () => {
    expect(longestChain(template, workload).lambdaBacked).toBeLessThanOrEqual(2);
    expect(types.filter(isLambdaBacked)).toHaveLength(4);
  });
  test('the control plane does not wait for NAT, the nodes do', () => {
    const [cluster] = Object.keys(resourcesOf(template, 'AWS::EKS::Cluster'));
    const [nodes] = Object.keys(resourcesOf(template, 'AWS::EKS::Nodegroup'));
    expect([waitsForType(template, cluster, 'AWS::EC2::NatGateway'), waitsForType(template, nodes, 'AWS::EC2::NatGateway')]).toEqual([false, true]);
  });
  test('no subtree waits for a subtree', () => expect(dependsOnEdges(template)).toBeLessThan(70));
  test('has a name for everything that lasts: logical ids are contract', () => {
    expect(Object.keys(template.Resources as Json)).toMatchSnapshot();
  });
});

test('development is cheaper, line by line', () => {
  const { stack } = platformOf({ profile: Profile.DEVELOPMENT });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::NatGateway', 1);
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties('AWS::EKS::Cluster', { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } } });
  template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/Test-Platform-Cluster/cluster', RetentionInDays: 7 });
  template.hasResourceProperties('AWS::EKS::Nodegroup', { CapacityType: 'SPOT', ScalingConfig: { MinSize: 2, MaxSize: 4, DesiredSize: 2 } });
});

describe('each part can be replaced', () => {
  test('the network', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Mine');
    const platform = new Platform(stack, 'Platform', { version: VERSION, vpc });
    expect(platform.vpc).toBe(vpc);
    expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::EC2::VPC'))).toHaveLength(1);
  });
  test('settings of network, cluster and nodes', () => {
    const { stack } = platformOf({
      networkOptions: { cidr: '10.8.0.0/16' }, clusterOptions: { clusterName: 'mine', deletionProtection: true }, nodeOptions: { minSize: 5, maxSize: 9, instanceTypes: [new ec2.InstanceType('m7g.large')] },
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.8.0.0/16' });
    template.hasResourceProperties('AWS::EKS::Cluster', { Name: 'mine', DeletionProtection: true });
    template.hasResourceProperties('AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 5, MaxSize: 9 }, AmiType: 'AL2023_ARM_64_STANDARD' });
  });
  test('the zones of the network', () => {
    const app = new App({ context: { 'availability-zones:account=111122223333:region=eu-west-1': ['eu-west-1a', 'eu-west-1b'] } });
    const stack = new Stack(app, 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
    const { vpc } = new Platform(stack, 'Platform', { version: VERSION, networkOptions: { zones: ['eu-west-1a', 'eu-west-1b'] } });
    expect(vpc.availabilityZones).toEqual(['eu-west-1a', 'eu-west-1b']);
  });
  test.each([[{ minSize: 10 }, { MinSize: 10, MaxSize: 10 }], [{ maxSize: 2 }, { MinSize: 2, MaxSize: 2 }], [{ maxSize: 9 }, { MinSize: 3, MaxSize: 9 }]])('one size of the nodes: %j', (nodeOptions, ScalingConfig) => {
    Template.fromStack(platformOf({ nodeOptions }).stack).hasResourceProperties('AWS::EKS::Nodegroup', { ScalingConfig });
  });
  test('the key of secrets, also in development', () => {
    const stack = newStack();
    const secretsKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
    new Platform(stack, 'Platform', { version: VERSION, profile: Profile.DEVELOPMENT, clusterOptions: { secretsKey } });
    Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', { EncryptionConfig: [{ Provider: { KeyArn: secretsKey.keyArn } }] });
  });
  test.each<[PlatformPart, 'addons' | 'nodes' | 'storage' | 'albController']>([
    [PlatformPart.ADDONS, 'addons'], [PlatformPart.NODES, 'nodes'], [PlatformPart.STORAGE, 'storage'], [PlatformPart.ALB_CONTROLLER, 'albController'],
  ])('%s can be left out', (part, name) => {
    const { platform } = platformOf({ without: [part] });
    expect(() => platform[name]).toThrow(`[Test/Platform] without names ${part}: a part that was left out is not there. Use the construct that replaces it, or take it out of without`);
    const others = (['addons', 'nodes', 'storage', 'albController'] as const).filter((other) => other !== name);
    expect(others.map((other) => platform[other].node.scope)).toEqual([platform, platform, platform]);
  });
});

test('fails for two networks', () => {
  const stack = newStack();
  expect(() => new Platform(stack, 'Platform', { version: VERSION, vpc: new ec2.Vpc(stack, 'Mine'), networkOptions: {} })).toThrow('[Test/Platform] both vpc and networkOptions are given: a platform has one network. Leave one of them out');
});

test('the same input gives the same template, byte for byte', () => {
  const [first, second] = [1, 2].map(() => JSON.stringify(templateOf(platformOf().stack)));
  expect(first).toBe(second);
});

test.each(['us-gov-west-1', 'cn-north-1'])('no name of a partition is written into a template for %s', (region) => {
  const stack = new Stack(new App(), 'Test', { env: { region } });
  const platform = new Platform(stack, 'Platform', { version: VERSION });
  expect(platform.cluster.literalName).toBe('Test-Platform-Cluster');
  expect(JSON.stringify(templateOf(stack))).not.toContain('arn:aws:');
});
