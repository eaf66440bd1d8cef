import { Lazy, Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { feature } from '../catalog/capability.rules';
import { acknowledgeManagedPolicies } from '../cluster/nag-acknowledgements';
import { roleFor } from '../cluster/role';
import { RoleOptions } from '../cluster/role-options';
import { ClusterModel } from '../model/cluster-model';

/** Managed policies that a node's role needs. Source: EKS User Guide, create-node-role; SSM instead of SSH. */
const POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonSSMManagedInstanceCore'];
const CNI_POLICY = 'AmazonEKS_CNI_Policy';

/** The role of EC2 nodes; it has the policy of vpc-cni only if the add-on has no separate role. */
export function nodeRole(scope: Construct, id: string, cluster: ICluster, options?: RoleOptions): iam.IRole {
  const role = roleFor(scope, id, options, {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    description: 'Nodes of an EKS cluster',
  });
  if (options?.role) return role;
  const inventory = ClusterModel.of(cluster);
  const arn = (name: string) =>
    Stack.of(role).formatArn({ service: 'iam', region: '', account: 'aws', resource: 'policy', resourceName: name });
  (role.node.defaultChild as iam.CfnRole).managedPolicyArns = Lazy.uncachedList({
    produce: () => {
      const hasOwnRole = inventory._provider(feature('identity kube-system/aws-node')) !== undefined;
      return [...POLICIES, ...(hasOwnRole ? [] : [CNI_POLICY])].map(arn);
    },
  });
  acknowledgeManagedPolicies(
    role,
    [...POLICIES, CNI_POLICY],
    'the policies that EKS and Systems Manager ask for on the role of a node, kept current by AWS',
  );
  return role;
}
