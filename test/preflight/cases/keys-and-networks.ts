import { Cases, Given, ref } from './case';
import { ALB, BACKEND, Resource, storageClass } from './given';

const subnet = (vpc: unknown): Resource => ['AWS::EC2::Subnet', { VpcId: vpc }];
const securityGroup = (vpc: unknown): Resource => ['AWS::EC2::SecurityGroup', { VpcId: vpc, GroupDescription: 'nodes' }];
const OWN = ref('App/Vpc');
const OTHER = ref('App/Other');

/** A cluster in two subnets of its VPC, and another VPC. */
const inTwoNetworks = (resources: Given['resources']): Pick<Given, 'resources'> => ({
  resources: {
    'App/Vpc': ['AWS::EC2::VPC', {}],
    'App/Other': ['AWS::EC2::VPC', {}],
    'App/A': subnet(OWN),
    'App/B': subnet(OWN),
    'App/Elsewhere': subnet(OTHER),
    'App/Group': securityGroup(OWN),
    'App/OtherGroup': securityGroup(OTHER),
    'App/Cluster': ['AWS::EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')] } }],
    ...resources,
  },
});
const template = (...groups: readonly unknown[]): Resource => [
  'AWS::EC2::LaunchTemplate',
  { LaunchTemplateData: { SecurityGroupIds: groups } },
];
const nodes = (...subnets: readonly unknown[]): Resource => [
  'AWS::EKS::Nodegroup',
  { Subnets: subnets, LaunchTemplate: { Id: ref('App/Template'), Version: '1' } },
];
const securityGroupPolicy = (group: string) => `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  securityGroups: { groupIds: ["${group}"] }`;

const ROOT = 'arn:<known-at-deploy>:iam::<known-at-deploy>:root';
const AUTO_SCALING = 'arn:<known-at-deploy>:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
const allow = (principal: unknown): object => ({ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: principal } });
const key = (statements: readonly unknown[], more: object = {}): Resource => [
  'AWS::KMS::Key',
  { KeyPolicy: { Statement: statements }, ...more },
];
const ARN = ref('App/Key', 'Arn');
/** Nodes whose volumes a key encrypts. */
const encryptedNodes = (used: unknown, more: Given['resources']): Pick<Given, 'resources'> => ({
  resources: {
    'App/Nodes': ['AWS::EKS::Nodegroup', { LaunchTemplate: { Id: ref('App/Template'), Version: '1' } }],
    'App/Template': [
      'AWS::EC2::LaunchTemplate',
      {
        LaunchTemplateData: {
          BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 50, Encrypted: true, KmsKeyId: used } }],
        },
      },
    ],
    ...more,
  },
});
const encryptedClass = (used: string, provisioner: string = 'ebs.csi.aws.com'): string =>
  storageClass('encrypted', provisioner, `volumeBindingMode: WaitForFirstConsumer\nparameters: { encrypted: "true", kmsKeyId: "${used}" }`);
const OF_KEY = encryptedClass('<<App/Key|Arn>>');

/** The role of the EBS CSI driver. */
const driver = (role: object, more: Given['resources'] = {}): Given['resources'] => ({
  'App/Driver': ['AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2'], ...TRUST, ...role }],
  'App/Association': [
    'AWS::EKS::PodIdentityAssociation',
    { ServiceAccount: 'ebs-csi-controller-sa', Namespace: 'kube-system', RoleArn: ref('App/Driver', 'Arn') },
  ],
  ...more,
});
const TRUST = {
  AssumeRolePolicyDocument: {
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { Service: 'pods.eks.amazonaws.com' } }],
  },
};
const grants = (action: unknown) => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: ARN }] });

const forShop = (annotation: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotation} } }
spec: { ingressClassName: alb, rules: [{ http: { paths: [{ path: /, pathType: Prefix, ${BACKEND} }] } }] }`;
const nodeClass = (used: string) => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: encrypted }
spec:
  role: nodes
  amiSelectorTerms: [{ alias: al2023@latest }]
  subnetSelectorTerms: [{ id: subnet-0a }]
  securityGroupSelectorTerms: [{ id: sg-0a }]
  blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 50Gi, encrypted: true, kmsKeyID: "${used}" } }]`;

const targetGroup = (vpc: unknown, type: string = 'ip'): Resource => [
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  { VpcId: vpc, TargetType: type, Port: 80, Protocol: 'HTTP' },
];
const binding = (more: string): string =>
  `apiVersion: elbv2.k8s.aws/v1beta1\nkind: TargetGroupBinding\nmetadata: { name: web, namespace: shop }\n` +
  `spec: { serviceRef: { name: web, port: 80 }, targetGroupARN: "<<App/Targets|Ref>>", ${more} }\n---\n` +
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: 80 }] }';

export const KEYS_AND_NETWORKS: Cases = {
  'key-not-allowed': {
    fails: [
      {
        name: 'nodes with a key of the default policy',
        ...encryptedNodes(ARN, { 'App/Key': key([allow(ROOT)]) }),
        found: ['the policy of the KMS key App/Key of the volumes of the nodes does not allow the role AWSServiceRoleForAutoScaling'],
      },
      {
        name: 'nodes with the alias of a key that allows another role',
        ...encryptedNodes('alias/disks', {
          'App/Key': key([allow(ROOT), allow([ref('App/Role', 'Arn'), 'arn:aws:iam::111122223333:role/other'])]),
          'App/Alias': ['AWS::KMS::Alias', { AliasName: 'alias/disks', TargetKeyId: ARN }],
          'App/Role': ['AWS::IAM::Role', {}],
        }),
        found: ['the policy of the KMS key App/Key of the volumes of the nodes does not allow the role AWSServiceRoleForAutoScaling'],
      },
      {
        name: 'a StorageClass with a key that the role of the driver may not use',
        manifests: OF_KEY,
        resources: driver({}, { 'App/Key': key([allow(ROOT)]) }),
        found: ["the role App/Driver of the EBS CSI driver may not use the KMS key App/Key of the volumes of StorageClass 'encrypted'"],
      },
    ],
    passes: [
      { name: 'a key that allows Auto Scaling', ...encryptedNodes(ARN, { 'App/Key': key([allow(ROOT), allow(AUTO_SCALING)]) }) },
      { name: 'a key that allows everyone in the account', ...encryptedNodes(ARN, { 'App/Key': key([allow('*')]) }) },
      { name: 'a key that allows a principal of the deployment', ...encryptedNodes(ARN, { 'App/Key': key([allow('<known-at-deploy>')]) }) },
      { name: 'a key of another app', ...encryptedNodes('<known-at-deploy>', {}) },
      {
        name: 'a role that may use the key by its policy',
        manifests: OF_KEY,
        resources: driver(
          {},
          {
            'App/Key': key([allow(ROOT)]),
            'App/Policy': ['AWS::IAM::Policy', { Roles: [ref('App/Driver')], PolicyDocument: grants(['kms:CreateGrant', 'kms:Decrypt']) }],
          },
        ),
      },
      {
        name: 'a role that the key allows',
        manifests: OF_KEY,
        resources: driver({}, { 'App/Key': key([allow(ROOT), allow(ref('App/Driver', 'Arn'))]) }),
      },
      {
        name: 'a role with a policy of another app',
        manifests: OF_KEY,
        resources: driver({ ManagedPolicyArns: ['<known-at-deploy>'] }, { 'App/Key': key([allow(ROOT)]) }),
      },
    ],
  },

  'key-unusable': {
    fails: [
      {
        name: 'a StorageClass with a key of another region',
        manifests: encryptedClass('arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012'),
        facts: { region: 'eu-west-1' },
        found: ["the KMS key of the volumes of StorageClass 'encrypted' is in us-east-1, and the cluster is in eu-west-1"],
      },
      {
        name: 'nodes with a key for signatures',
        ...encryptedNodes(ref('App/Key'), { 'App/Key': key([allow('*')], { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }) }),
        found: ['the KMS key of the volumes of the nodes (App/Key) is not symmetric: its KeySpec is ECC_NIST_P256'],
      },
      {
        name: 'a StorageClass with a key that is disabled',
        manifests: OF_KEY,
        resources: { 'App/Key': key([allow('*')], { Enabled: false }) },
        found: ["the KMS key of the volumes of StorageClass 'encrypted' (App/Key) is disabled"],
      },
      {
        name: 'secrets with an asymmetric key',
        resources: {
          'App/Key': key([allow('*')], { KeySpec: 'RSA_4096' }),
          'App/Cluster': ['AWS::EKS::Cluster', { EncryptionConfig: [{ Provider: { KeyArn: ARN }, Resources: ['secrets'] }] }],
        },
        found: ['the KMS key of the secrets of the cluster (App/Key) is not symmetric: its KeySpec is RSA_4096'],
      },
      {
        name: 'a node class of Karpenter',
        manifests: nodeClass('<<App/Key|Arn>>'),
        resources: { 'App/Key': key([allow('*')], { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' }) },
        found: ["the KMS key of the volumes of EC2NodeClass 'encrypted' (App/Key) is not symmetric: its KeySpec is HMAC_256"],
      },
    ],
    passes: [
      {
        name: 'a symmetric key',
        manifests: OF_KEY,
        resources: { 'App/Key': key([allow('*')], { KeySpec: 'SYMMETRIC_DEFAULT', Enabled: true }) },
      },
      {
        name: 'a key of the region',
        manifests: encryptedClass('arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'),
        facts: { region: 'eu-west-1' },
      },
      {
        name: 'an unknown region, and a key of another app',
        manifests: encryptedClass('arn:aws:kms:us-east-1:111122223333:alias/disks'),
        facts: { region: undefined },
      },
      { name: 'an alias of another app', manifests: encryptedClass('alias/disks'), facts: { region: 'eu-west-1' } },
    ],
  },

  'vpc-mismatch': {
    fails: [
      {
        name: 'a launch template with a security group of another VPC',
        ...inTwoNetworks({ 'App/Nodes': nodes(ref('App/A')), 'App/Template': template(ref('App/OtherGroup', 'GroupId')) }),
        found: ['the cluster App/Cluster is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
      },
      {
        name: 'nodes in a subnet of another VPC',
        ...inTwoNetworks({ 'App/Nodes': nodes(ref('App/A'), ref('App/Elsewhere')), 'App/Template': template(ref('App/Group', 'GroupId')) }),
        found: ['the cluster App/Cluster is in the VPC App/Vpc, and the subnet App/Elsewhere is in the VPC App/Other'],
      },
      {
        name: 'a Fargate profile in a subnet of another VPC',
        ...inTwoNetworks({ 'App/Profile': ['AWS::EKS::FargateProfile', { Subnets: [ref('App/Elsewhere', 'SubnetId')] }] }),
        found: ['the cluster App/Cluster is in the VPC App/Vpc, and the subnet App/Elsewhere is in the VPC App/Other'],
      },
      {
        name: 'a control plane with a security group of another VPC',
        ...inTwoNetworks({
          'App/Cluster': [
            'AWS::EKS::Cluster',
            { ResourcesVpcConfig: { SubnetIds: [ref('App/A'), ref('App/B')], SecurityGroupIds: [ref('App/OtherGroup', 'GroupId')] } },
          ],
        }),
        found: ['the subnet App/A is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
      },
      {
        name: 'a load balancer with a security group of another VPC',
        ...inTwoNetworks({
          'App/Alb': [
            'AWS::ElasticLoadBalancingV2::LoadBalancer',
            { Subnets: [ref('App/A'), ref('App/B')], SecurityGroups: [ref('App/OtherGroup', 'GroupId')] },
          ],
        }),
        found: ['the subnet App/A is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
      },
      {
        name: 'a mount target with a security group of another VPC',
        ...inTwoNetworks({
          'App/Target': ['AWS::EFS::MountTarget', { SubnetId: ref('App/A'), SecurityGroups: [ref('App/OtherGroup', 'GroupId')] }],
        }),
        found: ['the subnet App/A is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
      },
      {
        name: 'an endpoint with the literal id of another VPC',
        ...inTwoNetworks({
          'App/There': subnet('vpc-0a'),
          'App/Endpoint': [
            'AWS::EC2::VPCEndpoint',
            { VpcId: 'vpc-0b', ServiceName: 'com.amazonaws.eu-west-1.s3', SubnetIds: [ref('App/There')] },
          ],
        }),
        found: ['it is in the VPC vpc-0b, and the subnet App/There is in the VPC vpc-0a'],
      },
      {
        name: 'an Ingress with a security group of another VPC in a list',
        manifests: forShop(`${ALB}/security-groups: "<<App/Group|GroupId>>, <<App/OtherGroup|GroupId>>"`),
        ...inTwoNetworks({}),
        found: ['the cluster App/Cluster is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
        also: ['service-missing'],
      },
      {
        name: 'pods with a security group of another VPC',
        manifests: securityGroupPolicy('<<App/OtherGroup|GroupId>>'),
        ...inTwoNetworks({}),
        found: ['the cluster App/Cluster is in the VPC App/Vpc, and the security group App/OtherGroup is in the VPC App/Other'],
        also: ['selects-nothing'],
      },
    ],
    passes: [
      {
        name: 'targets in a target group of another VPC, which may be peered',
        manifests: binding('targetType: ip'),
        ...inTwoNetworks({ 'App/Targets': targetGroup(OTHER) }),
      },
      {
        name: 'nodes and their security groups in the VPC of the cluster',
        ...inTwoNetworks({
          'App/Nodes': nodes(ref('App/A'), ref('App/B', 'SubnetId')),
          'App/Template': template(ref('App/Group', 'GroupId'), ref('App/Cluster', 'ClusterSecurityGroupId')),
        }),
      },
      {
        name: 'security groups and subnets of another app',
        ...inTwoNetworks({
          'App/Nodes': nodes('subnet-0a', '<known-at-deploy>'),
          'App/Template': template('sg-0a', '<known-at-deploy>'),
        }),
      },
      {
        name: 'a load balancer in another VPC',
        ...inTwoNetworks({
          'App/Alb': [
            'AWS::ElasticLoadBalancingV2::LoadBalancer',
            { Subnets: [ref('App/Elsewhere')], SecurityGroups: [ref('App/OtherGroup', 'GroupId')] },
          ],
        }),
      },
      {
        name: 'an id of a VPC that is known at deploy',
        ...inTwoNetworks({
          'App/Given': securityGroup('<known-at-deploy>'),
          'App/Existing': securityGroup('vpc-0a'),
          'App/Nodes': nodes(ref('App/A')),
          'App/Template': template(ref('App/Given', 'GroupId'), ref('App/Existing', 'GroupId')),
        }),
      },
    ],
  },

  'target-group-type': {
    fails: [
      {
        name: 'IP addresses in a target group of instances',
        manifests: binding('targetType: ip'),
        ...inTwoNetworks({ 'App/Targets': targetGroup(OWN, 'instance') }),
        found: ["TargetGroupBinding 'shop/web' has targetType: ip, and its target group App/Targets has the type instance"],
      },
      {
        name: 'a target group without a type, which is of instances',
        manifests: binding('targetType: ip'),
        resources: { 'App/Targets': ['AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 80 }] },
        found: ["TargetGroupBinding 'shop/web' has targetType: ip, and its target group App/Targets has the type instance"],
      },
    ],
    passes: [
      { name: 'the same type', manifests: binding('targetType: ip'), ...inTwoNetworks({ 'App/Targets': targetGroup(OWN) }) },
      { name: 'no type', manifests: binding('networking: {}'), ...inTwoNetworks({ 'App/Targets': targetGroup(OWN) }) },
      {
        name: 'a type that is known at deploy',
        manifests: binding('targetType: ip'),
        ...inTwoNetworks({ 'App/Targets': targetGroup(OWN, '<known-at-deploy>') }),
      },
    ],
  },
};
