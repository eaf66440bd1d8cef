/**
 * Properties that CloudFormation can only set at creation, by resource type: changing one replaces the resource. A path names what stands inside
 * of a property. Where CDK's own diff says otherwise, the comment says why.
 *
 * Source: CloudFormation resource specification, "Update requires: Replacement"; EKS API reference for what stands inside of properties.
 */
export const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupName', 'InstanceId'],
  'AWS::AutoScaling::WarmPool': ['AutoScalingGroupName'],
  'AWS::EC2::CarrierGateway': ['VpcId'],
  'AWS::EC2::EIP': ['Domain', 'NetworkBorderGroup', 'Address'],
  'AWS::EC2::EgressOnlyInternetGateway': ['VpcId'],
  'AWS::EC2::FlowLog': ['LogFormat', 'ResourceId', 'MaxAggregationInterval', 'ResourceType', 'LogDestination', 'LogGroupName', 'DeliverLogsPermissionArn', 'LogDestinationType', 'TrafficType'],
  'AWS::EC2::InternetGateway': [],
  // a new version in place
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName'],
  'AWS::EC2::NatGateway': ['ConnectivityType', 'AllocationId', 'SubnetId', 'VpcId', 'AvailabilityMode'],
  'AWS::EC2::NetworkAcl': ['VpcId'],
  'AWS::EC2::NetworkAclEntry': ['Egress', 'NetworkAclId', 'RuleNumber'],
  'AWS::EC2::PlacementGroup': ['SpreadLevel', 'Strategy', 'PartitionCount', 'Tags'],
  'AWS::EC2::Route': ['DestinationIpv6CidrBlock', 'RouteTableId', 'DestinationCidrBlock'],
  'AWS::EC2::RouteTable': ['VpcId'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::EC2::SecurityGroupEgress': ['CidrIp', 'DestinationSecurityGroupId', 'FromPort', 'GroupId', 'IpProtocol', 'ToPort'],
  'AWS::EC2::SecurityGroupIngress': ['CidrIp', 'FromPort', 'GroupId', 'IpProtocol', 'SourceSecurityGroupId', 'ToPort'],
  'AWS::EC2::Subnet': ['VpcId', 'OutpostArn', 'AvailabilityZone', 'CidrBlock', 'Ipv6Native'],
  'AWS::EC2::SubnetNetworkAclAssociation': ['NetworkAclId', 'SubnetId'],
  'AWS::EC2::SubnetRouteTableAssociation': ['RouteTableId', 'SubnetId'],
  // unlike TransitGatewayVpcAttachment, whose subnets can never change
  'AWS::EC2::TransitGatewayAttachment': ['TransitGatewayId', 'VpcId'],
  'AWS::EC2::VPC': ['CidrBlock', 'InstanceTenancy'],
  'AWS::EC2::VPCCidrBlock': ['AmazonProvidedIpv6CidrBlock', 'CidrBlock', 'VpcId'],
  'AWS::EC2::VPCEndpoint': ['VpcId', 'ServiceName', 'VpcEndpointType'],
  'AWS::EC2::VPCGatewayAttachment': ['VpcId'],
  'AWS::EC2::VPCPeeringConnection': ['PeerRoleArn', 'VpcId', 'PeerVpcId', 'PeerRegion', 'PeerOwnerId'],
  'AWS::EFS::AccessPoint': ['FileSystemId', 'RootDirectory', 'ClientToken', 'PosixUser'],
  'AWS::EFS::FileSystem': ['KmsKeyId', 'PerformanceMode', 'Encrypted', 'AvailabilityZoneName'],
  'AWS::EFS::MountTarget': ['FileSystemId', 'IpAddress', 'SubnetId', 'Ipv6Address', 'IpAddressType'],
  'AWS::EKS::AccessEntry': ['ClusterName', 'PrincipalArn', 'Type'],
  'AWS::EKS::Addon': ['ClusterName', 'AddonName', 'NamespaceConfig'],
  // the whole of KubernetesNetworkConfig says CDK; what is switched for Auto Mode is changed in place
  'AWS::EKS::Cluster': ['OutpostConfig', 'EncryptionConfig', 'KubernetesNetworkConfig.ServiceIpv4Cidr', 'KubernetesNetworkConfig.IpFamily', 'RoleArn', 'Name', 'BootstrapSelfManagedAddons', 'AccessConfig.BootstrapClusterCreatorAdminPermissions'],
  'AWS::EKS::FargateProfile': ['Subnets', 'FargateProfileName', 'ClusterName', 'PodExecutionRoleArn', 'Selectors', 'Tags'],
  'AWS::EKS::IdentityProviderConfig': ['Type', 'ClusterName', 'IdentityProviderConfigName', 'Oidc'],
  'AWS::EKS::Nodegroup': ['CapacityType', 'NodegroupName', 'NodeRole', 'Subnets', 'AmiType', 'RemoteAccess', 'DiskSize', 'ClusterName', 'InstanceTypes', 'LaunchTemplate.Id', 'LaunchTemplate.Name'],
  'AWS::EKS::PodIdentityAssociation': ['ClusterName', 'Namespace', 'ServiceAccount'],
  'AWS::Events::Rule': ['EventBusName', 'Name'],
  'AWS::FSx::DataRepositoryAssociation': ['FileSystemPath', 'DataRepositoryPath', 'BatchImportMetaDataOnCreate', 'FileSystemId'],
  'AWS::FSx::FileSystem': ['KmsKeyId', 'BackupId', 'SubnetIds', 'SecurityGroupIds', 'FileSystemTypeVersion', 'FileSystemType'],
  'AWS::FSx::StorageVirtualMachine': ['RootVolumeSecurityStyle', 'FileSystemId', 'Name'],
  'AWS::IAM::InstanceProfile': ['Path', 'InstanceProfileName'],
  'AWS::IAM::OIDCProvider': ['Url'],
  'AWS::IAM::Policy': [],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::KMS::Key': [],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Lambda::Permission': ['Action', 'FunctionName', 'Principal'],
  'AWS::Lambda::LayerVersion': ['CompatibleRuntimes', 'LicenseInfo', 'Description', 'LayerName', 'Content', 'CompatibleArchitectures'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::Route53Resolver::ResolverEndpoint': ['OutpostArn', 'PreferredInstanceType', 'Direction', 'SecurityGroupIds'],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::SQS::QueuePolicy': [],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::VpcLattice::ServiceNetwork': ['Name', 'SharingConfig'],
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': ['ServiceNetworkIdentifier', 'VpcIdentifier'],
  // of custom resources the handler decides: that of this library answers with another id for another release, and CDK's never
  'Custom::StrataObjects': ['ServiceToken'],
  'Custom::StrataHelmRelease': ['ServiceToken', 'Release', 'Namespace'],
  'Custom::StrataValue': ['ServiceToken'],
  'Custom::StrataSweep': ['ServiceToken'],
  'Custom::AWSCDK-EKS-KubernetesResource': ['ServiceToken'],
  'Custom::AWSCDK-EKS-HelmChart': ['ServiceToken'],
  'Custom::AWSCDK-EKS-KubernetesObjectValue': ['ServiceToken'],
  'Custom::VpcRestrictDefaultSG': ['ServiceToken'],
};

/** What is never to be replaced: it holds data, or everything else stands on it. */
export const KEPT = new Set(['AWS::EKS::Cluster', 'AWS::KMS::Key', 'AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::Logs::LogGroup', 'AWS::IAM::OIDCProvider', 'AWS::SQS::Queue', 'AWS::EFS::FileSystem', 'AWS::FSx::FileSystem', 'AWS::SecretsManager::Secret']);
