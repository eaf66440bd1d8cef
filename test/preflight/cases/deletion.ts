import { Cases, Given, ref } from './case';
import { ALB, BACKEND, NLB, storageClass } from './given';

const bucket = (properties: object = {}): NonNullable<Given['resources']> => ({ 'App/Logs': ['AWS::S3::Bucket', { ...properties }] });
const ingress = (attributes: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${ALB}/load-balancer-attributes: "${attributes}" } }
spec: { ingressClassName: alb, rules: [{ http: { paths: [{ path: /, pathType: Prefix, ${BACKEND} }] } }] }`;
const WRITES = ingress('access_logs.s3.enabled=true,access_logs.s3.bucket=<<App/Logs|Ref>>');
const service = `
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    ${NLB}-type: external
    ${NLB}-attributes: access_logs.s3.enabled=true,access_logs.s3.bucket=shop-logs
spec: { type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb, selector: { app: web }, ports: [{ port: 80 }] }`;
const emptied: Given['resources'] = {
  ...bucket(),
  'App/Empty': ['Custom::S3AutoDeleteObjects', { BucketName: ref('App/Logs') }],
};
const zone = (name: string): Given['resources'] => ({ 'App/Zone': ['AWS::Route53::HostedZone', { Name: name }] });
const externalDns = (values: object): Given['facts'] => ({
  helmReleases: [
    {
      path: 'App/Dns',
      value: {
        release: 'external-dns',
        namespace: 'external-dns',
        chart: 'external-dns',
        repository: 'https://kubernetes-sigs.github.io/external-dns/',
        version: '1.21.1',
        values: { txtOwnerId: 'shop', ...values },
      },
    },
  ],
});
const vault = (more: Given['resources']): Given['resources'] => ({
  'App/Vault': ['AWS::Backup::BackupVault', { BackupVaultName: 'shop' }],
  ...more,
});
const plan = (target: unknown): Given['resources'] => ({
  'App/Plan': ['AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [{ TargetBackupVault: target }] } }],
});

const KEY: Given['resources'] = {
  'App/Key': ['AWS::KMS::Key', { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:*', Principal: '*' }] } }],
};
const encryptedClass = (reclaimPolicy: string) =>
  storageClass(
    'encrypted',
    'ebs.csi.aws.com',
    `volumeBindingMode: WaitForFirstConsumer\nreclaimPolicy: ${reclaimPolicy}
parameters: { encrypted: "true", kmsKeyId: "<<App/Key|Arn>>" }`,
  );

export const DELETION: Cases = {
  'kept-without-key': {
    fails: [
      {
        name: 'a file system that is kept, with a key that is deleted',
        facts: { retainedWithoutKey: [{ path: 'App/Files', value: { type: 'AWS::EFS::FileSystem', uses: ['App/Key'] } }] },
        found: [
          'the resource (AWS::EFS::FileSystem) or its snapshot is retained when the stack is deleted, and its KMS key App/Key is deleted',
        ],
      },
      {
        name: 'a StorageClass whose volumes are kept',
        manifests: encryptedClass('Retain'),
        resources: KEY,
        found: ["the volumes of StorageClass 'encrypted' are retained, and their KMS key App/Key is deleted with its stack"],
      },
    ],
    passes: [
      { name: 'volumes that are deleted', manifests: encryptedClass('Delete'), resources: KEY },
      { name: 'a key that is kept', manifests: encryptedClass('Retain'), resources: KEY, retained: ['App/Key'] },
      { name: 'nothing is kept', facts: { retainedWithoutKey: [] } },
    ],
  },

  'not-emptied': {
    fails: [
      {
        name: 'a bucket for logs of an Application Load Balancer',
        manifests: WRITES,
        resources: bucket(),
        found: [
          "the stack deletes it, which fails because it contains objects of the load balancer of Ingress 'shop/web' (BucketNotEmpty)",
        ],
        also: ['service-missing'],
      },
      {
        name: 'a bucket with a name for logs of a Network Load Balancer',
        manifests: service,
        resources: bucket({ BucketName: 'shop-logs' }),
        found: [
          "the stack deletes it, which fails because it contains objects of the load balancer of Service 'shop/web' (BucketNotEmpty)",
        ],
        also: ['selects-nothing'],
      },
      {
        name: 'a bucket for logs of a load balancer of the app, and for flow logs',
        resources: {
          ...bucket(),
          'App/Flows': ['AWS::S3::Bucket', {}],
          'App/Alb': [
            'AWS::ElasticLoadBalancingV2::LoadBalancer',
            { LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: ref('App/Logs') }] },
          ],
          'App/FlowLog': ['AWS::EC2::FlowLog', { LogDestination: ref('App/Flows', 'Arn') }],
        },
        found: [
          'the stack deletes it, which fails because it contains objects of the load balancer App/Alb (BucketNotEmpty)',
          'the stack deletes it, which fails because it contains objects of the flow log App/FlowLog (BucketNotEmpty)',
        ],
      },
      {
        name: 'a repository',
        resources: { 'App/Images': ['AWS::ECR::Repository', {}] },
        found: ['the stack deletes it, which fails as soon as it contains images (RepositoryNotEmptyException)'],
      },
      {
        name: 'a hosted zone with records that ExternalDNS retains',
        resources: zone('shop.example.com.'),
        facts: externalDns({ domainFilters: ['example.com'] }),
        found: [
          'the stack deletes it, which fails because it contains records of ' +
            "Helm release 'external-dns' (policy upsert-only) (HostedZoneNotEmpty)",
        ],
      },
      {
        name: 'a vault of a backup plan',
        resources: vault(plan(ref('App/Vault'))),
        found: [
          'the stack deletes it, which fails because it contains recovery points of the backup plan App/Plan (InvalidRequestException)',
        ],
      },
    ],
    passes: [
      {
        name: 'a bucket that is emptied',
        resources: { ...emptied, 'App/FlowLog': ['AWS::EC2::FlowLog', { LogDestination: ref('App/Logs', 'Arn') }] },
      },
      {
        name: 'a bucket that is kept',
        resources: { ...bucket(), 'App/FlowLog': ['AWS::EC2::FlowLog', { LogDestination: ref('App/Logs', 'Arn') }] },
        retained: ['App/Logs'],
      },
      { name: 'a bucket without a writer', resources: bucket() },
      { name: 'a repository that is emptied', resources: { 'App/Images': ['AWS::ECR::Repository', { EmptyOnDelete: true }] } },
      {
        name: 'a repository that CDK empties',
        resources: {
          'App/Images': ['AWS::ECR::Repository', {}],
          'App/Empty': ['Custom::ECRAutoDeleteImages', { RepositoryName: ref('App/Images') }],
        },
      },
      { name: 'records that ExternalDNS deletes', resources: zone('shop.example.com'), facts: externalDns({ policy: 'sync' }) },
      { name: 'a zone of another domain', resources: zone('example.org'), facts: externalDns({ domainFilters: ['example.com'] }) },
      { name: 'a vault without a plan', resources: vault(plan('other')) },
    ],
  },
};
