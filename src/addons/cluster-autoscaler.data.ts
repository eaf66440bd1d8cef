/** Image of the Cluster Autoscaler by Kubernetes version: its minor is the cluster's. Source: kubernetes/autoscaler, releases up to August 2026. */
export const AUTOSCALER_IMAGES: Readonly<Record<string, string>> = {
  1.31: 'v1.31.5',
  1.32: 'v1.32.7',
  1.33: 'v1.33.5',
  1.34: 'v1.34.4',
  1.35: 'v1.35.2',
  1.36: 'v1.36.1',
};
export const NEWEST_AUTOSCALER_IMAGE = 'v1.36.1';

/** What it may do. Source: kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/README.md */
export const AUTOSCALER_READS: readonly string[] = [
  ...['AutoScalingGroups', 'AutoScalingInstances', 'LaunchConfigurations', 'ScalingActivities'].map((what) => `autoscaling:Describe${what}`),
  ...['Images', 'InstanceTypes', 'LaunchTemplateVersions'].map((what) => `ec2:Describe${what}`),
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'eks:DescribeNodegroup',
];
export const AUTOSCALER_WRITES: readonly string[] = ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'];
