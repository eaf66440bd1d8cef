import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Cluster, CoreAddons, ManagedNodes, Preflight, ThreeTierVpc, WorkloadIdentity } from '../../src';
import { KubernetesObjects } from '../../src/apply/kubernetes-objects';
import { flat, newCluster, newPlainCluster, newStack, objectsOf, resourcesOf, templateOf, VERSION } from '../harness';

describe('by default', () => {
  const stack = newStack();
  newCluster(stack);
  const template = Template.fromStack(stack);
  const has = (properties: object) => template.hasResourceProperties('AWS::EKS::Cluster', properties);

  test('has a private endpoint only', () => has({ ResourcesVpcConfig: { EndpointPrivateAccess: true, EndpointPublicAccess: false } }));
  test('writes all five logs', () =>
    has({
      Logging: {
        ClusterLogging: { EnabledTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map((Type) => ({ Type })) },
      },
    }));
  test('authenticates by access entries, without its creator', () =>
    has({ AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false } }));
  test('leaves add-ons to EKS', () => has({ BootstrapSelfManagedAddons: false }));
  test('has a name that is the same in every synthesis', () => has({ Name: 'Test-Cluster' }));
  test('encrypts secrets with a rotated key of its own that outlives the stack, without the deprecated list of resources', () => {
    has({
      EncryptionConfig: [{ Provider: { KeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SecretsKey'), 'Arn'] } }, Resources: ['secrets'] }],
    });
    template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });
  test('keeps its logs for 90 days in a group that is there first', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/Test-Cluster/cluster', RetentionInDays: 90 });
    template.hasResource('AWS::EKS::Cluster', { DependsOn: [Match.stringLikeRegexp('ClusterLogs')] });
  });
  test('has an OIDC provider without custom resource', () => template.resourceCountIs('AWS::IAM::OIDCProvider', 1));
  test('says how an administrator connects, and how through a node', () => {
    const outputs = Object.values(template.toJSON().Outputs as Record<string, { Value: unknown }>).map(({ Value }) => flat(Value));
    expect(outputs).toEqual([
      'aws eks update-kubeconfig --name Test-Cluster --region <token> --role-arn arn:aws:iam::111122223333:role/admin',
      expect.stringMatching(
        new RegExp(
          String.raw`^aws ssm start-session --region <token> --target \$\(aws ec2 describe-instances ` +
            String.raw`.*Values=Test-Cluster .*--document-name AWS-StartPortForwardingSessionToRemoteHost ` +
            String.raw`--parameters host=<token>,portNumber=443,localPortNumber=8443 `,
        ),
      ),
    ]);
  });
});

test('without Kubernetes objects the stack has no function and no custom resource', () => {
  const stack = newStack();
  const vpc = new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
  const cluster = new Cluster(stack, 'Cluster', {
    version: VERSION,
    vpc,
    admins: [iam.Role.fromRoleArn(stack, 'Admin', 'arn:aws:iam::111122223333:role/a')],
  });
  new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'a', serviceAccountName: 'b' });
  const types = Object.values(templateOf(stack).Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  expect(types.filter((type) => type.startsWith('Custom::') || type === 'AWS::Lambda::Function')).toEqual([]);
});

describe('access', () => {
  const entries = (stack: Stack) =>
    Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties);

  test('two grants to one principal are one entry, in which each policy stands once', () => {
    const stack = newStack();
    const admin = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/one');
    const cluster = newCluster(stack, {});
    cluster.grantClusterAdmin('A', admin.roleArn);
    cluster.grantClusterAdmin('B', admin.roleArn);
    cluster.grantAccess('C', admin.roleArn, [
      eks.AccessPolicy.fromAccessPolicyName('AmazonEKSViewPolicy', { accessScopeType: eks.AccessScopeType.CLUSTER }),
    ]);
    const ofAdmin = entries(stack).filter(({ PrincipalArn }) => PrincipalArn === admin.roleArn);
    expect(ofAdmin.map(({ AccessPolicies }) => AccessPolicies.length)).toEqual([2]);
  });

  test('the same admin twice is one entry', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/one');
    new Cluster(stack, 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(stack, 'Vpc'), admins: [role, role] });
    expect(entries(stack)).toHaveLength(1);
  });

  test('a cluster without an administrator is a warning', () => {
    const stack = newStack();
    new Cluster(stack, 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(stack, 'Vpc') });
    expect(Preflight.of(stack).findings()).toEqual([
      {
        ruleId: 'no-administrator',
        severity: 'warning',
        constructPath: 'Test/Cluster',
        message:
          '[Test/Cluster] the cluster has no administrator: the creator of the cluster is not an administrator, and without an access ' +
          'entry, no IAM principal has access to the cluster. Set the roles of its administrators: admins: [role], or call ' +
          'cluster.grantAccess(...) ' +
          '(https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html)',
      },
    ]);
  });

  test('an access entry made with plain aws-eks-v2 counts as an administrator', () => {
    const stack = newStack();
    const cluster = new Cluster(stack, 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(stack, 'Vpc') });
    new eks.AccessEntry(stack, 'Entry', { cluster, principal: 'arn:aws:iam::111122223333:role/x', accessPolicies: [] });
    expect(Preflight.of(stack).findings()).toEqual([]);
  });

  test('the handler that applies objects is not an administrator', () => {
    const stack = newStack();
    const cluster = new Cluster(stack, 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(stack, 'Vpc') });
    cluster.addManifest('Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    expect(
      Preflight.of(stack)
        .findings()
        .map(({ ruleId }) => ruleId),
    ).toEqual(['no-administrator']);
  });
});

describe('the handler', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  cluster.addManifest('Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  cluster.addManifest('Other', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } });
  const template = templateOf(stack);

  test('is created once, on first use', () => {
    expect(Object.keys(resourcesOf(template, 'AWS::Lambda::LayerVersion'))).toHaveLength(2);
    expect(objectsOf(template).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  test('may describe the cluster, and nothing else', () => {
    const [role] = Object.entries(resourcesOf(template, 'AWS::IAM::Role'))
      .filter(([id]) => id.startsWith('ClusterKubectlRole'))
      .map(([, { Properties }]) => Properties);
    expect(role.Policies.map(({ PolicyDocument }: any) => PolicyDocument.Statement)).toEqual([
      [{ Action: 'eks:DescribeCluster', Effect: 'Allow', Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Cluster/), 'Arn'] } }],
    ]);
    expect(role.ManagedPolicyArns.map(flat)).toEqual(['arn:<token>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole']);
    expect(template.Conditions).toBeUndefined();
  });

  test('lives in the application subnets and waits for their routes and for its access', () => {
    const [[, handler]] = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith('ClusterKubectlProviderHandler'),
    );
    expect(handler.Properties.VpcConfig.SubnetIds.map(({ Ref }: any) => Ref)).toEqual([
      expect.stringMatching(/applicationSubnet1/),
      expect.stringMatching(/applicationSubnet2/),
    ]);
    expect(handler.DependsOn).toEqual(
      expect.arrayContaining([expect.stringMatching(/ClusterKubectlAccess/), expect.stringMatching(/applicationSubnet1DefaultRoute/)]),
    );
  });

  test('keeps its logs for 30 days', () => {
    const groups = Object.entries(resourcesOf(template, 'AWS::Logs::LogGroup')).filter(([id]) => id.includes('Kubectl'));
    expect(groups.map(([, { Properties, DeletionPolicy }]) => [Properties.RetentionInDays, DeletionPolicy])).toEqual([
      [30, 'Delete'],
      [30, 'Delete'],
    ]);
  });
});

test('a stack beside the cluster gets a handler of its own, and no circle', () => {
  const app = new App();
  const base = new Stack(app, 'Base');
  const cluster = newCluster(base);
  const other = new Stack(app, 'Other');
  new KubernetesObjects(other, 'Objects', { cluster, objects: () => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }] });
  expect(objectsOf(templateOf(other))).toHaveLength(1);
  expect(resourcesOf(templateOf(base), 'AWS::Lambda::LayerVersion')).toEqual({});
  expect(Object.keys(resourcesOf(templateOf(other), 'AWS::EKS::AccessEntry'))).toHaveLength(1);
});

test('a handler of CDK that the owner of a plain cluster gave stays, beside the one that applies objects', () => {
  const stack = newStack();
  const { KubectlV36Layer } = jest.requireActual('@aws-cdk/lambda-layer-kubectl-v36');
  const cluster = new eks.Cluster(stack, 'Cluster', {
    version: VERSION,
    kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Layer') },
  });
  new KubernetesObjects(stack, 'Objects', { cluster, objects: () => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }] });
  expect(
    Object.keys(resourcesOf(templateOf(stack), 'AWS::Lambda::LayerVersion')).filter((id) => id.startsWith('StrataDelivery')),
  ).toHaveLength(1);
  expect(Object.values(resourcesOf(templateOf(stack), 'Custom::StrataObjects'))[0].Properties.ServiceToken['Fn::GetAtt'][0]).toMatch(
    /^StrataDelivery[0-9a-f]{8}$/,
  );
});

test('secrets can have a key of the user, or of AWS', () => {
  const stack = newStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1');
  newCluster(stack, { secretsEncryptionKey: key });
  Template.fromStack(stack).hasResourceProperties('AWS::EKS::Cluster', {
    EncryptionConfig: [{ Provider: { KeyArn: key.keyArn }, Resources: ['secrets'] }],
  });
  const other = newStack();
  newCluster(other, { useAwsOwnedSecretsEncryptionKey: true });
  Template.fromStack(other).hasResourceProperties('AWS::EKS::Cluster', { EncryptionConfig: Match.absent() });
});

describe('fails', () => {
  const made = (options: object) => () =>
    new Cluster(newStack(), 'Cluster', { version: VERSION, vpc: new ThreeTierVpc(newStack(), 'Vpc'), ...options });

  test('for a version that cannot be created', () => {
    expect(made({ version: eks.KubernetesVersion.V1_30 })).toThrow(
      '[Test/Cluster] version 1.30 is no longer available: EKS creates clusters of version 1.32 or newer; extended support of ' +
        '1.30 ended 2026-07-23. Use KubernetesVersion.V1_36 ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html)',
    );
  });

  test('for two keys', () => {
    expect(made({ secretsEncryptionKey: new kms.Key(newStack(), 'Key'), useAwsOwnedSecretsEncryptionKey: true })).toThrow(
      '[Test/Cluster] secretsEncryptionKey and useAwsOwnedSecretsEncryptionKey are mutually exclusive: ' +
        'secrets are encrypted with one key. Remove one of them',
    );
  });

  test.each([
    ['hello', 'it must be an IPv4 CIDR block that begins at its first address', "Use a block like '172.20.0.0/16'"],
    ['172.20.0.0/25', 'its prefix length must be /12 to /24', 'Use a /16'],
    ['8.8.0.0/16', 'it must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16', "Use a block like '172.20.0.0/16'"],
    ['10.0.64.0/20', 'it must not overlap with the VPC, 10.0.0.0/16', "Use a block outside of the VPC, like '172.20.0.0/16'"],
  ])('for services in %s', (serviceIpv4Cidr, limit, fix) => {
    expect(made({ serviceIpv4Cidr })).toThrow(
      `[Test/Cluster] serviceIpv4Cidr is '${serviceIpv4Cidr}': ${limit}. ${fix} ` +
        '(https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html)',
    );
  });

  test('for a control plane in one zone', () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    expect(() => new Cluster(stack, 'Cluster', { version: VERSION, vpc })).toThrow(
      '[Test/Cluster] the control plane has 1 subnets in 1 zones: EKS requires subnets in at least 2 ' +
        'zones. Set controlPlaneSubnets to subnets in two zones of the VPC ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html)',
    );
  });

  test('for a name that is too long', () => {
    expect(made({ clusterName: 'x'.repeat(101) })).toThrow(
      `[Test/Cluster] clusterName is '${'x'.repeat(101)}' (101 characters): it must have 1–100 letters, digits, hyphens or ` +
        `underscores and begin with a letter or digit. Set clusterName to '${'x'.repeat(91)}-shortene', or remove it`,
    );
  });
});

test('a plain cluster keeps its own OIDC provider: parts never make a second', () => {
  const stack = newStack({ '@aws-cdk/aws-eks:useNativeOidcProvider': true });
  const cluster = newPlainCluster(stack);
  new WorkloadIdentity(stack, 'A', { cluster, namespace: 'a', serviceAccountName: 'a' });
  new WorkloadIdentity(stack, 'B', { cluster, namespace: 'b', serviceAccountName: 'b' });
  expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::IAM::OIDCProvider'))).toHaveLength(1);
});

test('log groups of functions are there before the functions that write to them', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  expect(cluster.kubectlProvider).toBeDefined();
  const template = templateOf(stack);
  const functions = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) => /Kubectl/.test(id));
  expect(functions).toHaveLength(2);
  for (const [, { Properties }] of functions) {
    const group = template.Resources[Properties.LoggingConfig.LogGroup.Ref];
    expect([group.Type, group.Properties.LogGroupName, group.Properties.RetentionInDays]).toEqual(['AWS::Logs::LogGroup', undefined, 30]);
  }
});
