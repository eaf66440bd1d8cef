/** What costs money by the hour whether or not a pod runs, by resource type. Source: the pricing pages of each service. */
export const PAID_BY_THE_HOUR: Readonly<Record<string, string>> = {
  'AWS::EKS::Cluster': 'EKS control plane',
  'AWS::EC2::NatGateway': 'NAT gateway',
  'AWS::EC2::EIP': 'public IPv4 address',
  'AWS::EC2::VPCEndpoint': 'interface endpoint',
  'AWS::KMS::Key': 'KMS key',
};
