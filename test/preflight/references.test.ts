import { App, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { KubernetesObjects } from '../../src/apply/kubernetes-objects';
import { at } from '../../src/kubernetes/kubernetes-object.rules';
import { clusterModelDataOf } from '../../src/model/cluster-model-data';
import { factsOf } from '../../src/preflight/facts/facts';
import { resourcesOf } from '../../src/preflight/facts/resource-facts';
import { newCluster } from '../harness';

/** An app in which a key, a bucket and a group of one stack are referred to by resources of several. */
function world() {
  const app = new App();
  const own = new Stack(app, 'Own');
  const other = new Stack(app, 'Other');
  const cluster = newCluster(own);
  const key = new kms.Key(own, 'Key', { alias: 'alias/disks' });
  const keyId = String(own.resolve(own.getLogicalId(key.node.defaultChild as kms.CfnKey)));
  const bucket = new s3.Bucket(own, 'Bucket', { bucketName: 'logs-of-shop' });
  new ssm.StringParameter(own, 'Parameter', { parameterName: '/shop/key', stringValue: key.keyArn });
  new ssm.StringParameter(own, 'Nested', { parameterName: '/shop/alias', stringValue: 'alias/disks' });
  new CfnOutput(own, 'Exported', { value: key.keyArn, exportName: 'shop-key' });
  const group = new ec2.SecurityGroup(own, 'Group', { vpc: cluster.vpc });
  return { app, own, other, cluster, key, keyId, bucket, group };
}

type World = ReturnType<typeof world>;
const launchTemplate = (scope: Stack, kmsKeyId: unknown): CfnResource =>
  new CfnResource(scope, 'Template', {
    type: 'AWS::EC2::LaunchTemplate',
    properties: { LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { KmsKeyId: kmsKeyId } }] } },
  });

/** The path of the resource that the first value of a launch template refers to. */
function foundFor({ cluster }: World, template: CfnResource): string | undefined {
  const resources = resourcesOf(clusterModelDataOf(cluster));
  const data = resources.find({ ref: template.node.path })!.properties.LaunchTemplateData as {
    BlockDeviceMappings: readonly { Ebs: { KmsKeyId: unknown } }[];
  };
  return resources.find(data.BlockDeviceMappings[0].Ebs.KmsKeyId)?.path;
}

const ARN = 'arn:aws:kms:eu-west-1:111122223333:';

describe('a key is found in every form of a reference', () => {
  test.each<readonly [string, (given: World) => unknown]>([
    ['Ref', ({ key }) => key.keyId],
    ['Fn::GetAtt', ({ key }) => key.keyArn],
    ['Fn::GetAtt as text', ({ keyId }) => ({ 'Fn::GetAtt': `${keyId}.Arn` })],
    ['Fn::Sub of the id', ({ keyId }) => ({ 'Fn::Sub': `\${${keyId}}` })],
    ['Fn::Sub of the ARN', ({ keyId }) => Fn.sub(`\${${keyId}.Arn}`)],
    ['Fn::Sub with values', ({ key }) => Fn.sub('${Key}', { Key: key.keyArn })],
    ['an ARN by Fn::Sub', ({ keyId }) => Fn.sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/\${${keyId}}`)],
    ['an ARN by Fn::Join', ({ key }) => Fn.join('', [`${ARN}key/`, key.keyId])],
    ['an alias by name', () => 'alias/disks'],
    ['an alias by ARN', () => `${ARN}alias/disks`],
    ['an alias of CDK', ({ own }) => kms.Alias.fromAliasName(own, 'Named', 'alias/disks').keyArn],
    ['an item of a list', ({ key }) => Fn.select(1, ['x', key.keyArn])],
    ['an export', () => Fn.importValue('shop-key')],
    ['an SSM parameter', () => '{{resolve:ssm:/shop/key}}'],
    ['an SSM parameter with a version', () => '{{resolve:ssm:/shop/key:1}}'],
    ['an alias in an SSM parameter', () => '{{resolve:ssm:/shop/alias}}'],
    ['a parameter of the template', ({ own }) => ssm.StringParameter.valueForStringParameter(own, '/shop/key')],
  ])('%s', (_, value) => {
    const given = world();
    expect(foundFor(given, launchTemplate(given.own, value(given)))).toBe('Own/Key');
  });

  test.each<readonly [string, (given: World) => unknown]>([
    ['Ref', ({ key }) => key.keyId],
    ['Fn::GetAtt', ({ key }) => key.keyArn],
    ['an export', () => Fn.importValue('shop-key')],
    ['an SSM parameter', ({ other }) => ssm.StringParameter.valueForStringParameter(other, '/shop/key')],
  ])('in another stack, before and after the synthesis: %s', (_, value) => {
    const given = world();
    const template = launchTemplate(given.other, value(given));
    expect(foundFor(given, template)).toBe('Own/Key');
    given.app.synth({ skipValidation: true });
    expect(foundFor(given, template)).toBe('Own/Key');
  });

  test('in a nested stack', () => {
    const given = world();
    expect(foundFor(given, launchTemplate(new NestedStack(given.own, 'Inner'), given.key.keyArn))).toBe('Own/Key');
  });
});

test.each<readonly [string, (given: World) => unknown]>([
  ['a key of another app', () => `${ARN}key/12345678-1234-1234-1234-123456789012`],
  ['an alias of another app', () => 'alias/others'],
  ['an export of another app', () => Fn.importValue('other-key')],
  ['a parameter of another app', () => '{{resolve:ssm:/other/key}}'],
  ['a parameter of the template', ({ own }) => new CfnParameter(own, 'KeyArn', { default: `${ARN}alias/disks` }).valueAsString],
  ['a choice', ({ key }) => Fn.conditionIf('Large', key.keyArn, 'alias/others')],
])('is not found: %s', (_, value) => {
  const given = world();
  expect(foundFor(given, launchTemplate(given.own, value(given)))).toBeUndefined();
});

test.each<readonly [string, (given: World) => unknown, string]>([
  ['bucket by ARN', ({ bucket }) => bucket.bucketArn, 'Own/Bucket'],
  ['bucket by a composed ARN', ({ bucket }) => Fn.join('', ['arn:aws:s3:::', bucket.bucketName]), 'Own/Bucket'],
  ['bucket by a literal ARN', () => 'arn:aws:s3:::logs-of-shop', 'Own/Bucket'],
  ['security group by id', ({ group }) => group.securityGroupId, 'Own/Group'],
  ['subnet by id', ({ cluster }) => cluster.vpc.privateSubnets[0].subnetId, 'Own/Vpc/applicationSubnet1/Subnet'],
])('%s is found', (_, value, path) => {
  const given = world();
  expect(foundFor(given, launchTemplate(given.own, value(given)))).toBe(path);
});

test('a bucket by name is found where a bucket is expected', () => {
  const resources = resourcesOf(clusterModelDataOf(world().cluster));
  expect(resources.find('logs-of-shop', 'AWS::S3::Bucket')?.path).toBe('Own/Bucket');
  expect(resources.find('logs-of-shop')).toBeUndefined();
});

describe('in objects of a cluster', () => {
  const storageClass = (kmsKeyId: unknown) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'encrypted' },
    provisioner: 'ebs.csi.aws.com',
    parameters: { kmsKeyId },
  });
  const keyOf = ({ cluster }: World): string | undefined => {
    const { objects, referencesIn, resources } = factsOf(clusterModelDataOf(cluster));
    const [found] = objects.filter(({ value }) => value.kind === 'StorageClass');
    return resources.find(at(referencesIn(found.value), 'parameters', 'kmsKeyId'))?.path;
  };

  test.each<readonly [string, (given: World) => unknown]>([
    ['Fn::GetAtt', ({ key }) => key.keyArn],
    ['an ARN by Fn::Join', ({ key }) => Fn.join('', [`${ARN}key/`, key.keyId])],
    ['an alias', () => 'alias/disks'],
    ['an export', () => Fn.importValue('shop-key')],
    ['a parameter of the template', ({ own }) => ssm.StringParameter.valueForStringParameter(own, '/shop/key')],
  ])('of this library: %s', (_, value) => {
    const given = world();
    new KubernetesObjects(given.own, 'Objects', { cluster: given.cluster, objects: () => [storageClass(value(given))] });
    expect(keyOf(given)).toBe('Own/Key');
  });

  test('of this library, in another stack', () => {
    const given = world();
    new KubernetesObjects(given.other, 'Objects', { cluster: given.cluster, objects: () => [storageClass(given.key.keyArn)] });
    expect(keyOf(given)).toBe('Own/Key');
    given.app.synth({ skipValidation: true });
    expect(keyOf(given)).toBe('Own/Key');
  });

  test('of aws-eks-v2', () => {
    const given = world();
    given.cluster.addManifest('Class', storageClass(given.key.keyArn));
    expect(keyOf(given)).toBe('Own/Key');
  });
});
