import { countedNames, isEndpoint, unknownNames } from './aws-names';
import { ENUMS, LISTED_ACCESS_POLICIES, SERVICE_PRINCIPALS } from './aws-names.data';
import { Json } from './harness';
import { LustreDeploymentType, OntapDeploymentType, OpenZfsDeploymentType, NodeRepairAction, UpdateStrategy, WarmPoolState } from '../src';
import { isAddon } from '../src/catalog/addon-names.rules';
import { ADDONS } from '../src/catalog/addons.data';
import { AWS_APIS } from '../src/catalog/aws-apis.data';
import { ACCESS_POLICIES } from '../src/cluster/access-policies.data';
import { imageParameterProblem } from '../src/nodes/ec2/image-parameters.rules';
import { IMAGES } from '../src/nodes/tables/image.data';
import { isImage, isInstanceType } from '../src/nodes/tables/instance-types.rules';
import { OS_FAMILIES } from '../src/nodes/tables/os.data';
import { PROFILES } from '../src/platform/profile.data';

const arn = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]] });
const resource = (Type: string, Properties: Json): Json => ({ Resources: { One: { Type, Properties } } });
const requirement = (key: string, value: string) =>
  JSON.stringify([
    {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name: 'a' },
      spec: { template: { spec: { requirements: [{ key, operator: 'In', values: [value] }] } } },
    },
  ]);

test.each<[string, Json]>([
  [
    'managed policy service-role/AmazonEBSCSIDriverPolicyV2',
    resource('AWS::IAM::Role', { ManagedPolicyArns: [arn('service-role/AmazonEBSCSIDriverPolicyV2')] }),
  ],
  [
    'managed policy AmazonEKSClusterPolcy',
    resource('AWS::IAM::Role', { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonEKSClusterPolcy' }] }),
  ],
  [
    'access policy AmazonEKSViewerPolicy',
    resource('AWS::EKS::AccessEntry', {
      AccessPolicies: [
        { PolicyArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':eks::aws:cluster-access-policy/AmazonEKSViewerPolicy']] } },
      ],
    }),
  ],
  ['add-on aws-efs-csi', resource('AWS::EKS::Addon', { AddonName: 'aws-efs-csi' })],
  ['instance type m6i.larg', resource('AWS::EKS::Nodegroup', { InstanceTypes: ['m6i.large', 'm6i.larg'] })],
  ['instance type m6j.large', resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm6j.large' } })],
  [
    'instance type m6k.large',
    resource('AWS::AutoScaling::AutoScalingGroup', {
      MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: 'm6k.large' }] } },
    }),
  ],
  [
    'instance type m6l.large',
    resource('Custom::StrataObjects', { Manifest: requirement('node.kubernetes.io/instance-type', 'm6l.large') }),
  ],
  ['instance family m6m', resource('Custom::StrataObjects', { Manifest: requirement('karpenter.k8s.aws/instance-family', 'm6m') })],
  [
    'service principal eks-fargate-pod.amazonaws.com',
    resource('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'eks-fargate-pod.amazonaws.com' } }] } }),
  ],
  [
    'endpoint eks-authentication',
    resource('AWS::EC2::VPCEndpoint', {
      ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.eks-authentication']] },
    }),
  ],
  [
    'parameter /aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id',
    {
      Parameters: {
        P: {
          Type: 'AWS::SSM::Parameter::Value<String>',
          Default: '/aws/service/eks/optimized-ami/1.36/amazon-linux-2/recommended/image_id',
        },
      },
    },
  ],
  [
    'parameter /aws/service/bottlerocket/aws-k8s-1.36/x86/latest/image_id',
    resource('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { ImageId: '{{resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.36/x86/latest/image_id}}' },
    }),
  ],
])('fails for %s', (name, template) => {
  expect(unknownNames({ Resources: {}, ...template })).toEqual([name]);
  expect(Object.values(countedNames({ Resources: {}, ...template })).reduce((sum, count) => sum + count)).toBeGreaterThan(0);
});

test('names that are in the tables are not found', () => {
  expect(
    unknownNames(
      resource('AWS::IAM::Role', {
        ManagedPolicyArns: [arn('AmazonEKSClusterPolicy'), { Ref: 'Own' }],
        AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'pods.eks.amazonaws.com' } }] },
      }),
    ),
  ).toEqual([]);
});

describe('what the library writes is a name of AWS', () => {
  test('add-ons', () => expect(Object.keys(ADDONS).filter((name) => isAddon(name) !== true)).toEqual([]));
  test('access policies that EKS lists', () => expect(LISTED_ACCESS_POLICIES.filter((name) => !(name in ACCESS_POLICIES))).toEqual([]));
  test('endpoints', () => expect(Object.keys(AWS_APIS).filter((name) => !isEndpoint(name))).toEqual([]));
  test('each principal of a service has its page', () =>
    expect(Object.values(SERVICE_PRINCIPALS).filter((page) => page === '')).toEqual([]));

  const rows = Object.values(IMAGES).flatMap((byArchitecture) => Object.values(byArchitecture));
  const images = rows.flatMap((row) => Object.values(row)).filter(isImage);
  test('AMI types', () => expect(images.filter(({ amiType }) => !(ENUMS.amiType as readonly string[]).includes(amiType))).toEqual([]));
  const parameters = images.flatMap(({ imageParameter, releaseParameter }) => [imageParameter ?? [], releaseParameter ?? []].flat());
  test.each(parameters)('%s is a public parameter', (name) => {
    expect(imageParameterProblem(name.replace('<V>', '1.36'))).toBeUndefined();
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['access entry types of nodes', Object.values(OS_FAMILIES).map(({ accessEntryType }) => accessEntryType), ENUMS.accessEntryType],
    ['update strategies', Object.values(UpdateStrategy), ENUMS.updateStrategy],
    ['repair actions', Object.values(NodeRepairAction), ENUMS.repairAction],
    ['states of warm pools', Object.values(WarmPoolState), ENUMS.warmPoolState],
    ['deployment types of Lustre', Object.values(LustreDeploymentType), ENUMS.lustre],
    ['deployment types of ONTAP', Object.values(OntapDeploymentType), ENUMS.ontap],
    ['deployment types of OpenZFS', Object.values(OpenZfsDeploymentType), ENUMS.openzfs],
    ['control plane logs', Object.values(PROFILES).flatMap(({ controlPlaneLogs }) => controlPlaneLogs), ENUMS.logType],
  ])('%s', (_, ours, theirs) => expect(ours.filter((each) => !theirs.includes(each))).toEqual([]));

  test('a type without figures is an instance type', () => expect(isInstanceType('r9g.large')).toBe(true));
});
