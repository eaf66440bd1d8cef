import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What the Cluster Autoscaler may do. The document is the same in all tags of the images. */
export const AUTOSCALER_POLICY: UpstreamPolicy<{ readonly clusterName: string }> = {
  policyOf: {
    version: 'v1.36.1',
    file: 'kubernetes/autoscaler cluster-autoscaler-1.36.1, cluster-autoscaler/cloudprovider/aws/README.md',
    differs: 'groups are changed only where they carry the tag of the cluster, as the document recommends',
  },
  statements: ({ clusterName }) => [
    {
      actions: [
        ...actionsOf('autoscaling', 'DescribeAutoScalingGroups DescribeAutoScalingInstances DescribeLaunchConfigurations DescribeScalingActivities'),
        ...actionsOf('ec2', 'DescribeImages DescribeInstanceTypes DescribeLaunchTemplateVersions GetInstanceTypesFromInstanceRequirements'),
        'eks:DescribeNodegroup',
      ],
    },
    {
      actions: actionsOf('autoscaling', 'SetDesiredCapacity TerminateInstanceInAutoScalingGroup'),
      conditions: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned' } },
    },
  ],
};
