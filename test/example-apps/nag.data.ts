/** The statements that CDK's grants on buckets make. */
const s3 = (role: string, ...actions: string[]) =>
  actions.map((action) => `AwsSolutions-IAM5[Action::s3:${action}*] ${role}/DefaultPolicy/Resource`);
const EKS_POLICY = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonEKSClusterPolicy]';
const FSX = 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:fsx:<AWS::Region>:<AWS::AccountId>';

/** What cdk-nag says of the examples: each with the reason why it stays. */
export const KNOWN_VIOLATIONS: Record<string, readonly string[]> = {
  'existing-cluster': [
    // the cluster and the network that were there before, by CDK alone
    `${EKS_POLICY} Base/Cluster/Role/Resource`,
    'AwsSolutions-VPC7 Base/Vpc/Resource',
    // a bucket and a grant of CDK
    'AwsSolutions-S1 Application/Archive/Resource',
    ...s3('Application/ReportsIdentity/Role', 'Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'),
    'AwsSolutions-IAM5[Resource::<ArchiveDA4CB258.Arn>/*] Application/ReportsIdentity/Role/DefaultPolicy/Resource',
  ],
  // the policy in the documentation of the AWS Gateway API Controller
  mesh: ['AwsSolutions-IAM5[Action::vpc-lattice:*] Mesh/Lattice/Identity/Role/DefaultPolicy/Resource'],
  // access logs are shown in other examples
  nlb: ['AwsSolutions-ELB2 Nlb/ForPartners/Resource'],
  // the rule reads the block device mappings of an Auto Scaling group and does not see those of its launch template
  'node-types': ['AwsSolutions-EC26 NodeTypes/SelfManaged/Resource'],
  // a queue that is not the subject, and a grant of CDK
  'pod-identity': ['AwsSolutions-SQS3 PodIdentity/Orders/Resource', ...s3('PodIdentity/Reader/Role', 'GetBucket', 'GetObject', 'List')],
  // a grant of CDK
  portable: [
    ...s3('Portable/Identity/Role', 'Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'),
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::shop-uploads/*] Portable/Identity/Role/DefaultPolicy/Resource',
  ],
  // the rule throws: the block of addresses is a reference to that of the network
  private: ['AwsSolutions-EC23 Private/Platform/Vpc/EndpointSecurityGroup/Resource'],
  // the policies in the documentation of Mountpoint and of Trident, for one prefix and one file system
  storage: [
    'AwsSolutions-IAM5[Resource::<Data666C94C7.Arn>/reports/*] Storage/Platform/Cluster/S3CsiDriver/Identity/Role/DefaultPolicy/Resource',
    ...['storage-virtual-machine', 'volume'].map(
      (kind) => `${FSX}:${kind}/<OntapFileSystem57A4C962>/*] Storage/Trident/Identity/Role/DefaultPolicy/Resource`,
    ),
  ],
  // a queue that is not the subject
  workloads: ['AwsSolutions-SQS3 Workloads/Orders/Resource'],
};
