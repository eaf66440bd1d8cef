/** An EKS access policy: permissions of a principal on Kubernetes objects. */
export interface AccessPolicyRow {
  /** the permissions, in words. */
  readonly allows: string;
  /** the service that attaches the policy itself. */
  readonly attachedBy?: string;
}

const eks = (allows: string): AccessPolicyRow => ({ allows, attachedBy: 'EKS' });
const byAuto = eks('operations of Auto Mode with its own role');
const byHyperPod = { allows: 'operations of SageMaker HyperPod on a cluster' };
const byCapability = eks('operations of an EKS capability with its role');

/**
 * Every access policy that EKS has. Their rules are fixed and allow only; they cover the API groups of Kubernetes itself and no custom resources.
 *
 * Source: EKS User Guide, access-policy-permissions, September 2026; output of aws eks list-access-policies, published April 2026
 * (it has no AmazonEKSClusterInsightsPolicy and none of AWS Backup, which the guide has).
 */
export const ACCESS_POLICIES = {
  AmazonEKSClusterAdminPolicy: { allows: 'everything' },
  AmazonEKSAdminPolicy: { allows: 'most of a namespace, its roles and Secrets included; no quotas, and not the namespace itself' },
  AmazonEKSAdminViewPolicy: { allows: 'read access to everything, Secrets included' },
  AmazonEKSEditPolicy: { allows: 'write access to most of a namespace, Secrets included; no roles' },
  AmazonEKSViewPolicy: { allows: 'read access to most, no Secrets' },
  AmazonEKSSecretReaderPolicy: { allows: 'read access to Secrets' },
  AmazonEKSSecretAdminPolicy: { allows: 'write access to Secrets' },
  AmazonEKSAutoNodePolicy: { allows: 'permissions of an Auto Mode node' },
  AmazonEKSEventPolicy: { allows: 'events that other AWS services write' },
  AmazonAIOpsAssistantPolicy: { allows: 'read access of CloudWatch investigations' },
  AmazonARCRegionSwitchScalingPolicy: { allows: 'scaling by ARC Region switch' },
  AWSBackupFullAccessPolicyForBackup: { allows: 'read access of AWS Backup' },
  AWSBackupFullAccessPolicyForRestore: { allows: 'restores of AWS Backup' },
  AmazonEKSHybridPolicy: eks('permissions of hybrid nodes'),
  AmazonEKSClusterInsightsPolicy: eks('read access of cluster insights'),
  AmazonEKSPodIdentityPolicy: eks('read access of Pod Identity'),
  AmazonEKSBlockStoragePolicy: byAuto,
  AmazonEKSBlockStorageClusterPolicy: byAuto,
  AmazonEKSLoadBalancingPolicy: byAuto,
  AmazonEKSLoadBalancingClusterPolicy: byAuto,
  AmazonEKSNetworkingPolicy: byAuto,
  AmazonEKSNetworkingClusterPolicy: byAuto,
  AmazonEKSComputePolicy: byAuto,
  AmazonEKSComputeClusterPolicy: byAuto,
  AmazonEKSACKPolicy: byCapability,
  AmazonEKSArgoCDClusterPolicy: byCapability,
  AmazonEKSArgoCDPolicy: byCapability,
  AmazonEKSKROPolicy: byCapability,
  AIDevOpsAgentAccessPolicy: { allows: 'read access of the AWS DevOps Agent' },
  AmazonEMRJobPolicy: { allows: 'jobs of EMR on EKS' },
  AmazonSagemakerHyperpodClusterPolicy: byHyperPod,
  AmazonSagemakerHyperpodControllerPolicy: byHyperPod,
  AmazonSagemakerHyperpodSpacePolicy: byHyperPod,
  AmazonSagemakerHyperpodSpaceTemplatePolicy: byHyperPod,
  AmazonSagemakerHyperpodSystemNamespacePolicy: byHyperPod,
  AmazonSagemakerHyperpodUserClusterPolicy: byHyperPod,
} as const satisfies Record<string, AccessPolicyRow>;
