/* oxlint-disable max-lines -- one set of fixtures serves all of them */
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, Aspects, CfnJson, CfnParameter, CfnResource, Environment, Fn, IAspect, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import {
  AutoModeNodePool,
  AutoModeNodes,
  CoreAddons,
  FargateNodes,
  HybridNodes,
  ClusterModel,
  KarpenterNodePool,
  KarpenterNodes,
  ManagedNodes,
  Preflight,
  SelfManagedNodes,
} from '../../src';
import { newCluster, newStack, VERSION } from '../harness';

beforeAll(() => ['error', 'warn'].forEach((name) => jest.spyOn(console, name as 'error').mockImplementation(() => undefined)));

const AL2023 = eks.NodegroupAmiType.AL2023_X86_64_STANDARD;
const JOIN = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];
const named = (...names: string[]) => names.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name));
const role = (scope: Stack, id: string, assumedBy: iam.IPrincipal, policies = JOIN) =>
  new iam.Role(scope, id, { assumedBy, managedPolicies: named(...policies) });
const EC2 = () => new iam.ServicePrincipal('ec2.amazonaws.com');

/** A cluster of aws-eks-v2 with preflight. */
function plainCluster(stack: Stack, { id = 'Cluster', ...props }: Partial<eks.ClusterProps> & { id?: string } = {}): eks.Cluster {
  const vpc = props.vpc ?? new ec2.Vpc(stack, `${id}Vpc`, { natGateways: 1 });
  const given = { version: VERSION, vpc, defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0, ...props };
  const cluster = new eks.Cluster(stack, id, given as eks.ClusterProps);
  ClusterModel.of(cluster);
  return cluster;
}

/** A group as CloudFormation takes it: two nodes in two private subnets. */
const group = (scope: Stack, id: string, cluster: eks.Cluster, change: Partial<eks.CfnNodegroupProps> = {}) =>
  new eks.CfnNodegroup(scope, id, {
    clusterName: cluster.clusterName,
    nodeRole: 'arn:aws:iam::111122223333:role/nodes',
    subnets: cluster.vpc.privateSubnets.map(({ subnetId }) => subnetId),
    amiType: 'AL2023_x86_64_STANDARD',
    ...change,
  });

/** What is found when all is done, or before the synthesis. */
const asked = (construct: IConstruct): string[] =>
  Preflight.of(construct)
    .findings()
    .map(({ ruleId, constructPath, message }) => `${ruleId} ${message.replace(`[${constructPath}]`, constructPath).split(': ')[0]}`);
function found(construct: IConstruct): string[] {
  try {
    (construct.node.root as App).synth();
  } catch (error) {
    if (!(error as Error).message.includes('strata')) throw error;
  }
  return asked(construct);
}

function inPlain(
  build: (stack: Stack, cluster: eks.Cluster) => void,
  { env, ...props }: Partial<eks.ClusterProps> & { env?: Environment } = {},
): string[] {
  const stack = new Stack(new App(), 'Test', { env });
  build(stack, plainCluster(stack, props));
  return found(stack);
}

describe('usual constructs have no finding', () => {
  test.each([[undefined], ['us-gov-west-1'], ['cn-north-1']])('aws-eks-v2 in region %s', (region) => {
    const stack = new Stack(new App(), 'Test', { env: { region } });
    const cluster = plainCluster(stack, { kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') } });
    const template = new ec2.LaunchTemplate(stack, 'Template', {
      blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(50) }],
    });
    cluster.addNodegroupCapacity('Usual', { amiType: AL2023 });
    cluster.addNodegroupCapacity('Nothing');
    cluster.addNodegroupCapacity('Arm', {
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType('m7g.large')],
    });
    cluster.addNodegroupCapacity('Templated', {
      amiType: AL2023,
      instanceTypes: [new ec2.InstanceType('m6i.large')],
      launchTemplateSpec: { id: template.launchTemplateId!, version: template.latestVersionNumber },
    });
    cluster.addNodegroupCapacity('Public', { amiType: AL2023, subnets: { subnetType: ec2.SubnetType.PUBLIC } });
    cluster.addAutoScalingGroupCapacity('Self', {
      instanceType: new ec2.InstanceType('m6i.large'),
      machineImageType: eks.MachineImageType.BOTTLEROCKET,
    });
    cluster.addFargateProfile('Fargate', { selectors: [{ namespace: 'jobs' }] });
    cluster.addServiceAccount('ByToken');
    cluster.addServiceAccount('ByAgent', { identityType: eks.IdentityType.POD_IDENTITY });
    const addon = new eks.Addon(stack, 'Dns', {
      cluster,
      addonName: 'coredns',
      addonVersion: 'v1.14.3-eksbuild.16',
      configurationValues: { replicaCount: 2 },
    });
    addon.node.addDependency(cluster);
    const scope = { accessScopeType: eks.AccessScopeType.NAMESPACE, namespaces: ['shop'] };
    cluster.grantAccess('Team', 'arn:aws:iam::111122223333:role/team', [
      eks.AccessPolicy.fromAccessPolicyName('AmazonEKSViewPolicy', scope),
    ]);
    expect(found(stack)).toEqual([]);
  });

  test('Auto Mode of aws-eks-v2, with the agent that CDK adds', () => {
    const stack = newStack();
    const cluster = plainCluster(stack, {
      defaultCapacityType: eks.DefaultCapacityType.AUTOMODE,
      defaultCapacity: undefined,
      kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
    });
    cluster.addServiceAccount('ByAgent', { identityType: eks.IdentityType.POD_IDENTITY });
    expect(found(stack)).toEqual([]);
  });

  test('IPv6, with nodes in public subnets', () => {
    const stack = newStack();
    const cluster = plainCluster(stack, {
      vpc: new ec2.Vpc(stack, 'Vpc', { ipProtocol: ec2.IpProtocol.DUAL_STACK, natGateways: 1 }),
      ipFamily: eks.IpFamily.IP_V6,
    });
    cluster.addNodegroupCapacity('Public', { amiType: AL2023, subnets: { subnetType: ec2.SubnetType.PUBLIC } });
    cluster.addNodegroupCapacity('Spot', {
      amiType: eks.NodegroupAmiType.BOTTLEROCKET_ARM_64,
      instanceTypes: [new ec2.InstanceType('t4g.medium')],
      capacityType: eks.CapacityType.SPOT,
    });
    expect(found(stack)).toEqual([]);
  });

  test('a launch template of CDK with an image, user data and keys of its own', () => {
    const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-1', account: '111122223333' } });
    const cluster = plainCluster(stack);
    const securityGroup = new ec2.SecurityGroup(stack, 'Group', { vpc: cluster.vpc });
    cluster.clusterSecurityGroup.addIngressRule(securityGroup, ec2.Port.tcp(443));
    const template = new ec2.LaunchTemplate(stack, 'Template', {
      machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
      instanceType: new ec2.InstanceType('m7g.large'),
      userData: ec2.UserData.forLinux(),
      securityGroup,
      keyPair: ec2.KeyPair.fromKeyPairName(stack, 'Key', 'key'),
      requireImdsv2: true,
    });
    cluster.addNodegroupCapacity('Own', { launchTemplateSpec: { id: template.launchTemplateId!, version: template.latestVersionNumber } });
    expect(found(stack)).toEqual([]);
  });

  test('FargateCluster', () => {
    const stack = newStack();
    ClusterModel.of(
      new eks.FargateCluster(stack, 'Cluster', {
        version: VERSION,
        kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') },
      }),
    );
    expect(found(stack)).toEqual([]);
  });

  test('all nodes of this library in one cluster', () => {
    const stack = newStack();
    const cluster = newCluster(stack, { serviceIpv4Cidr: '172.20.0.0/16' });
    new CoreAddons(stack, 'Addons', { cluster });
    ['m6i.large', 'm7g.large', 'g5.xlarge', 'inf2.xlarge'].forEach(
      (type) => new ManagedNodes(stack, `Managed-${type}`, { cluster, instanceTypes: [new ec2.InstanceType(type)] }),
    );
    new SelfManagedNodes(stack, 'Self', { cluster });
    new KarpenterNodePool(stack, 'Pool', { karpenter: new KarpenterNodes(stack, 'Karpenter', { cluster }) });
    new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'] });
    new HybridNodes(stack, 'Hybrid', { cluster, remoteNodeCidrs: ['192.168.0.0/24'] });
    expect(found(stack)).toEqual([]);
  });

  test('Auto Mode of this library, with Fargate beside it', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole: new AutoModeNodes(stack, 'Auto', { cluster }).nodeRole });
    new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['jobs'] });
    expect(found(stack)).toEqual([]);
  });

  test('a service account by its token, but one that its role does not name', () => {
    const account = (name: string, arn: string) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: 'default', annotations: { 'eks.amazonaws.com/role-arn': arn } },
    });
    const stack = newStack();
    const cluster = plainCluster(stack, { kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') } });
    const condition = new CfnJson(stack, 'Condition', {
      value: { [`${cluster.clusterOpenIdConnectIssuerUrl}:sub`]: 'system:serviceaccount:default:web' },
    });
    const byToken = (name: string, conditions: iam.Conditions) =>
      new iam.Role(stack, name, {
        roleName: name,
        assumedBy: new iam.WebIdentityPrincipal('arn:aws:iam::111122223333:oidc-provider/x', conditions),
      });
    const known = byToken('known', { StringEquals: { 'x:sub': 'system:serviceaccount:default:web' } });
    byToken('later', { StringEquals: condition });
    cluster.addManifest(
      'Accounts',
      account('reference', known.roleArn),
      account('wrong', 'arn:aws:iam::111122223333:role/known'),
      account('web', 'arn:aws:iam::111122223333:role/known'),
      account('later', 'arn:aws:iam::111122223333:role/later'),
    );
    const wrong = (name: string, roleName: string) =>
      `identity-trust Test/Cluster/manifest-Accounts ServiceAccount 'default/${name}' uses the role Test/${roleName}, ` +
      'whose trust policy allows default/web';
    expect(found(stack)).toEqual([wrong('wrong', 'known'), wrong('later', 'later'), wrong('reference', 'known')]);
  });
});

describe('trust policies, whichever way they are written', () => {
  const groupsWith = (principals: Record<string, (stack: Stack) => iam.IPrincipal>) =>
    inPlain((stack, cluster) => {
      for (const [name, principal] of Object.entries(principals)) {
        cluster.addNodegroupCapacity(name, { amiType: AL2023, nodeRole: role(stack, `Role-${name}`, principal(stack)) });
      }
    });

  test('what EC2 may take on is not found', () => {
    expect(
      groupsWith({
        service: EC2,
        ofAnotherRegion: () => new iam.ServicePrincipal('ec2', { region: 'cn-north-1' }),
        ofThisPartition: ({ urlSuffix }) => new iam.ServicePrincipal(`ec2.${urlSuffix}`),
        ofChina: () => new iam.ServicePrincipal('ec2.amazonaws.com.cn'),
        several: () => new iam.CompositePrincipal(new iam.ServicePrincipal('ssm.amazonaws.com'), EC2()),
        withTags: () => new iam.SessionTagsPrincipal(EC2()),
        withCondition: ({ account }) => new iam.PrincipalWithConditions(EC2(), { StringEquals: { 'aws:SourceAccount': account } }),
        parameter: (stack) => new iam.ServicePrincipal(new CfnParameter(stack, 'Service').valueAsString),
        anybody: () => new iam.AnyPrincipal(),
        imported: () => new iam.ServicePrincipal(Fn.importValue('service')),
      }),
    ).toEqual([]);
  });

  test('a role that EC2 cannot assume is found', () => {
    expect(
      groupsWith({
        cluster: () => new iam.ServicePrincipal('eks.amazonaws.com'),
        token: () =>
          new iam.WebIdentityPrincipal('arn:aws:iam::111122223333:oidc-provider/x', {
            StringEquals: { 'x:sub': 'system:serviceaccount:shop:web' },
          }),
        person: () => new iam.ArnPrincipal('arn:aws:iam::111122223333:user/jane'),
        ownAccount: () => new iam.AccountRootPrincipal(),
        several: () =>
          new iam.CompositePrincipal(new iam.ServicePrincipal('lambda.amazonaws.com'), new iam.ServicePrincipal('ssm.amazonaws.com')),
      }),
    ).toEqual(
      ['cluster', 'token', 'person', 'ownAccount', 'several'].map(
        (name) => `node-role Test/Cluster/Nodegroup${name} EC2 is not allowed to assume the node role Test/Role-${name}`,
      ),
    );
  });

  test('as a text, by an override and by grants', () => {
    const managedPolicyArns = JOIN.map((name) => `arn:aws:iam::aws:policy/${name}`);
    const statement = (service: string) => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
    });
    expect(
      inPlain((stack, cluster) => {
        const written = (name: string, document: unknown) => {
          const text = new iam.CfnRole(stack, `${name}Role`, { assumeRolePolicyDocument: {}, managedPolicyArns });
          text.addPropertyOverride('AssumeRolePolicyDocument', document);
          group(stack, name, cluster, { nodeRole: text.attrArn });
        };
        written('Text', JSON.stringify(statement('ec2.amazonaws.com')));
        written('WrongText', JSON.stringify(statement('eks.amazonaws.com')));
        written('TokenText', new CfnParameter(stack, 'Trust').valueAsString);
        written('TokenInText', Fn.sub(JSON.stringify(statement('${Service}')), { Service: 'ec2.amazonaws.com' }));
        const overridden = role(stack, 'OverriddenRole', EC2());
        (overridden.node.defaultChild as CfnResource).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Principal', {
          Service: 'ecs.amazonaws.com',
        });
        group(stack, 'Overridden', cluster, { nodeRole: overridden.roleArn });
        const extended = role(stack, 'ExtendedRole', new iam.ServicePrincipal('ssm.amazonaws.com'));
        extended.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [EC2()] }));
        group(stack, 'Extended', cluster, { nodeRole: extended.roleArn });
      }),
    ).toEqual([
      'node-role Test/WrongText EC2 is not allowed to assume the node role Test/WrongTextRole',
      'node-role Test/Overridden EC2 is not allowed to assume the node role Test/OverriddenRole',
    ]);
  });

  test('roles of clusters, of profiles and of Pod Identity', () => {
    expect(
      inPlain((stack, cluster) => {
        const associate = (name: string, assumedBy: iam.IPrincipal) =>
          new eks.CfnPodIdentityAssociation(stack, name, {
            clusterName: cluster.clusterName,
            namespace: 'shop',
            serviceAccount: name,
            roleArn: new iam.Role(stack, `Role-${name}`, { assumedBy }).roleArn,
          });
        associate('right', new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com')));
        associate('untagged', new iam.ServicePrincipal('pods.eks.amazonaws.com'));
        associate('other', EC2());
        new eks.CfnAddon(stack, 'Ebs', {
          clusterName: cluster.clusterName,
          addonName: 'aws-ebs-csi-driver',
          podIdentityAssociations: [
            { serviceAccount: 'ebs-csi-controller-sa', roleArn: new iam.Role(stack, 'EbsRole', { assumedBy: EC2() }).roleArn },
          ],
        });
        new eks.CfnAddon(stack, 'Agent', { clusterName: cluster.clusterName, addonName: 'eks-pod-identity-agent' });
        cluster.addFargateProfile('Profile', {
          selectors: [{ namespace: 'jobs' }],
          podExecutionRole: role(stack, 'FargateRole', new iam.ServicePrincipal('eks.amazonaws.com')),
        });
      }),
    ).toEqual([
      'cluster-role-trust Test/Cluster/fargate-profile-Profile the role Test/FargateRole of the profile does not trust ' +
        'eks-fargate-pods.amazonaws.com',
      'identity-trust Test/untagged the trust policy of the role Test/Role-untagged does not allow pods.eks.amazonaws.com to ' +
        'call sts:TagSession',
      'identity-trust Test/other the role Test/Role-other does not trust pods.eks.amazonaws.com',
      'identity-trust Test/Ebs the role Test/EbsRole does not trust pods.eks.amazonaws.com',
      "pod-fits-no-node Test/Ebs Deployment 'kube-system/ebs-csi-controller' of the EKS add-on aws-ebs-csi-driver is selected by no " +
        'Fargate profile, and the cluster has no nodes',
      "pod-fits-no-node Test/Cluster Deployment 'kube-system/coredns' of the self-managed add-on coredns is selected by no " +
        'Fargate profile, and the cluster has no nodes',
    ]);
  });
});

describe('roles by reference', () => {
  /** A role for a service account, with the condition as CDK writes it: in a resource of its own, because its key is a token. */
  const roleFor = (stack: Stack, cluster: eks.Cluster, id: string, operator: string, subject: string) => {
    const provider = cluster.openIdConnectProvider;
    const key = `${provider.openIdConnectProviderIssuer}:sub`;
    const condition = new CfnJson(stack, `Condition-${id}`, { value: { [key]: `system:serviceaccount:${subject}` } });
    return role(stack, id, new iam.WebIdentityPrincipal(provider.openIdConnectProviderArn, { [operator]: condition }), []);
  };
  const withKubectl = (build: (stack: Stack, cluster: eks.Cluster) => void): string[] => {
    const stack = newStack({});
    build(stack, plainCluster(stack, { kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') } }));
    return found(stack).filter((each) => each.startsWith('identity'));
  };
  const account = (cluster: eks.Cluster, name: string, arn: string) =>
    cluster.addManifest(`Account-${name}`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: 'default', annotations: { 'eks.amazonaws.com/role-arn': arn } },
    });

  test('the annotation of a service account', () => {
    expect(
      withKubectl((stack, cluster) => {
        account(cluster, 'right', roleFor(stack, cluster, 'Right', 'StringEquals', 'default:right').roleArn);
        account(cluster, 'pattern', roleFor(stack, cluster, 'Pattern', 'StringLike', 'default:*').roleArn);
        account(cluster, 'literal', roleFor(stack, cluster, 'Literal', 'StringEquals', 'default:*').roleArn);
        account(cluster, 'other', roleFor(stack, cluster, 'Other', 'StringEquals', 'shop:other').roleArn);
        const byName = roleFor(stack, cluster, 'Named', 'StringEquals', 'shop:named');
        account(cluster, 'named', `arn:aws:iam::${stack.account}:role/${byName.roleName}`);
        account(cluster, 'imported', Fn.importValue('role'));
        cluster.addServiceAccount('OfCdk', { namespace: 'default' });
      }),
    ).toEqual([
      "identity-trust Test/Cluster/manifest-Account-literal ServiceAccount 'default/literal' uses the role Test/Literal, whose trust " +
        'policy allows default/* literally (StringEquals)',
      "identity-trust Test/Cluster/manifest-Account-other ServiceAccount 'default/other' uses the role Test/Other, whose trust policy " +
        'allows shop/other',
      "identity-trust Test/Cluster/manifest-Account-named ServiceAccount 'default/named' uses the role Test/Named, whose trust policy " +
        'allows shop/named',
    ]);
  });

  test('the role of an add-on', () => {
    expect(
      inPlain((stack, cluster) => {
        const addon = (addonName: string, subject: string) =>
          new eks.CfnAddon(stack, addonName, {
            clusterName: cluster.clusterName,
            addonName,
            serviceAccountRoleArn: roleFor(stack, cluster, `Role-${addonName}`, 'StringEquals', subject).roleArn,
          });
        addon('aws-ebs-csi-driver', 'kube-system:ebs-csi-controller-sa');
        addon('aws-efs-csi-driver', 'kube-system:ebs-csi-controller-sa');
      }).filter((each) => each.startsWith('identity')),
    ).toEqual([
      "identity-trust Test/aws-efs-csi-driver ServiceAccount 'kube-system/efs-csi-controller-sa' of the add-on aws-efs-csi-driver uses " +
        'the role Test/Role-aws-efs-csi-driver, whose trust policy allows kube-system/ebs-csi-controller-sa',
    ]);
  });
});

test('cert-manager without its CRDs provides no kinds', () => {
  const issuers = (values: Record<string, unknown>) => {
    const stack = newStack();
    const cluster = plainCluster(stack, { kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'Kubectl') } });
    const chart = cluster.addHelmChart('Certificates', {
      chart: 'cert-manager',
      repository: 'https://charts.jetstack.io',
      version: 'v1.21.1',
      namespace: 'cert-manager',
      values,
    });
    const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'self' }, spec: { selfSigned: {} } };
    cluster.addManifest('Issuer', issuer).node.addDependency(chart);
    return found(stack).filter((each) => each.startsWith('kind-missing'));
  };
  expect(issuers({ replicaCount: 2 })).toEqual([expect.stringContaining('kind-missing Test/Cluster/manifest-Issuer')]);
  expect(issuers({ crds: { enabled: true } })).toEqual([]);
  expect(issuers({ installCRDs: true })).toEqual([]);
});

describe('the key of the volumes of nodes, in another stack', () => {
  const withKey = (allow: (key: kms.Key) => void) => {
    const app = new App();
    const stack = new Stack(app, 'Test');
    const key = new kms.Key(new Stack(app, 'Keys'), 'Key');
    allow(key);
    const cluster = plainCluster(stack);
    const template = new ec2.LaunchTemplate(stack, 'Template', {
      blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true, kmsKey: key }) }],
    });
    group(stack, 'Nodes', cluster, {
      nodeRole: role(stack, 'Role', EC2()).roleArn,
      launchTemplate: { id: template.launchTemplateId, version: template.latestVersionNumber },
    });
    return found(stack).filter((each) => each.startsWith('key-'));
  };

  test('with the default policy, and one that allows Auto Scaling', () => {
    expect(withKey(() => undefined)).toEqual([
      'key-not-allowed Test/Nodes the policy of the KMS key Keys/Key of the volumes of the nodes does not allow the role ' +
        'AWSServiceRoleForAutoScaling',
    ]);
    const arn = (key: kms.Key) =>
      `arn:aws:iam::${key.stack.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    expect(withKey((key) => key.grantEncryptDecrypt(new iam.ArnPrincipal(arn(key))))).toEqual([]);
  });
});

test('a launch template with a security group of the VPC of another stack', () => {
  const other = inPlain((stack, cluster) => {
    const elsewhere = new Stack(stack.node.root as App, 'Elsewhere');
    const vpc = new ec2.Vpc(elsewhere, 'Vpc', { natGateways: 0 });
    const template = new ec2.LaunchTemplate(stack, 'Template', { securityGroup: new ec2.SecurityGroup(elsewhere, 'Group', { vpc }) });
    group(stack, 'Nodes', cluster, { launchTemplate: { id: template.launchTemplateId, version: template.latestVersionNumber } });
  });
  expect(other).toContain(
    'vpc-mismatch Test/Nodes the cluster Test/Cluster is in the VPC Test/ClusterVpc, ' +
      'and the security group Elsewhere/Group is in the VPC Elsewhere/Vpc',
  );
});

describe('what is retained in a network that is deleted', () => {
  const kept = (build: (stack: Stack, vpc: ec2.IVpc) => void) =>
    inPlain((stack, { vpc }) => build(stack, vpc)).filter((each) => each.startsWith('kept-in-use'));

  test('a database of CDK, and a security group', () => {
    expect(
      kept((stack, vpc) => {
        new rds.DatabaseInstance(stack, 'Database', {
          engine: rds.DatabaseInstanceEngine.POSTGRES,
          vpc,
          removalPolicy: RemovalPolicy.RETAIN,
        });
        new ec2.SecurityGroup(stack, 'Group', { vpc }).applyRemovalPolicy(RemovalPolicy.RETAIN);
      }).map((each) => each.replace(/, which it uses.*/, '')),
    ).toEqual(
      expect.arrayContaining([
        'kept-in-use Test/Group the resource (AWS::EC2::SecurityGroup) is retained when the stack is deleted, and Test/ClusterVpc',
      ]),
    );
  });

  test('not: what is deleted, what is kept with its network, and a snapshot', () => {
    expect(
      kept((stack, vpc) => {
        new rds.DatabaseInstance(stack, 'Database', { engine: rds.DatabaseInstanceEngine.POSTGRES, vpc });
        new ec2.SecurityGroup(stack, 'Group', { vpc });
        const own = new ec2.CfnVPC(stack, 'Kept', { cidrBlock: '10.9.0.0/16' });
        own.applyRemovalPolicy(RemovalPolicy.RETAIN);
        const subnet = new ec2.CfnSubnet(stack, 'Subnet', { vpcId: own.ref, cidrBlock: '10.9.0.0/24' });
        subnet.applyRemovalPolicy(RemovalPolicy.RETAIN);
      }),
    ).toEqual([]);
  });
});

test('what is deleted before it is empty, and data whose key is deleted', () => {
  const { DESTROY } = RemovalPolicy;
  const lost = inPlain((stack, { vpc }) => {
    const key = new kms.Key(stack, 'Key', { removalPolicy: DESTROY });
    new efs.FileSystem(stack, 'Files', { vpc, kmsKey: key });
    new efs.FileSystem(stack, 'Safe', { vpc, kmsKey: new kms.Key(stack, 'Kept') });
    vpc.addFlowLog('Flows', { destination: ec2.FlowLogDestination.toS3(new s3.Bucket(stack, 'Bucket', { removalPolicy: DESTROY })) });
    const emptied = new s3.Bucket(stack, 'Emptied', { removalPolicy: DESTROY, autoDeleteObjects: true });
    for (const bucket of [emptied, new s3.Bucket(stack, 'KeptBucket')]) {
      vpc.addFlowLog(`Flows${bucket.node.id}`, { destination: ec2.FlowLogDestination.toS3(bucket) });
    }
    new ecr.Repository(stack, 'Images', { removalPolicy: DESTROY });
    new ecr.Repository(stack, 'EmptiedImages', { removalPolicy: DESTROY, emptyOnDelete: true });
    new ecr.Repository(stack, 'KeptImages');
  });
  expect(lost.filter((each) => /^(not-emptied|kept-without-key)/.test(each)).sort()).toEqual([
    'kept-without-key Test/Files the resource (AWS::EFS::FileSystem) or its snapshot is retained when the stack is deleted, ' +
      'and its KMS key Test/Key is deleted',
    'not-emptied Test/Bucket the stack deletes it, which fails because it contains objects of the flow log ' +
      'Test/ClusterVpc/Flows/FlowLog (BucketNotEmpty)',
    'not-emptied Test/Images the stack deletes it, which fails as soon as it contains images (RepositoryNotEmptyException)',
  ]);
});

describe('isolated subnets of a plain VPC', () => {
  const isolated = (stack: Stack) =>
    new ec2.Vpc(stack, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'nodes', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      restrictDefaultSecurityGroup: false,
    });
  const groupIn = (services: readonly ec2.InterfaceVpcEndpointAwsService[]) => {
    const stack = newStack();
    const vpc = isolated(stack);
    services.forEach((service, index) => vpc.addInterfaceEndpoint(`Endpoint${index}`, { service }));
    if (services.length > 0) vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    const cluster = plainCluster(stack, { vpc, vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
    cluster.addNodegroupCapacity('Nodes', { amiType: AL2023, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    return found(stack).filter((each) => each.startsWith('api-unreachable'));
  };
  const { EC2: COMPUTE, ECR, ECR_DOCKER } = ec2.InterfaceVpcEndpointAwsService;

  test('nodes without endpoints are found', () => {
    expect(groupIn([])).toEqual([
      'api-unreachable Test/Cluster/NodegroupNodes its nodes call the AWS APIs ec2, ecr.api, ecr.dkr, s3 before they are ready',
    ]);
    expect(groupIn([COMPUTE, ECR])).toEqual([
      'api-unreachable Test/Cluster/NodegroupNodes its nodes call the AWS APIs ecr.dkr before they are ready',
    ]);
  });

  test('endpoints of CDK count', () => {
    expect(groupIn([COMPUTE, ECR, ECR_DOCKER])).toEqual([]);
  });
});

describe('the final template is read', () => {
  test('groups of CloudFormation', () => {
    expect(
      inPlain((stack, cluster) => {
        const template = new ec2.CfnLaunchTemplate(stack, 'Template', {
          launchTemplateData: { imageId: 'ami-0123456789abcdef0', iamInstanceProfile: { name: 'profile' } },
        });
        group(stack, 'Sizes', cluster, { scalingConfig: { minSize: 3, maxSize: 1, desiredSize: 3 } });
        group(stack, 'Types', cluster, { instanceTypes: ['m7g.large'] });
        group(stack, 'Version', cluster, { version: '1.99' });
        group(stack, 'Templated', cluster, {
          diskSize: 50,
          launchTemplate: { id: template.ref, version: template.attrLatestVersionNumber },
        });
        group(stack, 'Role', cluster, { nodeRole: role(stack, 'NodeRole', EC2(), JOIN.slice(1)).roleArn });
      }).sort(),
    ).toEqual([
      'node-group-image Test/Types the node group uses the AMI type AL2023_x86_64_STANDARD with m7g.large',
      'node-group-sizes Test/Sizes the node group has minSize 3, maxSize 1 and desiredSize 3',
      'node-group-template Test/Templated the launch template of the node group sets IamInstanceProfile',
      'node-group-template Test/Templated the node group sets AmiType, and its launch template sets ImageId',
      'node-group-template Test/Templated the node group sets DiskSize, and has a launch template',
      "node-group-version Test/Version version 1.99 is 63 newer than the cluster's 1.36",
      'node-role Test/Role the node role Test/NodeRole has no AmazonEKSWorkerNodePolicy',
      'node-user-data Test/Templated the launch template of the nodes sets the AMI, and no user data',
    ]);
  });

  test('access entries and add-ons of CloudFormation', () => {
    expect(
      inPlain((stack, { clusterName }) => {
        new eks.CfnAccessEntry(stack, 'Masters', {
          clusterName,
          principalArn: 'arn:aws:iam::111122223333:role/a',
          kubernetesGroups: ['system:masters'],
        });
        new eks.CfnAccessEntry(stack, 'Iam', {
          clusterName,
          principalArn: 'arn:aws:iam::111122223333:role/b',
          accessPolicies: [
            { policyArn: iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess').managedPolicyArn, accessScope: { type: 'cluster' } },
          ],
        });
        new eks.CfnAccessEntry(stack, 'Groups', {
          clusterName,
          principalArn: 'arn:aws:iam::111122223333:role/d',
          kubernetesGroups: [new CfnParameter(stack, 'Group').valueAsString],
        });
        new eks.CfnAccessEntry(stack, 'View', {
          clusterName,
          principalArn: 'arn:aws:iam::111122223333:role/c',
          accessPolicies: [
            { policyArn: `arn:${stack.partition}:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`, accessScope: { type: 'cluster' } },
          ],
        });
        new eks.CfnAddon(stack, 'Cni', {
          clusterName,
          addonName: 'vpc-cni',
          addonVersion: '1.21.1',
          configurationValues: stack.toJsonString({ env: { ENABLE_PREFIX_DELEGATION: true } }),
        });
        new eks.CfnAddon(stack, 'Proxy', {
          clusterName,
          addonName: 'kube-proxy',
          addonVersion: new CfnParameter(stack, 'Version').valueAsString,
          configurationValues: stack.toJsonString({ mode: new CfnParameter(stack, 'Mode').valueAsString }),
        });
      }),
    ).toEqual([
      "access-entry Test/Masters an access entry has the group 'system:masters'",
      "access-entry Test/Iam an access entry has the IAM policy 'ReadOnlyAccess'",
      "addon-settings Test/Cni the version of vpc-cni is '1.21.1'",
      'addon-settings Test/Cni env.ENABLE_PREFIX_DELEGATION of vpc-cni must be a string',
    ]);
  });

  test('overrides of properties', () => {
    expect(
      inPlain((_, cluster) => {
        const l1 = (name: string) => cluster.addNodegroupCapacity(name, { amiType: AL2023 }).node.defaultChild as eks.CfnNodegroup;
        l1('Broken').addPropertyOverride('InstanceTypes', ['c7g.large']);
        const mended = l1('Mended');
        mended.scalingConfig = { minSize: 5, maxSize: 2, desiredSize: 5 };
        mended.addPropertyOverride('ScalingConfig.MaxSize', 6);
        (cluster.node.defaultChild as CfnResource).addPropertyOverride('ResourcesVpcConfig.EndpointPublicAccess', false);
        (cluster.node.defaultChild as CfnResource).addPropertyOverride('ResourcesVpcConfig.EndpointPrivateAccess', false);
      }),
    ).toEqual([
      'cluster-endpoint Test/Cluster the API endpoint has neither public nor private access',
      'node-group-image Test/Cluster/NodegroupBroken the node group uses the AMI type AL2023_x86_64_STANDARD with c7g.large',
    ]);
  });

  test('aspects, which come at the end', () => {
    const sizes = (minSize: number): IAspect => ({
      visit: (node) => {
        if (node instanceof eks.CfnNodegroup) node.scalingConfig = { minSize, maxSize: 2, desiredSize: minSize };
      },
    });
    const withAspect = (first: number, last: number) =>
      inPlain((stack, cluster) => {
        group(stack, 'Nodes', cluster, { scalingConfig: { minSize: first, maxSize: 2, desiredSize: first } });
        Aspects.of(stack).add(sizes(last));
      });
    expect([withAspect(1, 3), withAspect(3, 1)]).toEqual([
      ['node-group-sizes Test/Nodes the node group has minSize 3, maxSize 2 and desiredSize 3'],
      [],
    ]);
  });

  test('subnets by their routes', () => {
    const stack = newStack();
    const tiers = [ec2.SubnetType.PUBLIC, ec2.SubnetType.PRIVATE_WITH_EGRESS];
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      natGateways: 1,
      subnetConfiguration: tiers.map((subnetType, index) => ({
        name: `s${index}`,
        subnetType,
        ...(index === 0 ? { mapPublicIpOnLaunch: false } : {}),
      })),
    });
    const cluster = plainCluster(stack, { vpc });
    tiers.forEach((subnetType) => {
      cluster.addNodegroupCapacity(subnetType, { amiType: AL2023, subnets: { subnetType } });
      new eks.FargateProfile(stack, `Fargate${subnetType}`, {
        cluster,
        vpc,
        subnetSelection: { subnetType, onePerAz: true, availabilityZones: [vpc.availabilityZones[0]] },
        selectors: [{ namespace: 'a' }],
      });
    });
    expect(found(stack)).toEqual([
      'node-subnets Test/Cluster/NodegroupPublic the nodes are in the public subnet Test/Vpc/s0Subnet1/Subnet, which does not ' +
        'assign public IP addresses',
      'node-subnets Test/Cluster/NodegroupPublic the nodes are in the public subnet Test/Vpc/s0Subnet2/Subnet, which does not ' +
        'assign public IP addresses',
      'node-subnets Test/FargatePublic the Fargate profile uses the public subnet Test/Vpc/s0Subnet1/Subnet',
    ]);
  });

  test('a control plane in one zone, in a VPC whose zones are named', () => {
    const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-1', account: '111122223333' } });
    const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a'], natGateways: 1 });
    plainCluster(stack, { vpc });
    expect(found(stack)).toEqual(['cluster-subnets Test/Cluster all subnets of the control plane are in eu-west-1a']);
  });
});

describe('launch templates of CDK', () => {
  const AL2023_PARAMETER = '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id';
  /** Findings of a node group of plain aws-eks-v2 with this launch template. */
  const withTemplate = (
    build: (stack: Stack, cluster: eks.Cluster) => ec2.LaunchTemplateProps,
    ofGroup: Partial<eks.NodegroupOptions> = {},
  ) =>
    inPlain((stack, cluster) => {
      const template = new ec2.LaunchTemplate(stack, 'Template', build(stack, cluster));
      cluster.addNodegroupCapacity('Own', {
        launchTemplateSpec: { id: template.launchTemplateId!, version: template.latestVersionNumber },
        ...ofGroup,
      });
    });
  const commands = (...lines: string[]) => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands(...lines);
    return userData;
  };
  const mime = (userData: ec2.UserData) => {
    const all = new ec2.MultipartUserData();
    all.addUserDataPart(userData);
    return all;
  };
  const nodeConfig = (cluster: eks.Cluster, ...without: string[]) => {
    const all = new ec2.MultipartUserData();
    const details = {
      name: cluster.clusterName,
      apiServerEndpoint: cluster.clusterEndpoint,
      certificateAuthority: cluster.clusterCertificateAuthorityData,
      cidr: '10.100.0.0/16',
    };
    const given = Object.entries(details).filter(([name]) => !without.includes(name));
    const body = [
      'apiVersion: node.eks.aws/v1alpha1',
      'kind: NodeConfig',
      'spec:',
      '  cluster:',
      ...given.map(([name, value]) => `    ${name}: ${value}`),
    ];
    all.addPart(ec2.MultipartBody.fromRawBody({ contentType: 'application/node.eks.aws', body: body.join('\n') }));
    return all;
  };
  const NODES = 'Test/Cluster/NodegroupOwn the launch template of the nodes';

  test('a script that is not in MIME format is found', () => {
    expect(withTemplate(() => ({ userData: commands('yum install -y htop') }), { amiType: AL2023 })).toEqual([
      `node-user-data ${NODES} has user data that is not in MIME multi-part format`,
    ]);
    expect(withTemplate(() => ({ userData: mime(commands('yum install -y htop')) }), { amiType: AL2023 })).toEqual([]);
  });

  test('the AMI is read from a parameter, and its user data from the text with placeholders', () => {
    const machineImage = ec2.MachineImage.fromSsmParameter(AL2023_PARAMETER);
    const own = (userData?: (cluster: eks.Cluster) => ec2.UserData) =>
      withTemplate((_, cluster) => ({ machineImage, userData: userData?.(cluster) ?? ec2.UserData.custom('') }));
    expect(own((cluster) => commands(`/etc/eks/bootstrap.sh ${cluster.clusterName}`))).toEqual([
      `node-user-data ${NODES} sets the AMI, and user data that runs /etc/eks/bootstrap.sh, which Amazon Linux 2023 does not have`,
    ]);
    expect(own((cluster) => nodeConfig(cluster, 'cidr'))).toEqual([
      `node-user-data ${NODES} sets the AMI, and a NodeConfig without spec.cluster.cidr`,
    ]);
    expect(own((cluster) => nodeConfig(cluster))).toEqual([]);
  });

  test('values of other properties are found', () => {
    expect(
      withTemplate(
        (stack, cluster) => ({
          blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(8) }],
          httpEndpoint: false,
          securityGroup: new ec2.SecurityGroup(stack, 'Group', { vpc: cluster.vpc }),
        }),
        { amiType: AL2023, labels: { 'node-role.kubernetes.io/worker': '' } },
      ),
    ).toEqual([
      'node-disk Test/Cluster/NodegroupOwn the disk /dev/xvda of the nodes',
      'node-labels Test/Cluster/NodegroupOwn the node group',
      `node-metadata ${NODES} disables instance metadata`,
      'node-security-groups Test/Cluster/NodegroupOwn the nodes have only the security groups Test/Group, and no security group of the ' +
        'control plane allows port 443',
    ]);
  });
});

describe('what is not known is silent', () => {
  test('roles, templates, VPCs and subnets that are made elsewhere, and parameters', () => {
    const stack = new Stack(new App(), 'Test');
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      publicSubnetIds: ['subnet-1', 'subnet-2'],
      privateSubnetIds: Fn.split(',', Fn.importValue('subnets'), 2),
    });
    const cluster = plainCluster(stack, {
      vpc,
      role: iam.Role.fromRoleArn(stack, 'ClusterRole', 'arn:aws:iam::111122223333:role/cluster', { mutable: false }),
    });
    const text = (id: string) => new CfnParameter(stack, id).valueAsString;
    const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
    cluster.addNodegroupCapacity('Imported', {
      amiType: AL2023,
      nodeRole: iam.Role.fromRoleName(stack, 'NodeRole', 'nodes'),
      subnets: { subnets: [ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-1')] },
    });
    group(stack, 'Parameters', cluster, {
      nodeRole: text('Role'),
      amiType: text('Ami'),
      instanceTypes: [text('Type'), 'm7g.large'],
      version: text('Version'),
      subnets: [text('SubnetId')],
      scalingConfig: { minSize: number('Min'), maxSize: number('Max'), desiredSize: 5 },
      launchTemplate: { id: text('Template'), version: '1' },
    });
    new eks.CfnFargateProfile(stack, 'Fargate', {
      clusterName: cluster.clusterName,
      podExecutionRoleArn: text('PodRole'),
      subnets: vpc.publicSubnets.map(({ subnetId }) => subnetId),
      selectors: [{ namespace: text('Namespace') }],
    });
    new eks.CfnPodIdentityAssociation(stack, 'Identity', {
      clusterName: cluster.clusterName,
      namespace: 'shop',
      serviceAccount: 'web',
      roleArn: text('PodIdentityRole'),
    });
    new eks.CfnAddon(stack, 'Agent', {
      clusterName: cluster.clusterName,
      addonName: 'eks-pod-identity-agent',
      configurationValues: text('Values'),
      addonVersion: text('AddonVersion'),
    });
    new eks.CfnAccessEntry(stack, 'Entry', {
      clusterName: cluster.clusterName,
      principalArn: text('Principal'),
      type: text('EntryType'),
      username: text('User'),
      accessPolicies: [{ policyArn: text('Policy'), accessScope: { type: text('Scope') } }],
    });
    expect(found(stack).filter((each) => !each.startsWith('subnets-untagged'))).toEqual([]);
  });

  test('what another stack makes, also where something here has the same logical id', () => {
    const app = new App();
    const [other, stack] = ['Other', 'Test'].map((id) => new Stack(app, id));
    const shared = role(other, 'Role', EC2());
    const template = new ec2.CfnLaunchTemplate(other, 'Template', { launchTemplateData: {} });
    role(stack, 'Role', new iam.ServicePrincipal('lambda.amazonaws.com'), []);
    new ec2.CfnLaunchTemplate(stack, 'Template', { launchTemplateData: { imageId: 'ami-0123456789abcdef0' } });
    const cluster = plainCluster(stack, { vpc: new ec2.Vpc(other, 'Vpc', { natGateways: 1 }) });
    group(stack, 'Nodes', cluster, { nodeRole: shared.roleArn, launchTemplate: { id: template.ref } });
    const before = asked(app);
    expect([before, found(app)]).toEqual([[], []]);
  });

  test('a group in another stack than its cluster is that of the cluster', () => {
    const app = new App();
    const [stack, other] = ['Test', 'Other'].map((id) => new Stack(app, id));
    group(other, 'Nodes', plainCluster(stack), { scalingConfig: { minSize: 3, maxSize: 1, desiredSize: 3 } });
    expect(found(app)).toEqual(['node-group-sizes Other/Nodes the node group has minSize 3, maxSize 1 and desiredSize 3']);
  });

  test('a cluster that is made elsewhere, but what is made for it here', () => {
    const stack = newStack();
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod' });
    ClusterModel.of(cluster);
    new eks.CfnNodegroup(stack, 'Nodes', {
      clusterName: 'prod',
      nodeRole: 'arn:aws:iam::111122223333:role/nodes',
      subnets: ['subnet-1'],
      version: '1.40',
      scalingConfig: { minSize: 3, maxSize: 1, desiredSize: 3 },
    });
    expect(found(stack)).toEqual(['node-group-sizes Test/Nodes the node group has minSize 3, maxSize 1 and desiredSize 3']);
  });

  test('a mistake on a cluster on which the library was not used is found', () => {
    const stack = newStack();
    const cluster = new eks.Cluster(stack, 'Cluster', {
      version: VERSION,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
    });
    group(stack, 'Nodes', cluster, { scalingConfig: { minSize: 3, maxSize: 1, desiredSize: 3 } });
    expect(found(stack)).toEqual(['node-group-sizes Test/Nodes the node group has minSize 3, maxSize 1 and desiredSize 3']);
  });
});

describe('several clusters', () => {
  test("each has its own findings, once, and policies of one's own count in both", () => {
    const stack = newStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1 });
    for (const id of ['One', 'Two']) {
      const cluster = plainCluster(stack, { id, vpc });
      const own = role(stack, `${id}Role`, EC2(), []);
      own.addToPolicy(new iam.PolicyStatement({ actions: ['ec2:Describe*', 'ecr:*'], resources: ['*'] }));
      group(stack, `${id}Own`, cluster, { nodeRole: own.roleArn });
      group(stack, `${id}Bare`, cluster, { nodeRole: role(stack, `${id}BareRole`, EC2(), []).roleArn });
    }
    expect(found(stack)).toEqual(
      ['One', 'Two'].map(
        (id) =>
          `node-role Test/${id}Bare the node role Test/${id}BareRole has no AmazonEKSWorkerNodePolicy and no ` +
          'AmazonEC2ContainerRegistryPullOnly',
      ),
    );
  });

  test('in stages', () => {
    const app = new App();
    for (const id of ['Dev', 'Prod']) {
      const stack = new Stack(new Stage(app, id), 'Test');
      const cluster = plainCluster(stack);
      group(stack, 'Nodes', cluster, {
        scalingConfig: id === 'Prod' ? { minSize: 3, maxSize: 1, desiredSize: 3 } : { minSize: 1, maxSize: 3, desiredSize: 1 },
      });
    }
    expect(found(app)).toEqual(['node-group-sizes Prod/Test/Nodes the node group has minSize 3, maxSize 1 and desiredSize 3']);
  });
});
