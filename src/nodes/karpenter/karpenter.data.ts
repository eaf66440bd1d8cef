/** EventBridge events that announce the interruption of an instance. Source: same page. */
export const INTERRUPTION_EVENTS: Readonly<Record<string, { readonly source: string; readonly detailType: string }>> = {
  ScheduledChange: { source: 'aws.health', detailType: 'AWS Health Event' },
  SpotInterruption: { source: 'aws.ec2', detailType: 'EC2 Spot Instance Interruption Warning' },
  Rebalance: { source: 'aws.ec2', detailType: 'EC2 Instance Rebalance Recommendation' },
  StateChange: { source: 'aws.ec2', detailType: 'EC2 Instance State-change Notification' },
  ReservationInterruption: { source: 'aws.ec2', detailType: 'EC2 Capacity Reservation Instance Interruption Warning' },
};

/** AMI families of a node class, and the images that EKS publishes for them. Source: EC2NodeClass, amiSelectorTerms. */
export const KARPENTER_FAMILIES = {
  AL2023: 'al2023',
  BOTTLEROCKET: 'bottlerocket',
  WINDOWS_CORE_2019: 'windows2019',
  WINDOWS_CORE_2022: 'windows2022',
  WINDOWS_CORE_2025: 'windows2025',
} as const;
