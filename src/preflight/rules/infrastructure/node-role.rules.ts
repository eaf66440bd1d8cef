import { at } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, trustsService } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** One of these policies is required to join. Source: EKS User Guide, create-node-role. */
const JOIN = /^AmazonEKSWorkerNode(Minimal)?Policy$|^AdministratorAccess$/;
const PULL = /^AmazonEC2ContainerRegistry|^AmazonElasticContainerRegistry|^(Administrator|PowerUser)Access$/;

export const nodeRole: Rule = {
  id: 'node-role',
  area: 'Infrastructure',
  severity: 'error',
  description: 'node role that EC2 cannot assume, or without the policies to join and to pull images',
  reason:
    'nodes use the instance role: EC2 must be able to assume it, AmazonEKSWorkerNodePolicy is required to join, and ' +
    'AmazonEC2ContainerRegistryPullOnly to pull images',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  check: ({ resources }: Facts) =>
    resources
      .ofType('AWS::EKS::Nodegroup')
      .flatMap((group) => problems(group, resources.find(at(group.properties, 'NodeRole')), resources)),
};

function problems({ path }: ResourceFacts, role: ResourceFacts | undefined, resources: Facts['resources']): Violation[] {
  if (!role) return [];
  if (trustsService(role, 'ec2.amazonaws.com') === false) {
    return [
      {
        path,
        finding: `EC2 is not allowed to assume the node role ${role.path}`,
        remediation: "Set its assumedBy to new iam.ServicePrincipal('ec2.amazonaws.com')",
      },
    ];
  }
  const policies = resources.policiesOf(role);
  if (policies === undefined) return [];
  const missing = [
    ...(policies.some((name) => JOIN.test(name)) ? [] : ['AmazonEKSWorkerNodePolicy']),
    ...(policies.some((name) => PULL.test(name)) ? [] : ['AmazonEC2ContainerRegistryPullOnly']),
  ];
  return missing.length === 0
    ? []
    : [
        {
          path,
          finding: `the node role ${role.path} has no ${missing.join(' and no ')}`,
          remediation: `Add ${missing.join(' and ')} to the role`,
        },
      ];
}
