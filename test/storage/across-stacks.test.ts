import { Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AlbIngressClass,
  AutoModeNodes,
  EbsStorage,
  EfsFileSystemSource,
  EfsStorage,
  FsxLustreStorage,
  FsxOntapStorage,
  GatewayApi,
  GatewayCrds,
  ClusterModel,
  LustreDeploymentType,
  LustreFileSystemSource,
  ManagedNodes,
  MountedSecrets,
  S3BucketSource,
  S3Storage,
  SecretSource,
  ClusterCapability,
  Trident,
  WorkloadIdentity,
} from '../../src';
import { Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const policyOf = (template: Json, start: string): Json[] =>
  Object.entries(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(start))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
const actionsOf = (template: Json, start: string): string[] => policyOf(template, start).flatMap(({ Action }) => Action);

describe('storage in another stack than the cluster', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  const trident = new Trident(stack, 'Trident', { cluster });
  const other = new Stack(Stage.of(stack)!, 'Other');
  new EbsStorage(other, 'Ebs', { cluster, encryptionKey: new kms.Key(other, 'Key') });
  new S3Storage(other, 'S3', {
    cluster,
    bucket: S3BucketSource.fromBucket(new s3.Bucket(other, 'Bucket', { encryptionKey: new kms.Key(other, 'BucketKey') })),
  });
  new EfsStorage(other, 'Efs', { cluster, fileSystem: EfsFileSystemSource.create({ iamAuthorization: true }) });
  new FsxLustreStorage(other, 'Lustre', {
    cluster,
    fileSystem: LustreFileSystemSource.perClaim({
      s3Link: { bucket: new s3.Bucket(other, 'Data') },
      deploymentType: LustreDeploymentType.SCRATCH_2,
    }),
  });
  new FsxOntapStorage(other, 'Ontap', { cluster, trident });
  const template = templateOf(other);

  test('allows the drivers from there, so that the stack of the cluster does not depend on it', () => {
    expect(stack.dependencies).toEqual([]);
    expect(actionsOf(template, 'EbsDriverPolicy')).toEqual([
      'kms:CreateGrant',
      'kms:ListGrants',
      'kms:RevokeGrant',
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:DescribeKey',
    ]);
    expect(actionsOf(template, 'S3DriverPolicy')).toEqual(
      expect.arrayContaining(['s3:ListBucket', 's3:GetObject', 's3:PutObject', 'kms:Decrypt']),
    );
    expect(actionsOf(template, 'EfsDriverPolicy')).toEqual(['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']);
    expect(actionsOf(template, 'LustreDriverPolicy')).toEqual(['s3:ListBucket']);
    expect(actionsOf(template, 'OntapDriverPolicy')).toEqual(expect.arrayContaining(['fsx:CreateVolume', 'secretsmanager:GetSecretValue']));
  });
  test('the class is there after the permissions', () => {
    const applied = Object.entries(resourcesOf(template, 'Custom::StrataObjects')).find(([id]) => id.startsWith('EbsStorageClass'))![1];
    expect(applied.DependsOn).toContainEqual(expect.stringMatching(/^EbsDriverPolicy/));
  });
});

test('a secret of the stack of the cluster is read by an identity of another', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const secret = new secretsmanager.Secret(stack, 'Secret', { encryptionKey: new kms.Key(stack, 'Key') });
  const other = new Stack(Stage.of(stack)!, 'Other');
  const identity = new WorkloadIdentity(other, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
  new MountedSecrets(other, 'Files', { cluster, identity, sources: [SecretSource.fromSecretsManager(secret, 'all')] });
  const statements = policyOf(templateOf(other), 'Identity');
  expect(stack.dependencies).toEqual([]);
  expect(statements.map(({ Action }) => Action)).toEqual([
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    'kms:Decrypt',
  ]);
  expect(statements[1].Condition).toEqual({
    StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
  });
});

const imported = (scope: Construct, id: string): eks.ICluster =>
  eks.Cluster.fromClusterAttributes(scope, id, {
    clusterName: 'legacy',
    clusterSecurityGroupId: 'sg-1',
    vpc: ec2.Vpc.fromVpcAttributes(scope, `${id}Vpc`, {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-west-1a'],
      privateSubnetIds: ['subnet-0123456789abcdef0'],
      privateSubnetRouteTableIds: ['rtb-1'],
    }),
    openIdConnectProvider: iam.OidcProviderNative.fromOidcProviderArn(
      scope,
      `${id}Oidc`,
      'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A',
    ),
    kubectlProviderOptions: {
      kubectlLayer: newLayer(scope, id),
      role: iam.Role.fromRoleArn(scope, `${id}Role`, 'arn:aws:iam::111122223333:role/kubectl'),
    },
  });
const newLayer = (scope: Construct, id: string) =>
  LayerVersion.fromLayerVersionArn(scope, `${id}Layer`, 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1');

describe('an imported cluster', () => {
  test('has one driver, however often it is imported', () => {
    const stack = newStack();
    const other = new Stack(Stage.of(stack)!, 'Other');
    new EbsStorage(stack, 'Storage', { cluster: imported(stack, 'C1') });
    new EbsStorage(other, 'Storage', { cluster: imported(other, 'C2'), storageClassName: 'second', isDefault: false });
    expect(Object.keys(resourcesOf(templateOf(stack), 'AWS::EKS::Addon'))).toHaveLength(1);
    expect(Object.keys(resourcesOf(templateOf(other), 'AWS::EKS::Addon'))).toHaveLength(0);
    expect(other.dependencies).toEqual([stack]);
  });
  test('has a driver that is installed outside of the app', () => {
    const stack = newStack();
    const cluster = imported(stack, 'C');
    ClusterModel.of(cluster).declareExternal(ClusterCapability.csiDriver('efs.csi.aws.com'), { reason: 'the platform team' });
    new EfsStorage(stack, 'Efs', { cluster });
    expect(() => new EfsStorage(stack, 'More', { cluster, storageClassName: 'more', roleOptions: {} })).toThrow(
      '[Test/More] roleOptions is given: the driver was declared as installed outside of this app. ' +
        'Remove `roleOptions` or the declaration',
    );
    expect(
      () =>
        new EfsStorage(stack, 'Iam', {
          cluster,
          storageClassName: 'iam',
          fileSystem: EfsFileSystemSource.create({ iamAuthorization: true }),
        }),
    ).toThrow(
      '[Test/Iam] iamAuthorization is given: the driver was declared as installed outside of this app, and its role is not known. ' +
        'Remove `iamAuthorization`',
    );
    expect(() => ClusterCapability.csiDriver('nfs.csi.k8s.io')).toThrow(
      "[ClusterCapability.csiDriver] name is 'nfs.csi.k8s.io': must be one of ebs.csi.aws.com,",
    );
    expect(resourcesOf(templateOf(stack), 'AWS::EKS::Addon')).toEqual({});
  });
  test('is in Auto Mode where that is said', () => {
    const stack = newStack();
    const cluster = imported(stack, 'C');
    AutoModeNodes.declareEnabled(cluster);
    new EbsStorage(stack, 'Storage', { cluster });
    new AlbIngressClass(stack, 'alb', { cluster });
    const objects = objectsOf(templateOf(stack));
    expect(objects.map(({ provisioner, spec }) => provisioner ?? spec.controller).filter(Boolean)).toEqual([
      'ebs.csi.eks.amazonaws.com',
      'eks.amazonaws.com/alb',
    ]);
    expect(() => new GatewayApi(stack, 'Gateways', { cluster })).toThrow(
      'crds is GatewayCrds.managedByEks(): the cluster is imported, and this app cannot change its settings. ' +
        'Use GatewayCrds.declareExternal()',
    );
    expect(GatewayCrds.declareExternal('a')).toBeDefined();
    expect(() => AutoModeNodes.declareEnabled(newCluster())).toThrow(
      '[AutoModeNodes.declareEnabled] Test/Cluster is created in this app: declareEnabled is for imported ' +
        'clusters. Use new AutoModeNodes(...)',
    );
  });
  test('needs its OIDC provider for IRSA', () => {
    const stack = newStack();
    const cluster = eks.Cluster.fromClusterAttributes(stack, 'C', { clusterName: 'legacy' });
    expect(() => new WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' })).toThrow(
      '[Test/Identity] cluster Test/C is imported without openIdConnectProvider: the role trusts tokens of ' +
        'the OIDC provider of the cluster.',
    );
  });
});

describe('files of EFS', () => {
  test('on Fargate alone: the object of the driver stands once, and a driver takes it over', () => {
    const stack = newStack();
    const cluster = newCluster(stack);
    const storage = ['A', 'B'].map((id) => new EfsStorage(stack, id, { cluster, dynamicProvisioning: false }));
    storage[0].accessPointClaim('files', { size: Size.gibibytes(1), mountPath: '/files' });
    new EfsStorage(stack, 'Dynamic', { cluster });
    const template = templateOf(stack);
    expect(objectsOf(template).filter(({ kind }) => kind === 'CSIDriver')).toHaveLength(1);
    expect(Object.values(resourcesOf(template, 'AWS::EKS::Addon'))[0].DependsOn).toContainEqual(expect.stringMatching(/^ADriver/));
  });
  test('of one zone are mounted from it', () => {
    const stack = newStack();
    const cluster = newCluster(stack, {}, new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] }));
    const zone = cluster.vpc.availabilityZones[0];
    const claim = new EfsStorage(stack, 'Files', { cluster, fileSystem: EfsFileSystemSource.create({ oneZone: zone }) }).accessPointClaim(
      'files',
      { size: Size.gibibytes(1), mountPath: '/files' },
    );
    const chart = newChart();
    claim.addTo(chart);
    expect(chart.toJson()[0].spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions).toEqual([
      { key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] },
    ]);
  });
});

test('ports are open before a file system looks at them, and servers of Lustre reach their clients', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new FsxLustreStorage(stack, 'Lustre', { cluster, fileSystem: LustreFileSystemSource.create({ storageCapacityGiB: 1200 }) });
  const template = templateOf(stack);
  const [fileSystem] = Object.values(resourcesOf(template, 'AWS::FSx::FileSystem'));
  const rules = Object.keys(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).filter((id) => id.startsWith('LustreSecurityGroup'));
  expect(rules).not.toEqual([]);
  expect(fileSystem.DependsOn).toEqual(expect.arrayContaining(rules));
  const back = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress'))
    .filter(([id]) => id.startsWith('LustreToClients'))
    .map(([, { Properties }]) => [Properties.FromPort, Properties.ToPort]);
  expect(back).toEqual([
    [988, 988],
    [1018, 1023],
  ]);
});
