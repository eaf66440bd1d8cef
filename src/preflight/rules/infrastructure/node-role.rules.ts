import { at } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, trustsService } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** One of these lets a node join. Source: EKS User Guide, create-node-role. */
const JOIN = /^AmazonEKSWorkerNode(Minimal)?Policy$|^AdministratorAccess$/;
const PULL = /^AmazonEC2ContainerRegistry|^AmazonElasticContainerRegistry|^(Administrator|PowerUser)Access$/;

export const nodeRole: Rule = {
  id: 'node-role',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a role of nodes that EC2 may not take on, or that may not join or pull images',
  reason: 'a node is its role: EC2 takes it on, AmazonEKSWorkerNodePolicy lets it join, and AmazonEC2ContainerRegistryPullOnly pull images',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  check: ({ resources }: Facts) =>
    resources
      .ofType('AWS::EKS::Nodegroup')
      .flatMap((group) => problems(group, resources.find(at(group.properties, 'NodeRole')), resources)),
};

function problems({ path }: ResourceFacts, role: ResourceFacts | undefined, resources: Facts['resources']): Violation[] {
  if (!role) return [];
  if (trustsService(role, 'ec2.amazonaws.com') === false)
    return [
      {
        path,
        finding: `EC2 may not take on the role ${role.path} of its nodes`,
        remediation: "Let it be assumed by new iam.ServicePrincipal('ec2.amazonaws.com')",
      },
    ];
  const policies = resources.policiesOf(role);
  if (policies === undefined) return [];
  const missing = [
    ...(policies.some((name) => JOIN.test(name)) ? [] : ['AmazonEKSWorkerNodePolicy']),
    ...(policies.some((name) => PULL.test(name)) ? [] : ['AmazonEC2ContainerRegistryPullOnly']),
  ];
  return missing.length === 0
    ? []
    : [{ path, finding: `the role ${role.path} of its nodes has no ${missing.join(' and no ')}`, remediation: 'Add it to the role' }];
}
