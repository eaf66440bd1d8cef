import { usernameProblems } from '../../../access/access-entry.rules';
import { ACCESS_POLICIES } from '../../../cluster/access-policies.data';
import { nearestName } from '../../../errors/nearest-name.rules';
import { isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

const OF_EKS = /:eks::aws:cluster-access-policy\/([^/]+)$/;
const SESSION = /:sts::[^:]*:assumed-role\//;
const SERVICE_ROLE = /:role\/aws-service-role\//;

export const accessEntry: Rule = {
  id: 'access-entry',
  area: 'Infrastructure',
  severity: 'error',
  description: 'access entry that EKS rejects',
  reason:
    'the principal must be an IAM role or user; groups, a username and access policies are for entries of type STANDARD; a policy ' +
    'must be an EKS access policy, scoped to the cluster or to a list of namespaces; groups must not begin with system:, and ' +
    'usernames must not begin with system: eks: aws: amazon: iam:; {{SessionName}} must follow a colon',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ resources }: Facts) =>
    resources.ofType('AWS::EKS::AccessEntry').flatMap((entry) => problems(entry).map((problem) => ({ path: entry.path, ...problem }))),
};

type Problem = Omit<Violation, 'path'>;
const when = (wrong: boolean, what: string, fix: string): Problem[] => (wrong ? [{ finding: what, remediation: fix }] : []);

function problems({ properties }: ResourceFacts): Problem[] {
  const type = stringAt(properties, 'Type') ?? 'STANDARD';
  const groups = listAt(properties, 'KubernetesGroups').filter((group): group is string => typeof group === 'string');
  const policies = listAt(properties, 'AccessPolicies');
  const user = stringAt(properties, 'Username') ?? '';
  const principal = stringAt(properties, 'PrincipalArn') ?? '';
  const ofNodes = type !== 'STANDARD' && !isDeployTimeValue(type);
  return [
    ...when(
      SESSION.test(principal),
      `an access entry is for the STS session '${principal}'`,
      'Use the ARN of the role of the session: arn:aws:iam::<account>:role/<name>, including its path',
    ),
    ...when(
      SERVICE_ROLE.test(principal),
      `an access entry is for the service-linked role '${principal}'`,
      'Use a role that is not service-linked',
    ),
    ...when(
      ofNodes && groups.length > 0,
      `an access entry of type ${type} has the groups ${groups.join(', ')}`,
      'Remove `kubernetesGroups`: EKS sets the groups of such entries',
    ),
    // entries of Auto Mode nodes have one
    ...when(
      ofNodes && type !== 'EC2' && policies.length > 0,
      `an access entry of type ${type} has access policies`,
      'Remove `accessPolicies`',
    ),
    ...(ofNodes
      ? []
      : groups
          .filter((group) => group.startsWith('system:'))
          .flatMap((group) =>
            when(
              true,
              `an access entry has the group '${group}'`,
              group === 'system:masters'
                ? 'Use the access policy AmazonEKSClusterAdminPolicy instead'
                : 'Use another group name, and bind it with a RoleBinding or ClusterRoleBinding',
            ),
          )),
    ...(user === '' || isDeployTimeValue(user) ? [] : usernameProblems(user)).map(({ remediation }) => ({
      finding: `an access entry has the username '${user}'`,
      remediation,
    })),
    ...policies.flatMap(policyProblems),
  ];
}

// EKS adds access policies every few months
function unknownPolicy(name: string): Problem {
  const near = nearestName(name, Object.keys(ACCESS_POLICIES));
  const fix = near === undefined ? 'Use an EKS access policy such as AmazonEKSViewPolicy' : `Use ${near}`;
  return {
    finding: `an access entry has the policy '${name}', which did not exist in EKS in September 2026`,
    remediation: fix,
    severity: 'warning',
  };
}

function policyProblems(policy: unknown): Problem[] {
  const arn = stringAt(policy, 'PolicyArn') ?? '';
  const name = arn.split('/').pop() ?? '';
  const [scope, namespaces] = [stringAt(policy, 'AccessScope', 'Type'), listAt(policy, 'AccessScope', 'Namespaces')];
  const isList = stringAt(policy, 'AccessScope', 'Namespaces') === undefined;
  return [
    ...when(
      arn.includes(':iam:') && !isDeployTimeValue(name),
      `an access entry has the IAM policy '${name}'`,
      'Use an EKS access policy such as AmazonEKSViewPolicy: IAM policies grant no Kubernetes permissions',
    ),
    ...when(
      arn !== '' && !isDeployTimeValue(arn) && !arn.startsWith('arn:'),
      `an access entry has the policy '${arn}' by name instead of by ARN`,
      `Use the ARN arn:aws:eks::aws:cluster-access-policy/${arn}`,
    ),
    ...(OF_EKS.test(arn) && !isDeployTimeValue(name) && !(name in ACCESS_POLICIES) ? [unknownPolicy(name)] : []),
    ...when(
      scope === 'namespace' && isList && namespaces.length === 0,
      `the policy ${name} has the scope namespace without namespaces`,
      'Set the namespaces, or set the scope to cluster',
    ),
    ...when(
      scope === 'cluster' && namespaces.length > 0,
      `the policy ${name} has the scope cluster with the namespaces ${namespaces.map(String).join(', ')}`,
      'Remove the namespaces, or set the scope to namespace',
    ),
  ];
}
