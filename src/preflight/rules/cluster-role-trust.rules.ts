import { at, listAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { trustsService } from '../resource-facts.rules';
import { Rule } from '../rule';

/** Which role a resource needs, whom it must trust, and what it must be allowed. Source: EKS User Guide, cluster-iam-role and pod-execution-role. */
const ROLES: Readonly<Record<string, { readonly property: string; readonly service: string; readonly policy: string; readonly of: string }>> = {
  'AWS::EKS::Cluster': { property: 'RoleArn', service: 'eks.amazonaws.com', policy: 'AmazonEKSClusterPolicy', of: 'the cluster' },
  'AWS::EKS::FargateProfile': { property: 'PodExecutionRoleArn', service: 'eks-fargate-pods.amazonaws.com', policy: 'AmazonEKSFargatePodExecutionRolePolicy', of: 'the profile' },
};

export const clusterRoleTrust: Rule = {
  id: 'cluster-role-trust',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'a role of a cluster or a Fargate profile that EKS may not take on, or that may do nothing',
  why: 'EKS takes on the role of a cluster and Fargate that of a profile, and refuses one that does not trust it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
  check: ({ resources }: Facts) => Object.entries(ROLES).flatMap(([type, { property, service, policy, of }]) => resources.ofType(type).flatMap(({ path, properties }) => {
    const role = resources.find(at(properties, property));
    if (!role) return [];
    if (trustsService(role, service) === false) return [{ path, what: `the role ${role.path} of ${of} does not trust ${service}`, fix: `Let it be assumed by new iam.ServicePrincipal('${service}')` }];
    const arns = listAt(role.properties, 'ManagedPolicyArns');
    const own = listAt(role.properties, 'Policies').length > 0 || arns.some((arn) => typeof arn !== 'string') || resources.shared.some((each) => each.type === 'AWS::IAM::Policy' && listAt(each.properties, 'Roles').some((ref) => at(ref, 'ref') === role.id));
    return own || arns.some((arn) => String(arn).endsWith(policy)) ? [] : [{ path, what: `the role ${role.path} of ${of} has no ${policy}`, fix: 'Add it to the role' }];
  })),
};
