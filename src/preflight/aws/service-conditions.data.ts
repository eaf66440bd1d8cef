/* eslint-disable max-len */

/** A test of one property. A value that is not known fails it: then nothing is said. */
export interface ConditionGuard {
  /** from the object of the condition, or from the resource. */
  readonly path: string;
  readonly atRoot?: true;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly matches?: string;
  readonly given?: boolean;
  /** what the service takes where the property is left out; without it, a property that is left out fails the test. */
  readonly valueIfAbsent?: string;
}

/** What has to hold, where the tests of {@link ConditionGuard} do. Paths are from the object of the condition. */
export type Condition =
  | { readonly kind: 'allOrNone' | 'exactlyOne' | 'atMostOne' | 'atLeastOne' | 'required' | 'forbidden'; readonly paths: readonly string[] }
  /** one of the values; a property that is left out is `absentIs`. */
  | { readonly kind: 'values'; readonly path: string; readonly values: readonly string[] }
  /** a text matches, or with `forbids` does not. */
  | { readonly kind: 'pattern'; readonly path: string; readonly pattern: string; readonly forbids?: boolean }
  | { readonly kind: 'range'; readonly path: string; readonly min?: number; readonly max?: number; readonly or?: number; readonly multipleOf?: number }
  | { readonly kind: 'count'; readonly list: string; readonly min?: number; readonly max?: number }
  /** each number is at least the one before; the last at most `span` above the first. */
  | { readonly kind: 'ascending'; readonly paths: readonly string[]; readonly span?: number }
  | { readonly kind: 'unique'; readonly path: string }
  /** all have one value, and one that is left out is `absentIs`. */
  | { readonly kind: 'same'; readonly paths: readonly string[]; readonly absentIs: string }
  /** all items of a list have the property, or none. */
  | { readonly kind: 'each'; readonly list: string; readonly path: string };

/** What a service says in words of its own input, and what it refuses for it. */
export type ServiceCondition = Condition & {
  readonly id: string;
  /** the object that the paths begin at, `[]` for each of a list; the properties of the resource where it is left out. */
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

const LT_ONE = { kind: 'exactlyOne', paths: ['LaunchTemplateId', 'LaunchTemplateName'], reason: 'a launch template is named by its ID or by its name, by one of them', remediation: 'Give one of them', source: 'autoscaling LaunchTemplateSpecification' } as const;
/** The configuration of an action of a listener is for its type alone. */
const ACTIONS = [['FixedResponseConfig', 'fixed-response'], ['RedirectConfig', 'redirect'], ['ForwardConfig', 'forward'], ['TargetGroupArn', 'forward'], ['AuthenticateOidcConfig', 'authenticate-oidc'], ['AuthenticateCognitoConfig', 'authenticate-cognito'], ['JwtValidationConfig', 'jwt-validation']] as const;
const actions = (prefix: string, at: string): ServiceCondition[] => ACTIONS.map(([name, type]) => ({
  id: `${prefix}-${name}`, at, kind: 'forbidden', paths: [name], when: [{ path: 'Type', notEquals: [type] }], reason: `${name} is for actions of the type ${type} only`, remediation: `Leave ${name} out, or make the type ${type}`, source: `elbv2 Action.${name}`,
}));
const RULE_FIELDS = [['HostHeaderConfig', 'host-header'], ['PathPatternConfig', 'path-pattern'], ['HttpHeaderConfig', 'http-header'], ['QueryStringConfig', 'query-string'], ['HttpRequestMethodConfig', 'http-request-method'], ['SourceIpConfig', 'source-ip']] as const;
const GROUP_RULE = { reason: 'a rule names exactly one address range, prefix list or security group', remediation: 'Give one of them: a rule each', source: 'ec2 AuthorizeSecurityGroupIngress; AWS::EC2::SecurityGroupIngress' } as const;
const PORTS = { kind: 'required', paths: ['FromPort', 'ToPort'], when: [{ path: 'IpProtocol', equals: ['tcp', 'udp', '6', '17'] }], reason: 'for TCP and UDP a range of ports is given', remediation: 'Give FromPort and ToPort, or the protocol -1', source: 'ec2 IpPermission.IpProtocol' } as const;
const DESCRIPTION = { kind: 'pattern', pattern: '^[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}$', reason: 'up to 255 characters: letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*', remediation: 'Use only these characters' } as const;
const RFC1918 = '^(10\\.|172\\.(1[6-9]|2\\d|3[01])\\.|192\\.168\\.)';
const SOURCES = ['CidrIp', 'CidrIpv6', 'SourcePrefixListId', 'SourceSecurityGroupId', 'SourceSecurityGroupName'];
const DESTINATIONS = ['CidrIp', 'CidrIpv6', 'DestinationPrefixListId', 'DestinationSecurityGroupId'];
const ROUTE_TARGETS = ['CarrierGatewayId', 'CoreNetworkArn', 'EgressOnlyInternetGatewayId', 'GatewayId', 'InstanceId', 'LocalGatewayId', 'NatGatewayId', 'NetworkInterfaceId', 'OdbNetworkArn', 'TransitGatewayId', 'VpcEndpointId', 'VpcPeeringConnectionId'];
const REQUIREMENTS = { kind: 'atMostOne', paths: ['AllowedInstanceTypes', 'ExcludedInstanceTypes'], reason: 'instance types are allowed or excluded, not both', remediation: 'Leave one of the lists out' } as const;

/**
 * Conditions between the properties of a resource, where the service itself states that it refuses what breaks them ("must", "cannot", "required"). What it only
 * recommends is not here. Sources are members of the service models (boto/botocore, botocore/data/<service>, commit 0e6e2404b85dc336dd2889814e089bde7d1a4c55),
 * types of the CloudFormation reference as aws-cdk-lib 2.276 has it, and pages of the EKS User Guide (awsdocs/amazon-eks-user-guide, commit 4d52b4d05e).
 */
export const SERVICE_CONDITIONS: Readonly<Record<string, readonly ServiceCondition[]>> = {
  'AWS::EKS::Nodegroup': [
    { id: 'nodegroup-sizes-together', at: 'ScalingConfig', kind: 'allOrNone', paths: ['MinSize', 'MaxSize', 'DesiredSize'], reason: 'a node group is created with all of these or none', remediation: 'Give all three: DesiredSize equal to MinSize where something scales the group', source: 'eks NodegroupScalingConfig' },
    { id: 'nodegroup-sizes-ascending', at: 'ScalingConfig', kind: 'ascending', paths: ['MinSize', 'DesiredSize', 'MaxSize'], reason: 'the desired size is between the smallest and the largest', remediation: 'Let them be MinSize ≤ DesiredSize ≤ MaxSize', source: 'eks NodegroupScalingConfig' },
    { id: 'nodegroup-update', at: 'UpdateConfig', kind: 'atLeastOne', paths: ['MaxUnavailable', 'MaxUnavailablePercentage'], reason: 'one of them is required to have a value', remediation: 'Set MaxUnavailable: 1 is the default of EKS', source: 'eks NodegroupUpdateConfig.maxUnavailable' },
    { id: 'nodegroup-update-most', kind: 'range', path: 'UpdateConfig.MaxUnavailable', max: 100, reason: 'at most 100 nodes are unavailable at once', remediation: 'Lower it', source: 'eks NodegroupUpdateConfig.maxUnavailable' },
    { id: 'nodegroup-template-name', at: 'LaunchTemplate', kind: 'exactlyOne', paths: ['Id', 'Name'], reason: 'the launch template is named by its ID or by its name, not by both', remediation: 'Give one of them', source: 'eks LaunchTemplateSpecification' },
    { id: 'nodegroup-template-disk', kind: 'atMostOne', paths: ['LaunchTemplate', 'DiskSize'], reason: 'beside a launch template the deployment fails', remediation: 'Write the size of the disk into the launch template', source: 'eks CreateNodegroupRequest.diskSize' },
    { id: 'nodegroup-template-access', kind: 'atMostOne', paths: ['LaunchTemplate', 'RemoteAccess'], reason: 'beside a launch template the deployment fails', remediation: 'Write the key and the security groups into the launch template', source: 'eks CreateNodegroupRequest.remoteAccess' },
    { id: 'nodegroup-instance-types', kind: 'count', list: 'InstanceTypes', max: 20, when: [{ path: 'LaunchTemplate', given: true }], reason: 'a node group with a launch template has 0 to 20 instance types', remediation: 'Name fewer, or make several node groups', source: 'eks CreateNodegroupRequest.instanceTypes' },
    { id: 'nodegroup-repair-unhealthy', at: 'NodeRepairConfig', kind: 'atMostOne', paths: ['MaxUnhealthyNodeThresholdCount', 'MaxUnhealthyNodeThresholdPercentage'], reason: 'the threshold is a count or a percentage, not both', remediation: 'Leave one out', source: 'eks NodeRepairConfig' },
    { id: 'nodegroup-repair-parallel', at: 'NodeRepairConfig', kind: 'atMostOne', paths: ['MaxParallelNodesRepairedCount', 'MaxParallelNodesRepairedPercentage'], reason: 'the limit is a count or a percentage, not both', remediation: 'Leave one out', source: 'eks NodeRepairConfig' },
    { id: 'nodegroup-repair-overrides', at: 'NodeRepairConfig.NodeRepairConfigOverrides[]', kind: 'required', paths: ['NodeMonitoringCondition', 'NodeUnhealthyReason', 'MinRepairWaitTimeMins', 'RepairAction'], reason: 'an override has all of its values', remediation: 'Give all of them', source: 'eks NodeRepairConfigOverrides' },
    { id: 'nodegroup-warm-pool-reuse', kind: 'values', path: 'WarmPoolConfig.ReuseOnScaleIn', values: ['false'], when: [{ path: 'AmiType', matches: '^BOTTLEROCKET' }], reason: 'instances of Bottlerocket are not reused', remediation: 'Leave it out', source: 'eks WarmPoolConfig.reuseOnScaleIn' },
    { id: 'nodegroup-warm-pool-state', kind: 'values', path: 'WarmPoolConfig.PoolState', values: ['STOPPED', 'RUNNING'], when: [{ path: 'AmiType', matches: '^BOTTLEROCKET' }], reason: 'instances of Bottlerocket do not hibernate', remediation: 'Use STOPPED or RUNNING', source: 'eks WarmPoolConfig.poolState' },
  ],
  'AWS::EKS::Cluster': [
    { id: 'cluster-service-range-ipv6', kind: 'forbidden', paths: ['KubernetesNetworkConfig.ServiceIpv4Cidr'], when: [{ path: 'KubernetesNetworkConfig.IpFamily', equals: ['ipv6'] }], reason: 'a cluster of the family ipv6 has no IPv4 range of services', remediation: 'Leave it out', source: 'eks KubernetesNetworkConfigRequest.serviceIpv4Cidr' },
    { id: 'cluster-service-range', kind: 'pattern', path: 'KubernetesNetworkConfig.ServiceIpv4Cidr', pattern: `${RFC1918}.*/(1[2-9]|2[0-4])$`, reason: 'the range is within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, and between /24 and /12', remediation: 'Choose another range', source: 'eks KubernetesNetworkConfigRequest.serviceIpv4Cidr' },
    { id: 'cluster-subnets-count', kind: 'count', list: 'ResourcesVpcConfig.SubnetIds', min: 2, when: [{ path: 'OutpostConfig', given: false }], reason: 'a cluster has at least two subnets', remediation: 'Give subnets of two zones', source: 'eks CreateClusterRequest.resourcesVpcConfig' },
    { id: 'cluster-security-groups', kind: 'count', list: 'ResourcesVpcConfig.SecurityGroupIds', max: 5, reason: 'a cluster has up to five security groups', remediation: 'Give fewer', source: 'eks CreateClusterRequest.resourcesVpcConfig' },
    { id: 'cluster-auto-mode', kind: 'same', paths: ['ComputeConfig.Enabled', 'StorageConfig.BlockStorage.Enabled', 'KubernetesNetworkConfig.ElasticLoadBalancing.Enabled'], absentIs: 'false', reason: 'the compute, block storage and load balancing of Auto Mode are all enabled or all disabled', remediation: 'Set all three', source: 'amazon-eks-user-guide latest/ug/automode/api-reference.adoc' },
    { id: 'cluster-encrypted', at: 'EncryptionConfig[]', kind: 'values', path: 'Resources[]', values: ['secrets'], reason: 'secrets are all that a key encrypts', remediation: "Use ['secrets']", source: 'eks EncryptionConfig.resources' },
    { id: 'cluster-outposts', kind: 'count', list: 'OutpostConfig.OutpostArns', max: 1, reason: 'a local cluster is on one Outpost', remediation: 'Name one', source: 'eks OutpostConfigRequest.outpostArns' },
    { id: 'cluster-remote-nodes', kind: 'pattern', path: 'RemoteNetworkConfig.RemoteNodeNetworks[].Cidrs[]', pattern: `${RFC1918}.*/([89]|[12]\\d|3[0-2])$`, reason: 'blocks of remote nodes are within the ranges of RFC 1918, and between /32 and /8', remediation: 'Use private addresses', source: 'eks RemoteNodeNetwork.cidrs' },
    { id: 'cluster-remote-pods', kind: 'pattern', path: 'RemoteNetworkConfig.RemotePodNetworks[].Cidrs[]', pattern: `${RFC1918}.*/([89]|[12]\\d|3[0-2])$`, reason: 'blocks of remote pods are within the ranges of RFC 1918, and between /32 and /8', remediation: 'Use private addresses', source: 'eks RemotePodNetwork.cidrs' },
    { id: 'cluster-name', kind: 'pattern', path: 'Name', pattern: '_', forbids: true, reason: 'CloudFormation takes no underscores in the name of a cluster', remediation: 'Use hyphens', source: 'AWS::EKS::Cluster Name' },
  ],
  'AWS::EKS::AccessEntry': [
    { id: 'access-entry-groups', kind: 'forbidden', paths: ['KubernetesGroups', 'AccessPolicies'], when: [{ path: 'Type', equals: ['EC2_LINUX', 'EC2_WINDOWS'] }], reason: 'entries of nodes have no groups and no access policies', remediation: 'Leave them out', source: 'AWS::EKS::AccessEntry Type' },
    { id: 'access-entry-scope', at: 'AccessPolicies[].AccessScope', kind: 'required', paths: ['Namespaces'], when: [{ path: 'Type', equals: ['namespace'] }], reason: 'a scope of the type namespace names namespaces', remediation: 'Name them, or use the type cluster', source: 'eks AccessScope.namespaces' },
    { id: 'access-entry-session', kind: 'pattern', path: 'PrincipalArn', pattern: ':sts::[^:]*:assumed-role/', forbids: true, reason: 'a session of STS is not a permanent identity', remediation: 'Name the role behind it', source: 'eks CreateAccessEntryRequest.principalArn' },
  ],
  'AWS::EKS::FargateProfile': [
    { id: 'fargate-selectors', kind: 'count', list: 'Selectors', max: 5, reason: 'a Fargate profile has up to five selectors', remediation: 'Make another profile', source: 'eks CreateFargateProfileRequest.selectors' },
  ],
  'AWS::EKS::PodIdentityAssociation': [
    { id: 'pod-identity-policy', kind: 'values', path: 'DisableSessionTags', values: ['true'], when: [{ path: 'Policy', given: true }], reason: 'with a policy, session tags must be disabled', remediation: 'Set DisableSessionTags to true', source: 'eks CreatePodIdentityAssociationRequest.policy' },
    { id: 'pod-identity-policy-tags', kind: 'required', paths: ['DisableSessionTags'], when: [{ path: 'Policy', given: true }], reason: 'with a policy, session tags must be disabled', remediation: 'Set DisableSessionTags to true', source: 'eks CreatePodIdentityAssociationRequest.policy' },
  ],
  'AWS::EKS::IdentityProviderConfig': [
    { id: 'oidc-issuer', kind: 'pattern', path: 'Oidc.IssuerUrl', pattern: '^https://', reason: 'the URL begins with https://', remediation: 'Use https', source: 'eks OidcIdentityProviderConfigRequest.issuerUrl' },
    { id: 'oidc-groups-prefix', kind: 'pattern', path: 'Oidc.GroupsPrefix', pattern: 'system:', forbids: true, reason: 'the prefix does not contain system:', remediation: 'Choose another prefix', source: 'AWS::EKS::IdentityProviderConfig GroupsPrefix' },
    { id: 'oidc-username-prefix', kind: 'pattern', path: 'Oidc.UsernamePrefix', pattern: 'system:', forbids: true, reason: 'the prefix does not contain system:', remediation: 'Choose another prefix', source: 'AWS::EKS::IdentityProviderConfig UsernamePrefix' },
  ],
  'AWS::IAM::Policy': [
    { id: 'iam-policy-owner', kind: 'atLeastOne', paths: ['Groups', 'Roles', 'Users'], reason: 'an inline policy belongs to at least one group, role or user', remediation: 'Name its role', source: 'AWS::IAM::Policy', foundByCdk: true },
  ],
  'AWS::IAM::InstanceProfile': [
    { id: 'instance-profile-role', kind: 'count', list: 'Roles', max: 1, reason: 'an instance profile contains only one role', remediation: 'Name one', source: 'iam AddRoleToInstanceProfile', foundByCdk: true },
  ],
  'AWS::IAM::OIDCProvider': [
    { id: 'oidc-provider-url', kind: 'pattern', path: 'Url', pattern: '^https://', reason: 'the URL begins with https://', remediation: 'Use https', source: 'iam CreateOpenIDConnectProviderRequest.Url' },
    { id: 'oidc-provider-clients', kind: 'count', list: 'ClientIdList', max: 100, reason: 'a provider has up to 100 client IDs', remediation: 'Name fewer', source: 'iam CreateOpenIDConnectProviderRequest.ClientIDList' },
    { id: 'oidc-provider-thumbprints', kind: 'count', list: 'ThumbprintList', max: 5, reason: 'a provider has up to five thumbprints', remediation: 'Name fewer', source: 'iam CreateOpenIDConnectProviderRequest.ThumbprintList', foundByCdk: true },
  ],
  'AWS::AutoScaling::AutoScalingGroup': [
    { id: 'asg-launches', kind: 'atLeastOne', paths: ['LaunchTemplate', 'MixedInstancesPolicy', 'LaunchConfigurationName', 'InstanceId'], reason: 'a group has a launch template, a mixed instances policy or a launch configuration', remediation: 'Give LaunchTemplate', source: 'autoscaling CreateAutoScalingGroupType.LaunchTemplate', foundByCdk: true },
    { id: 'asg-instance', kind: 'forbidden', paths: ['LaunchTemplate', 'MixedInstancesPolicy', 'LaunchConfigurationName'], when: [{ path: 'InstanceId', given: true }], reason: 'beside a launch template, a mixed instances policy or a launch configuration there is no InstanceId', remediation: 'Leave InstanceId out', source: 'AWS::AutoScaling::AutoScalingGroup InstanceId', foundByCdk: true },
    { id: 'asg-sizes', kind: 'ascending', paths: ['MinSize', 'DesiredCapacity', 'MaxSize'], reason: 'the desired capacity is between the smallest and the largest size', remediation: 'Let them be MinSize ≤ DesiredCapacity ≤ MaxSize', source: 'autoscaling CreateAutoScalingGroupType.DesiredCapacity' },
    { id: 'asg-zones', kind: 'atMostOne', paths: ['AvailabilityZones', 'AvailabilityZoneIds'], reason: 'zones are given by name or by ID, not both', remediation: 'Leave one out', source: 'autoscaling CreateAutoScalingGroupType.AvailabilityZoneIds' },
    { id: 'asg-lifetime', kind: 'range', path: 'MaxInstanceLifetime', min: 86_400, or: 0, reason: 'the lifetime is 0 or at least 86400 seconds', remediation: 'Use at least a day', source: 'autoscaling CreateAutoScalingGroupType.MaxInstanceLifetime' },
    { id: 'asg-name', kind: 'pattern', path: 'AutoScalingGroupName', pattern: ':', forbids: true, reason: 'the name has no colon', remediation: 'Use another character', source: 'autoscaling CreateAutoScalingGroupType.AutoScalingGroupName' },
    { id: 'asg-maintenance-both', at: 'InstanceMaintenancePolicy', kind: 'required', paths: ['MinHealthyPercentage', 'MaxHealthyPercentage'], reason: 'both percentages are specified', remediation: 'Give both', source: 'autoscaling InstanceMaintenancePolicy.MaxHealthyPercentage', foundByCdk: true },
    { id: 'asg-maintenance-span', at: 'InstanceMaintenancePolicy', kind: 'ascending', paths: ['MinHealthyPercentage', 'MaxHealthyPercentage'], span: 100, reason: 'the percentages are at most 100 apart', remediation: 'Bring them closer', source: 'autoscaling InstanceMaintenancePolicy.MaxHealthyPercentage' },
    { id: 'asg-template', at: 'LaunchTemplate', ...LT_ONE, foundByCdk: true },
    { id: 'asg-mixed-template', at: 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification', ...LT_ONE, foundByCdk: true },
    { id: 'asg-override-template', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].LaunchTemplateSpecification', ...LT_ONE, foundByCdk: true },
    { id: 'asg-overrides', kind: 'count', list: 'MixedInstancesPolicy.LaunchTemplate.Overrides', max: 40, reason: 'a group has up to 40 instance types', remediation: 'Name fewer', source: 'autoscaling LaunchTemplateOverrides.InstanceType' },
    { id: 'asg-override-type', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[]', kind: 'atMostOne', paths: ['InstanceType', 'InstanceRequirements'], reason: 'an override has an instance type or requirements, not both', remediation: 'Leave one out', source: 'autoscaling LaunchTemplateOverrides.InstanceRequirements' },
    { id: 'asg-override-requirements', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceRequirements', ...REQUIREMENTS, source: 'autoscaling InstanceRequirements.AllowedInstanceTypes' },
    { id: 'asg-override-prices', at: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceRequirements', kind: 'atMostOne', paths: ['SpotMaxPricePercentageOverLowestPrice', 'MaxSpotPriceAsPercentageOfOptimalOnDemandPrice'], reason: 'only one of the two price protections of Spot is specified', remediation: 'Leave one out', source: 'autoscaling InstanceRequirements.SpotMaxPricePercentageOverLowestPrice' },
    { id: 'asg-weights', kind: 'each', list: 'MixedInstancesPolicy.LaunchTemplate.Overrides', path: 'WeightedCapacity', reason: 'weights are given for all instance types or for none', remediation: 'Give each its weight', source: 'autoscaling LaunchTemplateOverrides.WeightedCapacity' },
    { id: 'asg-weight', kind: 'range', path: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].WeightedCapacity', min: 1, max: 999, reason: 'a weight is 1 to 999', remediation: 'Change it', source: 'autoscaling LaunchTemplateOverrides.WeightedCapacity' },
    { id: 'asg-pools', at: 'MixedInstancesPolicy.InstancesDistribution', kind: 'forbidden', paths: ['SpotInstancePools'], when: [{ path: 'SpotAllocationStrategy', notEquals: ['lowest-price'] }], reason: 'pools are counted for the strategy lowest-price only', remediation: 'Leave it out', source: 'autoscaling InstancesDistribution.SpotInstancePools' },
    { id: 'asg-pools-range', kind: 'range', path: 'MixedInstancesPolicy.InstancesDistribution.SpotInstancePools', min: 1, max: 20, reason: 'there are 1 to 20 pools', remediation: 'Change it', source: 'autoscaling InstancesDistribution.SpotInstancePools' },
  ],
  'AWS::AutoScaling::LifecycleHook': [
    { id: 'hook-result', kind: 'values', path: 'DefaultResult', values: ['CONTINUE', 'ABANDON'], reason: 'valid values are CONTINUE and ABANDON', remediation: 'Use one of them', source: 'autoscaling PutLifecycleHookType.DefaultResult' },
  ],
  'AWS::EC2::LaunchTemplate': [
    { id: 'template-iops-type', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'forbidden', paths: ['Iops'], when: [{ path: 'VolumeType', equals: ['gp2', 'st1', 'sc1', 'standard'] }], reason: 'IOPS are for io1, io2 and gp3 only', remediation: 'Leave Iops out, or use gp3', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops' },
    { id: 'template-iops-gp3', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 3_000, max: 80_000, when: [{ path: 'VolumeType', equals: ['gp3'] }], reason: 'gp3 has 3000 to 80000 IOPS', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops' },
    { id: 'template-iops-io1', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 100, max: 64_000, when: [{ path: 'VolumeType', equals: ['io1'] }], reason: 'io1 has 100 to 64000 IOPS', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops', foundByCdk: true },
    { id: 'template-iops-io2', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'Iops', min: 100, max: 256_000, when: [{ path: 'VolumeType', equals: ['io2'] }], reason: 'io2 has 100 to 256000 IOPS', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Iops', foundByCdk: true },
    { id: 'template-throughput', kind: 'range', path: 'LaunchTemplateData.BlockDeviceMappings[].Ebs.Throughput', min: 125, max: 2_000, reason: 'the throughput is 125 to 2000 MiB/s', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.Throughput' },
    { id: 'template-size-gp2', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 1, max: 16_384, when: [{ path: 'VolumeType', equals: ['gp2'] }], reason: 'gp2 has 1 to 16384 GiB', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-size-gp3', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 1, max: 65_536, when: [{ path: 'VolumeType', equals: ['gp3'] }], reason: 'gp3 has 1 to 65536 GiB', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-size-hdd', at: 'LaunchTemplateData.BlockDeviceMappings[].Ebs', kind: 'range', path: 'VolumeSize', min: 125, max: 16_384, when: [{ path: 'VolumeType', equals: ['st1', 'sc1'] }], reason: 'st1 and sc1 have 125 to 16384 GiB', remediation: 'Change it', source: 'ec2 LaunchTemplateEbsBlockDeviceRequest.VolumeSize' },
    { id: 'template-security-groups', at: 'LaunchTemplateData', kind: 'forbidden', paths: ['SecurityGroupIds', 'SecurityGroups'], when: [{ path: 'NetworkInterfaces', given: true }], reason: 'beside a network interface security groups are part of the interface', remediation: 'Write them into Groups of the interface', source: 'ec2 RequestLaunchTemplateData.SecurityGroupIds' },
    { id: 'template-ipv4-prefixes', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv4Prefixes', 'Ipv4PrefixCount'], reason: 'prefixes are listed or counted, not both', remediation: 'Leave one out', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv4Prefixes' },
    { id: 'template-ipv6-prefixes', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv6Prefixes', 'Ipv6PrefixCount'], reason: 'prefixes are listed or counted, not both', remediation: 'Leave one out', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv6Prefixes' },
    { id: 'template-ipv6-addresses', at: 'LaunchTemplateData.NetworkInterfaces[]', kind: 'atMostOne', paths: ['Ipv6Addresses', 'Ipv6AddressCount'], reason: 'addresses are listed or counted, not both', remediation: 'Leave one out', source: 'ec2 LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Ipv6AddressCount' },
    { id: 'template-enclaves', at: 'LaunchTemplateData', kind: 'values', path: 'HibernationOptions.Configured', values: ['false'], when: [{ path: 'EnclaveOptions.Enabled', equals: ['true'] }], reason: 'Nitro Enclaves and hibernation are not enabled on one instance', remediation: 'Leave one out', source: 'ec2 RequestLaunchTemplateData.EnclaveOptions' },
    { id: 'template-instance-type', at: 'LaunchTemplateData', kind: 'atMostOne', paths: ['InstanceType', 'InstanceRequirements'], reason: 'a template has an instance type or requirements, not both', remediation: 'Leave one out', source: 'ec2 RequestLaunchTemplateData.InstanceRequirements' },
    { id: 'template-requirements', at: 'LaunchTemplateData.InstanceRequirements', ...REQUIREMENTS, source: 'ec2 InstanceRequirementsRequest.AllowedInstanceTypes' },
    { id: 'template-requirements-needed', at: 'LaunchTemplateData.InstanceRequirements', kind: 'required', paths: ['VCpuCount', 'MemoryMiB'], reason: 'requirements have VCpuCount and MemoryMiB', remediation: 'Give both', source: 'ec2 RequestLaunchTemplateData.InstanceRequirements' },
    { id: 'template-valid-until', at: 'LaunchTemplateData.InstanceMarketOptions.SpotOptions', kind: 'forbidden', paths: ['ValidUntil'], when: [{ path: 'SpotInstanceType', equals: ['one-time'] }], reason: 'a one-time request has no end date', remediation: 'Leave ValidUntil out', source: 'ec2 LaunchTemplateSpotMarketOptionsRequest.ValidUntil' },
    { id: 'template-host-group', at: 'LaunchTemplateData.Placement', kind: 'values', path: 'Tenancy', values: ['host'], when: [{ path: 'HostResourceGroupArn', given: true }], reason: 'with a host resource group the tenancy is host', remediation: 'Leave Tenancy out', source: 'ec2 LaunchTemplatePlacementRequest.HostResourceGroupArn' },
    { id: 'template-tags', kind: 'values', path: 'TagSpecifications[].ResourceType', values: ['launch-template'], reason: 'the template itself is tagged as launch-template', remediation: 'Write tags of instances into LaunchTemplateData.TagSpecifications', source: 'ec2 CreateLaunchTemplateRequest.TagSpecifications' },
  ],
  'AWS::EC2::VPC': [
    { id: 'vpc-range', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv4IpamPoolId'], reason: 'a VPC has an address range or a pool of IPAM', remediation: 'Give CidrBlock', source: 'AWS::EC2::VPC CidrBlock', foundByCdk: true },
    { id: 'vpc-tenancy', kind: 'values', path: 'InstanceTenancy', values: ['default', 'dedicated'], reason: 'the tenancy of a VPC is default or dedicated', remediation: 'Use one of these', source: 'ec2 CreateVpcRequest.InstanceTenancy' },
    { id: 'vpc-dns', kind: 'values', path: 'EnableDnsHostnames', values: ['false'], when: [{ path: 'EnableDnsSupport', equals: ['false'] }], reason: 'names of hosts need the support for DNS', remediation: 'Set EnableDnsSupport to true', source: 'AWS::EC2::VPC EnableDnsHostnames' },
  ],
  'AWS::EC2::VPCCidrBlock': [
    { id: 'vpc-block', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv6Pool', 'Ipv6IpamPoolId', 'AmazonProvidedIpv6CidrBlock'], reason: 'a block is an IPv4 range, from an IPv6 pool, or an IPv6 range of Amazon', remediation: 'Give one of them', source: 'ec2 AssociateVpcCidrBlock' },
    { id: 'vpc-block-pool', kind: 'atLeastOne', paths: ['Ipv6Pool', 'Ipv6IpamPoolId'], when: [{ path: 'Ipv6CidrBlock', given: true }], reason: 'an IPv6 range is from a pool', remediation: 'Name the pool', source: 'ec2 AssociateVpcCidrBlockRequest.Ipv6CidrBlock' },
    { id: 'vpc-block-group', kind: 'required', paths: ['AmazonProvidedIpv6CidrBlock'], when: [{ path: 'Ipv6CidrBlockNetworkBorderGroup', given: true }], reason: 'a network border group is for an IPv6 range of Amazon', remediation: 'Set AmazonProvidedIpv6CidrBlock to true', source: 'ec2 AssociateVpcCidrBlockRequest.Ipv6CidrBlockNetworkBorderGroup' },
  ],
  'AWS::EC2::Subnet': [
    { id: 'subnet-size', kind: 'pattern', path: 'CidrBlock', pattern: '/(1[6-9]|2[0-8])$', reason: 'an IPv4 subnet is between /28 and /16', remediation: 'Choose another size', source: 'ec2 CreateSubnet' },
    { id: 'subnet-ipv6-only', kind: 'forbidden', paths: ['CidrBlock'], when: [{ path: 'Ipv6Native', equals: ['true'] }], reason: 'a subnet of IPv6 only has no IPv4 range', remediation: 'Leave CidrBlock out', source: 'ec2 CreateSubnetRequest.CidrBlock' },
    { id: 'subnet-ipv6-range', kind: 'atLeastOne', paths: ['Ipv6CidrBlock', 'Ipv6IpamPoolId'], when: [{ path: 'Ipv6Native', equals: ['true'] }], reason: 'a subnet of IPv6 only has an IPv6 range', remediation: 'Give Ipv6CidrBlock', source: 'ec2 CreateSubnetRequest.Ipv6CidrBlock' },
    { id: 'subnet-ipv6-addresses', kind: 'atLeastOne', paths: ['Ipv6CidrBlock', 'Ipv6IpamPoolId'], when: [{ path: 'AssignIpv6AddressOnCreation', equals: ['true'] }], reason: 'a subnet that gives IPv6 addresses has an IPv6 range', remediation: 'Give Ipv6CidrBlock', source: 'AWS::EC2::Subnet AssignIpv6AddressOnCreation' },
    { id: 'subnet-outpost', kind: 'atLeastOne', paths: ['AvailabilityZone', 'AvailabilityZoneId'], when: [{ path: 'OutpostArn', given: true }], reason: 'a subnet on an Outpost names its zone', remediation: 'Give AvailabilityZone', source: 'ec2 CreateSubnetRequest.OutpostArn' },
  ],
  'AWS::EC2::Route': [
    { id: 'route-destination', kind: 'atLeastOne', paths: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'], reason: 'a route has a destination', remediation: 'Give DestinationCidrBlock', source: 'ec2 CreateRoute' },
    { id: 'route-target', kind: 'exactlyOne', paths: ROUTE_TARGETS, reason: 'a route has exactly one target', remediation: 'Give one target', source: 'ec2 CreateRoute' },
    { id: 'route-ipv6-only', kind: 'forbidden', paths: ['DestinationCidrBlock'], when: [{ path: 'EgressOnlyInternetGatewayId', given: true }], reason: 'an egress-only internet gateway is for IPv6 only', remediation: 'Use DestinationIpv6CidrBlock', source: 'ec2 CreateRouteRequest.EgressOnlyInternetGatewayId' },
  ],
  'AWS::EC2::NatGateway': [
    { id: 'nat-private', kind: 'forbidden', paths: ['AllocationId', 'SecondaryAllocationIds'], when: [{ path: 'ConnectivityType', equals: ['private'] }], reason: 'a private NAT gateway has no Elastic IP address', remediation: 'Leave it out', source: 'ec2 CreateNatGatewayRequest.AllocationId' },
    { id: 'nat-public', kind: 'required', paths: ['AllocationId'], when: [{ path: 'ConnectivityType', equals: ['public'], valueIfAbsent: 'public' }, { path: 'AvailabilityMode', equals: ['zonal'], valueIfAbsent: 'zonal' }], reason: 'a public NAT gateway has an Elastic IP address', remediation: 'Give AllocationId', source: 'AWS::EC2::NatGateway AllocationId' },
    { id: 'nat-secondary', kind: 'atMostOne', paths: ['SecondaryPrivateIpAddressCount', 'SecondaryPrivateIpAddresses'], reason: 'secondary addresses are listed or counted, not both', remediation: 'Leave one out', source: 'AWS::EC2::NatGateway SecondaryPrivateIpAddresses' },
  ],
  'AWS::EC2::SecurityGroup': [
    { id: 'group-description', ...DESCRIPTION, path: 'GroupDescription', source: 'ec2 CreateSecurityGroupRequest.Description', foundByCdk: true },
    { id: 'group-name', kind: 'pattern', path: 'GroupName', pattern: '^sg-', forbids: true, reason: 'a name does not begin with sg-', remediation: 'Choose another name', source: 'ec2 CreateSecurityGroupRequest.GroupName' },
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
    { id: 'endpoint-gateway-subnets', kind: 'forbidden', paths: ['SubnetIds', 'SecurityGroupIds'], when: [{ path: 'VpcEndpointType', equals: ['Gateway'], valueIfAbsent: 'Gateway' }], reason: 'a gateway endpoint has no subnets and no security groups', remediation: 'Leave them out, or make it an interface endpoint', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-interface-routes', kind: 'forbidden', paths: ['RouteTableIds'], when: [{ path: 'VpcEndpointType', equals: ['Interface'] }], reason: 'route tables are for gateway endpoints only', remediation: 'Leave them out', source: 'AWS::EC2::VPCEndpoint RouteTableIds' },
    { id: 'endpoint-interface-subnets', kind: 'required', paths: ['SubnetIds'], when: [{ path: 'VpcEndpointType', equals: ['Interface', 'GatewayLoadBalancer'] }], reason: 'an interface endpoint and one of a Gateway Load Balancer have subnets', remediation: 'Give SubnetIds', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-appliance-subnets', kind: 'count', list: 'SubnetIds', max: 1, when: [{ path: 'VpcEndpointType', equals: ['GatewayLoadBalancer'] }], reason: 'an endpoint of a Gateway Load Balancer has one subnet only', remediation: 'Make an endpoint for each subnet', source: 'AWS::EC2::VPCEndpoint SubnetIds' },
    { id: 'endpoint-private-dns', kind: 'values', path: 'PrivateDnsEnabled', values: ['false'], when: [{ path: 'VpcEndpointType', equals: ['Gateway'], valueIfAbsent: 'Gateway' }], reason: 'private DNS is for interface endpoints only', remediation: 'Leave it out', source: 'AWS::EC2::VPCEndpoint PrivateDnsEnabled' },
  ],
  'AWS::EC2::FlowLog': [
    { id: 'flow-log-role', kind: 'required', paths: ['DeliverLogsPermissionArn'], when: [{ path: 'LogDestinationType', equals: ['cloud-watch-logs'], valueIfAbsent: 'cloud-watch-logs' }], reason: 'a flow log to CloudWatch Logs has a role', remediation: 'Give DeliverLogsPermissionArn', source: 'ec2 CreateFlowLogsRequest.DeliverLogsPermissionArn' },
    { id: 'flow-log-group', kind: 'forbidden', paths: ['LogGroupName'], when: [{ path: 'LogDestinationType', equals: ['s3', 'kinesis-data-firehose'] }], reason: 'a log group is for the destination cloud-watch-logs only', remediation: 'Use LogDestination', source: 'ec2 CreateFlowLogsRequest.LogGroupName' },
    { id: 'flow-log-traffic', kind: 'required', paths: ['TrafficType'], when: [{ path: 'ResourceType', equals: ['VPC', 'Subnet', 'NetworkInterface'] }], reason: 'a flow log of a VPC, subnet or network interface says which traffic', remediation: 'Give TrafficType', source: 'ec2 CreateFlowLogsRequest.TrafficType' },
    { id: 'flow-log-traffic-transit', kind: 'forbidden', paths: ['TrafficType'], when: [{ path: 'ResourceType', matches: '^TransitGateway' }], reason: 'a flow log of a transit gateway does not say which traffic', remediation: 'Leave it out', source: 'ec2 CreateFlowLogsRequest.TrafficType' },
    { id: 'flow-log-interval', kind: 'values', path: 'MaxAggregationInterval', values: ['60', '600'], reason: 'the interval is 60 or 600 seconds', remediation: 'Use 60 or 600', source: 'ec2 CreateFlowLogsRequest.MaxAggregationInterval' },
    { id: 'flow-log-interval-transit', kind: 'values', path: 'MaxAggregationInterval', values: ['60'], when: [{ path: 'ResourceType', matches: '^TransitGateway' }], reason: 'the interval of a transit gateway is 60 seconds', remediation: 'Use 60', source: 'ec2 CreateFlowLogsRequest.MaxAggregationInterval' },
  ],
  'AWS::EC2::CapacityReservation': [
    { id: 'reservation-end', kind: 'required', paths: ['EndDate'], when: [{ path: 'EndDateType', equals: ['limited'] }], reason: 'a limited reservation has an end', remediation: 'Give EndDate', source: 'ec2 CreateCapacityReservationRequest.EndDateType' },
    { id: 'reservation-no-end', kind: 'forbidden', paths: ['EndDate'], when: [{ path: 'EndDateType', equals: ['unlimited'] }], reason: 'an unlimited reservation has no end', remediation: 'Leave EndDate out', source: 'ec2 CreateCapacityReservationRequest.EndDateType' },
    { id: 'reservation-count', kind: 'range', path: 'InstanceCount', min: 1, max: 1_000, reason: 'a reservation has 1 to 1000 instances', remediation: 'Change it', source: 'ec2 CreateCapacityReservationRequest.InstanceCount' },
  ],
  'AWS::EC2::PlacementGroup': [
    { id: 'placement-partitions', kind: 'forbidden', paths: ['PartitionCount'], when: [{ path: 'Strategy', notEquals: ['partition'] }], reason: 'partitions are for the strategy partition only', remediation: 'Leave PartitionCount out', source: 'ec2 CreatePlacementGroupRequest.PartitionCount' },
    { id: 'placement-parent', kind: 'forbidden', paths: ['ParentGroupId'], when: [{ path: 'Strategy', notEquals: ['cluster'] }], reason: 'a parent is for the strategy cluster only', remediation: 'Leave ParentGroupId out', source: 'ec2 CreatePlacementGroupRequest.ParentGroupId' },
  ],
  'AWS::EC2::NetworkAclEntry': [
    { id: 'acl-range', kind: 'atLeastOne', paths: ['CidrBlock', 'Ipv6CidrBlock'], reason: 'an entry has an IPv4 or an IPv6 range', remediation: 'Give CidrBlock', source: 'AWS::EC2::NetworkAclEntry CidrBlock', foundByCdk: true },
    { id: 'acl-ports', kind: 'required', paths: ['PortRange'], when: [{ path: 'Protocol', equals: ['6', '17'] }], reason: 'an entry for TCP or UDP has a range of ports', remediation: 'Give PortRange', source: 'ec2 CreateNetworkAclEntryRequest.PortRange' },
    { id: 'acl-icmp', kind: 'required', paths: ['Icmp'], when: [{ path: 'Protocol', equals: ['1'] }], reason: 'an entry for ICMP has a type and a code', remediation: 'Give Icmp', source: 'ec2 CreateNetworkAclEntryRequest.IcmpTypeCode' },
  ],
  'AWS::EFS::FileSystem': [
    { id: 'efs-key', kind: 'values', path: 'Encrypted', values: ['true'], when: [{ path: 'KmsKeyId', given: true }], reason: 'a file system with a key is encrypted', remediation: 'Set Encrypted to true', source: 'efs CreateFileSystemRequest.KmsKeyId' },
    { id: 'efs-key-encrypted', kind: 'required', paths: ['Encrypted'], when: [{ path: 'KmsKeyId', given: true }], reason: 'a file system with a key is encrypted', remediation: 'Set Encrypted to true', source: 'efs CreateFileSystemRequest.KmsKeyId' },
    { id: 'efs-throughput', kind: 'required', paths: ['ProvisionedThroughputInMibps'], when: [{ path: 'ThroughputMode', equals: ['provisioned'] }], reason: 'provisioned throughput has a value', remediation: 'Give ProvisionedThroughputInMibps', source: 'efs CreateFileSystemRequest.ThroughputMode' },
    { id: 'efs-max-io-zone', kind: 'values', path: 'PerformanceMode', values: ['generalPurpose'], when: [{ path: 'AvailabilityZoneName', given: true }], reason: 'maxIO is not supported on One Zone file systems', remediation: 'Use generalPurpose', source: 'efs CreateFileSystemRequest.PerformanceMode' },
    { id: 'efs-max-io-elastic', kind: 'values', path: 'PerformanceMode', values: ['generalPurpose'], when: [{ path: 'ThroughputMode', equals: ['elastic'] }], reason: 'maxIO is not supported with elastic throughput', remediation: 'Use generalPurpose', source: 'efs CreateFileSystem' },
    { id: 'efs-lifecycle', at: 'LifecyclePolicies[]', kind: 'exactlyOne', paths: ['TransitionToIA', 'TransitionToArchive', 'TransitionToPrimaryStorageClass'], reason: 'each lifecycle policy has a single transition', remediation: 'Write a policy for each transition', source: 'efs PutLifecycleConfiguration' },
    { id: 'efs-archive', at: 'LifecyclePolicies[]', kind: 'forbidden', paths: ['TransitionToArchive'], when: [{ path: 'ThroughputMode', atRoot: true, notEquals: ['elastic'], valueIfAbsent: 'bursting' }], reason: 'the Archive storage class is for elastic throughput only', remediation: 'Set ThroughputMode to elastic', source: 'efs PutLifecycleConfiguration' },
  ],
  'AWS::FSx::FileSystem': [
    { id: 'fsx-lustre', kind: 'required', paths: ['LustreConfiguration'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }], reason: 'a file system of Lustre has its configuration', remediation: 'Give LustreConfiguration', source: 'AWS::FSx::FileSystem LustreConfiguration' },
    { id: 'fsx-ontap', kind: 'required', paths: ['OntapConfiguration'], when: [{ path: 'FileSystemType', equals: ['ONTAP'] }], reason: 'a file system of ONTAP has its configuration', remediation: 'Give OntapConfiguration', source: 'AWS::FSx::FileSystem OntapConfiguration' },
    { id: 'fsx-openzfs', kind: 'required', paths: ['OpenZFSConfiguration'], when: [{ path: 'FileSystemType', equals: ['OPENZFS'] }], reason: 'a file system of OpenZFS has its configuration', remediation: 'Give OpenZFSConfiguration', source: 'AWS::FSx::FileSystem OpenZFSConfiguration' },
    { id: 'fsx-windows', kind: 'required', paths: ['WindowsConfiguration'], when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }], reason: 'a file system of Windows has its configuration', remediation: 'Give WindowsConfiguration', source: 'AWS::FSx::FileSystem WindowsConfiguration' },
    { id: 'fsx-lustre-subnet', kind: 'count', list: 'SubnetIds', min: 1, max: 1, when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }], reason: 'a file system of Lustre has exactly one subnet', remediation: 'Give one subnet', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-ontap-subnets', kind: 'count', list: 'SubnetIds', min: 2, max: 2, when: [{ path: 'OntapConfiguration.DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'MULTI_AZ_1 has exactly two subnets', remediation: 'Give two subnets', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-windows-subnets', kind: 'count', list: 'SubnetIds', min: 2, max: 2, when: [{ path: 'WindowsConfiguration.DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'MULTI_AZ_1 has exactly two subnets', remediation: 'Give two subnets', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-windows-subnet', kind: 'count', list: 'SubnetIds', min: 1, max: 1, when: [{ path: 'WindowsConfiguration.DeploymentType', equals: ['SINGLE_AZ_1', 'SINGLE_AZ_2'] }], reason: 'SINGLE_AZ_1 and SINGLE_AZ_2 have exactly one subnet', remediation: 'Give one subnet', source: 'fsx CreateFileSystemRequest.SubnetIds' },
    { id: 'fsx-ontap-preferred', at: 'OntapConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1', 'MULTI_AZ_2'] }], reason: 'a Multi-AZ file system names the subnet of its preferred file server', remediation: 'Give PreferredSubnetId', source: 'fsx CreateFileSystemOntapConfiguration.PreferredSubnetId' },
    { id: 'fsx-openzfs-preferred', at: 'OpenZFSConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'a Multi-AZ file system names the subnet of its preferred file server', remediation: 'Give PreferredSubnetId', source: 'fsx CreateFileSystemOpenZFSConfiguration.PreferredSubnetId' },
    { id: 'fsx-windows-preferred', at: 'WindowsConfiguration', kind: 'required', paths: ['PreferredSubnetId'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1'] }], reason: 'a Multi-AZ file system names the subnet of its preferred file server', remediation: 'Give PreferredSubnetId', source: 'fsx CreateFileSystemWindowsConfiguration.PreferredSubnetId' },
    { id: 'fsx-ontap-throughput', at: 'OntapConfiguration', kind: 'atMostOne', paths: ['ThroughputCapacity', 'ThroughputCapacityPerHAPair'], reason: 'throughput is for the file system or for each HA pair, not both', remediation: 'Leave one out', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-1', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['128', '256', '512', '1024', '2048', '4096'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1', 'MULTI_AZ_1'] }], reason: 'valid values are 128, 256, 512, 1024, 2048 and 4096 MBps', remediation: 'Use one of these', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-single-2', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['1536', '3072', '6144'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_2'] }], reason: 'valid values are 1536, 3072 and 6144 MBps', remediation: 'Use one of these', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pair-multi-2', at: 'OntapConfiguration', kind: 'values', path: 'ThroughputCapacityPerHAPair', values: ['384', '768', '1536', '3072', '6144'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_2'] }], reason: 'valid values are 384, 768, 1536, 3072 and 6144 MBps', remediation: 'Use one of these', source: 'fsx CreateFileSystemOntapConfiguration.ThroughputCapacityPerHAPair' },
    { id: 'fsx-ontap-pairs', at: 'OntapConfiguration', kind: 'range', path: 'HAPairs', min: 1, max: 1, when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1', 'MULTI_AZ_1', 'MULTI_AZ_2'] }], reason: 'SINGLE_AZ_1, MULTI_AZ_1 and MULTI_AZ_2 have one HA pair', remediation: 'Leave HAPairs out, or use SINGLE_AZ_2', source: 'fsx CreateFileSystemOntapConfiguration.HAPairs' },
    { id: 'fsx-openzfs-throughput-1', at: 'OpenZFSConfiguration', kind: 'values', path: 'ThroughputCapacity', values: ['64', '128', '256', '512', '1024', '2048', '3072', '4096'], when: [{ path: 'DeploymentType', equals: ['SINGLE_AZ_1'] }], reason: 'valid values are 64, 128, 256, 512, 1024, 2048, 3072 and 4096 MBps', remediation: 'Use one of these', source: 'fsx CreateFileSystemOpenZFSConfiguration.ThroughputCapacity' },
    { id: 'fsx-openzfs-throughput-2', at: 'OpenZFSConfiguration', kind: 'values', path: 'ThroughputCapacity', values: ['160', '320', '640', '1280', '2560', '3840', '5120', '7680', '10240'], when: [{ path: 'DeploymentType', equals: ['MULTI_AZ_1', 'SINGLE_AZ_2'] }], reason: 'valid values are 160, 320, 640, 1280, 2560, 3840, 5120, 7680 and 10240 MBps', remediation: 'Use one of these', source: 'fsx CreateFileSystemOpenZFSConfiguration.ThroughputCapacity' },
    { id: 'fsx-openzfs-capacity', kind: 'range', path: 'StorageCapacity', min: 64, max: 524_288, when: [{ path: 'FileSystemType', equals: ['OPENZFS'] }], reason: 'OpenZFS has 64 to 524288 GiB', remediation: 'Change it', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-openzfs-cache', at: 'OpenZFSConfiguration.ReadCacheConfiguration', kind: 'required', paths: ['SizeGiB'], when: [{ path: 'SizingMode', equals: ['USER_PROVISIONED'] }], reason: 'a cache of a chosen size has that size', remediation: 'Give SizeGiB', source: 'fsx OpenZFSReadCacheConfiguration.SizeGiB' },
    { id: 'fsx-windows-capacity-ssd', kind: 'range', path: 'StorageCapacity', min: 32, max: 65_536, when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }, { path: 'StorageType', equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'Windows on SSD has 32 to 65536 GiB', remediation: 'Change it', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-windows-capacity-hdd', kind: 'range', path: 'StorageCapacity', min: 2_000, max: 65_536, when: [{ path: 'FileSystemType', equals: ['WINDOWS'] }, { path: 'StorageType', equals: ['HDD'] }], reason: 'Windows on HDD has 2000 to 65536 GiB', remediation: 'Change it', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-capacity', kind: 'range', path: 'StorageCapacity', min: 2_400, multipleOf: 2_400, or: 1_200, when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2'] }, { path: 'StorageType', equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'the capacity is 1200 GiB, 2400 GiB or a multiple of 2400 GiB', remediation: 'Round it up', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-capacity-scratch', kind: 'values', path: 'StorageCapacity', values: ['1200', '2400', ...Array.from({ length: 100 }, (_, index) => String(3_600 * (index + 1)))], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['SCRATCH_1'] }], reason: 'the capacity is 1200 GiB, 2400 GiB or a multiple of 3600 GiB', remediation: 'Round it up', source: 'fsx CreateFileSystemRequest.StorageCapacity' },
    { id: 'fsx-lustre-throughput', at: 'LustreConfiguration', kind: 'required', paths: ['PerUnitStorageThroughput'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1', 'PERSISTENT_2'] }, { path: 'StorageType', atRoot: true, equals: ['SSD', 'HDD'], valueIfAbsent: 'SSD' }], reason: 'PERSISTENT_1 and PERSISTENT_2 have a throughput for each TiB', remediation: 'Give PerUnitStorageThroughput', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-1-ssd', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['50', '100', '200'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1'] }, { path: 'StorageType', atRoot: true, equals: ['SSD'], valueIfAbsent: 'SSD' }], reason: 'PERSISTENT_1 on SSD has 50, 100 or 200 MB/s/TiB', remediation: 'Use one of these', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-1-hdd', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['12', '40'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_1'] }, { path: 'StorageType', atRoot: true, equals: ['HDD'] }], reason: 'PERSISTENT_1 on HDD has 12 or 40 MB/s/TiB', remediation: 'Use one of these', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-throughput-2', at: 'LustreConfiguration', kind: 'values', path: 'PerUnitStorageThroughput', values: ['125', '250', '500', '1000'], when: [{ path: 'DeploymentType', equals: ['PERSISTENT_2'] }], reason: 'PERSISTENT_2 has 125, 250, 500 or 1000 MB/s/TiB', remediation: 'Use one of these', source: 'fsx CreateFileSystemLustreConfiguration.PerUnitStorageThroughput' },
    { id: 'fsx-lustre-drive-cache', at: 'LustreConfiguration', kind: 'required', paths: ['DriveCacheType'], when: [{ path: 'StorageType', atRoot: true, equals: ['HDD'] }], reason: 'a file system of Lustre on HDD says which cache it has', remediation: 'Give DriveCacheType, NONE or READ', source: 'fsx CreateFileSystemLustreConfiguration.DriveCacheType' },
    { id: 'fsx-lustre-version', kind: 'values', path: 'FileSystemTypeVersion', values: ['2.12', '2.15'], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['PERSISTENT_2'] }], reason: 'PERSISTENT_2 with the version 2.10 fails', remediation: 'Use 2.15', source: 'fsx CreateFileSystemLustreConfiguration.DeploymentType' },
    { id: 'fsx-lustre-version-metadata', kind: 'values', path: 'FileSystemTypeVersion', values: ['2.15'], when: [{ path: 'LustreConfiguration.DeploymentType', equals: ['PERSISTENT_2'] }, { path: 'LustreConfiguration.MetadataConfiguration.Mode', given: true }], reason: 'PERSISTENT_2 with a metadata mode is not supported by 2.12', remediation: 'Use 2.15', source: 'fsx CreateFileSystemRequest.FileSystemTypeVersion' },
    { id: 'fsx-lustre-metadata', at: 'LustreConfiguration.MetadataConfiguration', kind: 'forbidden', paths: ['Iops'], when: [{ path: 'Mode', equals: ['AUTOMATIC'] }], reason: 'in the mode AUTOMATIC FSx sets the IOPS', remediation: 'Leave Iops out, or use USER_PROVISIONED', source: 'fsx CreateFileSystemLustreMetadataConfiguration.Iops' },
    { id: 'fsx-lustre-cache', at: 'LustreConfiguration', kind: 'required', paths: ['DataReadCacheConfiguration'], when: [{ path: 'StorageType', atRoot: true, equals: ['INTELLIGENT_TIERING'] }], reason: 'Intelligent-Tiering has a read cache', remediation: 'Give DataReadCacheConfiguration', source: 'fsx CreateFileSystemLustreConfiguration.DataReadCacheConfiguration' },
    { id: 'fsx-lustre-cache-size', at: 'LustreConfiguration.DataReadCacheConfiguration', kind: 'required', paths: ['SizeGiB'], when: [{ path: 'SizingMode', equals: ['USER_PROVISIONED'] }], reason: 'a cache of a chosen size has that size', remediation: 'Give SizeGiB', source: 'fsx LustreReadCacheConfiguration.SizeGiB' },
    { id: 'fsx-lustre-capacity-throughput', kind: 'range', path: 'LustreConfiguration.ThroughputCapacity', min: 4_000, multipleOf: 4_000, reason: 'the throughput is a multiple of 4000 MBps', remediation: 'Round it up', source: 'fsx CreateFileSystemLustreConfiguration.ThroughputCapacity' },
    { id: 'fsx-hdd', kind: 'values', path: 'LustreConfiguration.DeploymentType', values: ['PERSISTENT_1'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }, { path: 'StorageType', equals: ['HDD'] }], reason: 'HDD is for PERSISTENT_1 only', remediation: 'Use SSD, or PERSISTENT_1', source: 'fsx CreateFileSystemRequest.StorageType' },
    { id: 'fsx-tiering-lustre', kind: 'values', path: 'LustreConfiguration.DeploymentType', values: ['PERSISTENT_2'], when: [{ path: 'FileSystemType', equals: ['LUSTRE'] }, { path: 'StorageType', equals: ['INTELLIGENT_TIERING'] }], reason: 'Intelligent-Tiering is for PERSISTENT_2 only', remediation: 'Use PERSISTENT_2', source: 'fsx CreateFileSystemRequest.StorageType' },
  ],
  'AWS::FSx::Volume': [
    { id: 'fsx-volume-path', kind: 'pattern', path: 'OntapConfiguration.JunctionPath', pattern: '^/', reason: 'the path begins with a slash', remediation: 'Write it with a leading slash', source: 'fsx CreateOntapVolumeConfiguration.JunctionPath' },
    { id: 'fsx-volume-efficiency', at: 'OntapConfiguration', kind: 'required', paths: ['StorageEfficiencyEnabled'], when: [{ path: 'OntapVolumeType', equals: ['RW'] }], reason: 'a volume of the type RW says whether storage efficiency is on', remediation: 'Set StorageEfficiencyEnabled', source: 'fsx CreateOntapVolumeConfiguration.StorageEfficiencyEnabled' },
  ],
  'AWS::KMS::Key': [
    { id: 'kms-usage', kind: 'required', paths: ['KeyUsage'], when: [{ path: 'KeySpec', notEquals: ['SYMMETRIC_DEFAULT'], valueIfAbsent: 'SYMMETRIC_DEFAULT' }], reason: 'a key that is not for symmetric encryption has a usage', remediation: 'Give KeyUsage', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-symmetric', kind: 'values', path: 'KeyUsage', values: ['ENCRYPT_DECRYPT'], when: [{ path: 'KeySpec', equals: ['SYMMETRIC_DEFAULT'], valueIfAbsent: 'SYMMETRIC_DEFAULT' }], reason: 'a key for symmetric encryption has the usage ENCRYPT_DECRYPT', remediation: 'Use ENCRYPT_DECRYPT', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-hmac', kind: 'values', path: 'KeyUsage', values: ['GENERATE_VERIFY_MAC'], when: [{ path: 'KeySpec', matches: '^HMAC_' }], reason: 'an HMAC key has the usage GENERATE_VERIFY_MAC', remediation: 'Use GENERATE_VERIFY_MAC', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-usage-rsa', kind: 'values', path: 'KeyUsage', values: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'], when: [{ path: 'KeySpec', matches: '^RSA_' }], reason: 'an RSA key has the usage ENCRYPT_DECRYPT or SIGN_VERIFY', remediation: 'Use one of them', source: 'kms CreateKeyRequest.KeyUsage' },
    { id: 'kms-rotation', kind: 'values', path: 'EnableKeyRotation', values: ['false'], when: [{ path: 'KeySpec', notEquals: ['SYMMETRIC_DEFAULT'] }], reason: 'asymmetric keys and HMAC keys do not rotate automatically', remediation: 'Leave it out', source: 'kms EnableKeyRotationRequest.KeyId' },
    { id: 'kms-rotation-imported', kind: 'values', path: 'EnableKeyRotation', values: ['false'], when: [{ path: 'Origin', equals: ['EXTERNAL'] }], reason: 'keys with imported material do not rotate automatically', remediation: 'Leave it out', source: 'kms EnableKeyRotationRequest.KeyId' },
    { id: 'kms-window', kind: 'range', path: 'PendingWindowInDays', min: 7, max: 30, reason: 'the waiting period is 7 to 30 days', remediation: 'Change it', source: 'kms ScheduleKeyDeletionRequest.PendingWindowInDays', foundByCdk: true },
  ],
  'AWS::Lambda::Function': [
    { id: 'lambda-zip', kind: 'required', paths: ['Runtime', 'Handler'], when: [{ path: 'PackageType', equals: ['Zip'], valueIfAbsent: 'Zip' }, { path: 'Code.ImageUri', given: false }], reason: 'a function of a .zip file has a runtime and a handler', remediation: 'Give Runtime and Handler', source: 'lambda CreateFunctionRequest.Runtime' },
    { id: 'lambda-code', at: 'Code', kind: 'exactlyOne', paths: ['ImageUri', 'S3Bucket', 'ZipFile'], reason: 'the code is in S3, in a .zip file or in an image', remediation: 'Give one of them', source: 'lambda FunctionCode' },
    { id: 'lambda-timeout', kind: 'range', path: 'Timeout', max: 900, when: [{ path: 'CapacityProviderConfig', given: false }], reason: 'the timeout is at most 900 seconds', remediation: 'Lower it', source: 'lambda CreateFunctionRequest.Timeout', foundByCdk: true },
    { id: 'lambda-name', kind: 'pattern', path: 'FunctionName', pattern: '^(?!arn:)[^:]{65,}$', forbids: true, reason: 'a name has at most 64 characters', remediation: 'Shorten it', source: 'lambda CreateFunctionRequest.FunctionName', foundByCdk: true },
    { id: 'lambda-architectures', kind: 'count', list: 'Architectures', max: 1, reason: 'a function has one architecture', remediation: 'Name one', source: 'lambda CreateFunctionRequest.Architectures', foundByCdk: true },
  ],
  'AWS::Logs::LogGroup': [
    { id: 'logs-retention', kind: 'values', path: 'RetentionInDays', values: ['1', '3', '5', '7', '14', '30', '60', '90', '120', '150', '180', '365', '400', '545', '731', '1096', '1827', '2192', '2557', '2922', '3288', '3653'], reason: 'possible values are 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653', remediation: 'Use one of these', source: 'logs PutRetentionPolicyRequest.retentionInDays' },
    { id: 'logs-name', kind: 'pattern', path: 'LogGroupName', pattern: '^aws/', forbids: true, reason: 'a name does not begin with aws/', remediation: 'Begin it with a slash, or choose another', source: 'logs CreateLogGroup' },
    { id: 'logs-index', kind: 'forbidden', paths: ['FieldIndexPolicies'], when: [{ path: 'LogGroupClass', notEquals: ['STANDARD'] }], reason: 'field indexes are for the class STANDARD only', remediation: 'Leave them out', source: 'AWS::Logs::LogGroup FieldIndexPolicies' },
    { id: 'logs-index-count', kind: 'count', list: 'FieldIndexPolicies', max: 1, reason: 'a log group has one field index policy', remediation: 'Give one', source: 'AWS::Logs::LogGroup FieldIndexPolicies' },
  ],
  'AWS::SQS::Queue': [
    { id: 'sqs-delay', kind: 'range', path: 'DelaySeconds', min: 0, max: 900, reason: 'the delay is 0 to 900 seconds', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-message-size', kind: 'range', path: 'MaximumMessageSize', min: 1_024, max: 1_048_576, reason: 'a message has 1024 to 1048576 bytes', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-retention', kind: 'range', path: 'MessageRetentionPeriod', min: 60, max: 1_209_600, reason: 'messages are kept for 60 to 1209600 seconds', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-wait', kind: 'range', path: 'ReceiveMessageWaitTimeSeconds', min: 0, max: 20, reason: 'a receiver waits for 0 to 20 seconds', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-visibility', kind: 'range', path: 'VisibilityTimeout', min: 0, max: 43_200, reason: 'the timeout is 0 to 43200 seconds', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-data-key', kind: 'range', path: 'KmsDataKeyReusePeriodSeconds', min: 60, max: 86_400, reason: 'a data key is used for 60 to 86400 seconds', remediation: 'Change it', source: 'sqs CreateQueueRequest.Attributes', foundByCdk: true },
    { id: 'sqs-name', kind: 'pattern', path: 'QueueName', pattern: '^[A-Za-z0-9_-]{1,80}(\\.fifo)?$', reason: 'a name has up to 80 letters, digits, hyphens and underscores', remediation: 'Change it', source: 'sqs CreateQueueRequest.QueueName' },
    { id: 'sqs-fifo-name', kind: 'pattern', path: 'QueueName', pattern: '^.{1,75}\\.fifo$', when: [{ path: 'FifoQueue', equals: ['true'] }], reason: 'the name of a FIFO queue ends with .fifo, and has up to 80 characters', remediation: 'Append .fifo', source: 'sqs CreateQueueRequest.QueueName', foundByCdk: true },
    { id: 'sqs-encryption', kind: 'forbidden', paths: ['KmsMasterKeyId'], when: [{ path: 'SqsManagedSseEnabled', equals: ['true'] }], reason: 'a queue has one kind of encryption', remediation: 'Leave one of them out', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-fifo-limit', kind: 'values', path: 'DeduplicationScope', values: ['messageGroup'], when: [{ path: 'FifoThroughputLimit', equals: ['perMessageGroupId'] }], reason: 'perMessageGroupId is allowed only with the scope messageGroup', remediation: 'Set DeduplicationScope to messageGroup', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-allow-count', kind: 'count', list: 'RedriveAllowPolicy.sourceQueueArns', max: 10, reason: 'up to 10 source queues are named', remediation: 'Use allowAll', source: 'sqs CreateQueueRequest.Attributes' },
    { id: 'sqs-allow-kind', at: 'RedriveAllowPolicy', kind: 'forbidden', paths: ['sourceQueueArns'], when: [{ path: 'redrivePermission', notEquals: ['byQueue'] }], reason: 'source queues are named for byQueue only', remediation: 'Use byQueue, or leave them out', source: 'sqs CreateQueueRequest.Attributes' },
  ],
  'AWS::Events::Rule': [
    { id: 'events-rule', kind: 'atLeastOne', paths: ['EventPattern', 'ScheduleExpression'], reason: 'a rule has a pattern or a schedule', remediation: 'Give EventPattern', source: 'events PutRule', foundByCdk: true },
    { id: 'events-targets', kind: 'count', list: 'Targets', max: 5, reason: 'a rule has up to five targets', remediation: 'Make another rule', source: 'events PutTargets', foundByCdk: true },
    { id: 'events-input', at: 'Targets[]', kind: 'atMostOne', paths: ['Input', 'InputPath', 'InputTransformer'], reason: 'Input, InputPath and InputTransformer are mutually exclusive', remediation: 'Leave all but one out', source: 'events PutTargets' },
    { id: 'events-ecs-launch', at: 'Targets[].EcsParameters', kind: 'atMostOne', paths: ['LaunchType', 'CapacityProviderStrategy'], reason: 'beside a capacity provider strategy the launch type is omitted', remediation: 'Leave LaunchType out', source: 'events EcsParameters.CapacityProviderStrategy' },
    { id: 'events-ecs-network', at: 'Targets[].EcsParameters', kind: 'required', paths: ['NetworkConfiguration'], when: [{ path: 'LaunchType', equals: ['FARGATE'] }], reason: 'the launch type FARGATE has a network', remediation: 'Give NetworkConfiguration', source: 'events EcsParameters.NetworkConfiguration' },
  ],
  'AWS::S3::Bucket': [
    { id: 's3-key', at: 'BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault', kind: 'forbidden', paths: ['KMSMasterKeyID'], when: [{ path: 'SSEAlgorithm', equals: ['AES256'] }], reason: 'a key is allowed only with aws:kms and aws:kms:dsse', remediation: 'Set SSEAlgorithm to aws:kms', source: 's3 ServerSideEncryptionByDefault.KMSMasterKeyID' },
    { id: 's3-delete-marker', at: 'LifecycleConfiguration.Rules[]', kind: 'forbidden', paths: ['ExpirationInDays', 'ExpirationDate'], when: [{ path: 'ExpiredObjectDeleteMarker', equals: ['true'] }], reason: 'ExpiredObjectDeleteMarker is not specified with days or a date', remediation: 'Write two rules', source: 's3 LifecycleExpiration.ExpiredObjectDeleteMarker' },
    { id: 's3-days', kind: 'range', path: 'LifecycleConfiguration.Rules[].ExpirationInDays', min: 1, reason: 'the number of days is a non-zero positive integer', remediation: 'Use at least 1', source: 's3 LifecycleExpiration.Days' },
    { id: 's3-versions', kind: 'range', path: 'LifecycleConfiguration.Rules[].NoncurrentVersionExpiration.NewerNoncurrentVersions', max: 100, reason: 'up to 100 noncurrent versions are retained', remediation: 'Lower it', source: 's3 NoncurrentVersionExpiration.NewerNoncurrentVersions' },
    { id: 's3-rule-id', kind: 'pattern', path: 'LifecycleConfiguration.Rules[].Id', pattern: '^.{0,255}$', reason: 'an ID has up to 255 characters', remediation: 'Shorten it', source: 's3 LifecycleRule.ID', foundByCdk: true },
    { id: 's3-replication', kind: 'required', paths: ['VersioningConfiguration'], when: [{ path: 'ReplicationConfiguration', given: true }], reason: 'replication needs versioning', remediation: 'Enable VersioningConfiguration', source: 'AWS::S3::Bucket ReplicationConfiguration' },
    { id: 's3-replication-versions', kind: 'values', path: 'VersioningConfiguration.Status', values: ['Enabled'], when: [{ path: 'ReplicationConfiguration', given: true }], reason: 'replication needs versioning', remediation: 'Set the status to Enabled', source: 'AWS::S3::Bucket ReplicationConfiguration' },
  ],
  'AWS::SSM::Parameter': [
    { id: 'ssm-type', kind: 'values', path: 'Type', values: ['String', 'StringList'], reason: 'CloudFormation does not make parameters of the type SecureString', remediation: 'Use a secret of Secrets Manager', source: 'AWS::SSM::Parameter Type' },
    { id: 'ssm-name', kind: 'pattern', path: 'Name', pattern: '^/?(aws|ssm)', forbids: true, reason: 'a name is not prefixed with aws or ssm', remediation: 'Choose another name', source: 'ssm PutParameterRequest.Name' },
    { id: 'ssm-hierarchy', kind: 'pattern', path: 'Name', pattern: '^[^/]+/', forbids: true, reason: 'the name of a parameter in a hierarchy begins with a slash', remediation: 'Write it with a leading slash', source: 'ssm PutParameterRequest.Name' },
    { id: 'ssm-value', kind: 'pattern', path: 'Value', pattern: '\\{\\{[^}]*\\}\\}', forbids: true, reason: 'a value has no text in double brackets {{}}', remediation: 'Write it in another way', source: 'ssm PutParameterRequest.Value' },
    { id: 'ssm-policies', kind: 'forbidden', paths: ['Policies'], when: [{ path: 'Tier', equals: ['Standard'] }], reason: 'standard parameters have no policies', remediation: 'Use the tier Advanced', source: 'ssm PutParameterRequest.Tier' },
    { id: 'ssm-size', kind: 'pattern', path: 'Value', pattern: '^[\\s\\S]{0,4096}$', when: [{ path: 'Tier', equals: ['Standard'] }], reason: 'standard parameters have up to 4 KB', remediation: 'Use the tier Advanced', source: 'ssm PutParameterRequest.Tier' },
  ],
  'AWS::SecretsManager::Secret': [
    { id: 'secret-template', at: 'GenerateSecretString', kind: 'required', paths: ['SecretStringTemplate'], when: [{ path: 'GenerateStringKey', given: true }], reason: 'a key for the generated text is a key of a template', remediation: 'Give SecretStringTemplate', source: 'AWS::SecretsManager::Secret GenerateStringKey' },
    { id: 'secret-name', kind: 'pattern', path: 'Name', pattern: '^[A-Za-z0-9/_+=.@-]+$', reason: 'a name has ASCII letters, digits and /_+=.@-', remediation: 'Change it', source: 'secretsmanager CreateSecretRequest.Name' },
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    { id: 'lb-subnets', kind: 'exactlyOne', paths: ['Subnets', 'SubnetMappings'], reason: 'a load balancer has subnets or subnet mappings, not both', remediation: 'Give one of them', source: 'elbv2 CreateLoadBalancerInput.Subnets', foundByCdk: true },
    { id: 'lb-name', kind: 'pattern', path: 'Name', pattern: '^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$', reason: 'a name has up to 32 letters, digits and hyphens, no hyphen at its ends, and does not begin with internal-', remediation: 'Change it', source: 'elbv2 CreateLoadBalancerInput.Name' },
    { id: 'lb-scheme', kind: 'forbidden', paths: ['Scheme'], when: [{ path: 'Type', equals: ['gateway'] }], reason: 'a Gateway Load Balancer has no scheme', remediation: 'Leave it out', source: 'elbv2 CreateLoadBalancerInput.Scheme' },
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    { id: 'listener-certificate', kind: 'required', paths: ['Certificates'], when: [{ path: 'Protocol', equals: ['HTTPS', 'TLS'] }], reason: 'a listener of HTTPS or TLS has exactly one certificate', remediation: 'Give one', source: 'elbv2 CreateListenerInput.Certificates', foundByCdk: true },
    { id: 'listener-certificates', kind: 'count', list: 'Certificates', min: 1, max: 1, when: [{ path: 'Protocol', equals: ['HTTPS', 'TLS'] }], reason: 'a listener of HTTPS or TLS has exactly one certificate', remediation: 'Add others with AWS::ElasticLoadBalancingV2::ListenerCertificate', source: 'elbv2 CreateListenerInput.Certificates' },
    ...actions('listener', 'DefaultActions[]'),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [
    ...actions('listener-rule', 'Actions[]'),
    ...RULE_FIELDS.map(([name, field]): ServiceCondition => ({
      id: `listener-rule-${name}`, at: 'Conditions[]', kind: 'forbidden', paths: [name], when: [{ path: 'Field', notEquals: [field] }], reason: `${name} is for the field ${field} only`, remediation: `Leave ${name} out, or make the field ${field}`, source: `elbv2 RuleCondition.${name}`,
    })),
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [
    { id: 'targets-vpc', kind: 'required', paths: ['VpcId'], when: [{ path: 'TargetType', equals: ['instance', 'ip', 'alb'], valueIfAbsent: 'instance' }], reason: 'a target group has a VPC, unless its target is a function', remediation: 'Give VpcId', source: 'elbv2 CreateTargetGroupInput.VpcId' },
    { id: 'targets-health', kind: 'values', path: 'HealthCheckEnabled', values: ['true'], when: [{ path: 'TargetType', equals: ['instance', 'ip', 'alb'], valueIfAbsent: 'instance' }], reason: 'health checks are always enabled, unless the target is a function', remediation: 'Leave it out', source: 'elbv2 CreateTargetGroupInput.HealthCheckEnabled' },
    { id: 'targets-health-protocol', kind: 'values', path: 'HealthCheckProtocol', values: ['HTTP', 'HTTPS', 'TCP'], reason: 'health checks speak HTTP, HTTPS or TCP', remediation: 'Use one of these', source: 'elbv2 CreateTargetGroupInput.HealthCheckProtocol' },
    { id: 'targets-health-tcp', kind: 'values', path: 'HealthCheckProtocol', values: ['HTTP', 'HTTPS'], when: [{ path: 'Protocol', equals: ['HTTP', 'HTTPS'] }], reason: 'health checks of TCP are not supported for HTTP and HTTPS', remediation: 'Use HTTP or HTTPS', source: 'elbv2 CreateTargetGroupInput.HealthCheckProtocol' },
    { id: 'targets-geneve', kind: 'values', path: 'Port', values: ['6081'], when: [{ path: 'Protocol', equals: ['GENEVE'] }], reason: 'the port of GENEVE is 6081', remediation: 'Use 6081', source: 'elbv2 CreateTargetGroupInput.Port' },
    { id: 'targets-name', kind: 'pattern', path: 'Name', pattern: '^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$', reason: 'a name has up to 32 letters, digits and hyphens, and no hyphen at its ends', remediation: 'Change it', source: 'elbv2 CreateTargetGroupInput.Name' },
  ],
  'AWS::VpcLattice::TargetGroup': [
    { id: 'lattice-lambda', kind: 'forbidden', paths: ['Config.Port', 'Config.Protocol', 'Config.ProtocolVersion', 'Config.VpcIdentifier', 'Config.HealthCheck'], when: [{ path: 'Type', equals: ['LAMBDA'] }], reason: 'port, protocol, VPC and health check are not supported for the type LAMBDA', remediation: 'Leave it out', source: 'vpc-lattice TargetGroupConfig' },
    { id: 'lattice-alb', kind: 'forbidden', paths: ['Config.HealthCheck'], when: [{ path: 'Type', equals: ['ALB'] }], reason: 'a health check is not supported for the type ALB', remediation: 'Leave it out', source: 'vpc-lattice TargetGroupConfig.healthCheck' },
    { id: 'lattice-addresses', kind: 'forbidden', paths: ['Config.IpAddressType'], when: [{ path: 'Type', notEquals: ['IP'] }], reason: 'a type of address is supported for the type IP only', remediation: 'Leave it out', source: 'vpc-lattice TargetGroupConfig.ipAddressType' },
    { id: 'lattice-events', kind: 'forbidden', paths: ['Config.LambdaEventStructureVersion'], when: [{ path: 'Type', notEquals: ['LAMBDA'] }], reason: 'a version of events is supported for the type LAMBDA only', remediation: 'Leave it out', source: 'vpc-lattice TargetGroupConfig.lambdaEventStructureVersion' },
  ],
  'AWS::VpcLattice::Listener': [
    { id: 'lattice-status', kind: 'values', path: 'DefaultAction.FixedResponse.StatusCode', values: ['404', '500'], reason: 'only the status codes 404 and 500 are supported', remediation: 'Use one of them', source: 'vpc-lattice FixedResponseAction.statusCode' },
  ],
  'AWS::Route53Resolver::ResolverEndpoint': [
    { id: 'resolver-addresses', kind: 'count', list: 'IpAddresses', min: 2, reason: 'an endpoint has at least two addresses', remediation: 'Give subnets of two zones', source: 'route53resolver CreateResolverEndpointRequest.IpAddresses', foundByCdk: true },
    { id: 'resolver-outpost', kind: 'allOrNone', paths: ['OutpostArn', 'PreferredInstanceType'], reason: 'an endpoint on an Outpost has a type of instance', remediation: 'Give both', source: 'route53resolver CreateResolverEndpointRequest.OutpostArn' },
  ],
  'AWS::WAFv2::WebACL': [
    { id: 'waf-action', at: 'Rules[]', kind: 'exactlyOne', paths: ['Action', 'OverrideAction'], reason: 'a rule has an action or an override action, not both', remediation: 'Give OverrideAction for a rule group, else Action', source: 'AWS::WAFv2::WebACL Rule' },
    { id: 'waf-priority', kind: 'unique', path: 'Rules[].Priority', reason: 'the priorities of rules are all different', remediation: 'Change one', source: 'AWS::WAFv2::WebACL Rule Priority' },
  ],
};
