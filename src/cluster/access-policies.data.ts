/** An access policy of EKS: what a principal may do to Kubernetes objects. */
export interface AccessPolicyRow {
  /** what it allows, in words. */
  readonly allows: string;
  /** who attaches it, where it is not you. */
  readonly attachedBy?: string;
}

const eks = (allows: string): AccessPolicyRow => ({ allows, attachedBy: 'EKS' });
const byAuto = eks('what Auto Mode does with its own role');
const byHyperPod = { allows: 'what SageMaker HyperPod does on a cluster' };
const byCapability = eks('what a capability of EKS does with its role');

/**
 * Every access policy that EKS has. Their rules are fixed and allow only; they cover the API groups of Kubernetes itself and no custom resources.
 *
 * Source: EKS User Guide, access-policy-permissions, September 2026; output of aws eks list-access-policies, published April 2026
 * (it has no AmazonEKSClusterInsightsPolicy and none of AWS Backup, which the guide has).
 */
export const ACCESS_POLICIES = {
  AmazonEKSClusterAdminPolicy: { allows: 'everything' },
  AmazonEKSAdminPolicy: { allows: 'most of a namespace, its roles and Secrets included; no quotas, and not the namespace itself' },
  AmazonEKSAdminViewPolicy: { allows: 'to read everything, Secrets included' },
  AmazonEKSEditPolicy: { allows: 'to change most of a namespace, Secrets included; no roles' },
  AmazonEKSViewPolicy: { allows: 'to read most, no Secrets' },
  AmazonEKSSecretReaderPolicy: { allows: 'to read Secrets' },
  AmazonEKSSecretAdminPolicy: { allows: 'to change Secrets' },
  AmazonEKSAutoNodePolicy: { allows: 'what a node of Auto Mode needs' },
  AmazonEKSEventPolicy: { allows: 'what other services of AWS need to write events' },
  AmazonAIOpsAssistantPolicy: { allows: 'what CloudWatch investigations read' },
  AmazonARCRegionSwitchScalingPolicy: { allows: 'what ARC Region switch scales' },
  AWSBackupFullAccessPolicyForBackup: { allows: 'what AWS Backup reads' },
  AWSBackupFullAccessPolicyForRestore: { allows: 'what AWS Backup restores' },
  AmazonEKSHybridPolicy: eks('what hybrid nodes need'),
  AmazonEKSClusterInsightsPolicy: eks('what insights read'),
  AmazonEKSPodIdentityPolicy: eks('what Pod Identity reads'),
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
  AIDevOpsAgentAccessPolicy: { allows: 'what the DevOps Agent of AWS reads' },
  AmazonEMRJobPolicy: { allows: 'what EMR on EKS runs' },
  AmazonSagemakerHyperpodClusterPolicy: byHyperPod,
  AmazonSagemakerHyperpodControllerPolicy: byHyperPod,
  AmazonSagemakerHyperpodSpacePolicy: byHyperPod,
  AmazonSagemakerHyperpodSpaceTemplatePolicy: byHyperPod,
  AmazonSagemakerHyperpodSystemNamespacePolicy: byHyperPod,
  AmazonSagemakerHyperpodUserClusterPolicy: byHyperPod,
} as const satisfies Record<string, AccessPolicyRow>;
