import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'cdk8s';
import { EbsStorage, ManagedNodes } from '../../src';
import { find, Json, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

describe('by default', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new EbsStorage(stack, 'Storage', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  const template = templateOf(stack);

  test('is the default class of encrypted gp3 volumes, made where the pod is', () => {
    expect(find(objectsOf(template), 'StorageClass', 'gp3')).toMatchObject({
      metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    });
  });

  test('has the driver as an add-on with a role of its own', () => {
    const [addon] = Object.values(resourcesOf(template, 'AWS::EKS::Addon'));
    expect(addon.Properties).toMatchObject({ AddonName: 'aws-ebs-csi-driver', ServiceAccountRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/EbsCsiDriverIdentityRole/), 'Arn'] } });
    const [role] = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).filter(([id]) => id.includes('EbsCsiDriver')).map(([, resource]) => resource);
    expect(JSON.stringify(role.Properties.ManagedPolicyArns)).toContain('service-role/AmazonEBSCSIDriverPolicyV2');
  });

  test('the class comes after the driver, the driver after the nodes', () => {
    const [objects] = Object.values(resourcesOf(template, 'Custom::AWSCDK-EKS-KubernetesResource'));
    const [addon] = Object.values(resourcesOf(template, 'AWS::EKS::Addon'));
    expect(objects.DependsOn).toEqual([expect.stringMatching(/EbsCsiDriver/)]);
    expect(addon.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^Nodes/)]));
  });
});

test('a key is used by the driver, with grants for AWS resources only', () => {
  const stack = newStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), encryptionKey });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
        { Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'] },
      ],
    },
  });
  expect(find(objectsOf(templateOf(stack)), 'StorageClass', 'gp3').parameters.kmsKeyId).toBe('<token>');
});

test('two classes share one driver', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new EbsStorage(stack, 'Storage', { cluster });
  new EbsStorage(stack, 'Other', { cluster, storageClassName: 'other', isDefault: false });
  const template: Json = templateOf(stack);
  expect(Object.keys(resourcesOf(template, 'AWS::EKS::Addon'))).toHaveLength(1);
  expect(find(objectsOf(template), 'StorageClass', 'other').metadata.annotations).toBeUndefined();
});

test('a claim has the class, and fails for what Kubernetes refuses', () => {
  const stack = newStack();
  const storage = new EbsStorage(stack, 'Storage', { cluster: newCluster(stack) });
  expect(storage.claim('data', { size: Size.gibibytes(1), path: '/data' })).toMatchObject({ name: 'data', storageClassName: 'gp3', accessMode: 'ReadWriteOnce', path: '/data' });
  expect(() => storage.claim('Data', { size: Size.gibibytes(1), path: '/data' })).toThrow("[Test/Storage.claim] name is 'Data': it has 1–253 lower-case letters, digits, hyphens or dots and begins and ends with a letter or digit. Write it like 'data' (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)");
  expect(() => storage.claim('data', { size: Size.gibibytes(1), path: 'data' })).toThrow("[Test/Storage.claim] path is 'data': it is absolute. Write '/data'");
});

test('fails for a name that Kubernetes refuses', () => {
  const stack = newStack();
  expect(() => new EbsStorage(stack, 'Storage', { cluster: newCluster(stack), storageClassName: 'GP3' })).toThrow("[Test/Storage] storageClassName is 'GP3': it has 1–253 lower-case letters, digits, hyphens or dots and begins and ends with a letter or digit. Write it like 'gp3' (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)");
});
