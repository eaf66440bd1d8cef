/** A test of one property. An unknown value fails it: the condition is then not checked. */
export interface ConditionGuard {
  /** from the object of the condition, or from the resource. */
  readonly path: string;
  readonly atRoot?: true;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly matches?: string;
  readonly given?: boolean;
  /** default of the service for an absent property; without it, an absent property fails the test. */
  readonly valueIfAbsent?: string;
}

/** What must hold if all guards hold. Paths are relative to the object of the condition. */
export type Condition =
  | { readonly kind: 'allOrNone' | 'exactlyOne' | 'atMostOne' | 'atLeastOne' | 'required' | 'forbidden'; readonly paths: readonly string[] }
  /** one of the values. */
  | { readonly kind: 'values'; readonly path: string; readonly values: readonly string[] }
  /** a string matches the pattern, or with `forbids` must not match it. */
  | { readonly kind: 'pattern'; readonly path: string; readonly pattern: string; readonly forbids?: boolean }
  | { readonly kind: 'range'; readonly path: string; readonly min?: number; readonly max?: number; readonly or?: number; readonly multipleOf?: number }
  | { readonly kind: 'count'; readonly list: string; readonly min?: number; readonly max?: number }
  /** each number is at least the one before; the last at most `span` above the first. */
  | { readonly kind: 'ascending'; readonly paths: readonly string[]; readonly span?: number }
  | { readonly kind: 'unique'; readonly path: string }
  /** all have the same value; an absent one has the value `absentIs`. */
  | { readonly kind: 'same'; readonly paths: readonly string[]; readonly absentIs: string }
  /** all items of a list have the property, or none. */
  | { readonly kind: 'each'; readonly list: string; readonly path: string };

/** A condition that a service documents for its input, and enforces. */
export type ServiceCondition = Condition & {
  readonly id: string;
  /** the object that paths are relative to, `[]` for each item of a list; by default, the properties of the resource. */
  readonly at?: string;
  readonly when?: readonly ConditionGuard[];
  /** in the words of the service, shortened. */
  readonly reason: string;
  readonly remediation: string;
  /** service and member of its model, or a page. */
  readonly source: string;
  /** CDK's template validation finds it, too, as an error. */
  readonly foundByCdk?: true;
};

const LT_ONE = { kind: 'exactlyOne', paths: ['LaunchTemplateId', 'LaunchTemplateName'], reason: 'a launch template must be specified by its ID or by its name', remediation: 'Set exactly one of them', source: 'autoscaling LaunchTemplateSpecification' } as const;
/** Each configuration of a listener action is for one action type. */
const ACTIONS = [['FixedResponseConfig', 'fixed-response'], ['RedirectConfig', 'redirect'], ['ForwardConfig', 'forward'], ['TargetGroupArn', 'forward'], ['AuthenticateOidcConfig', 'authenticate-oidc'], ['AuthenticateCognitoConfig', 'authenticate-cognito'], ['JwtValidationConfig', 'jwt-validation']] as const;
const actions = (prefix: string, at: string): ServiceCondition[] => ACTIONS.map(([name, type]) => ({
  id: `${prefix}-${name}`, at, kind: 'forbidden', paths: [name], when: [{ path: 'Type', notEquals: [type] }], reason: `${name} is for actions of type ${type} only`, remediation: `Remove \`${name}\`, or set the type to ${type}`, source: `elbv2 Action.${name}`,
}));
const RULE_FIELDS = [['HostHeaderConfig', 'host-header'], ['PathPatternConfig', 'path-pattern'], ['HttpHeaderConfig', 'http-header'], ['QueryStringConfig', 'query-string'], ['HttpRequestMethodConfig', 'http-request-method'], ['SourceIpConfig', 'source-ip']] as const;
const GROUP_RULE = { reason: 'a rule must have exactly one CIDR range, prefix list or security group', remediation: 'Create a separate rule for each of them', source: 'ec2 AuthorizeSecurityGroupIngress; AWS::EC2::SecurityGroupIngress' } as const;
const PORTS = { kind: 'required', paths: ['FromPort', 'ToPort'], when: [{ path: 'IpProtocol', equals: ['tcp', 'udp', '6', '17'] }], reason: 'TCP and UDP require a port range', remediation: 'Set `FromPort` and `ToPort`, or set `IpProtocol` to -1', source: 'ec2 IpPermission.IpProtocol' } as const;
const DESCRIPTION = { kind: 'pattern', pattern: '^[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}$', reason: 'a description must consist of at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*', remediation: 'Use only these characters' } as const;
const RFC1918 = '^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.)';
const REMOTE = '^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.)';
const SOURCES = ['CidrIp', 'CidrIpv6', 'SourcePrefixListId', 'SourceSecurityGroupId', 'SourceSecurityGroupName'];
const DESTINATIONS = ['CidrIp', 'CidrIpv6', 'DestinationPrefixListId', 'DestinationSecurityGroupId'];
const ROUTE_TARGETS = ['CarrierGatewayId', 'CoreNetworkArn', 'EgressOnlyInternetGatewayId', 'GatewayId', 'InstanceId', 'LocalGatewayId', 'NatGatewayId', 'NetworkInterfaceId', 'OdbNetworkArn', 'TransitGatewayId', 'VpcEndpointId', 'VpcPeeringConnectionId'];
const REQUIREMENTS = { kind: 'atMostOne', paths: ['AllowedInstanceTypes', 'ExcludedInstanceTypes'], reason: 'AllowedInstanceTypes and ExcludedInstanceTypes are mutually exclusive', remediation: 'Remove one of the lists' } as const;

/**
 * Conditions between the properties of a resource, where the service itself states that it refuses what breaks them ("must", "cannot", "required"). What it only
 * recommends is not here. Sources are members of the service models (boto/botocore, botocore/data/<service>, commit 0e6e2404b85dc336dd2889814e089bde7d1a4c55),
 * types of the CloudFormation reference as aws-cdk-lib 2.276 has it, and pages of the EKS User Guide (awsdocs/amazon-eks-user-guide, commit 4d52b4d05e).
 */
export const SERVICE_CONDITIONS: Readonly<Record<string, readonly ServiceCondition[]>> = {
  'AWS::EKS::Nodegroup': [
    { id: 'nodegroup-sizes-together', at: 'ScalingConfig', kind: 'allOrNone', paths: ['MinSize', 'MaxSize', 'DesiredSize'], reason: 'a node group must have all of these sizes or none', remediation: 'Set all three: DesiredSize to MinSize if an autoscaler scales the node group', source: 'eks NodegroupScalingConfig' },
    { id: 'nodegroup-sizes-ascending', at: 'ScalingConfig', kind: 'ascending', paths: ['MinSize', 'DesiredSize', 'MaxSize'], reason: 'the desired size must be between the minimum and the maximum', remediation: 'Set MinSize ≤ DesiredSize ≤ MaxSize', source: 'eks NodegroupScalingConfig' },
    { id: 'nodegroup-update', at: 'UpdateConfig', kind: 'atLeastOne', paths: ['MaxUnavailable', 'MaxUnavailablePercentage'], reason: 'one of them is required', remediation: 'Set `MaxUnavailable` (the default of EKS is 1)', source: 'eks NodegroupUpdateConfig.maxUnavailable' },
    { id: 'nodegroup-update-most', kind: 'range', path: 'UpdateConfig.MaxUnavailable', max: 100, reason: 'at most 100 nodes can be unavailable at once', remediation: 'Lower `MaxUnavailable`', source: 'eks NodegroupUpdateConfig.maxUnavailable' },
    { id: 'nodegroup-template-name', at: 'LaunchTemplate', kind: 'exactlyOne', paths: ['Id', 'Name'], reason: 'a launch template must be specified by its ID or by its name, not both', remediation: 'Set exactly one of them', source: 'eks LaunchTemplateSpecification' },
    { id: 'nodegroup-template-disk', kind: 'atMostOne', paths: ['LaunchTemplate', 'DiskSize'], reason: 'with a launch template, the node group deployment fails', remediation: 'Set the disk size in the launch template', source: 'eks CreateNodegroupRequest.diskSize' },
    { id: 'nodegroup-template-access', kind: 'atMostOne', paths: ['LaunchTemplate', 'RemoteAccess'], reason: 'with a launch template, the node group deployment fails', remediation: 'Set the SSH key and the security groups in the launch template', source: 'eks CreateNodegroupRequest.remoteAccess' },
    { id: 'nodegroup-instance-types', kind: 'count', list: 'InstanceTypes', max: 20, when: [{ path: 'LaunchTemplate', given: true }], reason: 'a node group with a launch template can have 0 to 20 instance types', remediation: 'Remove instance types, or create several node groups', source: 'eks CreateNodegroupRequest.instanceTypes' },
    { id: 'nodegroup-repair-unhealthy', at: 'NodeRepairConfig', kind: 'atMostOne', paths: ['MaxUnhealthyNodeThresholdCount', 'MaxUnhealthyNodeThresholdPercentage'], reason: 'MaxUnhealthyNodeThresholdCount and MaxUnhealthyNodeThresholdPercentage are mutually exclusive', remediation: 'Remove `MaxUnhealthyNodeThresholdCount` or `MaxUnhealthyNodeThresholdPercentage`', source: 'eks NodeRepairConfig' },
    { id: 'nodegroup-repair-parallel', at: 'NodeRepairConfig', kind: 'atMostOne', paths: ['MaxParallelNodesRepairedCount', 'MaxParallelNodesRepairedPercentage'], reason: 'MaxParallelNodesRepairedCount and MaxParallelNodesRepairedPercentage are mutually exclusive', remediation: 'Remove `MaxParallelNodesRepairedCount` or `MaxParallelNodesRepairedPercentage`', source: 'eks NodeRepairConfig' },
    { id: 'nodegroup-repair-overrides', at: 'NodeRepairConfig.NodeRepairConfigOverrides[]', kind: 'required', paths: ['NodeMonitoringCondition', 'NodeUnhealthyReason', 'MinRepairWaitTimeMins', 'RepairAction'], reason: 'an override must set all of its values', remediation: 'Set all of them', source: 'eks NodeRepairConfigOverrides' },
    { id: 'nodegroup-warm-pool-reuse', kind: 'values', path: 'WarmPoolConfig.ReuseOnScaleIn', values: ['false'], when: [{ path: 'AmiType', matches: '^BOTTLEROCKET' }], reason: 'Bottlerocket instances cannot be reused', remediation: 'Remove `ReuseOnScaleIn`', source: 'eks WarmPoolConfig.reuseOnScaleIn' },
    { id: 'nodegroup-warm-pool-state', kind: 'values', path: 'WarmPoolConfig.PoolState', values: ['STOPPED', 'RUNNING'], when: [{ path: 'AmiType', matches: '^BOTTLEROCKET' }], reason: 'Bottlerocket instances cannot hibernate', remediation: 'Use STOPPED or RUNNING', source: 'eks WarmPoolConfig.poolState' },
  ],
  'AWS::EKS::Cluster': [
    { id: 'cluster-service-range-ipv6', kind: 'forbidden', paths: ['KubernetesNetworkConfig.ServiceIpv4Cidr'], when: [{ path: 'KubernetesNetworkConfig.IpFamily', equals: ['ipv6'] }], reason: 'a cluster with IP family ipv6 must not have an IPv4 service CIDR', remediation: 'Remove `KubernetesNetworkConfig.ServiceIpv4Cidr`', source: 'eks KubernetesNetworkConfigRequest.serviceIpv4Cidr' },
    { id: 'cluster-service-range', kind: 'pattern', path: 'KubernetesNetworkConfig.ServiceIpv4Cidr', pattern: `${RFC1918}.*/(1[2-9]|2[0-4])$`, reason: 'the range must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, and between /24 and /12', remediation: 'Use another range', source: 'eks KubernetesNetworkConfigRequest.serviceIpv4Cidr' },
    { id: 'cluster-subnets-count', kind: 'count', list: 'ResourcesVpcConfig.SubnetIds', min: 2, when: [{ path: 'OutpostConfig', given: false }], reason: 'a cluster must have at least two subnets', remediation: 'Use subnets of two Availability Zones', source: 'eks CreateClusterRequest.resourcesVpcConfig' },
    { id: 'cluster-security-groups', kind: 'count', list: 'ResourcesVpcConfig.SecurityGroupIds', max: 5, reason: 'a cluster can have at most five security groups', remediation: 'Remove items from `SecurityGroupIds`', source: 'eks CreateClusterRequest.resourcesVpcConfig' },
    { id: 'cluster-auto-mode', kind: 'same', paths: ['ComputeConfig.Enabled', 'StorageConfig.BlockStorage.Enabled', 'KubernetesNetworkConfig.ElasticLoadBalancing.Enabled'], absentIs: 'false', reason: 'compute, block storage and load balancing of Auto Mode must be all enabled or all disabled', remediation: 'Set all three', source: 'amazon-eks-user-guide latest/ug/automode/api-reference.adoc' },
    { id: 'cluster-encrypted', at: 'EncryptionConfig[]', kind: 'values', path: 'Resources[]', values: ['secrets'], reason: 'the only valid value is secrets', remediation: "Use ['secrets']", source: 'eks EncryptionConfig.resources' },
    { id: 'cluster-outposts', kind: 'count', list: 'OutpostConfig.OutpostArns', max: 1, reason: 'a local cluster can be on one Outpost only', remediation: 'Use one item in `OutpostArns`', source: 'eks OutpostConfigRequest.outpostArns' },
    { id: 'cluster-remote-nodes', kind: 'pattern', path: 'RemoteNetworkConfig.RemoteNodeNetworks[].Cidrs[]', pattern: `${REMOTE}.*/([89]|[12]\\d|3[0-2])$`, reason: 'remote node CIDR blocks must be within the RFC 1918 ranges or 100.64.0.0/10, and between /32 and /8', remediation: 'Use private addresses', source: 'eks RemoteNodeNetwork.cidrs' },
    { id: 'cluster-remote-pods', kind: 'pattern', path: 'RemoteNetworkConfig.RemotePodNetworks[].Cidrs[]', pattern: `${REMOTE}.*/([89]|[12]\\d|3[0-2])$`, reason: 'remote pod CIDR blocks must be within the RFC 1918 ranges or 100.64.0.0/10, and between /32 and /8', remediation: 'Use private addresses', source: 'eks RemotePodNetwork.cidrs' },
    { id: 'cluster-name', kind: 'pattern', path: 'Name', pattern: '_', forbids: true, reason: 'CloudFormation does not accept underscores in a cluster name', remediation: 'Use hyphens', source: 'AWS::EKS::Cluster Name' },
  ],
  'AWS::EKS::AccessEntry': [
    { id: 'access-entry-groups', kind: 'forbidden', paths: ['KubernetesGroups', 'AccessPolicies'], when: [{ path: 'Type', equals: ['EC2_LINUX', 'EC2_WINDOWS'] }], reason: 'access entries of nodes must not have groups or access policies', remediation: 'Remove `KubernetesGroups` and `AccessPolicies`', source: 'AWS::EKS::AccessEntry Type' },
    { id: 'access-entry-scope', at: 'AccessPolicies[].AccessScope', kind: 'required', paths: ['Namespaces'], when: [{ path: 'Type', equals: ['namespace'] }], reason: 'a scope of type namespace must list namespaces', remediation: 'Set `Namespaces`, or set the type to cluster', source: 'eks AccessScope.namespaces' },
    { id: 'access-entry-session', kind: 'pattern', path: 'PrincipalArn', pattern: ':sts::[^:]*:assumed-role/', forbids: true, reason: 'an STS session is not a permanent identity', remediation: 'Use the ARN of the role of the session', source: 'eks CreateAccessEntryRequest.principalArn' },
  ],
  'AWS::EKS::FargateProfile': [
    { id: 'fargate-selectors', kind: 'count', list: 'Selectors', max: 5, reason: 'a Fargate profile can have at most five selectors', remediation: 'Create another profile', source: 'eks CreateFargateProfileRequest.selectors' },
  ],
  'AWS::EKS::PodIdentityAssociation': [
    { id: 'pod-identity-policy', kind: 'values', path: 'DisableSessionTags', values: ['true'], when: [{ path: 'Policy', given: true }], reason: 'with a policy, session tags must be disabled', remediation: 'Set `DisableSessionTags` to true', source: 'eks CreatePodIdentityAssociationRequest.policy' },
    { id: 'pod-identity-policy-tags', kind: 'required', paths: ['DisableSessionTags'], when: [{ path: 'Policy', given: true }], reason: 'with a policy, session tags must be disabled', remediation: 'Set `DisableSessionTags` to true', source: 'eks CreatePodIdentityAssociationRequest.policy' },
  ],
  'AWS::EKS::IdentityProviderConfig': [
    { id: 'oidc-issuer', kind: 'pattern', path: 'Oidc.IssuerUrl', pattern: '^https://', reason: 'the URL must begin with https://', remediation: 'Use a URL that begins with https://', source: 'eks OidcIdentityProviderConfigRequest.issuerUrl' },
    { id: 'oidc-groups-prefix', kind: 'pattern', path: 'Oidc.GroupsPrefix', pattern: 'system:', forbids: true, reason: 'the prefix must not contain system:', remediation: 'Use another prefix', source: 'AWS::EKS::IdentityProviderConfig GroupsPrefix' },
    { id: 'oidc-username-prefix', kind: 'pattern', path: 'Oidc.UsernamePrefix', pattern: 'system:', forbids: true, reason: 'the prefix must not contain system:', remediation: 'Use another prefix', source: 'AWS::EKS::IdentityProviderConfig UsernamePrefix' },
  ],
  'AWS::IAM::Policy': [
    { id: 'iam-policy-owner', kind: 'atLeastOne', paths: ['Groups', 'Roles', 'Users'], reason: 'an inline policy must belong to at least one group, role or user', remediation: 'Set `Roles`', source: 'AWS::IAM::Policy', foundByCdk: true },
  ],
  'AWS::IAM::InstanceProfile': [
    { id: 'instance-profile-role', kind: 'count', list: 'Roles', max: 1, reason: 'an instance profile can contain only one role', remediation: 'Use one item in `Roles`', source: 'iam AddRoleToInstanceProfile', foundByCdk: true },
  ],
  'AWS::IAM::OIDCProvider': [
    { id: 'oidc-provider-url', kind: 'pattern', path: 'Url', pattern: '^https://', reason: 'the URL must begin with https://', remediation: 'Use a URL that begins with https://', source: 'iam CreateOpenIDConnectProviderRequest.Url' },
    { id: 'oidc-provider-clients', kind: 'count', list: 'ClientIdList', max: 100, reason: 'a provider can have at most 100 client IDs', remediation: 'Remove items from `ClientIdList`', source: 'iam CreateOpenIDConnectProviderRequest.ClientIDList' },
    { id: 'oidc-provider-thumbprints', kind: 'count', list: 'ThumbprintList', max: 5, reason: 'a provider can have at most five thumbprints', remediation: 'Remove items from `ThumbprintList`', source: 'iam CreateOpenIDConnectProviderRequest.ThumbprintList', foundByCdk: true },
  ],
  'AWS::AutoScaling::AutoScalingGroup': [
    { id: 'asg-launches', kind: 'atLeastOne', paths: ['LaunchTemplate', 'MixedInstancesPolicy', 'LaunchConfigurationName', 'InstanceId'], reason: 'a group must have a launch template, a mixed instances policy or a launch configuration', remediation: 'Set `LaunchTemplate`', source: 'autoscaling CreateAutoScalingGroupType.LaunchTemplate', foundByCdk: true },
    { id: 'asg-instance', kind: 'forbidden', paths: ['LaunchTemplate', 'MixedInstancesPolicy', 'LaunchConfigurationName'], when: [{ path: 'InstanceId', given: true }], reason: 'InstanceId must not be combined with a launch template, a mixed instances policy or a launch configuration', remediation: 'Remove `InstanceId`', source: 'AWS::AutoScaling::AutoScalingGroup InstanceId', foundByCdk: true },
    { id: 'asg-sizes', kind: 'ascending', paths: ['MinSize', 'DesiredCapacity', 'MaxSize'], reason: 'the desired capacity must be between the minimum and the maximum size', remediation: 'Set MinSize ≤ DesiredCapacity ≤ MaxSize', source: 'autoscaling CreateAutoScalingGroupType.DesiredCapacity' },
    { id: 'asg-zones', kind: 'atMostOne', paths: ['AvailabilityZones', 'AvailabilityZoneIds'], reason: 'AvailabilityZones and AvailabilityZoneIds are mutually exclusive', remediation: 'Remove `AvailabilityZones` or `AvailabilityZoneIds`', source: 'autoscaling CreateAutoScalingGroupType.AvailabilityZoneIds' },
    { id: 'asg-lifetime', kind: 'range', path: 'MaxInstanceLifetime', min: 86_400, or: 0, reason: 'the lifetime must be 0 or at least 86400 seconds', remediation: 'Use at least 86400 seconds', source: 'autoscaling CreateAutoScalingGroupType.MaxInstanceLifetime' },
    { id: 'asg-name', kind: 'pattern', path: 'AutoScalingGroupName', pattern: ':', forbids: true, reason: 'the name must not contain a colon', remediation: 'Use another character', source: 'autoscaling CreateAutoScalingGroupType.AutoScalingGroupName' },
    { id: 'asg-maintenance-both', at: 'InstanceMaintenancePolicy', kind: 'required', paths: ['MinHealthyPercentage', 'MaxHealthyPercentage'], reason: 'both percentages must be specified', remediation: 'Set `MinHealthyPercentage` and `MaxHealthyPercentage`', source: 'autoscaling InstanceMaintenancePolicy.MaxHealthyPercentage', foundByCdk: true },
    { id: 'asg-maintenance-span', at: 'InstanceMaintenancePolicy', kind: 'ascending', paths: ['MinHealthyPercentage', 'MaxHealthyPercentage'], span: 100, reason: 'the difference between the percentages must be at most 100', remediation: 'Reduce the difference between them', source: 'autoscaling InstanceMaintenancePolicy.MaxHealthyPercentage' },
    { id: 'asg-template', at: 'LaunchTemplate', ...LT_ONE, foundByCdk: true },
    { id: 'asg-mixed-template', at: 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification', ...LT_ONE, foundByCdk: true },
    { id: 'asg-override-template', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].LaunchTemplateSpecification', ...LT_ONE, foundByCdk: true },
    { id: 'asg-overrides', kind: 'count', list: 'MixedInstancesPolicy.LaunchTemplate.Overrides', max: 40, reason: 'a group can have at most 40 instance types', remediation: 'Remove items from `Overrides`', source: 'autoscaling LaunchTemplateOverrides.InstanceType' },
    { id: 'asg-override-type', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[]', kind: 'atMostOne', paths: ['InstanceType', 'InstanceRequirements'], reason: 'InstanceType and InstanceRequirements are mutually exclusive', remediation: 'Remove `InstanceType` or `InstanceRequirements`', source: 'autoscaling LaunchTemplateOverrides.InstanceRequirements' },
    { id: 'asg-override-requirements', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceRequirements', ...REQUIREMENTS, source: 'autoscaling InstanceRequirements.AllowedInstanceTypes' },
    { id: 'asg-override-prices', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceRequirements', kind: 'atMostOne', paths: ['SpotMaxPricePercentageOverLowestPrice', 'MaxSpotPriceAsPercentageOfOptimalOnDemandPrice'], reason: 'SpotMaxPricePercentageOverLowestPrice and MaxSpotPriceAsPercentageOfOptimalOnDemandPrice are mutually exclusive', remediation: 'Remove `SpotMaxPricePercentageOverLowestPrice` or `MaxSpotPriceAsPercentageOfOptimalOnDemandPrice`', source: 'autoscaling InstanceRequirements.SpotMaxPricePercentageOverLowestPrice' },
    { id: 'asg-weights', kind: 'each', list: 'MixedInstancesPolicy.LaunchTemplate.Overrides', path: 'WeightedCapacity', reason: 'weights must be specified for all instance types or for none', remediation: 'Set `WeightedCapacity` of each override', source: 'autoscaling LaunchTemplateOverrides.WeightedCapacity' },
    { id: 'asg-weight', kind: 'range', path: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].WeightedCapacity', min: 1, max: 999, reason: 'a weight must be 1 to 999', remediation: 'Set `WeightedCapacity` to a value in this range', source: 'autoscaling LaunchTemplateOverrides.WeightedCapacity' },
    { id: 'asg-pools', at: 'MixedInstancesPolicy.InstancesDistribution', kind: 'forbidden', paths: ['SpotInstancePools'], when: [{ path: 'SpotAllocationStrategy', notEquals: ['lowest-price'] }], reason: 'the number of pools is for the strategy lowest-price only', remediation: 'Remove `SpotInstancePools`', source: 'autoscaling InstancesDistribution.SpotInstancePools' },
    { id: 'asg-pools-range', kind: 'range', path: 'MixedInstancesPolicy.InstancesDistribution.SpotInstancePools', min: 1, max: 20, reason: 'the number of pools must be 1 to 20', remediation: 'Set `SpotInstancePools` to a value in this range', source: 'autoscaling InstancesDistribution.SpotInstancePools' },
  ],
  'AWS::AutoScaling::LifecycleHook': [
    { id: 'hook-result', kind: 'values', path: 'DefaultResult', values: ['CONTINUE', 'ABANDON'], reason: 'valid values are CONTINUE and ABANDON', remediation: 'Set `DefaultResult` to one of these values', source: 'autoscaling PutLifecycleHookType.DefaultResult' },
  ],
  'AWS::EC2::LaunchTemplate': [
    { id: 'template-iops-type', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'forbidden', paths: ['Iops'], when: [{ path: 'VolumeType', equals: ['gp2', 'st1', 'sc1', 'standard'] }], reason: 'IOPS are for io1, io2 and gp3 only', remediation: 'Remove `Iops`, or use gp3', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops' },
    { id: 'template-iops-gp3', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 3_000, max: 80_000, when: [{ path: 'VolumeType', equals: ['gp3'] }], reason: 'gp3 must have 3000 to 80000 IOPS', remediation: 'Set `Iops` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops' },
    { id: 'template-iops-io1', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 100, max: 64_000, when: [{ path: 'VolumeType', equals: ['io1'] }], reason: 'io1 must have 100 to 64000 IOPS', remediation: 'Set `Iops` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops', foundByCdk: true },
    { id: 'template-iops-io2', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 100, max: 256_000, when: [{ path: 'VolumeType', equals: ['io2'] }], reason: 'io2 must have 100 to 256000 IOPS', remediation: 'Set `Iops` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops', foundByCdk: true },
    { id: 'template-throughput', kind: 'range', path: 'LaunchTemplateData.BlockDeviceMappings[].Ebs.Throughput', min: 125, max: 2_000, reason: 'the throughput must be 125 to 2000 MiB/s', remediation: 'Set `Throughput` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Throughput' },
    { id: 'template-size-gp2', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 1, max: 16_384, when: [{ path: 'VolumeType', equals: ['gp2'] }], reason: 'gp2 must have 1 to 16384 GiB', remediation: 'Set `VolumeSize` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-size-gp3', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 1, max: 65_536, when: [{ path: 'VolumeType', equals: ['gp3'] }], reason: 'gp3 must have 1 to 65536 GiB', remediation: 'Set `VolumeSize` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-size-hdd', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 125, max: 16_384, when: [{ path: 'VolumeType', equals: ['st1', 'sc1'] }], reason: 'st1 and sc1 must have 125 to 16384 GiB', remediation: 'Set `VolumeSize` to a value in this range', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-security-groups', at: 'LaunchTemplateData', kind: 'forbidden', paths: ['SecurityGroupIds', 'SecurityGroups'], when: [{ path: 'NetworkInterfaces', given: true }], reason: 'with a network interface, security groups must be part of the interface', remediation: 'Move them to `Groups` of the network interface', source: 'ec2 RequestLaunchTemplateData.SecurityGroupIds' },
    { id: 'template-ipv4-prefixes', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv4Prefixes', 'Ipv4PrefixCount'], reason: 'Ipv4Prefixes and Ipv4PrefixCount are mutually exclusive', remediation: 'Remove `Ipv4Prefixes` or `Ipv4PrefixCount`', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv4Prefixes' },
    { id: 'template-ipv6-prefixes', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv6Prefixes', 'Ipv6PrefixCount'], reason: 'Ipv6Prefixes and Ipv6PrefixCount are mutually exclusive', remediation: 'Remove `Ipv6Prefixes` or `Ipv6PrefixCount`', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv6Prefixes' },
    { id: 'template-ipv6-addresses', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv6Addresses', 'Ipv6AddressCount'], reason: 'Ipv6Addresses and Ipv6AddressCount are mutually exclusive', remediation: 'Remove `Ipv6Addresses` or `Ipv6AddressCount`', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv6AddressCount' },
    { id: 'template-enclaves', at: 'LaunchTemplateData', kind: 'values', path: 'HibernationOptions.Configured', values: ['false'], when: [{ path: 'EnclaveOptions.Enabled', equals: ['true'] }], reason: 'Nitro Enclaves and hibernation are mutually exclusive', remediation: 'Remove `one`', source: 'ec2 RequestLaunchTemplateData.EnclaveOptions' },
    { id: 'template-instance-type', at: 'LaunchTemplateData', kind: 'atMostOne', paths: ['InstanceType', 'InstanceRequirements'], reason: 'InstanceType and InstanceRequirements are mutually exclusive', remediation: 'Remove `InstanceType` or `InstanceRequirements`', source: 'ec2 RequestLaunchTemplateData.InstanceRequirements' },
    { id: 'template-requirements', at: 'LaunchTemplateData.InstanceRequirements', ...REQUIREMENTS, source: 'ec2 InstanceRequirementsRequest.AllowedInstanceTypes' },
    { id: 'template-requirements-needed', at: 'LaunchTemplateData.InstanceRequirements', kind: 'required', paths: ['VCpuCount', 'MemoryMiB'], reason: 'requirements must have VCpuCount and MemoryMiB', remediation: 'Set `VCpuCount` and `MemoryMiB`', source: 'ec2 RequestLaunchTemplateData.InstanceRequirements' },
    { id: 'template-valid-until', at: 'LaunchTemplateData.InstanceMarketOptions.SpotOptions', kind: 'forbidden', paths: ['ValidUntil'], when: [{ path: 'SpotInstanceType', equals: ['one-time'] }], reason: 'a one-time request must not have an end date', remediation: 'Remove `ValidUntil`', source: 'ec2 LaunchTemplateSpotMarketOptionsRequest.ValidUntil' },
    { id: 'template-host-group', at: 'LaunchTemplateData.Placement', kind: 'values', path: 'Tenancy', values: ['host'], when: [{ path: 'HostResourceGroupArn', given: true }], reason: 'with a host resource group, the tenancy must be host', remediation: 'Remove `Tenancy`', source: 'ec2 LaunchTemplatePlacementRequest.HostResourceGroupArn' },
    { id: 'template-tags', kind: 'values', path: 'TagSpecifications[].ResourceType', values: ['launch-template'], reason: 'the resource type must be launch-template', remediation: 'Move instance tags to LaunchTemplateData.TagSpecifications', source: 'ec2 CreateLaunchTemplateRequest.TagSpecifications' },
    { id: 'template-devices', kind: 'unique', path: 'LaunchTemplateData.BlockDeviceMappings[].DeviceName', reason: 'device names must be unique', remediation: 'Use another device name', source: 'ec2 LaunchTemplateBlockDeviceMappingRequest.DeviceName' },
    { id: 'template-instance-tags', kind: 'pattern', path: 'LaunchTemplateData.TagSpecifications[].Tags[].Key', pattern: '^[aA][wW][sS]:', forbids: true, reason: 'the prefix aws: is reserved for AWS', remediation: 'Use another key', source: 'ec2 Tag.Key' },
  ],
  'AWS::EC2::VPC': [
    { id: 'vpc-range', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv4IpamPoolId'], reason: 'a VPC must have a CIDR block or an IPAM pool', remediation: 'Set `CidrBlock`', source: 'AWS::EC2::VPC CidrBlock', foundByCdk: true },
    { id: 'vpc-tenancy', kind: 'values', path: 'InstanceTenancy', values: ['default', 'dedicated'], reason: 'the tenancy of a VPC must be default or dedicated', remediation: 'Set `InstanceTenancy` to one of these values', source: 'ec2 CreateVpcRequest.InstanceTenancy' },
    { id: 'vpc-dns', kind: 'values', path: 'EnableDnsHostnames', values: ['false'], when: [{ path: 'EnableDnsSupport', equals: ['false'] }], reason: 'DNS hostnames require DNS support', remediation: 'Set `EnableDnsSupport` to true', source: 'AWS::EC2::VPC EnableDnsHostnames' },
  ],
  'AWS::EC2::VPCCidrBlock': [
    { id: 'vpc-block', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv6Pool', 'Ipv6IpamPoolId', 'AmazonProvidedIpv6CidrBlock'], reason: 'a CIDR block must be an IPv4 range, a range of an IPv6 pool, or an IPv6 range of Amazon', remediation: 'Set exactly one of them', source: 'ec2 AssociateVpcCidrBlock' },
    { id: 'vpc-block-pool', kind: 'atLeastOne', paths: ['Ipv6Pool', 'Ipv6IpamPoolId'], when: [{ path: 'Ipv6CidrBlock', given: true }], reason: 'an IPv6 range requires a pool', remediation: 'Set the pool', source: 'ec2 AssociateVpcCidrBlockRequest.Ipv6CidrBlock' },
    { id: 'vpc-block-group', kind: 'required', paths: ['AmazonProvidedIpv6CidrBlock'], when: [{ path: 'Ipv6CidrBlockNetworkBorderGroup', given: true }], reason: 'a network border group requires an IPv6 range of Amazon', remediation: 'Set `AmazonProvidedIpv6CidrBlock` to true', source: 'ec2 AssociateVpcCidrBlockRequest.Ipv6CidrBlockNetworkBorderGroup' },
  ],
  'AWS::EC2::Subnet': [
    { id: 'subnet-size', kind: 'pattern', path: 'CidrBlock', pattern: '/(1[6-9]|2[0-8])$', reason: 'an IPv4 subnet must be between /28 and /16', remediation: 'Use another size', source: 'ec2 CreateSubnet' },
    { id: 'subnet-ipv6-only', kind: 'forbidden', paths: ['CidrBlock'], when: [{ path: 'Ipv6Native', equals: ['true'] }], reason: 'an IPv6-only subnet must not have an IPv4 CIDR block', remediation: 'Remove `CidrBlock`', source: 'ec2 CreateSubnetRequest.CidrBlock' },
    { id: 'subnet-ipv6-range', kind: 'atLeastOne', paths: ['Ipv6CidrBlock', 'Ipv6IpamPoolId'], when: [{ path: 'Ipv6Native', equals: ['true'] }], reason: 'an IPv6-only subnet must have an IPv6 CIDR block', remediation: 'Set `Ipv6CidrBlock`', source: 'ec2 CreateSubnetRequest.Ipv6CidrBlock' },
    { id: 'subnet-ipv6-addresses', kind: 'atLeastOne', paths: ['Ipv6CidrBlock', 'Ipv6IpamPoolId'], when: [{ path: 'AssignIpv6AddressOnCreation', equals: ['true'] }], reason: 'a subnet that assigns IPv6 addresses must have an IPv6 CIDR block', remediation: 'Set `Ipv6CidrBlock`', source: 'AWS::EC2::Subnet AssignIpv6AddressOnCreation' },
    { id: 'subnet-outpost', kind: 'atLeastOne', paths: ['AvailabilityZone', 'AvailabilityZoneId'], when: [{ path: 'OutpostArn', given: true }], reason: 'a subnet on an Outpost must have an Availability Zone', remediation: 'Set `AvailabilityZone`', source: 'ec2 CreateSubnetRequest.OutpostArn' },
  ],
  'AWS::EC2::Route': [
    { id: 'route-destination', kind: 'atLeastOne', paths: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'], reason: 'a route must have a destination', remediation: 'Set `DestinationCidrBlock`', source: 'ec2 CreateRoute' },
    { id: 'route-target', kind: 'exactlyOne', paths: ROUTE_TARGETS, reason: 'a route must have exactly one target', remediation: 'Set one target', source: 'ec2 CreateRoute' },
    { id: 'route-ipv6-only', kind: 'forbidden', paths: ['DestinationCidrBlock'], when: [{ path: 'EgressOnlyInternetGatewayId', given: true }], reason: 'an egress-only internet gateway is for IPv6 only', remediation: 'Use DestinationIpv6CidrBlock', source: 'ec2 CreateRouteRequest.EgressOnlyInternetGatewayId' },
  ],
  'AWS::EC2::NatGateway': [
    { id: 'nat-private', kind: 'forbidden', paths: ['AllocationId', 'SecondaryAllocationIds'], when: [{ path: 'ConnectivityType', equals: ['private'] }], reason: 'a private NAT gateway must not have an Elastic IP address', remediation: 'Remove `AllocationId` and `SecondaryAllocationIds`', source: 'ec2 CreateNatGatewayRequest.AllocationId' },
    { id: 'nat-public', kind: 'required', paths: ['AllocationId'], when: [{ path: 'ConnectivityType', equals: ['public'], valueIfAbsent: 'public' }, { path: 'AvailabilityMode', equals: ['zonal'], valueIfAbsent: 'zonal' }], reason: 'a public NAT gateway must have an Elastic IP address', remediation: 'Set `AllocationId`', source: 'AWS::EC2::NatGateway AllocationId' },
    { id: 'nat-secondary', kind: 'atMostOne', paths: ['SecondaryPrivateIpAddressCount', 'SecondaryPrivateIpAddresses'], reason: 'SecondaryPrivateIpAddressCount and SecondaryPrivateIpAddresses are mutually exclusive', remediation: 'Remove `SecondaryPrivateIpAddressCount` or `SecondaryPrivateIpAddresses`', source: 'AWS::EC2::NatGateway SecondaryPrivateIpAddresses' },
  ],
  'AWS::EC2::SecurityGroup': [
    { id: 'group-description', ...DESCRIPTION, path: 'GroupDescription', source: 'ec2 CreateSecurityGroupRequest.Description', foundByCdk: true },
    { id: 'group-name', kind: 'pattern', path: 'GroupName', pattern: '^sg-', forbids: true, reason: 'a name must not begin with sg-', remediation: 'Use another name', source: 'ec2 CreateSecurityGroupRequest.GroupName' },
    { id: 'group-ingress', at: 'SecurityGroupIngress[]', kind: 'exactlyOne', paths: SOURCES, ...GROUP_RULE, foundByCdk: true },
    { id: 'group-ingress-ports', at: 'SecurityGroupIngress[]', ...PORTS, foundByCdk: true },
    { id: 'group-ingress-description', at: 'SecurityGroupIngress[]', ...DESCRIPTION, path: 'Description', source: 'ec2 IpRange.Description' },
    { id: 'group-egress', at: 'SecurityGroupEgress[]', kind: 'exactlyOne', paths: DESTINATIONS, ...GROUP_RULE, foundByCdk: true },
    { id: 'group-egress-ports', at: 'SecurityGroupEgress[]', ...PORTS, foundByCdk: true },
    { id: 'group-egress-description', at: 'SecurityGroupEgress[]', ...DESCRIPTION, path: 'Description', source: 'ec2 IpRange.Description' },
  ],
  'AWS::EC2::SecurityGroupIngress': [
    { id: 'ingress-source', kind: 'exactlyOne', paths: SOURCES, ...GROUP_RULE, foundByCdk: true },
    { id: 'ingress-ports', ...PORTS, foundByCdk: true },
    { id: 'ingress-description', ...DESCRIPTION, path: 'Description', source: 'ec2 IpRange.Description' },
  ],
  'AWS::EC2::SecurityGroupEgress': [
    { id: 'egress-destination', kind: 'exactlyOne', paths: DESTINATIONS, ...GROUP_RULE, foundByCdk: true },
    { id: 'egress-ports', ...PORTS, foundByCdk: true },
    { id: 'egress-description', ...DESCRIPTION, path: 'Description', source: 'ec2 IpRange.Description' },
  ],
  'AWS::EC2::VPCEndpoint': [
    { id: 'endpoint-gateway-subnets', kind: 'forbidden', paths: ['SubnetIds', 'SecurityGroupIds'], when: [{ path: 'VpcEndpointType', equals: ['Gateway'], valueIfAbsent: 'Gateway' }], reason: 'a gateway endpoint must not have subnets or security groups', remediation: 'Remove `them`, or make it an interface endpoint', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-interface-routes', kind: 'forbidden', paths: ['RouteTableIds'], when: [{ path: 'VpcEndpointType', equals: ['Interface'] }], reason: 'route tables are for gateway endpoints only', remediation: 'Remove `RouteTableIds`', source: 'AWS::EC2::VPCEndpoint RouteTableIds' },
    { id: 'endpoint-interface-subnets', kind: 'required', paths: ['SubnetIds'], when: [{ path: 'VpcEndpointType', equals: ['Interface', 'GatewayLoadBalancer'] }], reason: 'an interface endpoint and a Gateway Load Balancer endpoint must have subnets', remediation: 'Set `SubnetIds`', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-appliance-subnets', kind: 'count', list: 'SubnetIds', max: 1, when: [{ path: 'VpcEndpointType', equals: ['GatewayLoadBalancer'] }], reason: 'a Gateway Load Balancer endpoint must have exactly one subnet', remediation: 'Create an endpoint for each subnet', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-private-dns', kind: 'values', path: 'PrivateDnsEnabled', values: ['false'], when: [{ path: 'VpcEndpointType', equals: ['Gateway'], valueIfAbsent: 'Gateway' }], reason: 'private DNS is for interface endpoints only', remediation: 'Remove `PrivateDnsEnabled`', source: 'AWS::EC2::VPCEndpoint PrivateDnsEnabled' },
  ],
  'AWS::EC2::FlowLog': [
    { id: 'flow-log-role', kind: 'required', paths: ['DeliverLogsPermissionArn'], when: [{ path: 'LogDestinationType', equals: ['cloud-watch-logs'], valueIfAbsent: 'cloud-watch-logs' }], reason: 'a flow log to CloudWatch Logs requires a role', remediation: 'Set `DeliverLogsPermissionArn`', source: 'ec2 CreateFlowLogsRequest.DeliverLogsPermissionArn' },
    { id: 'flow-log-group', kind: 'forbidden', paths: ['LogGroupName'], when: [{ path: 'LogDestinationType', equals: ['s3', 'kinesis-data-firehose'] }], reason: 'a log group is for the destination cloud-watch-logs only', remediation: 'Use LogDestination', source: 'ec2 CreateFlowLogsRequest.LogGroupName' },
    { id: 'flow-log-traffic', kind: 'required', paths: ['TrafficType'], when: [{ path: 'ResourceType', equals: ['VPC', 'Subnet', 'NetworkInterface'] }], reason: 'a flow log of a VPC, subnet or network interface must have a traffic type', remediation: 'Set `TrafficType`', source: 'ec2 CreateFlowLogsRequest.TrafficType' },
    { id: 'flow-log-traffic-transit', kind: 'forbidden', paths: ['TrafficType'], when: [{ path: 'ResourceType', matches: '^TransitGateway' }], reason: 'a flow log of a transit gateway must not have a traffic type', remediation: 'Remove `TrafficType`', source: 'ec2 CreateFlowLogsRequest.TrafficType' },
    { id: 'flow-log-interval', kind: 'values', path: 'MaxAggregationInterval', values: ['60', '600'], reason: 'the interval must be 60 or 600 seconds', remediation: 'Use 60 or 600', source: 'ec2 CreateFlowLogsRequest.MaxAggregationInterval' },
    { id: 'flow-log-interval-transit', kind: 'values', path: 'MaxAggregationInterval', values: ['60'], when: [{ path: 'ResourceType', matches: '^TransitGateway' }], reason: 'the interval of a transit gateway must be 60 seconds', remediation: 'Use 60', source: 'ec2 CreateFlowLogsRequest.MaxAggregationInterval' },
  ],
  'AWS::EC2::CapacityReservation': [
    { id: 'reservation-end', kind: 'required', paths: ['EndDate'], when: [{ path: 'EndDateType', equals: ['limited'] }], reason: 'a limited reservation must have an end date', remediation: 'Set `EndDate`', source: 'ec2 CreateCapacityReservationRequest.EndDateType' },
    { id: 'reservation-no-end', kind: 'forbidden', paths: ['EndDate'], when: [{ path: 'EndDateType', equals: ['unlimited'] }], reason: 'an unlimited reservation must not have an end date', remediation: 'Remove `EndDate`', source: 'ec2 CreateCapacityReservationRequest.EndDateType' },
    { id: 'reservation-count', kind: 'range', path: 'InstanceCount', min: 1, max: 1_000, reason: 'a reservation must have 1 to 1000 instances', remediation: 'Set `InstanceCount` to a value in this range', source: 'ec2 CreateCapacityReservationRequest.InstanceCount' },
  ],
  'AWS::EC2::PlacementGroup': [
    { id: 'placement-partitions', kind: 'forbidden', paths: ['PartitionCount'], when: [{ path: 'Strategy', notEquals: ['partition'] }], reason: 'partitions are for the strategy partition only', remediation: 'Remove `PartitionCount`', source: 'ec2 CreatePlacementGroupRequest.PartitionCount' },
    { id: 'placement-parent', kind: 'forbidden', paths: ['ParentGroupId'], when: [{ path: 'Strategy', notEquals: ['cluster'] }], reason: 'a parent is for the strategy cluster only', remediation: 'Remove `ParentGroupId`', source: 'ec2 CreatePlacementGroupRequest.ParentGroupId' },
  ],
  'AWS::EC2::NetworkAclEntry': [
    { id: 'acl-range', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv6CidrBlock'], reason: 'an entry must have an IPv4 or an IPv6 CIDR block', remediation: 'Set `CidrBlock`', source: 'AWS::EC2::NetworkAclEntry CidrBlock', foundByCdk: true },
    { id: 'acl-ports', kind: 'required', paths: ['PortRange'], when: [{ path: 'Protocol', equals: ['6', '17'] }], reason: 'an entry for TCP or UDP must have a port range', remediation: 'Set `PortRange`', source: 'ec2 CreateNetworkAclEntryRequest.PortRange' },
    { id: 'acl-icmp', kind: 'required', paths: ['Icmp'], when: [{ path: 'Protocol', equals: ['1'] }], reason: 'an entry for ICMP must have a type and a code', remediation: 'Set `Icmp`', source: 'ec2 CreateNetworkAclEntryRequest.IcmpTypeCode' },
  ],
  'AWS::EFS::FileSystem': [
    { id: 'efs-key', kind: 'values', path: 'Encrypted', values: ['true'], when: [{ path: 'KmsKeyId', given: true }], reason: 'a file system with a KMS key must be encrypted', remediation: 'Set `Encrypted` to true', source: 'efs CreateFileSystemRequest.KmsKeyId' },
    { id: 'efs-key-encrypted', kind: 'required', paths: ['Encrypted'], when: [{ path: 'KmsKeyId', given: true }], reason: 'a file system with a KMS key must be encrypted', remediation: 'Set `Encrypted` to true', source: 'efs CreateFileSystemRequest.KmsKeyId' },
    { id: 'efs-throughput', kind: 'required', paths: ['ProvisionedThroughputInMibps'], when: [{ path: 'ThroughputMode', equals: ['provisioned'] }], reason: 'provisioned throughput requires a value', remediation: 'Set `ProvisionedThroughputInMibps`', source: 'efs CreateFileSystemRequest.ThroughputMode' },
    { id: 'efs-max-io-zone', kind: 'values', path: 'PerformanceMode', values: ['generalPurpose'], when: [{ path: 'AvailabilityZoneName', given: true }], reason: 'maxIO is not supported on One Zone file systems', remediation: 'Use generalPurpose', source: 'efs CreateFileSystemRequest.PerformanceMode' },
    { id: 'efs-max-io-elastic', kind: 'values', path: 'PerformanceMode', values: ['generalPurpose'], when: [{ path: 'ThroughputMode', equals: ['elastic'] }], reason: 'maxIO is not supported with elastic throughput', remediation: 'Use generalPurpose', source: 'efs CreateFileSystem' },
    { id: 'efs-lifecycle', at: 'LifecyclePolicies[]', kind: 'exactlyOne', paths: ['TransitionToIA', 'TransitionToArchive', 'TransitionToPrimaryStorageClass'], reason: 'each lifecycle policy must have a single transition', remediation: 'Create a lifecycle policy for each transition', source: 'efs PutLifecycleConfiguration' },
    { id: 'efs-archive', at: 'LifecyclePolicies[]', kind: 'forbidden', paths: ['TransitionToArchive'], when: [{ path: 'ThroughputMode', atRoot: true, notEquals: ['elastic'], valueIfAbsent: 'bursting' }], reason: 'the Archive storage class is for elastic throughput only', remediation: 'Set `ThroughputMode` to elastic', source: 'efs PutLifecycleConfiguration' },
  ],
  'AWS::FSx::FileSystem': [
    { id: 'fsx-lustre', kind: 'required', paths: ['LustreConfiguration'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }], reason: 'a Lustre file system requires LustreConfiguration', remediation: 'Set `LustreConfiguration`', source: 'AWS::FSx::FileSystem LustreConfiguration' },
    { id: 'fsx-ontap', kind: 'required', paths: ['OntapConfiguration'], when: [{ path: 'FileSystemType', equals: ['ONTAP'] }], reason: 'an ONTAP file system requires OntapConfiguration', remediation: 'Set `OntapConfiguration`', source: 'AWS::FSx::FileSystem OntapConfiguration' },
    { id: 'fsx-openzfs', kind: 'required', paths: ['OpenZFSConfiguration'], when: [{ path: 'FileSystemType', equals: ['OPENZFS'] }], reason: 'an OpenZFS file system requires OpenZFSConfiguration', remediation: 'Set `OpenZFSConfiguration`', source: 'AWS::FSx::FileSystem OpenZFSConfiguration' },
    { id: 'fsx-windows', kind: 'required', paths: ['WindowsConfiguration'], when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }], reason: 'a Windows file system requires WindowsConfiguration', remediation: 'Set `WindowsConfiguration`', source: 'AWS::FSx::FileSystem WindowsConfiguration' },
    { id: 'fsx-lustre-subnet', kind: 'count', list: 'SubnetIds', min: 1, max: 1, when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }], reason: 'a Lustre file system must have exactly one subnet', remediation: 'Set `SubnetIds` to one subnet', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-ontap-subnets', kind: 'count', list: 'SubnetIds', min: 2, max: 2, when: [{ path: 'OntapConfiguration.DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'MULTI_AZ_1 must have exactly two subnets', remediation: 'Set `SubnetIds` to two subnets', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-windows-subnets', kind: 'count', list: 'SubnetIds', min: 2, max: 2, when: [{ path: 'WindowsConfiguration.DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'MULTI_AZ_1 must have exactly two subnets', remediation: 'Set `SubnetIds` to two subnets', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-windows-subnet', kind: 'count', list: 'SubnetIds', min: 1, max: 1, when: [{ path: 'WindowsConfiguration.DeploymentType', equals: ['SINGLE_AZ_1', 'SINGLE_AZ_2'] }], reason: 'SINGLE_AZ_1 and SINGLE_AZ_2 must have exactly one subnet', remediation: 'Set `SubnetIds` to one subnet', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-ontap-preferred', at: 'OntapConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1', 'MULTI_AZ_2'] }], reason: 'a Multi-AZ file system must have the subnet of its preferred file server', remediation: 'Set `PreferredSubnetId`', source: 'fsx CreateFileSystemOntapConfiguration.PreferredSubnetId' },
    { id: 'fsx-openzfs-preferred', at: 'OpenZFSConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'a Multi-AZ file system must have the subnet of its preferred file server', remediation: 'Set `PreferredSubnetId`', source: 'fsx CreateFileSystemOpenZFSConfiguration.PreferredSubnetId' },
    { id: 'fsx-windows-preferred', at: 'WindowsConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'a Multi-AZ file system must have the subnet of its preferred file server', remediation: 'Set `PreferredSubnetId`', source: 'fsx CreateFileSystemWindowsConfiguration.PreferredSubnetId' },
    { id: 'fsx-ontap-throughput', at: 'OntapConfiguration', kind: 'atMostOne', paths: ['ThroughputCapacity', 'ThroughputCapacityPerHAPair'], reason: 'ThroughputCapacity and ThroughputCapacityPerHAPair are mutually exclusive', remediation: 'Remove `ThroughputCapacity` or `ThroughputCapacityPerHAPair`', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-1', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['128', '256', '512', '1024', '2048', '4096'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1', 'MULTI_AZ_1'] }], reason: 'valid values are 128, 256, 512, 1024, 2048 and 4096 MBps', remediation: 'Set `ThroughputCapacityPerHAPair` to one of these values', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-single-2', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['1536', '3072', '6144'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_2'] }], reason: 'valid values are 1536, 3072 and 6144 MBps', remediation: 'Set `ThroughputCapacityPerHAPair` to one of these values', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-multi-2', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['384', '768', '1536', '3072', '6144'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_2'] }], reason: 'valid values are 384, 768, 1536, 3072 and 6144 MBps', remediation: 'Set `ThroughputCapacityPerHAPair` to one of these values', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pairs', at: 'OntapConfiguration', kind: 'range', path: 'HAPairs', min: 1, max: 1, when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1', 'MULTI_AZ_1', 'MULTI_AZ_2'] }], reason: 'SINGLE_AZ_1, MULTI_AZ_1 and MULTI_AZ_2 must have one HA pair', remediation: 'Remove `HAPairs`, or use SINGLE_AZ_2', source: 'fsx CreateFileSystemOntapConfiguration.HAPairs' },
    { id: 'fsx-openzfs-throughput-1', at: 'OpenZFSConfiguration', kind: 'values', path: 'ThroughputCapacity', values: ['64', '128', '256', '512', '1024', '2048', '3072', '4096'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1'] }], reason: 'valid values are 64, 128, 256, 512, 1024, 2048, 3072 and 4096 MBps', remediation: 'Set `ThroughputCapacity` to one of these values', source: 'fsx CreateFileSystemOpenZFSConfiguration.ThroughputCapacity' },
    { id: 'fsx-openzfs-throughput-2', at: 'OpenZFSConfiguration', kind: 'values', path: 'ThroughputCapacity', values: ['160', '320', '640', '1280', '2560', '3840', '5120', '7680', '10240'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1', 'SINGLE_AZ_2'] }], reason: 'valid values are 160, 320, 640, 1280, 2560, 3840, 5120, 7680 and 10240 MBps', remediation: 'Set `ThroughputCapacity` to one of these values', source: 'fsx CreateFileSystemOpenZFSConfiguration.ThroughputCapacity' },
    { id: 'fsx-openzfs-capacity', kind: 'range', path: 'StorageCapacity', min: 64, max: 524_288, when: [{ path: 'FileSystemType', equals: ['OPENZFS'] }], reason: 'OpenZFS must have 64 to 524288 GiB', remediation: 'Set `StorageCapacity` to a value in this range', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-openzfs-cache', at: 'OpenZFSConfiguration.ReadCacheConfiguration', kind: 'required', paths: ['SizeGiB'], when: [{ path: 'SizingMode', equals: ['USER_PROVISIONED'] }], reason: 'a user-provisioned cache requires a size', remediation: 'Set `SizeGiB`', source: 'fsx OpenZFSReadCacheConfiguration.SizeGiB' },
    { id: 'fsx-windows-capacity-ssd', kind: 'range', path: 'StorageCapacity', min: 32, max: 65_536, when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }, { path: 'StorageType', equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'Windows on SSD must have 32 to 65536 GiB', remediation: 'Set `StorageCapacity` to a value in this range', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-windows-capacity-hdd', kind: 'range', path: 'StorageCapacity', min: 2_000, max: 65_536, when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }, { path: 'StorageType', equals: ['HDD'] }], reason: 'Windows on HDD must have 2000 to 65536 GiB', remediation: 'Set `StorageCapacity` to a value in this range', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-capacity', kind: 'range', path: 'StorageCapacity', min: 2_400, multipleOf: 2_400, or: 1_200, when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2'] }, { path: 'StorageType', equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'the capacity must be 1200 GiB, 2400 GiB or a multiple of 2400 GiB', remediation: 'Round up `StorageCapacity`', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-capacity-scratch', kind: 'values', path: 'StorageCapacity', values: ['1200', '2400', ...Array.from({ length: 100 }, (_, index) => String(3_600 * (index + 1)))], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['SCRATCH_1'] }], reason: 'the capacity must be 1200 GiB, 2400 GiB or a multiple of 3600 GiB', remediation: 'Round up `StorageCapacity`', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-throughput', at: 'LustreConfiguration', kind: 'required', paths: ['PerUnitStorageThroughput'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1', 'PERSISTENT_2'] }, { path: 'StorageType', atRoot: true, equals: ['SSD', 'HDD'], valueIfAbsent: 'SSD' }], reason: 'PERSISTENT_1 and PERSISTENT_2 require a throughput per TiB', remediation: 'Set `PerUnitStorageThroughput`', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-1-ssd', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['50', '100', '200'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1'] }, { path: 'StorageType', atRoot: true, equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'PERSISTENT_1 on SSD must have 50, 100 or 200 MB/s/TiB', remediation: 'Set `PerUnitStorageThroughput` to one of these values', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-1-hdd', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['12', '40'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1'] }, { path: 'StorageType', atRoot: true, equals: ['HDD'] }], reason: 'PERSISTENT_1 on HDD must have 12 or 40 MB/s/TiB', remediation: 'Set `PerUnitStorageThroughput` to one of these values', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-2', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['125', '250', '500', '1000'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_2'] }], reason: 'PERSISTENT_2 must have 125, 250, 500 or 1000 MB/s/TiB', remediation: 'Set `PerUnitStorageThroughput` to one of these values', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-drive-cache', at: 'LustreConfiguration', kind: 'required', paths: ['DriveCacheType'], when: [{ path: 'StorageType', atRoot: true, equals: ['HDD'] }], reason: 'a Lustre file system on HDD requires a cache type', remediation: 'Set `DriveCacheType` to NONE or READ', source: 'fsx CreateFileSystemLustreConfiguration.DriveCacheType' },
    { id: 'fsx-lustre-version', kind: 'values', path: 'FileSystemTypeVersion', values: ['2.12', '2.15'], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['PERSISTENT_2'] }], reason: 'PERSISTENT_2 does not support version 2.10', remediation: 'Use 2.15', source: 'fsx CreateFileSystemLustreConfiguration.DeploymentType' },
    { id: 'fsx-lustre-version-metadata', kind: 'values', path: 'FileSystemTypeVersion', values: ['2.15'], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['PERSISTENT_2'] }, { path: 'LustreConfiguration.MetadataConfiguration.Mode', given: true }], reason: 'version 2.12 does not support PERSISTENT_2 with a metadata mode', remediation: 'Use 2.15', source: 'fsx CreateFileSystemRequest.FileSystemTypeVersion' },
    { id: 'fsx-lustre-metadata', at: 'LustreConfiguration.MetadataConfiguration', kind: 'forbidden', paths: ['Iops'], when: [{ path: 'Mode', equals: ['AUTOMATIC'] }], reason: 'in mode AUTOMATIC, FSx sets the IOPS', remediation: 'Remove `Iops`, or use USER_PROVISIONED', source: 'fsx CreateFileSystemLustreMetadataConfiguration.Iops' },
    { id: 'fsx-lustre-cache', at: 'LustreConfiguration', kind: 'required', paths: ['DataReadCacheConfiguration'], when: [{ path: 'StorageType', atRoot: true, equals: ['INTELLIGENT_TIERING'] }], reason: 'Intelligent-Tiering requires a read cache', remediation: 'Set `DataReadCacheConfiguration`', source: 'fsx CreateFileSystemLustreConfiguration.DataReadCacheConfiguration' },
    { id: 'fsx-lustre-cache-size', at: 'LustreConfiguration.DataReadCacheConfiguration', kind: 'required', paths: ['SizeGiB'], when: [{ path: 'SizingMode', equals: ['USER_PROVISIONED'] }], reason: 'a user-provisioned cache requires a size', remediation: 'Set `SizeGiB`', source: 'fsx LustreReadCacheConfiguration.SizeGiB' },
    { id: 'fsx-lustre-capacity-throughput', kind: 'range', path: 'LustreConfiguration.ThroughputCapacity', min: 4_000, multipleOf: 4_000, reason: 'the throughput must be a multiple of 4000 MBps', remediation: 'Round up `ThroughputCapacity`', source: 'fsx CreateFileSystemLustreConfiguration.ThroughputCapacity' },
    { id: 'fsx-hdd', kind: 'values', path: 'LustreConfiguration.DeploymentType', values: ['PERSISTENT_1'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }, { path: 'StorageType', equals: ['HDD'] }], reason: 'HDD is for PERSISTENT_1 only', remediation: 'Use SSD, or PERSISTENT_1', source: 'fsx CreateFileSystemRequest.StorageType' },
    { id: 'fsx-tiering-lustre', kind: 'values', path: 'LustreConfiguration.DeploymentType', values: ['PERSISTENT_2'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }, { path: 'StorageType', equals: ['INTELLIGENT_TIERING'] }], reason: 'Intelligent-Tiering is for PERSISTENT_2 only', remediation: 'Use PERSISTENT_2', source: 'fsx CreateFileSystemRequest.StorageType' },
  ],
  'AWS::FSx::Volume': [
    { id: 'fsx-volume-path', kind: 'pattern', path: 'OntapConfiguration.JunctionPath', pattern: '^/', reason: 'the path must begin with a slash', remediation: 'Add a leading slash', source: 'fsx CreateOntapVolumeConfiguration.JunctionPath' },
    { id: 'fsx-volume-efficiency', at: 'OntapConfiguration', kind: 'required', paths: ['StorageEfficiencyEnabled'], when: [{ path: 'OntapVolumeType', equals: ['RW'] }], reason: 'a volume of type RW must set StorageEfficiencyEnabled', remediation: 'Set `StorageEfficiencyEnabled`', source: 'fsx CreateOntapVolumeConfiguration.StorageEfficiencyEnabled' },
  ],
  'AWS::KMS::Key': [
    { id: 'kms-usage', kind: 'required', paths: ['KeyUsage'], when: [{ path: 'KeySpec', notEquals: ['SYMMETRIC_DEFAULT'], valueIfAbsent: 'SYMMETRIC_DEFAULT' }], reason: 'a key that is not for symmetric encryption requires a usage', remediation: 'Set `KeyUsage`', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-symmetric', kind: 'values', path: 'KeyUsage', values: ['ENCRYPT_DECRYPT'], when: [{ path: 'KeySpec', equals: ['SYMMETRIC_DEFAULT'], valueIfAbsent: 'SYMMETRIC_DEFAULT' }], reason: 'a key for symmetric encryption must have the usage ENCRYPT_DECRYPT', remediation: 'Use ENCRYPT_DECRYPT', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-hmac', kind: 'values', path: 'KeyUsage', values: ['GENERATE_VERIFY_MAC'], when: [{ path: 'KeySpec', matches: '^HMAC_' }], reason: 'an HMAC key must have the usage GENERATE_VERIFY_MAC', remediation: 'Use GENERATE_VERIFY_MAC', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-rsa', kind: 'values', path: 'KeyUsage', values: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'], when: [{ path: 'KeySpec', matches: '^RSA_' }], reason: 'an RSA key must have the usage ENCRYPT_DECRYPT or SIGN_VERIFY', remediation: 'Set `KeyUsage` to one of these values', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-rotation', kind: 'values', path: 'EnableKeyRotation', values: ['false'], when: [{ path: 'KeySpec', notEquals: ['SYMMETRIC_DEFAULT'] }], reason: 'asymmetric keys and HMAC keys do not support automatic rotation', remediation: 'Remove `EnableKeyRotation`', source: 'kms EnableKeyRotationRequest.KeyId' },
    { id: 'kms-rotation-imported', kind: 'values', path: 'EnableKeyRotation', values: ['false'], when: [{ path: 'Origin', equals: ['EXTERNAL'] }], reason: 'keys with imported material do not support automatic rotation', remediation: 'Remove `EnableKeyRotation`', source: 'kms EnableKeyRotationRequest.KeyId' },
    { id: 'kms-window', kind: 'range', path: 'PendingWindowInDays', min: 7, max: 30, reason: 'the waiting period must be 7 to 30 days', remediation: 'Set `PendingWindowInDays` to a value in this range', source: 'kms ScheduleKeyDeletionRequest.PendingWindowInDays', foundByCdk: true },
  ],
  'AWS::Lambda::Function': [
    { id: 'lambda-zip', kind: 'required', paths: ['Runtime', 'Handler'], when: [{ path: 'PackageType', equals: ['Zip'], valueIfAbsent: 'Zip' }, { path: 'Code.ImageUri', given: false }], reason: 'a function with a .zip file requires a runtime and a handler', remediation: 'Set `Runtime` and `Handler`', source: 'lambda CreateFunctionRequest.Runtime' },
    { id: 'lambda-code', at: 'Code', kind: 'exactlyOne', paths: ['ImageUri', 'S3Bucket', 'ZipFile'], reason: 'the code must be in S3, in a .zip file or in an image', remediation: 'Set exactly one of them', source: 'lambda FunctionCode' },
    { id: 'lambda-timeout', kind: 'range', path: 'Timeout', max: 900, when: [{ path: 'CapacityProviderConfig', given: false }], reason: 'the timeout must be at most 900 seconds', remediation: 'Lower `Timeout`', source: 'lambda CreateFunctionRequest.Timeout', foundByCdk: true },
    { id: 'lambda-name', kind: 'pattern', path: 'FunctionName', pattern: '^(?!arn:)[^:]{65,}$', forbids: true, reason: 'a name must have at most 64 characters', remediation: 'Shorten `FunctionName`', source: 'lambda CreateFunctionRequest.FunctionName', foundByCdk: true },
    { id: 'lambda-architectures', kind: 'count', list: 'Architectures', max: 1, reason: 'a function must have exactly one architecture', remediation: 'Use one item in `Architectures`', source: 'lambda CreateFunctionRequest.Architectures', foundByCdk: true },
  ],
  'AWS::Logs::LogGroup': [
    { id: 'logs-retention', kind: 'values', path: 'RetentionInDays', values: ['1', '3', '5', '7', '14', '30', '60', '90', '120', '150', '180', '365', '400', '545', '731', '1096', '1827', '2192', '2557', '2922', '3288', '3653'], reason: 'possible values are 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653', remediation: 'Set `RetentionInDays` to one of these values', source: 'logs PutRetentionPolicyRequest.retentionInDays' },
    { id: 'logs-name', kind: 'pattern', path: 'LogGroupName', pattern: '^aws/', forbids: true, reason: 'a name must not begin with aws/', remediation: 'Begin the name with a slash, or use another name', source: 'logs CreateLogGroup' },
    { id: 'logs-index', kind: 'forbidden', paths: ['FieldIndexPolicies'], when: [{ path: 'LogGroupClass', notEquals: ['STANDARD'] }], reason: 'field indexes are for the log class STANDARD only', remediation: 'Remove `FieldIndexPolicies`', source: 'AWS::Logs::LogGroup FieldIndexPolicies' },
    { id: 'logs-index-count', kind: 'count', list: 'FieldIndexPolicies', max: 1, reason: 'a log group can have one field index policy', remediation: 'Use one item in `FieldIndexPolicies`', source: 'AWS::Logs::LogGroup FieldIndexPolicies' },
  ],
  'AWS::SQS::Queue': [
    { id: 'sqs-delay', kind: 'range', path: 'DelaySeconds', min: 0, max: 900, reason: 'the delay must be 0 to 900 seconds', remediation: 'Set `DelaySeconds` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-message-size', kind: 'range', path: 'MaximumMessageSize', min: 1_024, max: 1_048_576, reason: 'the maximum message size must be 1024 to 1048576 bytes', remediation: 'Set `MaximumMessageSize` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-retention', kind: 'range', path: 'MessageRetentionPeriod', min: 60, max: 1_209_600, reason: 'the retention period must be 60 to 1209600 seconds', remediation: 'Set `MessageRetentionPeriod` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-wait', kind: 'range', path: 'ReceiveMessageWaitTimeSeconds', min: 0, max: 20, reason: 'the wait time must be 0 to 20 seconds', remediation: 'Set `ReceiveMessageWaitTimeSeconds` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-visibility', kind: 'range', path: 'VisibilityTimeout', min: 0, max: 43_200, reason: 'the timeout must be 0 to 43200 seconds', remediation: 'Set `VisibilityTimeout` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-data-key', kind: 'range', path: 'KmsDataKeyReusePeriodSeconds', min: 60, max: 86_400, reason: 'the reuse period must be 60 to 86400 seconds', remediation: 'Set `KmsDataKeyReusePeriodSeconds` to a value in this range', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-name', kind: 'pattern', path: 'QueueName', pattern: '^[A-Za-z0-9_-]{1,80}(\\.fifo)?$', reason: 'a name must have at most 80 letters, digits, hyphens and underscores', remediation: 'Change `QueueName`', source: 'sqs CreateQueueRequest.QueueName' },
    { id: 'sqs-fifo-name', kind: 'pattern', path: 'QueueName', pattern: '^.{1,75}\\.fifo$', when: [{ path: 'FifoQueue', equals: ['true'] }], reason: 'the name of a FIFO queue must end with .fifo, and have at most 80 characters', remediation: 'Append .fifo to `QueueName`', source: 'sqs CreateQueueRequest.QueueName', foundByCdk: true },
    { id: 'sqs-encryption', kind: 'forbidden', paths: ['KmsMasterKeyId'], when: [{ path: 'SqsManagedSseEnabled', equals: ['true'] }], reason: 'SSE-SQS and SSE-KMS are mutually exclusive', remediation: 'Remove `KmsMasterKeyId`', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-fifo-limit', kind: 'values', path: 'DeduplicationScope', values: ['messageGroup'], when: [{ path: 'FifoThroughputLimit', equals: ['perMessageGroupId'] }], reason: 'perMessageGroupId is allowed only with the scope messageGroup', remediation: 'Set `DeduplicationScope` to messageGroup', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-allow-count', kind: 'count', list: 'RedriveAllowPolicy.sourceQueueArns', max: 10, reason: 'at most 10 source queues can be listed', remediation: 'Use allowAll', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-allow-kind', at: 'RedriveAllowPolicy', kind: 'forbidden', paths: ['sourceQueueArns'], when: [{ path: 'redrivePermission', notEquals: ['byQueue'] }], reason: 'source queues are for the permission byQueue only', remediation: 'Set `redrivePermission` to byQueue, or remove `sourceQueueArns`', source: 'sqs CreateQueueRequest.Attributes' },
  ],
  'AWS::Events::Rule': [
    { id: 'events-rule', kind: 'atLeastOne', paths: ['EventPattern', 'ScheduleExpression'], reason: 'a rule must have a pattern or a schedule', remediation: 'Set `EventPattern`', source: 'events PutRule', foundByCdk: true },
    { id: 'events-targets', kind: 'count', list: 'Targets', max: 5, reason: 'a rule can have at most five targets', remediation: 'Create another rule', source: 'events PutTargets', foundByCdk: true },
    { id: 'events-input', at: 'Targets[]', kind: 'atMostOne', paths: ['Input', 'InputPath', 'InputTransformer'], reason: 'Input, InputPath and InputTransformer are mutually exclusive', remediation: 'Remove all but one of them', source: 'events PutTargets' },
    { id: 'events-ecs-launch', at: 'Targets[].EcsParameters', kind: 'atMostOne', paths: ['LaunchType', 'CapacityProviderStrategy'], reason: 'LaunchType and CapacityProviderStrategy are mutually exclusive', remediation: 'Remove `LaunchType`', source: 'events EcsParameters.CapacityProviderStrategy' },
    { id: 'events-ecs-network', at: 'Targets[].EcsParameters', kind: 'required', paths: ['NetworkConfiguration'], when: [{ path: 'LaunchType', equals: ['FARGATE'] }], reason: 'the launch type FARGATE requires a network configuration', remediation: 'Set `NetworkConfiguration`', source: 'events EcsParameters.NetworkConfiguration' },
  ],
  'AWS::S3::Bucket': [
    { id: 's3-key', at: 'BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault', kind: 'forbidden', paths: ['KMSMasterKeyID'], when: [{ path: 'SSEAlgorithm', equals: ['AES256'] }], reason: 'a key is allowed only with aws:kms and aws:kms:dsse', remediation: 'Set `SSEAlgorithm` to aws:kms', source: 's3 ServerSideEncryptionByDefault.KMSMasterKeyID' },
    { id: 's3-delete-marker', at: 'LifecycleConfiguration.Rules[]', kind: 'forbidden', paths: ['ExpirationInDays', 'ExpirationDate'], when: [{ path: 'ExpiredObjectDeleteMarker', equals: ['true'] }], reason: 'ExpiredObjectDeleteMarker must not be combined with days or a date', remediation: 'Create two rules', source: 's3 LifecycleExpiration.ExpiredObjectDeleteMarker' },
    { id: 's3-days', kind: 'range', path: 'LifecycleConfiguration.Rules[].ExpirationInDays', min: 1, reason: 'the number of days must be a non-zero positive integer', remediation: 'Use a value of at least 1', source: 's3 LifecycleExpiration.Days' },
    { id: 's3-versions', kind: 'range', path: 'LifecycleConfiguration.Rules[].NoncurrentVersionExpiration.NewerNoncurrentVersions', max: 100, reason: 'at most 100 noncurrent versions can be retained', remediation: 'Lower `NewerNoncurrentVersions`', source: 's3 NoncurrentVersionExpiration.NewerNoncurrentVersions' },
    { id: 's3-rule-id', kind: 'pattern', path: 'LifecycleConfiguration.Rules[].Id', pattern: '^.{0,255}$', reason: 'an ID must have at most 255 characters', remediation: 'Shorten `Id`', source: 's3 LifecycleRule.ID', foundByCdk: true },
    { id: 's3-replication', kind: 'required', paths: ['VersioningConfiguration'], when: [{ path: 'ReplicationConfiguration', given: true }], reason: 'replication requires versioning', remediation: 'Set `VersioningConfiguration`', source: 'AWS::S3::Bucket ReplicationConfiguration' },
    { id: 's3-replication-versions', kind: 'values', path: 'VersioningConfiguration.Status', values: ['Enabled'], when: [{ path: 'ReplicationConfiguration', given: true }], reason: 'replication requires versioning', remediation: 'Set the status to Enabled', source: 'AWS::S3::Bucket ReplicationConfiguration' },
  ],
  'AWS::SSM::Parameter': [
    { id: 'ssm-type', kind: 'values', path: 'Type', values: ['String', 'StringList'], reason: 'CloudFormation does not support parameters of type SecureString', remediation: 'Use a Secrets Manager secret', source: 'AWS::SSM::Parameter Type' },
    { id: 'ssm-name', kind: 'pattern', path: 'Name', pattern: '^/?(aws|ssm)', forbids: true, reason: 'a name must not begin with aws or ssm', remediation: 'Use another name', source: 'ssm PutParameterRequest.Name' },
    { id: 'ssm-hierarchy', kind: 'pattern', path: 'Name', pattern: '^[^/]+/', forbids: true, reason: 'the name of a parameter in a hierarchy must begin with a slash', remediation: 'Add a leading slash', source: 'ssm PutParameterRequest.Name' },
    { id: 'ssm-value', kind: 'pattern', path: 'Value', pattern: '\\{\\{[^}]*\\}\\}', forbids: true, reason: 'a value must not contain double braces {{}}', remediation: 'Remove the double braces', source: 'ssm PutParameterRequest.Value' },
    { id: 'ssm-policies', kind: 'forbidden', paths: ['Policies'], when: [{ path: 'Tier', equals: ['Standard'] }], reason: 'standard parameters do not support policies', remediation: 'Use the tier Advanced', source: 'ssm PutParameterRequest.Tier' },
    { id: 'ssm-size', kind: 'pattern', path: 'Value', pattern: '^[\\s\\S]{0,4096}$', when: [{ path: 'Tier', equals: ['Standard'] }], reason: 'standard parameters have at most 4 KB', remediation: 'Use the tier Advanced', source: 'ssm PutParameterRequest.Tier' },
  ],
  'AWS::SecretsManager::Secret': [
    { id: 'secret-template', at: 'GenerateSecretString', kind: 'required', paths: ['SecretStringTemplate'], when: [{ path: 'GenerateStringKey', given: true }], reason: 'GenerateStringKey requires a template', remediation: 'Set `SecretStringTemplate`', source: 'AWS::SecretsManager::Secret GenerateStringKey' },
    { id: 'secret-name', kind: 'pattern', path: 'Name', pattern: '^[A-Za-z0-9/_+=.@-]+$', reason: 'a name must consist of ASCII letters, digits and /_+=.@-', remediation: 'Change `Name`', source: 'secretsmanager CreateSecretRequest.Name' },
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    { id: 'lb-subnets', kind: 'exactlyOne', paths: ['Subnets', 'SubnetMappings'], reason: 'a load balancer must have subnets or subnet mappings, not both', remediation: 'Set exactly one of them', source: 'elbv2 CreateLoadBalancerInput.Subnets', foundByCdk: true },
    { id: 'lb-name', kind: 'pattern', path: 'Name', pattern: '^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$', reason: 'a name must have at most 32 letters, digits and hyphens, and must not begin or end with a hyphen or begin with internal-', remediation: 'Change `Name`', source: 'elbv2 CreateLoadBalancerInput.Name' },
    { id: 'lb-scheme', kind: 'forbidden', paths: ['Scheme'], when: [{ path: 'Type', equals: ['gateway'] }], reason: 'a Gateway Load Balancer must not have a scheme', remediation: 'Remove `Scheme`', source: 'elbv2 CreateLoadBalancerInput.Scheme' },
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    { id: 'listener-certificate', kind: 'required', paths: ['Certificates'], when: [{ path: 'Protocol', equals: ['HTTPS', 'TLS'] }], reason: 'an HTTPS or TLS listener must have exactly one certificate', remediation: 'Set `Certificates` to one certificate', source: 'elbv2 CreateListenerInput.Certificates', foundByCdk: true },
    { id: 'listener-certificates', kind: 'count', list: 'Certificates', min: 1, max: 1, when: [{ path: 'Protocol', equals: ['HTTPS', 'TLS'] }], reason: 'an HTTPS or TLS listener must have exactly one certificate', remediation: 'Add further certificates with AWS::ElasticLoadBalancingV2::ListenerCertificate', source: 'elbv2 CreateListenerInput.Certificates' },
    ...actions('listener', 'DefaultActions[]'),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [
    ...actions('listener-rule', 'Actions[]'),
    ...RULE_FIELDS.map(([name, field]): ServiceCondition => ({
      id: `listener-rule-${name}`, at: 'Conditions[]', kind: 'forbidden', paths: [name], when: [{ path: 'Field', notEquals: [field] }], reason: `${name} is for the field ${field} only`, remediation: `Remove \`${name}\`, or set the field to ${field}`, source: `elbv2 RuleCondition.${name}`,
    })),
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [
    { id: 'targets-vpc', kind: 'required', paths: ['VpcId'], when: [{ path: 'TargetType', equals: ['instance', 'ip', 'alb'], valueIfAbsent: 'instance' }], reason: 'a target group requires a VPC, unless its target is a Lambda function', remediation: 'Set `VpcId`', source: 'elbv2 CreateTargetGroupInput.VpcId' },
    { id: 'targets-health', kind: 'values', path: 'HealthCheckEnabled', values: ['true'], when: [{ path: 'TargetType', equals: ['instance', 'ip', 'alb'], valueIfAbsent: 'instance' }], reason: 'health checks must be enabled, unless the target is a Lambda function', remediation: 'Remove `HealthCheckEnabled`', source: 'elbv2 CreateTargetGroupInput.HealthCheckEnabled' },
    { id: 'targets-health-protocol', kind: 'values', path: 'HealthCheckProtocol', values: ['HTTP', 'HTTPS', 'TCP'], reason: 'the protocol of health checks must be HTTP, HTTPS or TCP', remediation: 'Set `HealthCheckProtocol` to one of these values', source: 'elbv2 CreateTargetGroupInput.HealthCheckProtocol' },
    { id: 'targets-health-tcp', kind: 'values', path: 'HealthCheckProtocol', values: ['HTTP', 'HTTPS'], when: [{ path: 'Protocol', equals: ['HTTP', 'HTTPS'] }], reason: 'TCP health checks are not supported for HTTP and HTTPS', remediation: 'Use HTTP or HTTPS', source: 'elbv2 CreateTargetGroupInput.HealthCheckProtocol' },
    { id: 'targets-geneve', kind: 'values', path: 'Port', values: ['6081'], when: [{ path: 'Protocol', equals: ['GENEVE'] }], reason: 'the port of GENEVE must be 6081', remediation: 'Use 6081', source: 'elbv2 CreateTargetGroupInput.Port' },
    { id: 'targets-name', kind: 'pattern', path: 'Name', pattern: '^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$', reason: 'a name must have at most 32 letters, digits and hyphens, and must not begin or end with a hyphen', remediation: 'Change `Name`', source: 'elbv2 CreateTargetGroupInput.Name' },
  ],
  'AWS::VpcLattice::TargetGroup': [
    { id: 'lattice-lambda', kind: 'forbidden', paths: ['Config.Port', 'Config.Protocol', 'Config.ProtocolVersion', 'Config.VpcIdentifier', 'Config.HealthCheck'], when: [{ path: 'Type', equals: ['LAMBDA'] }], reason: 'port, protocol, VPC and health check are not supported for type LAMBDA', remediation: 'Remove `Config.Port`, `Config.Protocol`, `Config.ProtocolVersion`, `Config.VpcIdentifier` and `Config.HealthCheck`', source: 'vpc-lattice TargetGroupConfig' },
    { id: 'lattice-alb', kind: 'forbidden', paths: ['Config.HealthCheck'], when: [{ path: 'Type', equals: ['ALB'] }], reason: 'a health check is not supported for type ALB', remediation: 'Remove `Config.HealthCheck`', source: 'vpc-lattice TargetGroupConfig.healthCheck' },
    { id: 'lattice-addresses', kind: 'forbidden', paths: ['Config.IpAddressType'], when: [{ path: 'Type', notEquals: ['IP'] }], reason: 'an IP address type is supported for type IP only', remediation: 'Remove `Config.IpAddressType`', source: 'vpc-lattice TargetGroupConfig.ipAddressType' },
    { id: 'lattice-events', kind: 'forbidden', paths: ['Config.LambdaEventStructureVersion'], when: [{ path: 'Type', notEquals: ['LAMBDA'] }], reason: 'an event structure version is supported for type LAMBDA only', remediation: 'Remove `Config.LambdaEventStructureVersion`', source: 'vpc-lattice TargetGroupConfig.lambdaEventStructureVersion' },
  ],
  'AWS::VpcLattice::Listener': [
    { id: 'lattice-status', kind: 'values', path: 'DefaultAction.FixedResponse.StatusCode', values: ['404', '500'], reason: 'only the status codes 404 and 500 are supported', remediation: 'Set `StatusCode` to one of these values', source: 'vpc-lattice FixedResponseAction.statusCode' },
  ],
  'AWS::Route53Resolver::ResolverEndpoint': [
    { id: 'resolver-addresses', kind: 'count', list: 'IpAddresses', min: 2, reason: 'an endpoint must have at least two IP addresses', remediation: 'Use subnets of two Availability Zones', source: 'route53resolver CreateResolverEndpointRequest.IpAddresses', foundByCdk: true },
    { id: 'resolver-outpost', kind: 'allOrNone', paths: ['OutpostArn', 'PreferredInstanceType'], reason: 'an endpoint on an Outpost requires an instance type', remediation: 'Set `OutpostArn` and `PreferredInstanceType`', source: 'route53resolver CreateResolverEndpointRequest.OutpostArn' },
  ],
  'AWS::WAFv2::WebACL': [
    { id: 'waf-action', at: 'Rules[]', kind: 'exactlyOne', paths: ['Action', 'OverrideAction'], reason: 'a rule must have an action or an override action, not both', remediation: 'Set `OverrideAction` for a rule group, otherwise `Action`', source: 'AWS::WAFv2::WebACL Rule' },
    { id: 'waf-priority', kind: 'unique', path: 'Rules[].Priority', reason: 'rule priorities must be unique', remediation: 'Change one of the priorities', source: 'AWS::WAFv2::WebACL Rule Priority' },
  ],
};
