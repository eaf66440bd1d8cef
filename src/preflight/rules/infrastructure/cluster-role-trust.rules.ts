import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, trustsService } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

interface RoleRequirement {
  readonly property: string;
  readonly service: string;
  readonly policy: string;
  readonly of: string;
}

/**
 * The role that a resource requires, the service it must trust and the policy it must have. Source: EKS User Guide, cluster-iam-role and
 * pod-execution-role.
 */
const ROLES: Readonly<Record<string, RoleRequirement>> = {
  'AWS::EKS::Cluster': { property: 'RoleArn', service: 'eks.amazonaws.com', policy: 'AmazonEKSClusterPolicy', of: 'the cluster' },
  'AWS::EKS::FargateProfile': {
    property: 'PodExecutionRoleArn',
    service: 'eks-fargate-pods.amazonaws.com',
    policy: 'AmazonEKSFargatePodExecutionRolePolicy',
    of: 'the profile',
  },
};
const ALLOWS_ALL = new Set(['AdministratorAccess', 'PowerUserAccess']);

export const clusterRoleTrust: Rule = {
  id: 'cluster-role-trust',
  area: 'Infrastructure',
  severity: 'error',
  description: 'cluster role or Fargate pod execution role that EKS cannot assume, or without its policy',
  reason: 'EKS assumes the cluster role, Fargate assumes the pod execution role, and a role that does not trust the service is rejected',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
  check: ({ resources }: Facts) =>
    Object.entries(ROLES).flatMap(([type, needed]) =>
      // a local cluster on an Outpost has a role for instances
      resources
        .ofType(type)
        .filter(({ properties }) => !('OutpostConfig' in properties))
        .flatMap(({ path, properties }) =>
          problems(resources, resources.find(properties[needed.property]), needed).map((problem) => ({ path, ...problem })),
        ),
    ),
};

function problems(
  resources: Facts['resources'],
  role: ResourceFacts | undefined,
  { service, policy, of }: RoleRequirement,
): Omit<Violation, 'path'>[] {
  if (!role) return [];
  if (trustsService(role, service) === false) {
    return [
      {
        finding: `the role ${role.path} of ${of} does not trust ${service}`,
        remediation: `Set its assumedBy to new iam.ServicePrincipal('${service}')`,
      },
    ];
  }
  const policies = resources.policiesOf(role) ?? [policy];
  // EKS accepts such a role, and fails later
  return policies.some((each) => each === policy || ALLOWS_ALL.has(each))
    ? []
    : [{ finding: `the role ${role.path} of ${of} has no ${policy}`, remediation: `Add ${policy} to the role`, severity: 'warning' }];
}
