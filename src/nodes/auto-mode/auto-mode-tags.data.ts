const CLUSTER = { 'aws:RequestTag/eks:eks-cluster-name': '${aws:PrincipalTag/eks:eks-cluster-name}' };

/** A statement of the policy. */
export interface TagStatement {
  readonly actions: readonly string[];
  /** beside `*`: what stands behind `arn:<partition>:`. */
  readonly resources?: readonly string[];
  /** tags of any value that the request has. */
  readonly tagged?: readonly string[];
}

/**
 * Statements for custom tags, which the role of a cluster of Auto Mode needs in addition to the managed policies. Source: EKS User Guide,
 * auto-cluster-iam-role, custom tags (September 2026), which equals the managed policy AWSElasticBeanstalkEKSTagging v1 (July 2026). It
 * does not allow to change tags of existing resources.
 */
export const TAG_STATEMENTS: Readonly<Record<string, TagStatement>> = {
  Compute: { actions: ['ec2:CreateFleet', 'ec2:RunInstances', 'ec2:CreateLaunchTemplate'], tagged: ['eks:kubernetes-node-class-name', 'eks:kubernetes-node-pool-name'] },
  Storage: { actions: ['ec2:CreateVolume', 'ec2:CreateSnapshot'], resources: ['ec2:*:*:volume/*', 'ec2:*:*:snapshot/*'] },
  Networking: { actions: ['ec2:CreateNetworkInterface'], tagged: ['eks:kubernetes-cni-node-name'] },
  LoadBalancer: { actions: ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:CreateTargetGroup', 'elasticloadbalancing:CreateListener', 'elasticloadbalancing:CreateRule', 'ec2:CreateSecurityGroup'] },
  ShieldProtection: { actions: ['shield:CreateProtection'] },
  ShieldTagResource: { actions: ['shield:TagResource'], resources: ['shield::*:protection/*'] },
};

/** The conditions of a statement: the request is tagged for the cluster of the calling role. */
export function tagConditions({ tagged }: TagStatement): Record<string, Record<string, string>> {
  const requested = tagged && { StringLike: Object.fromEntries(tagged.map((tag) => [`aws:RequestTag/${tag}`, '*'])) };
  return { StringEquals: CLUSTER, ...requested };
}
