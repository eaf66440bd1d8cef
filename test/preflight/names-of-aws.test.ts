import { Fn } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eksv1 from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sso from 'aws-cdk-lib/aws-sso';
import { IConstruct } from 'constructs';
import {
  AutoModeNodePool,
  AutoModeNodes,
  ClusterModel,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedAddon,
  ManagedNodes,
  Preflight,
  SelfManagedNodes,
} from '../../src';
import { newCluster, newPlainCluster, newStack } from '../harness';

const findings = (scope: IConstruct, rule: string) =>
  Preflight.of(scope)
    .findings()
    .filter((each) => each.ruleId === rule);
const messages = (scope: IConstruct, rule: string) => findings(scope, rule).map(({ message }) => message);
const found = (scope: IConstruct, rule: string) =>
  findings(scope, rule).map(({ severity, message }) => `${severity} ${message}`.replace(/: .*/, ''));

const EC2 = () => new iam.ServicePrincipal('ec2.amazonaws.com');
const WHY =
  'IAM looks up a policy by its whole ARN, path and name (NoSuchEntity), and policies with the path aws-service-role/ can be ' +
  'attached to service-linked roles only (PolicyNotAttachable)';
const LIST = '(https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html)';

describe('managed policies of AWS', () => {
  test('fails for a policy at another path, with the right one', () => {
    const stack = newStack();
    newCluster(stack);
    new iam.Role(stack, 'Driver', {
      assumedBy: EC2(),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEBSCSIDriverPolicyV2')],
    });
    expect(messages(stack, 'managed-policy-unknown').filter((message) => message.includes('Test/Driver'))).toEqual([
      `[Test/Driver] the AWS managed policy 'service-role/AmazonEBSCSIDriverPolicyV2' does not exist: ${WHY}. Use ` +
        `AmazonEBSCSIDriverPolicyV2 ${LIST}`,
    ]);
  });

  test('fails however the ARN is written, on users, groups, boundaries and permission sets', () => {
    const stack = newStack();
    newCluster(stack);
    const wrong = 'service-role/AmazonEKSClusterPolicy';
    new iam.CfnRole(stack, 'Sub', {
      assumeRolePolicyDocument: {},
      managedPolicyArns: [
        Fn.sub('arn:${AWS::Partition}:iam::aws:policy/${Path}AmazonEKSClusterPolicy', { Path: 'x' }),
        Fn.sub(`arn:\${P}:iam::aws:policy/${wrong}`, { P: 'aws' }),
      ],
    });
    new iam.CfnUser(stack, 'User', { managedPolicyArns: [`arn:aws:iam::aws:policy/${wrong}`] });
    new iam.CfnGroup(stack, 'Group', { managedPolicyArns: [`arn:aws:iam::aws:policy/${wrong}`] });
    new iam.CfnRole(stack, 'Bound', { assumeRolePolicyDocument: {}, permissionsBoundary: `arn:aws:iam::aws:policy/${wrong}` });
    new sso.CfnPermissionSet(stack, 'Set', {
      instanceArn: 'arn:aws:sso:::instance/ssoins-1',
      name: 'Set',
      managedPolicies: [`arn:aws:iam::aws:policy/${wrong}`],
    });
    const all = found(stack, 'managed-policy-unknown').filter((each) => each.includes(wrong));
    expect(all).toEqual(
      ['Sub', 'User', 'Group', 'Bound', 'Set'].map((id) => `error [Test/${id}] the AWS managed policy '${wrong}' does not exist`),
    );
  });
});

test('a part of the name of an add-on is found, with the add-on', () => {
  const stack = newStack();
  new ManagedAddon(stack, 'Typo', { cluster: newCluster(stack), addonName: 'aws-efs-csi' });
  expect(messages(stack, 'addon-unknown')).toEqual([
    "[Test/Typo] unknown EKS add-on 'aws-efs-csi': EKS rejects an add-on that does not exist. The list of this library is of " +
      'September 2026; partner add-ons are named <vendor>_<add-on>. ' +
      'Use aws-efs-csi-driver, or acknowledge this if the add-on is newer than the list ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html)',
  ]);
});

test('an access policy is found by its ARN, in entries of CDK as well', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const entry = (id: string, policyArn: string) =>
    new eks.CfnAccessEntry(stack, id, {
      clusterName: cluster.clusterName,
      principalArn: `arn:aws:iam::111122223333:role/${id}`,
      accessPolicies: [{ policyArn, accessScope: { type: 'cluster' } }],
    });
  entry('Name', 'AmazonEKSViewPolicy');
  entry('Near', 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewsPolicy');
  entry('Right', 'arn:aws:eks::aws:cluster-access-policy/AmazonEMRJobPolicy');
  expect(
    Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'access-entry')
      .map(({ severity, message }) => `${severity} ${message}`),
  ).toEqual([
    expect.stringMatching(
      new RegExp(
        String.raw`^error \[Test/Name] an access entry has the policy 'AmazonEKSViewPolicy' by name instead of by ` +
          String.raw`ARN: .* Use the ARN arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy \(`,
      ),
    ),
    expect.stringMatching(
      new RegExp(
        String.raw`^warning \[Test/Near] an access entry has the policy 'AmazonEKSViewsPolicy', which did not ` +
          String.raw`exist in EKS in September 2026: .* Use AmazonEKSViewPolicy \(`,
      ),
    ),
  ]);
});

describe('instance types', () => {
  test('of plain groups and pools are looked up', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new eks.CfnNodegroup(stack, 'Group', {
      clusterName: cluster.clusterName,
      nodeRole: 'arn:aws:iam::111122223333:role/n',
      subnets: ['subnet-1', 'subnet-2'],
      instanceTypes: ['m6i.larg'],
    });
    new autoscaling.CfnAutoScalingGroup(stack, 'Mixed', {
      minSize: '0',
      maxSize: '1',
      mixedInstancesPolicy: {
        launchTemplate: { launchTemplateSpecification: { version: '1' }, overrides: [{ instanceType: 'm6i-large' }] },
      },
    });
    const karpenter = new KarpenterNodes(stack, 'Karpenter', { cluster });
    new KarpenterNodePool(stack, 'Pool', { karpenter, instanceTypes: [new ec2.InstanceType('c99.large')], instanceFamilies: ['m99'] });
    expect(found(stack, 'instance-type-unknown').sort()).toEqual([
      "warning [Test/Group] unknown instance type 'm6i.larg'",
      "warning [Test/Mixed] unknown instance type 'm6i-large'",
      "warning [Test/Pool] unknown instance family 'm99' in NodePool 'pool'",
      "warning [Test/Pool] unknown instance type 'c99.large' in NodePool 'pool'",
    ]);
  });

  test('of pools of Auto Mode are looked up', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const autoMode = new AutoModeNodes(stack, 'Auto', { cluster });
    new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole: autoMode.nodeRole!, instanceTypes: [new ec2.InstanceType('m6i.larg')] });
    expect(messages(stack, 'instance-type-unknown')).toEqual([
      expect.stringMatching(
        /^\[Test\/Pool] unknown instance type 'm6i.larg' in NodePool 'pool': .* Use m6i.large, or acknowledge this if it is newer /,
      ),
    ]);
  });

  test('that figures are given for are not found', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const given = { 'm99.large': { vcpus: 2, memoryMiB: 8192, architecture: ec2.InstanceArchitecture.X86_64 } };
    new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('m99.large')], customInstanceTypes: given });
    new SelfManagedNodes(stack, 'Own', { cluster, instanceTypes: [new ec2.InstanceType('m99.large')], customInstanceTypes: given });
    expect(found(stack, 'instance-type-unknown')).toEqual([]);
  });
});

test('the image that aws-eks-v2 starts by itself does not exist for this version', () => {
  const stack = newStack();
  newPlainCluster(stack).addAutoScalingGroupCapacity('Self', { instanceType: new ec2.InstanceType('m6i.large') });
  ClusterModel.of(stack.node.findChild('Cluster') as eks.Cluster);
  expect(messages(stack, 'image-parameter-unknown')).toEqual([
    "[Test] the image is read from '/aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id': the last image of " +
      'Amazon Linux 2 is for 1.32: ' +
      'a parameter that does not exist fails the deployment before any resource is created (Unable to fetch parameters), or leaves ' +
      'an EC2NodeClass without AMIs. ' +
      'Write /aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html)',
  ]);
});

test('a public parameter of CDK for an image that does not exist is found', () => {
  const stack = newStack();
  newCluster(stack);
  new eksv1.EksOptimizedImage({ kubernetesVersion: '1.36' }).getImage(stack);
  expect(messages(stack, 'image-parameter-unknown')).toEqual([
    expect.stringContaining(
      "the image is read from '/aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id': the last image of " +
        'Amazon Linux 2 is for 1.32',
    ),
  ]);
});
