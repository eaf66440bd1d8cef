/** Where the model of a service describes the input of a type of CloudFormation. */
export interface Source {
  /** service of botocore, operation, and the property of CloudFormation below which its input is. */
  readonly operations: readonly (readonly [service: string, operation: string, below?: string])[];
  /** property of CloudFormation → member of the input, where the names differ. */
  readonly names?: Readonly<Record<string, string>>;
  /** properties that are not passed as they are: CloudFormation fills them in, or takes another form. */
  readonly without?: readonly string[];
}

const of = (service: string, operation: string, more: Omit<Source, 'operations'> = {}): Source => ({
  operations: [[service, operation]],
  without: ['Tags'],
  ...more,
});

/** The types of our templates, and those beside them in the same services. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'AWS::AutoScaling::AutoScalingGroup': of('autoscaling', 'CreateAutoScalingGroup', {
    names: { Cooldown: 'DefaultCooldown', LoadBalancerNames: 'LoadBalancerNames', InstanceId: 'InstanceId' },
  }),
  'AWS::AutoScaling::LifecycleHook': of('autoscaling', 'PutLifecycleHook'),
  'AWS::AutoScaling::WarmPool': of('autoscaling', 'PutWarmPool'),
  'AWS::EC2::CapacityReservation': of('ec2', 'CreateCapacityReservation'),
  'AWS::EC2::EIP': of('ec2', 'AllocateAddress'),
  'AWS::EC2::FlowLog': of('ec2', 'CreateFlowLogs'),
  'AWS::EC2::LaunchTemplate': of('ec2', 'CreateLaunchTemplate', { without: ['TagSpecifications', 'LaunchTemplateData.TagSpecifications'] }),
  'AWS::EC2::NatGateway': of('ec2', 'CreateNatGateway'),
  'AWS::EC2::NetworkAclEntry': of('ec2', 'CreateNetworkAclEntry'),
  'AWS::EC2::PlacementGroup': of('ec2', 'CreatePlacementGroup'),
  'AWS::EC2::Route': of('ec2', 'CreateRoute'),
  'AWS::EC2::SecurityGroup': of('ec2', 'CreateSecurityGroup'),
  'AWS::EC2::Subnet': of('ec2', 'CreateSubnet'),
  'AWS::EC2::TransitGatewayAttachment': of('ec2', 'CreateTransitGatewayVpcAttachment'),
  'AWS::EC2::VPC': of('ec2', 'CreateVpc'),
  'AWS::EC2::VPCEndpoint': of('ec2', 'CreateVpcEndpoint'),
  'AWS::EFS::AccessPoint': of('efs', 'CreateAccessPoint', { without: ['AccessPointTags', 'ClientToken'] }),
  'AWS::EFS::FileSystem': {
    operations: [
      ['efs', 'CreateFileSystem'],
      ['efs', 'PutLifecycleConfiguration'],
    ],
    without: ['FileSystemTags'],
  },
  'AWS::EFS::MountTarget': of('efs', 'CreateMountTarget'),
  'AWS::EKS::AccessEntry': of('eks', 'CreateAccessEntry'),
  'AWS::EKS::Addon': of('eks', 'CreateAddon'),
  'AWS::EKS::Capability': of('eks', 'CreateCapability'),
  'AWS::EKS::Cluster': of('eks', 'CreateCluster', { names: { 'Logging.ClusterLogging': '-' } }),
  'AWS::EKS::FargateProfile': of('eks', 'CreateFargateProfile'),
  'AWS::EKS::IdentityProviderConfig': of('eks', 'AssociateIdentityProviderConfig'),
  'AWS::EKS::Nodegroup': of('eks', 'CreateNodegroup'),
  'AWS::EKS::PodIdentityAssociation': of('eks', 'CreatePodIdentityAssociation'),
  'AWS::ElasticLoadBalancingV2::Listener': of('elbv2', 'CreateListener'),
  'AWS::ElasticLoadBalancingV2::ListenerRule': of('elbv2', 'CreateRule'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': of('elbv2', 'CreateLoadBalancer'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': of('elbv2', 'CreateTargetGroup'),
  'AWS::Events::Rule': {
    operations: [
      ['events', 'PutRule'],
      ['events', 'PutTargets'],
    ],
    names: { Targets: 'Targets' },
  },
  'AWS::FSx::DataRepositoryAssociation': of('fsx', 'CreateDataRepositoryAssociation'),
  'AWS::FSx::FileSystem': of('fsx', 'CreateFileSystem'),
  'AWS::FSx::StorageVirtualMachine': of('fsx', 'CreateStorageVirtualMachine'),
  'AWS::FSx::Volume': of('fsx', 'CreateVolume', { names: { BackupId: '-' } }),
  'AWS::IAM::InstanceProfile': of('iam', 'CreateInstanceProfile'),
  'AWS::IAM::ManagedPolicy': of('iam', 'CreatePolicy', { names: { ManagedPolicyName: 'PolicyName' } }),
  'AWS::IAM::OIDCProvider': of('iam', 'CreateOpenIDConnectProvider'),
  'AWS::IAM::Policy': of('iam', 'PutRolePolicy'),
  'AWS::IAM::Role': of('iam', 'CreateRole'),
  'AWS::IAM::RolePolicy': of('iam', 'PutRolePolicy'),
  'AWS::KMS::Key': {
    operations: [
      ['kms', 'CreateKey'],
      ['kms', 'EnableKeyRotation'],
      ['kms', 'ScheduleKeyDeletion'],
    ],
    without: ['Tags', 'PendingWindowInDays'],
  },
  'AWS::Lambda::Function': of('lambda', 'CreateFunction', { without: ['Tags', 'FunctionName', 'Code.ZipFile'] }),
  'AWS::Lambda::LayerVersion': of('lambda', 'PublishLayerVersion', { without: ['LayerName'] }),
  'AWS::Lambda::Permission': of('lambda', 'AddPermission', { names: { PrincipalOrgID: 'PrincipalOrgID' } }),
  'AWS::Logs::LogGroup': {
    operations: [
      ['logs', 'CreateLogGroup'],
      ['logs', 'PutRetentionPolicy'],
    ],
    without: ['Tags'],
  },
  'AWS::Route53Resolver::ResolverEndpoint': of('route53resolver', 'CreateResolverEndpoint'),
  'AWS::S3::Bucket': {
    operations: [
      ['s3', 'CreateBucket'],
      ['s3', 'PutBucketVersioning'],
      ['s3', 'PutBucketAccelerateConfiguration'],
    ],
    without: ['Tags'],
  },
  'AWS::S3Files::AccessPoint': of('s3files', 'CreateAccessPoint'),
  'AWS::S3Files::FileSystem': of('s3files', 'CreateFileSystem'),
  'AWS::S3Files::MountTarget': of('s3files', 'CreateMountTarget'),
  'AWS::SSM::Parameter': of('ssm', 'PutParameter'),
  'AWS::SecretsManager::Secret': {
    operations: [
      ['secretsmanager', 'CreateSecret'],
      ['secretsmanager', 'GetRandomPassword', 'GenerateSecretString'],
    ],
    without: ['Tags'],
  },
  'AWS::ServiceDiscovery::PrivateDnsNamespace': of('servicediscovery', 'CreatePrivateDnsNamespace'),
  'AWS::VpcLattice::Listener': of('vpc-lattice', 'CreateListener'),
  'AWS::VpcLattice::Service': of('vpc-lattice', 'CreateService'),
  'AWS::VpcLattice::ServiceNetwork': of('vpc-lattice', 'CreateServiceNetwork'),
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': of('vpc-lattice', 'CreateServiceNetworkVpcAssociation'),
  'AWS::VpcLattice::TargetGroup': of('vpc-lattice', 'CreateTargetGroup'),
  'AWS::WAFv2::WebACL': of('wafv2', 'CreateWebACL', { without: ['Tags', 'Rules[].Statement'] }),
};
