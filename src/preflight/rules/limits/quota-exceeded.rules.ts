import { Facts } from '../../facts/facts.rules';
import { numberAt } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

/** Quotas of resources in the whole app, with their default and name. Source: VPC guide, amazon-vpc-limits. */
const QUOTAS: Readonly<Record<string, { readonly most: number; readonly what: string }>> = {
  'AWS::EC2::EIP': { most: 5, what: 'Elastic IP addresses in a region' },
  'AWS::EC2::VPC': { most: 5, what: 'VPCs in a region' },
  'AWS::EC2::VPCEndpoint': { most: 50, what: 'interface endpoints in a VPC' },
};

/** Quotas of one cluster; those that are fixed cannot be raised. Source: AWS General Reference, Amazon EKS endpoints and quotas. */
const OF_A_CLUSTER: Readonly<Record<string, { readonly most: number; readonly what: string; readonly fixed?: true }>> = {
  'AWS::EKS::Nodegroup': { most: 30, what: 'managed node groups per cluster' },
  'AWS::EKS::FargateProfile': { most: 10, what: 'Fargate profiles per cluster' },
  'AWS::EKS::AccessEntry': { most: 3_000, what: 'access entries per cluster', fixed: true },
  'AWS::EKS::PodIdentityAssociation': { most: 5_000, what: 'Pod Identity associations per cluster', fixed: true },
};
const NODES_OF_A_GROUP = 450;

export const quotaExceeded: Rule = {
  id: 'quota-exceeded',
  area: 'Limits',
  severity: 'warning',
  finds: 'more of something than an account, a network or a cluster has by default',
  why: 'an account has fewer by default, and most quotas can be raised before the deploy',
  source: 'https://docs.aws.amazon.com/general/latest/gr/eks.html',
  check: (facts) => [...ofApp(facts), ...ofCluster(facts)],
};

function ofApp({ cluster, resourceCounts }: Facts): Found[] {
  return Object.entries(QUOTAS).filter(([type, { most }]) => resourceCounts[type] > most).map(([type, { most, what }]) => ({
    path: cluster,
    what: `${resourceCounts[type]} resources ${type} would be made, and the default quota is ${most} ${what}`,
    fix: 'Raise the quota in Service Quotas, or make fewer',
  }));
}

function ofCluster({ cluster, resources }: Facts): Found[] {
  const counted = Object.entries(OF_A_CLUSTER).map(([type, quota]) => ({ ...quota, count: resources.ofType(type).length }));
  const groups = resources.ofType('AWS::EKS::Nodegroup').map(({ path, properties }) => ({ path, count: numberAt(properties, 'ScalingConfig', 'MaxSize') ?? 0 }));
  return [
    ...counted.filter(({ count, most }) => count > most).map(({ count, most, what, fixed }) => ({
      path: cluster, what: `the cluster has ${count}, and the quota is ${most} ${what}`, fix: fixed ? 'Make fewer: this quota cannot be raised' : `Raise the quota "${what}" in Service Quotas, or make fewer`,
    })),
    ...groups.filter(({ count }) => count > NODES_OF_A_GROUP).map(({ path, count }) => ({
      path, what: `the group may have ${count} nodes, and the quota is ${NODES_OF_A_GROUP} nodes per managed node group`, fix: 'Raise the quota "Nodes per managed node group" in Service Quotas, or make several groups',
    })),
  ];
}
