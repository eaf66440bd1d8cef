import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { failOn } from '../errors/problems';
import { vpcOf } from '../network/aws-apis';
import { networkTiersOf } from '../network/network-tiers';

/** The place of the function in the VPC, and the rules that let it reach the Kubernetes API. */
export interface HandlerNetwork {
  readonly props: Partial<lambda.FunctionProps>;
  readonly rules: readonly CfnResource[];
}

/** In the application subnets, if the VPC is known, with a security group of its own: HTTPS to the cluster, to AWS APIs and registries. */
export function handlerNetwork(scope: Construct, cluster: eks.ICluster): HandlerNetwork {
  const vpc = vpcOf(cluster);
  const subnets = vpc ? [...networkTiersOf(vpc).application] : [];
  if (!vpc || subnets.length === 0) return { props: {}, rules: [] };
  const clusterGroup = clusterSecurityGroupId(scope, cluster);
  const group = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'Function that applies Kubernetes objects and Helm charts',
    allowAllOutbound: false,
  });
  for (const peer of [ec2.Peer.anyIpv4(), ec2.Peer.anyIpv6()]) {
    group.addEgressRule(peer, ec2.Port.HTTPS, 'Kubernetes API, AWS APIs and chart repositories');
  }
  const rule = new ec2.CfnSecurityGroupIngress(scope, 'ClusterIngress', {
    groupId: clusterGroup,
    sourceSecurityGroupId: group.securityGroupId,
    ipProtocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    description: 'Kubernetes API for the function that applies objects',
  });
  return { props: { vpc, vpcSubnets: { subnets }, securityGroups: [group] }, rules: [rule] };
}

// attributes that were not given to an imported cluster throw
function clusterSecurityGroupId(scope: Construct, cluster: eks.ICluster): string {
  try {
    return cluster.clusterSecurityGroupId;
  } catch {
    failOn(scope, '', [
      {
        finding: `cluster ${cluster.node.path} is imported with its VPC and without its security group`,
        constraint: 'the function that applies objects needs it to reach the Kubernetes API',
        remediation: 'Set `clusterSecurityGroupId` in fromClusterAttributes()',
      },
    ]);
    throw new Error('unreachable');
  }
}
