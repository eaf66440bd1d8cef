/** Principals of services, each with the page that names it. */
export const SERVICE_PRINCIPALS: Readonly<Record<string, string>> = {
  'delivery.logs.amazonaws.com': 'Elastic Load Balancing, Network Load Balancers, enable-access-logs',
  'ec2.amazonaws.com': 'EKS User Guide, create-node-role',
  'eks.amazonaws.com': 'EKS User Guide, cluster-iam-role',
  'eks-fargate-pods.amazonaws.com': 'EKS User Guide, pod-execution-role',
  'events.amazonaws.com': 'aws/karpenter-provider-aws v1.14.1, getting-started-with-karpenter/cloudformation.yaml',
  'lambda.amazonaws.com': 'Lambda Developer Guide, lambda-intro-execution-role',
  'logdelivery.elasticloadbalancing.amazonaws.com': 'Elastic Load Balancing, Application Load Balancers, enable-access-logging',
  'logging.s3.amazonaws.com': 'S3 User Guide, enable-server-access-logging',
  'pods.eks.amazonaws.com': 'EKS User Guide, pod-id-association',
  'rolesanywhere.amazonaws.com': 'EKS User Guide, hybrid-nodes-creds',
  'sqs.amazonaws.com': 'aws/karpenter-provider-aws v1.14.1, getting-started-with-karpenter/cloudformation.yaml',
  'ssm.amazonaws.com': 'EKS User Guide, hybrid-nodes-creds',
  'vpc-flow-logs.amazonaws.com': 'VPC User Guide, flow-logs-iam-role',
};

/** What `aws eks list-access-policies` prints. Source: its output as published in April 2026. */
export const LISTED_ACCESS_POLICIES: readonly string[] = [
  'AIDevOpsAgentAccessPolicy', 'AmazonAIOpsAssistantPolicy', 'AmazonARCRegionSwitchScalingPolicy', 'AmazonEKSACKPolicy', 'AmazonEKSAdminPolicy',
  'AmazonEKSAdminViewPolicy', 'AmazonEKSArgoCDClusterPolicy', 'AmazonEKSArgoCDPolicy', 'AmazonEKSAutoNodePolicy', 'AmazonEKSBlockStorageClusterPolicy',
  'AmazonEKSBlockStoragePolicy', 'AmazonEKSClusterAdminPolicy', 'AmazonEKSComputeClusterPolicy', 'AmazonEKSComputePolicy', 'AmazonEKSEditPolicy',
  'AmazonEKSEventPolicy', 'AmazonEKSHybridPolicy', 'AmazonEKSKROPolicy', 'AmazonEKSLoadBalancingClusterPolicy', 'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingClusterPolicy', 'AmazonEKSNetworkingPolicy', 'AmazonEKSPodIdentityPolicy', 'AmazonEKSSecretAdminPolicy',
  'AmazonEKSSecretReaderPolicy', 'AmazonEKSViewPolicy', 'AmazonEMRJobPolicy', 'AmazonSagemakerHyperpodClusterPolicy',
  'AmazonSagemakerHyperpodControllerPolicy', 'AmazonSagemakerHyperpodSpacePolicy', 'AmazonSagemakerHyperpodSpaceTemplatePolicy',
  'AmazonSagemakerHyperpodSystemNamespacePolicy', 'AmazonSagemakerHyperpodUserClusterPolicy',
];

/**
 * Enums of services that constants of this library are written in.
 *
 * Source: service models eks-2017-11-01, ec2-2016-11-15, fsx-2018-03-01 and elasticfilesystem-2015-02-01 in botocore 1.43.107, November
 * 2026; for access entries the documentation of CreateAccessEntryRequest.type there.
 */
export const ENUMS = {
  amiType: [
    'AL2_x86_64', 'AL2_x86_64_GPU', 'AL2_ARM_64', 'CUSTOM', 'BOTTLEROCKET_ARM_64', 'BOTTLEROCKET_x86_64', 'BOTTLEROCKET_ARM_64_FIPS',
    'BOTTLEROCKET_x86_64_FIPS', 'BOTTLEROCKET_ARM_64_NVIDIA', 'BOTTLEROCKET_x86_64_NVIDIA', 'BOTTLEROCKET_ARM_64_NVIDIA_FIPS',
    'BOTTLEROCKET_x86_64_NVIDIA_FIPS', 'WINDOWS_CORE_2019_x86_64', 'WINDOWS_FULL_2019_x86_64', 'WINDOWS_CORE_2022_x86_64', 'WINDOWS_FULL_2022_x86_64',
    'WINDOWS_CORE_2025_x86_64', 'WINDOWS_FULL_2025_x86_64', 'AL2023_x86_64_STANDARD', 'AL2023_ARM_64_STANDARD', 'AL2023_x86_64_NEURON',
    'AL2023_x86_64_NVIDIA', 'AL2023_ARM_64_NVIDIA',
  ],
  accessEntryType: ['STANDARD', 'FARGATE_LINUX', 'EC2_LINUX', 'EC2_WINDOWS', 'EC2', 'HYBRID_LINUX', 'HYPERPOD_LINUX'],
  updateStrategy: ['DEFAULT', 'MINIMAL'],
  repairAction: ['Replace', 'Reboot', 'NoAction'],
  warmPoolState: ['STOPPED', 'RUNNING', 'HIBERNATED'],
  logType: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  lustre: ['SCRATCH_1', 'SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2'],
  ontap: ['MULTI_AZ_1', 'SINGLE_AZ_1', 'SINGLE_AZ_2', 'MULTI_AZ_2'],
  openzfs: ['SINGLE_AZ_1', 'SINGLE_AZ_2', 'SINGLE_AZ_HA_1', 'SINGLE_AZ_HA_2', 'MULTI_AZ_1'],
} as const satisfies Record<string, readonly string[]>;
