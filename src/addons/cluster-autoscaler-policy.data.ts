import { PinnedVersion } from '../catalog/pinned-version.rules';
import { actionsOf, UpstreamPolicy } from '../identity/upstream-policy.rules';

const tagged = (version: string): PinnedVersion => ({ version: `v${version}`, seen: `kubernetes/autoscaler, tag cluster-autoscaler-${version}` });

/** Image of the Cluster Autoscaler by Kubernetes version: its minor is the cluster's. */
export const AUTOSCALER_IMAGES: Readonly<Record<string, PinnedVersion>> = {
  1.32: tagged('1.32.7'),
  1.33: tagged('1.33.6'),
  1.34: tagged('1.34.5'),
  1.35: tagged('1.35.2'),
  1.36: tagged('1.36.1'),
};
export const NEWEST_AUTOSCALER_IMAGE = AUTOSCALER_IMAGES['1.36'].version;

/** What the Cluster Autoscaler may do. The document is the same in all tags of the images. */
export const AUTOSCALER_POLICY: UpstreamPolicy<{ readonly clusterName: string }> = {
  policyOf: {
    component: 'cluster-autoscaler image',
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
