import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { WorkloadIdentity } from '../../src';
import { flat, Json, newChart, newCluster, newPlainCluster, newStack, resourcesOf, templateOf } from '../harness';

const props = { namespace: 'shop', serviceAccountName: 'web' };
const roleOf = (stack: Stack): Json => Object.entries(resourcesOf(templateOf(stack), 'AWS::IAM::Role')).find(([id]) => id.startsWith('Identity'))![1];
const trustOf = (stack: Stack): Json => {
  const { AssumeRolePolicyDocument: trust } = roleOf(stack).Properties;
  return trust['Fn::Join'] ? JSON.parse(flat(trust)) : trust;
};

test('one service account may take the role, by the tokens of the cluster, without a custom resource', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  expect(trustOf(stack).Statement).toEqual([{
    Action: 'sts:AssumeRoleWithWebIdentity',
    Effect: 'Allow',
    Principal: { Federated: '<token>' },
    Condition: { StringEquals: { '<token>:aud': 'sts.amazonaws.com', '<token>:sub': 'system:serviceaccount:shop:web' } },
  }]);
  expect((identity.role as iam.Role).assumeRolePolicy!.toJSON().Statement).toHaveLength(1);
});

test('statements that are added to the trust later are in it', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  const role = identity.role as iam.Role;
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('ec2.amazonaws.com')] }));
  expect(trustOf(stack).Statement.map(({ Action }: Json) => Action)).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole']);
});

test('in another stack than the cluster the trust refers to the provider by an import', () => {
  const app = new App();
  const cluster = newCluster(new Stack(app, 'Base'));
  const other = new Stack(app, 'Other');
  new WorkloadIdentity(other, 'Identity', { cluster, ...props });
  expect(JSON.stringify(roleOf(other).Properties.AssumeRolePolicyDocument)).toMatch(/Fn::ImportValue|Fn::GetStackOutput/);
  expect(JSON.stringify(roleOf(other).Properties.AssumeRolePolicyDocument)).not.toContain('"Ref":"Cluster');
});

test('where the issuer is literal the trust is an object', () => {
  const stack = newStack();
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Imported', {
    clusterName: 'theirs', openIdConnectProvider: iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Provider', 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC'),
  });
  new WorkloadIdentity(stack, 'Identity', { cluster, ...props });
  expect(roleOf(stack).Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals)
    .toEqual({ 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud': 'sts.amazonaws.com', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:shop:web' });
});

test('a plain cluster gives its own provider', () => {
  const stack = newStack({ '@aws-cdk/aws-eks:useNativeOidcProvider': true });
  new WorkloadIdentity(stack, 'Identity', { cluster: newPlainCluster(stack), ...props });
  expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::IAM::OIDCProvider'))).toEqual([expect.stringMatching(/^ClusterOidcProviderNative/)]);
});

test('any grant of CDK works', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  new sqs.Queue(stack, 'Orders').grantSendMessages(identity);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: [{ Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] }] } });
});

test('its ServiceAccount names the role', () => {
  const stack = newStack();
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster: newCluster(stack), ...props });
  const chart = newChart('shop');
  identity.addServiceAccount(chart);
  expect(stack.resolve(chart.toJson())).toEqual([{
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    automountServiceAccountToken: false,
    metadata: { name: 'web', namespace: 'shop', annotations: { 'eks.amazonaws.com/role-arn': { 'Fn::GetAtt': [expect.stringMatching(/^IdentityRole/), 'Arn'] } } },
  }]);
});

test('two hundred identities are two hundred roles and no custom resource', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  for (let index = 0; index < 200; index++) new WorkloadIdentity(stack, `Identity${index}`, { cluster, namespace: 'a', serviceAccountName: `sa-${index}` });
  const types = Object.values(templateOf(stack).Resources as Json).map(({ Type }: Json) => Type);
  expect(types.filter((type) => type === 'AWS::IAM::Role').length).toBeGreaterThan(200);
  expect(types.filter((type) => type.startsWith('Custom::'))).toEqual(['Custom::VpcRestrictDefaultSG']);
});

test('fails for a second identity of one service account', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new WorkloadIdentity(stack, 'One', { cluster, ...props });
  expect(() => new WorkloadIdentity(stack, 'Two', { cluster, ...props })).toThrow("[Test/Two] serviceAccountName 'shop/web' has an identity already, Test/One: a service account is one role. Use that identity, or another service account (https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)");
});

test('fails for names that Kubernetes refuses, both at once', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  expect(() => new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'My Shop', serviceAccountName: 'Web_1' })).toThrow(
    "[Test/Identity] namespace is 'My Shop': it has 1–63 lower-case letters, digits or hyphens and begins and ends with a letter or digit. Write it like 'my-shop' (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)\n"
    + "[Test/Identity] serviceAccountName is 'Web_1': it has 1–253 lower-case letters, digits, hyphens or dots and begins and ends with a letter or digit. Write it like 'web-1' (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)",
  );
});
