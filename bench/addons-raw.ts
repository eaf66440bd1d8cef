import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, CfnJson, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as cdk8s from 'cdk8s';
import { ENVIRONMENT, WORKLOAD } from './workload';

/** The platform of addons.ts with plain aws-cdk-lib, as its users write it: with the constructs of `aws-eks-v2`. */
export const app = new App();
const stack = new Stack(app, 'platform', { env: ENVIRONMENT });

const vpc = new ec2.Vpc(stack, 'vpc', {
  maxAzs: 3,
  subnetConfiguration: [
    { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 20 },
    { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 19 },
    { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
  ],
});
const cluster = new eks.Cluster(stack, 'cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc,
  clusterName: 'platform',
  vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
  secretsEncryptionKey: new kms.Key(stack, 'key', { enableKeyRotation: true }),
  mastersRole: new iam.Role(stack, 'access', { assumedBy: new iam.AccountRootPrincipal() }),
  defaultCapacity: 0,
  defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
  kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(stack, 'kubectl') },
});
const nodes = cluster.addNodegroupCapacity('nodes', {
  minSize: 2,
  maxSize: 4,
  desiredSize: 2,
  instanceTypes: [new ec2.InstanceType('m5.large')],
  amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD,
  tags: { 'k8s.io/cluster-autoscaler/platform': 'owned', 'k8s.io/cluster-autoscaler/enabled': 'true' },
});

const { openIdConnectProviderArn, openIdConnectProviderIssuer: issuer } = cluster.openIdConnectProvider;
function addonRole(name: string, namespace: string, serviceAccount: string, policies: string[]): iam.Role {
  const value = { [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`, [`${issuer}:aud`]: 'sts.amazonaws.com' };
  const conditions = { StringEquals: new CfnJson(stack, `${name}-conditions`, { value }) };
  return new iam.Role(stack, `${name}-role`, {
    assumedBy: new iam.FederatedPrincipal(openIdConnectProviderArn, conditions, 'sts:AssumeRoleWithWebIdentity'),
    managedPolicies: policies.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy)),
  });
}
function addon(addonName: string, role?: iam.Role): void {
  const { clusterName } = cluster;
  const made = new eks.CfnAddon(stack, addonName, {
    addonName,
    clusterName,
    resolveConflicts: 'OVERWRITE',
    serviceAccountRoleArn: role?.roleArn,
  });
  made.node.addDependency(nodes);
}
['vpc-cni', 'kube-proxy', 'coredns', 'eks-pod-identity-agent'].forEach((name) => addon(name));
addon('aws-ebs-csi-driver', addonRole('ebs', 'kube-system', 'ebs-csi-controller-sa', ['service-role/AmazonEBSCSIDriverPolicy']));
addon('aws-efs-csi-driver', addonRole('efs', 'kube-system', 'efs-csi-controller-sa', ['service-role/AmazonEFSCSIDriverPolicy']));
addon(
  'amazon-cloudwatch-observability',
  addonRole('agent', 'amazon-cloudwatch', 'cloudwatch-agent', ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess']),
);

const alb = eks.AlbController.create(stack, { cluster, version: eks.AlbControllerVersion.V3_2_2 });
alb.node.addDependency(nodes);
const metrics = cluster.addHelmChart('metrics-server', {
  chart: 'metrics-server',
  repository: 'https://kubernetes-sigs.github.io/metrics-server',
  version: '3.13.1',
  release: 'metrics-server',
  namespace: 'kube-system',
});
metrics.node.addDependency(nodes);

const scaler = cluster.addServiceAccount('autoscaler', { name: 'cluster-autoscaler', namespace: 'kube-system' });
scaler.addToPrincipalPolicy(
  new iam.PolicyStatement({
    resources: ['*'],
    actions: [
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeTags',
      'autoscaling:SetDesiredCapacity',
      'autoscaling:TerminateInstanceInAutoScalingGroup',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeInstanceTypes',
      'eks:DescribeNodegroup',
    ],
  }),
);
const autoscaler = cluster.addHelmChart('autoscaler-chart', {
  chart: 'cluster-autoscaler',
  repository: 'https://kubernetes.github.io/autoscaler',
  version: '9.53.0',
  release: 'cluster-autoscaler',
  namespace: 'kube-system',
  values: {
    cloudProvider: 'aws',
    awsRegion: stack.region,
    autoDiscovery: { clusterName: cluster.clusterName },
    rbac: { serviceAccount: { create: false, name: 'cluster-autoscaler' } },
  },
});
autoscaler.node.addDependency(scaler, nodes);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
const namespace = cluster.addManifest('dns-namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'external-dns' } });
const records = cluster.addServiceAccount('dns', { name: 'external-dns', namespace: 'external-dns' });
records.node.addDependency(namespace);
records.addToPrincipalPolicy(
  new iam.PolicyStatement({
    resources: [zone.hostedZoneArn],
    actions: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
  }),
);
records.addToPrincipalPolicy(new iam.PolicyStatement({ resources: ['*'], actions: ['route53:ListHostedZones'] }));
const dns = cluster.addHelmChart('dns-chart', {
  chart: 'external-dns',
  repository: 'https://kubernetes-sigs.github.io/external-dns/',
  version: '1.21.1',
  release: 'external-dns',
  namespace: 'external-dns',
  createNamespace: false,
  values: {
    provider: 'aws',
    extraArgs: [`--zone-id-filter=${zone.hostedZoneId}`],
    aws: { region: stack.region },
    serviceAccount: { create: false, name: 'external-dns' },
  },
});
dns.node.addDependency(records, nodes);

const files = new efs.FileSystem(stack, 'efs', { vpc, encrypted: true });
files.connections.allowDefaultPortFrom(cluster);
cluster.addManifest(
  'storage-classes',
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    parameters: { type: 'gp3', encrypted: 'true' },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'efs' },
    provisioner: 'efs.csi.aws.com',
    parameters: { provisioningMode: 'efs-ap', fileSystemId: files.fileSystemId, directoryPerms: '700' },
  },
);

const chart = new cdk8s.Chart(new cdk8s.App(), 'hello');
WORKLOAD.forEach((object, index) => new cdk8s.ApiObject(chart, `object-${index}`, object));
const hello = cluster.addCdk8sChart('workload', chart);
hello.node.addDependency(alb, nodes);
