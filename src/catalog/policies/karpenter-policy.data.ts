import { PolicyRow, UpstreamPolicy } from './upstream-policy.rules';

/** What the statements name; values may be tokens, the cluster's name is text because keys hold it. */
export interface KarpenterNames {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly clusterName: string;
  readonly nodeRoleArns: readonly string[];
  readonly queueArn: string;
  /** whether it makes instance profiles itself: it cannot where IAM is out of reach. */
  readonly createsInstanceProfiles: boolean;
}

/**
 * What Karpenter's controller may do, as six policies: what it changes is limited to what carries the tags of its cluster.
 */
export const KARPENTER_POLICIES: UpstreamPolicy<KarpenterNames, Readonly<Record<string, readonly PolicyRow[]>>> = {
  policyOf: {
    version: '1.14.1',
    file: 'aws/karpenter-provider-aws v1.14.1, website/content/en/preview/getting-started/getting-started-with-karpenter/cloudformation.yaml',
    differs: 'without what creates instance profiles where IAM is out of reach',
  },
  statements: policiesOf,
};

function policiesOf(names: KarpenterNames): Readonly<Record<string, readonly PolicyRow[]>> {
  const { partition, region, account, clusterName, nodeRoleArns, queueArn, createsInstanceProfiles } = names;
  const ec2 = (...kinds: string[]) => kinds.map((kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`);
  const owned = `kubernetes.io/cluster/${clusterName}`;
  const requested = { [`aws:RequestTag/${owned}`]: 'owned', 'aws:RequestTag/eks:eks-cluster-name': clusterName };
  const ofPool = { 'aws:RequestTag/karpenter.sh/nodepool': '*' };
  const existing = { StringEquals: { [`aws:ResourceTag/${owned}`]: 'owned' }, StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' } };
  const made = ec2('fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request');
  const profiles = [`arn:${partition}:iam::${account}:instance-profile/*`];
  const profileTags = { [`aws:ResourceTag/${owned}`]: 'owned', 'aws:ResourceTag/topology.kubernetes.io/region': region };
  const profileRequest = { ...requested, 'aws:RequestTag/topology.kubernetes.io/region': region };
  const cluster = `arn:${partition}:eks:${region}:${account}:cluster/${clusterName}`;
  return {
    NodeLifecycle: [
      {
        actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
        resources: [...['image', 'snapshot'].map((kind) => `arn:${partition}:ec2:${region}::${kind}/*`), ...ec2('security-group', 'subnet', 'capacity-reservation', 'placement-group')],
      },
      { actions: ['ec2:RunInstances', 'ec2:CreateFleet'], resources: ec2('launch-template'), conditions: existing },
      { actions: ['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate'], resources: made, conditions: { StringEquals: requested, StringLike: ofPool } },
      {
        actions: ['ec2:CreateTags'],
        resources: made,
        conditions: { StringEquals: { ...requested, 'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'] }, StringLike: ofPool },
      },
      {
        actions: ['ec2:CreateTags'],
        resources: ec2('instance'),
        conditions: {
          ...existing,
          'StringEqualsIfExists': { 'aws:RequestTag/eks:eks-cluster-name': clusterName },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
        },
      },
      { actions: ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'], resources: ec2('instance', 'launch-template'), conditions: existing },
    ],
    InstanceProfiles: [
      { actions: ['iam:PassRole'], resources: nodeRoleArns, conditions: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] } } },
      ...(createsInstanceProfiles ? [
        { actions: ['iam:CreateInstanceProfile'], resources: profiles, conditions: { StringEquals: profileRequest, StringLike: { 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' } } },
        {
          actions: ['iam:TagInstanceProfile'],
          resources: profiles,
          conditions: {
            StringEquals: { ...profileTags, ...profileRequest },
            StringLike: { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*', 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' },
          },
        },
        {
          actions: ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile', 'iam:DeleteInstanceProfile'],
          resources: profiles,
          conditions: { StringEquals: profileTags, StringLike: { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*' } },
        },
      ] : []),
    ],
    Cluster: [{ actions: ['eks:DescribeCluster'], resources: [cluster] }],
    Interruptions: [{ actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'], resources: [queueArn] }],
    ZonalShift: [{ actions: ['arc-zonal-shift:GetManagedResource'], resources: ['*'], conditions: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': cluster } } }],
    Discovery: [
      {
        actions: ['CapacityReservations', 'Images', 'Instances', 'InstanceStatus', 'InstanceTypeOfferings', 'InstanceTypes', 'LaunchTemplates', 'PlacementGroups', 'SecurityGroups', 'SpotPriceHistory', 'Subnets'].map((what) => `ec2:Describe${what}`),
        resources: ['*'],
        conditions: { StringEquals: { 'aws:RequestedRegion': region } },
      },
      { actions: ['ssm:GetParameter'], resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`] },
      { actions: ['pricing:GetProducts'], resources: ['*'] },
      { actions: ['iam:ListInstanceProfiles'], resources: ['*'] },
      { actions: ['iam:GetInstanceProfile'], resources: profiles },
    ],
  };
}
