import { Rule } from '../rule';

/** Quotas that a template can exceed by itself, with their default. Source: VPC guide, amazon-vpc-limits; AWS General Reference, EKS quotas. */
const QUOTAS: Readonly<Record<string, { readonly most: number; readonly what: string }>> = {
  'AWS::EC2::EIP': { most: 5, what: 'Elastic IP addresses in a region' },
  'AWS::EC2::VPC': { most: 5, what: 'VPCs in a region' },
  'AWS::EC2::VPCEndpoint': { most: 50, what: 'interface endpoints in a VPC' },
  'AWS::EKS::Nodegroup': { most: 30, what: 'managed node groups in a cluster' },
  'AWS::EKS::FargateProfile': { most: 10, what: 'Fargate profiles in a cluster' },
};

export const quotaExceeded: Rule = {
  id: 'quota-exceeded',
  area: 'Limits',
  severity: 'warning',
  finds: 'more of something than an account has by default',
  why: 'an account has fewer by default; the quota can be raised before the deploy',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  check: ({ cluster, resourceCounts }) => Object.entries(QUOTAS)
    .filter(([type, { most }]) => resourceCounts[type] > most)
    .map(([type, { most, what }]) => ({
      path: cluster,
      what: `${resourceCounts[type]} resources ${type} would be made, and the default quota is ${most} ${what}`,
      fix: 'Raise the quota in Service Quotas, or make fewer',
    })),
};
