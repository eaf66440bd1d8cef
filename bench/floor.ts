import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { App, CfnOutput, CfnResource, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ALB_POLICY } from '../src/catalog/policies/alb-policy.data';
import { statementsOf } from '../src/identity/upstream-policy';

/**
 * The quickstart written by hand with plain aws-cdk-lib: the same resources, in the same order. What the library costs is the
 * difference between the two.
 */
export const app = new App();
const stack = new Stack(app, 'Floor');

const vpc = new ec2.Vpc(stack, 'Vpc', {
  subnetConfiguration: [
    { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
    { name: 'application', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 19 },
    { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
    { name: 'control-plane', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 28 },
  ],
  restrictDefaultSecurityGroup: true,
  gatewayEndpoints: {
    S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
    DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
  },
});
vpc.addFlowLog('Rejected', {
  destination: ec2.FlowLogDestination.toCloudWatchLogs(
    new logs.LogGroup(stack, 'FlowLogs', { retention: 30, removalPolicy: RemovalPolicy.DESTROY }),
  ),
  trafficType: ec2.FlowLogTrafficType.REJECT,
});

const controlPlaneLogs = new logs.LogGroup(stack, 'ClusterLogs', {
  logGroupName: '/aws/eks/floor/cluster',
  retention: 90,
  removalPolicy: RemovalPolicy.DESTROY,
});
const key = new kms.Key(stack, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
const cluster = new eks.Cluster(stack, 'Cluster', {
  version: eks.KubernetesVersion.V1_36,
  vpc,
  vpcSubnets: [{ subnetGroupName: 'control-plane' }],
  clusterName: 'floor',
  endpointAccess: eks.EndpointAccess.PRIVATE,
  defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
  defaultCapacity: 0,
  bootstrapClusterCreatorAdminPermissions: false,
  bootstrapSelfManagedAddons: false,
  clusterLogging: Object.values(eks.ClusterLoggingTypes),
  prune: false,
});
(cluster.node.defaultChild as eks.CfnCluster).encryptionConfig = [{ provider: { keyArn: key.keyArn } }];
cluster.node.defaultChild!.node.addDependency(controlPlaneLogs);
const admin = new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() });
cluster.grantClusterAdmin('AdminAccess', admin.roleArn);
new CfnOutput(stack, 'Connect', { value: `aws eks update-kubeconfig --name floor --region ${stack.region} --role-arn ${admin.roleArn}` });
new CfnOutput(stack, 'Tunnel', {
  value: `aws ssm start-session --parameters host=${Fn.select(1, Fn.split('//', cluster.clusterEndpoint))}`,
});

const oidc = new eks.OidcProviderNative(stack, 'Oidc', { url: cluster.clusterOpenIdConnectIssuerUrl });
function irsaRole(
  id: string,
  namespace: string,
  name: string,
  managedPolicies: string[],
  policies?: iam.CfnRole.PolicyProperty[],
): iam.CfnRole {
  return new iam.CfnRole(stack, id, {
    managedPolicyArns: managedPolicies.map((policy) => `arn:${stack.partition}:iam::aws:policy/${policy}`),
    policies,
    assumeRolePolicyDocument: Fn.sub(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: '${Arn}' },
            Condition: {
              StringEquals: { '${Issuer}:aud': 'sts.amazonaws.com', '${Issuer}:sub': `system:serviceaccount:${namespace}:${name}` },
            },
          },
        ],
      }),
      { Arn: oidc.openIdConnectProviderArn, Issuer: oidc.openIdConnectProviderIssuer },
    ),
  });
}
const addon = (name: string, version?: string, role?: iam.CfnRole) =>
  new eks.CfnAddon(stack, name, {
    clusterName: cluster.clusterName,
    addonName: name,
    addonVersion: version,
    resolveConflicts: 'OVERWRITE',
    serviceAccountRoleArn: role?.attrArn,
  });
const before = [
  addon('vpc-cni', 'v1.22.4-eksbuild.3', irsaRole('CniRole', 'kube-system', 'aws-node', ['AmazonEKS_CNI_Policy'])),
  addon('kube-proxy', 'v1.36.0-eksbuild.17'),
  addon('eks-pod-identity-agent', 'v1.4.0-eksbuild.3'),
  addon('eks-node-monitoring-agent'),
];

const nodeRole = new iam.Role(stack, 'NodeRole', {
  assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  managedPolicies: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonSSMManagedInstanceCore'].map((name) =>
    iam.ManagedPolicy.fromAwsManagedPolicyName(name),
  ),
});
const launchTemplate = new ec2.LaunchTemplate(stack, 'LaunchTemplate', {
  blockDevices: [
    { deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }) },
  ],
  requireImdsv2: true,
  httpPutResponseHopLimit: 1,
  instanceType: new ec2.InstanceType('m6i.large'),
});
const application = vpc.selectSubnets({ subnetGroupName: 'application' });
const nodes = new eks.CfnNodegroup(stack, 'Nodes', {
  clusterName: cluster.clusterName,
  nodeRole: nodeRole.roleArn,
  subnets: application.subnetIds,
  amiType: 'AL2023_x86_64_STANDARD',
  capacityType: 'ON_DEMAND',
  version: '1.36',
  launchTemplate: { id: launchTemplate.launchTemplateId, version: launchTemplate.latestVersionNumber },
  scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
  nodeRepairConfig: { enabled: true },
});
nodes.node.addDependency(application.internetConnectivityEstablished, ...before);

const after = [
  addon('coredns', 'v1.14.3-eksbuild.16'),
  addon('metrics-server', 'v0.9.0-eksbuild.11'),
  addon(
    'aws-ebs-csi-driver',
    'v1.66.0-eksbuild.1',
    irsaRole('EbsRole', 'kube-system', 'ebs-csi-controller-sa', ['AmazonEBSCSIDriverPolicyV2']),
  ),
];
after.forEach((each) => each.addResourceDependency(nodes));

const provider = new eks.KubectlProvider(stack, 'Kubectl', {
  cluster,
  kubectlLayer: new KubectlV36Layer(stack, 'KubectlLayer'),
  privateSubnets: application.subnets,
});
const access = cluster.grantClusterAdmin('KubectlAccess', provider.role!.roleArn);
function applied(id: string, type: string, properties: object, ...dependsOn: CfnResource[]): CfnResource {
  const common = { ServiceToken: provider.serviceToken, ClusterName: cluster.clusterName };
  const resource = new CfnResource(stack, id, { type, properties: { ...common, ...properties } });
  resource.node.addDependency(access);
  dependsOn.forEach((each) => resource.addResourceDependency(each));
  return resource;
}
const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';
applied(
  'StorageClass',
  MANIFEST,
  {
    Overwrite: true,
    Manifest: JSON.stringify([
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
        provisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3', encrypted: 'true' },
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        reclaimPolicy: 'Delete',
      },
    ]),
  },
  after[2],
);
const albRole = irsaRole(
  'AlbRole',
  'kube-system',
  'aws-load-balancer-controller',
  [],
  [
    {
      policyName: 'LoadBalancers',
      policyDocument: new iam.PolicyDocument({
        statements: statementsOf(ALB_POLICY.statements({ arn: (resource) => `arn:${stack.partition}:${resource}` })),
      }),
    },
  ],
);
const alb = applied(
  'Alb',
  'Custom::AWSCDK-EKS-HelmChart',
  {
    Release: 'aws-load-balancer-controller',
    Chart: 'aws-load-balancer-controller',
    Version: '3.5.0',
    Repository: 'https://aws.github.io/eks-charts',
    Namespace: 'kube-system',
    Wait: true,
    Atomic: true,
    Timeout: '600s',
    Values: stack.toJsonString({
      clusterName: cluster.clusterName,
      region: stack.region,
      vpcId: vpc.vpcId,
      replicaCount: 2,
      keepTLSSecret: true,
      defaultTargetType: 'ip',
      podDisruptionBudget: { maxUnavailable: 1 },
      serviceAccount: { name: 'aws-load-balancer-controller', annotations: { 'eks.amazonaws.com/role-arn': albRole.attrArn } },
    }),
  },
  nodes,
  ...after.slice(0, 2),
);

const labels = { 'app.kubernetes.io/name': 'web' };
const metadata = { name: 'web', namespace: 'hello', labels };
applied(
  'Hello',
  MANIFEST,
  {
    Overwrite: true,
    Manifest: JSON.stringify([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'hello', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
          template: {
            metadata: { labels },
            spec: {
              serviceAccountName: 'web',
              automountServiceAccountToken: false,
              terminationGracePeriodSeconds: 45,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 10001,
                runAsGroup: 10001,
                fsGroup: 10001,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
                maxSkew: 1,
                topologyKey,
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: labels },
              })),
              volumes: [{ name: 'tmp', emptyDir: {} }],
              containers: [
                {
                  name: 'web',
                  image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
                  ports: [{ name: 'http', containerPort: 8080 }],
                  readinessProbe: { httpGet: { path: '/', port: 8080 } },
                  livenessProbe: { tcpSocket: { port: 8080 } },
                  lifecycle: { preStop: { sleep: { seconds: 15 } } },
                  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
                  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
                  securityContext: {
                    runAsNonRoot: true,
                    readOnlyRootFilesystem: true,
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                  },
                },
              ],
            },
          },
        },
      },
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          ...metadata,
          annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing', 'alb.ingress.kubernetes.io/target-type': 'ip' },
        },
        spec: {
          ingressClassName: 'alb',
          rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }],
        },
      },
    ]),
  },
  alb,
  nodes,
);
