import { Cases, Given } from './case';

type Properties = Record<string, unknown>;

const policies = (...names: string[]) => names.map((name) => `arn:<known-at-deploy>:iam::aws:policy/${name}`);
const role = (properties: Properties): Given['resources'] => ({
  'App/Role': ['AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] }, ...properties }],
});
const attached = (...names: string[]): Given['resources'] => role({ ManagedPolicyArns: policies(...names) });
const addon = (name: string): Given['resources'] => ({ 'App/Addon': ['AWS::EKS::Addon', { AddonName: name }] });
const group = (...types: unknown[]): Given['resources'] => ({ 'App/Nodes': ['AWS::EKS::Nodegroup', { InstanceTypes: types }] });
const template = (data: Properties): Given['resources'] => ({ 'App/Template': ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }] });

const pool = (requirement: string) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: general }
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: general }
      requirements: [${requirement}]`;
const nodeClass = (parameter: string) => `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: general }
spec:
  role: nodes
  amiFamily: AL2023
  amiSelectorTerms: [{ ssmParameter: "${parameter}" }]
  subnetSelectorTerms: [{ tags: { a: b } }]
  securityGroupSelectorTerms: [{ tags: { a: b } }]`;

const config = (text: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: notes, namespace: shop }\ndata: { notes: "${text}" }`;
const params = (attribute: string) =>
  'apiVersion: elbv2.k8s.aws/v1beta1\nkind: IngressClassParams\nmetadata: { name: alb }\nspec: { loadBalancerAttributes: [{ key: ' +
  `${attribute}, value: "true" }] }`;
const service = (annotation: string) => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { service.beta.kubernetes.io/aws-load-balancer-scheme: internal, ${annotation} } }
spec: { type: ExternalName, externalName: example.com }`;

const parameter = (value: string): Given['facts'] => ({ imageParameters: [{ path: 'App/Image', value }] });
const AL2023 = '/aws/service/eks/optimized-ami/1.36/amazon-linux-2023';

/** Names that AWS owns. */
export const NAMES_OF_AWS: Cases = {
  'managed-policy-unknown': {
    fails: [
      {
        name: 'a policy at a path that it is not at',
        resources: attached('service-role/AmazonEBSCSIDriverPolicyV2'),
        found: ["the AWS managed policy 'service-role/AmazonEBSCSIDriverPolicyV2' does not exist"],
      },
      {
        name: 'a policy without its path',
        resources: attached('AmazonEFSCSIDriverPolicy'),
        found: ["the AWS managed policy 'AmazonEFSCSIDriverPolicy' does not exist"],
      },
      {
        name: 'another case',
        resources: attached('AmazonEKSclusterPolicy'),
        found: ["the AWS managed policy 'AmazonEKSclusterPolicy' does not exist (list of 2026-08-22)"],
      },
      {
        name: 'a word that is not in it',
        resources: attached('AmazonEKSClusterPolicyV7'),
        found: ["the AWS managed policy 'AmazonEKSClusterPolicyV7' does not exist (list of 2026-08-22)"],
      },
      {
        name: 'a boundary',
        resources: role({ PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAcess' }),
        found: ["the AWS managed policy 'PowerUserAcess' does not exist (list of 2026-08-22)"],
      },
      {
        name: 'a permission set',
        resources: { 'App/Set': ['AWS::SSO::PermissionSet', { ManagedPolicies: ['arn:aws:iam::aws:policy/ViewOnlyAccess'] }] },
        found: ["the AWS managed policy 'ViewOnlyAccess' does not exist"],
      },
      {
        name: 'a policy of a service-linked role',
        resources: attached('aws-service-role/AmazonEKSServiceRolePolicy'),
        found: [
          "the AWS managed policy 'aws-service-role/AmazonEKSServiceRolePolicy' is attached to a principal that is not its " +
            'service-linked role',
        ],
      },
      {
        name: 'a condition',
        resources: {
          'App/Policy': [
            'AWS::IAM::Policy',
            {
              PolicyDocument: { Statement: [{ Condition: { ArnEquals: { 'iam:PolicyARN': policies('AmazonSSMManagedInstanceCores') } } }] },
            },
          ],
        },
        found: ["the AWS managed policy 'AmazonSSMManagedInstanceCores' does not exist (list of 2026-08-22)"],
      },
      {
        name: 'a text of an object',
        manifests: config('gives arn:aws:iam::aws:policy/service-role/AmazonEKSClusterPolicy.'),
        found: ["ConfigMap 'shop/notes': the AWS managed policy 'service-role/AmazonEKSClusterPolicy' does not exist"],
      },
      {
        name: 'the path elsewhere',
        resources: attached('AmazonEFSCSIDriverPolicy'),
        facts: { region: 'cn-north-1' },
        found: ["the AWS managed policy 'AmazonEFSCSIDriverPolicy' does not exist"],
      },
    ],
    passes: [
      {
        name: 'what a platform uses',
        resources: attached(
          'AmazonEKSClusterPolicy',
          'service-role/AmazonEFSCSIDriverPolicy',
          'AmazonEBSCSIDriverPolicyV2',
          'job-function/ViewOnlyAccess',
        ),
      },
      {
        name: 'a policy of the account',
        resources: role({ ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/AmazonEKSclusterPolicy'] }),
      },
      {
        name: 'a name that is known at deploy, and a pattern',
        resources: role({ ManagedPolicyArns: [...policies('<known-at-deploy>'), 'arn:aws:iam::aws:policy/AmazonEKS<known-at-deploy>'] }),
        manifests: config('arn:aws:iam::aws:policy/AmazonEKS*'),
      },
      {
        name: 'a name that only another partition has',
        resources: role({ ManagedPolicyArns: ['arn:aws-us-gov:iam::aws:policy/AmazonGovCloudOnly'] }),
      },
      { name: 'the same where the region says it', resources: attached('AmazonGovCloudOnly'), facts: { region: 'us-gov-west-1' } },
    ],
  },

  'addon-unknown': {
    fails: [
      { name: 'a part of a name', resources: addon('aws-efs-csi'), found: ["unknown EKS add-on 'aws-efs-csi'"] },
      {
        name: 'the name of the chart',
        resources: addon('aws-load-balancer-controller'),
        found: ["unknown EKS add-on 'aws-load-balancer-controller'"],
      },
      {
        name: 'a letter too few, of a vendor',
        resources: addon('netapp_trident-operatr'),
        found: ["unknown EKS add-on 'netapp_trident-operatr'"],
      },
    ],
    passes: [
      { name: 'an add-on of AWS', resources: addon('aws-efs-csi-driver') },
      { name: 'an add-on of the community', resources: addon('cert-manager') },
      { name: 'an add-on of a vendor that is not in the table', resources: addon('example-corp_agent') },
      { name: 'a name that is known at deploy', resources: addon('<known-at-deploy>') },
    ],
  },

  'instance-type-unknown': {
    fails: [
      {
        name: 'a type of a group',
        resources: group('m6i.large', 'm6i.larg'),
        found: ["unknown instance type 'm6i.larg'"],
      },
      {
        name: 'a type of a launch template',
        resources: template({ InstanceType: 'M6I.large' }),
        found: ["unknown instance type 'M6I.large'"],
      },
      {
        name: 'a type of a mixed group',
        resources: {
          'App/Group': [
            'AWS::AutoScaling::AutoScalingGroup',
            { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'm6i.large' }, { InstanceType: 'm99.large' }] } } },
          ],
        },
        found: ["unknown instance type 'm99.large'"],
      },
      {
        name: 'types of a pool',
        manifests: pool('{ key: node.kubernetes.io/instance-type, operator: In, values: [m6i.large, c6gg.large] }'),
        found: ["unknown instance type 'c6gg.large' in NodePool 'general'"],
      },
      {
        name: 'families of a pool',
        manifests: pool('{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m6i, m6z] }'),
        found: ["unknown instance family 'm6z' in NodePool 'general'"],
      },
    ],
    passes: [
      {
        name: 'types that exist, with and without figures',
        resources: group('m6i.large', 'p5.48xlarge', 'r9g.large'),
        manifests: pool('{ key: karpenter.k8s.aws/instance-family, operator: In, values: [m6i, c7g] }'),
      },
      { name: 'a type that figures were given for', resources: group('m99.large'), facts: { customInstanceTypes: ['m99.large'] } },
      { name: 'a type that is known at deploy', resources: group('<known-at-deploy>') },
      {
        name: 'a type that a pool may not have',
        manifests: pool('{ key: node.kubernetes.io/instance-type, operator: NotIn, values: [m99.large] }'),
      },
    ],
  },

  'image-parameter-unknown': {
    fails: [
      {
        name: 'Amazon Linux 2 for a version that has none',
        facts: parameter('/aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id'),
        found: [
          "the image is read from '/aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id': the last image of " +
            'Amazon Linux 2 is for 1.32',
        ],
      },
      {
        name: 'a variant that does not exist',
        facts: parameter(`${AL2023}/x86_64/gpu/recommended/image_id`),
        found: [`the image is read from the public parameter '${AL2023}/x86_64/gpu/recommended/image_id'`],
      },
      {
        name: 'in a launch template',
        resources: template({ ImageId: '{{resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.36/amd64/latest/image_id}}' }),
        found: ["the image is read from the public parameter '/aws/service/bottlerocket/aws-k8s-1.36/amd64/latest/image_id'"],
      },
      {
        name: 'in an EC2NodeClass',
        manifests: nodeClass('/aws/service/ami-windows-latest/Windows_Server-2022-English-Minimal-EKS_Optimized-1.36/image_id'),
        found: [
          "EC2NodeClass 'general': the image is read from the public parameter " +
            "'/aws/service/ami-windows-latest/Windows_Server-2022-English-Minimal-EKS_Optimized-1.36/image_id'",
        ],
      },
    ],
    passes: [
      { name: 'Amazon Linux 2023 in an EC2NodeClass', manifests: nodeClass(`${AL2023}/x86_64/standard/recommended/image_id`) },
      {
        name: 'the newest image and a release of it',
        facts: parameter(`${AL2023}/arm64/nvidia/recommended/release_version`),
        resources: template({ ImageId: '{{resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.36-nvidia-fips/x86_64/latest/image_id:1}}' }),
      },
      { name: 'images of others', facts: parameter('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64') },
      { name: 'Windows that is not for EKS', facts: parameter('/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base') },
      {
        name: 'Amazon Linux 2 for a version that has it',
        facts: parameter('/aws/service/eks/optimized-ami/1.31/amazon-linux-2-gpu/recommended/image_id'),
      },
    ],
  },

  'load-balancer-attribute-unknown': {
    fails: [
      {
        name: 'a letter too few, in a class',
        manifests: params('idle_timeout.timeout_second'),
        found: ["IngressClassParams 'alb' sets the unknown load balancer attribute 'idle_timeout.timeout_second'"],
      },
      {
        name: 'an attribute of target groups, on a load balancer',
        manifests: service(
          'service.beta.kubernetes.io/aws-load-balancer-attributes: "deletion_protection.enabled=false,stickiness.enabled=true"',
        ),
        found: ["Service 'shop/web' sets the unknown load balancer attribute 'stickiness.enabled'"],
      },
      {
        name: 'the attribute of a listener',
        manifests: service('service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-80: tcp.idle_timeout_seconds=400'),
        found: ["Service 'shop/web' sets the unknown listener attribute 'tcp.idle_timeout_seconds'"],
      },
      {
        name: 'a load balancer of CDK',
        resources: {
          'App/Balancer': [
            'AWS::ElasticLoadBalancingV2::LoadBalancer',
            { LoadBalancerAttributes: [{ Key: 'routing.http2', Value: 'true' }] },
          ],
        },
        found: ["AWS::ElasticLoadBalancingV2::LoadBalancer sets the unknown load balancer attribute 'routing.http2'"],
      },
    ],
    passes: [
      {
        name: 'attributes that exist',
        manifests: params('waf.fail_open.enabled'),
        resources: {
          'App/Targets': [
            'AWS::ElasticLoadBalancingV2::TargetGroup',
            { TargetGroupAttributes: [{ Key: 'slow_start.duration_seconds', Value: '30' }] },
          ],
        },
      },
      {
        name: 'attributes of a target group',
        manifests: service(
          'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: "preserve_client_ip.enabled=true, ' +
            'deregistration_delay.timeout_seconds=30"',
        ),
      },
      { name: 'an annotation of another controller', manifests: service('example.com/load-balancer-attributes: "a=b"') },
    ],
  },
};
