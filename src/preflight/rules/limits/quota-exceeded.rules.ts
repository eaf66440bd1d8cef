import { Facts } from '../../facts/facts.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

/** Quotas of resources in the whole app, with default value and name. Source: VPC guide, amazon-vpc-limits. */
const QUOTAS: Readonly<Record<string, { readonly max: number; readonly description: string }>> = {
  'AWS::EC2::EIP': { max: 5, description: 'Elastic IP addresses in a region' },
  'AWS::EC2::VPC': { max: 5, description: 'VPCs in a region' },
  'AWS::EC2::VPCEndpoint': { max: 50, description: 'interface endpoints in a VPC' },
};

/** Quotas per cluster; fixed quotas cannot be raised. Source: AWS General Reference, Amazon EKS endpoints and quotas. */
const OF_A_CLUSTER: Readonly<Record<string, { readonly max: number; readonly description: string; readonly fixed?: true }>> = {
  'AWS::EKS::Nodegroup': { max: 30, description: 'managed node groups per cluster' },
  'AWS::EKS::FargateProfile': { max: 10, description: 'Fargate profiles per cluster' },
  'AWS::EKS::AccessEntry': { max: 3_000, description: 'access entries per cluster', fixed: true },
  'AWS::EKS::PodIdentityAssociation': { max: 5_000, description: 'Pod Identity associations per cluster', fixed: true },
};
const NODES_OF_A_GROUP = 450;

export const quotaExceeded: Rule = {
  id: 'quota-exceeded',
  area: 'Limits',
  severity: 'warning',
  description: 'resources that exceed a default AWS service quota',
  reason: 'an account has these quotas by default; most quotas can be raised before the deployment',
  source: 'https://docs.aws.amazon.com/general/latest/gr/eks.html',
  check: (facts) => [...ofApp(facts), ...ofCluster(facts)],
};

function ofApp({ cluster, resourceCounts }: Facts): Violation[] {
  return Object.entries(QUOTAS)
    .filter(([type, { max }]) => resourceCounts[type] > max)
    .map(([type, { max, description }]) => ({
      path: cluster,
      finding: `${resourceCounts[type]} resources of type ${type} exceed the default quota of ${max} ${description}`,
      remediation: 'Raise the quota in Service Quotas, or create fewer',
    }));
}

function ofCluster({ cluster, resources }: Facts): Violation[] {
  const counted = Object.entries(OF_A_CLUSTER).map(([type, quota]) => ({ ...quota, count: resources.ofType(type).length }));
  const groups = resources
    .ofType('AWS::EKS::Nodegroup')
    .map(({ path, properties }) => ({ path, count: numberAt(properties, 'ScalingConfig', 'MaxSize') ?? 0 }));
  return [
    ...counted
      .filter(({ count, max }) => count > max)
      .map(({ count, max, description, fixed }) => ({
        path: cluster,
        finding: `the cluster has ${count}, but the quota is ${max} ${description}`,
        remediation: fixed
          ? 'Create fewer: this quota cannot be raised'
          : `Raise the quota "${description}" in Service Quotas, or create fewer`,
      })),
    ...groups
      .filter(({ count }) => count > NODES_OF_A_GROUP)
      .map(({ path, count }) => ({
        path,
        finding: `the node group may have ${count} nodes, but the quota is ${NODES_OF_A_GROUP} nodes per managed node group`,
        remediation: 'Raise the quota "Nodes per managed node group" in Service Quotas, or create several node groups',
      })),
  ];
}
