import { ACCESS_POLICIES } from '../../../cluster/access-policies.data';
import { isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { nearestName } from '../../../kubernetes/schema-validation.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

const RESERVED_USERS = /^(system|eks|aws|amazon|iam):/;
const OF_EKS = /:eks::aws:cluster-access-policy\/([^/]+)$/;
const SESSION = /:sts::[^:]*:assumed-role\//;
const SERVICE_ROLE = /:role\/aws-service-role\//;

export const accessEntry: Rule = {
  id: 'access-entry',
  area: 'Infrastructure',
  severity: 'error',
  description: 'an access entry that EKS refuses',
  reason:
    'an entry is for a role or a user of IAM; groups, a user name and policies are for entries of the type STANDARD; a policy is ' +
    'one of EKS, for the cluster or for named namespaces; groups do not begin with system: and user names not with system: eks: ' +
    'aws: amazon: iam:',
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
      `an entry is for the session '${principal}'`,
      'Name the role behind it: arn:aws:iam::<account>:role/<name>, with its path',
    ),
    ...when(SERVICE_ROLE.test(principal), `an entry is for the service-linked role '${principal}'`, 'Name a role of your own'),
    ...when(
      ofNodes && groups.length > 0,
      `an entry of the type ${type} has the groups ${groups.join(', ')}`,
      'Leave them out: EKS gives such entries theirs',
    ),
    // nodes of Auto Mode are given one
    ...when(ofNodes && type !== 'EC2' && policies.length > 0, `an entry of the type ${type} has access policies`, 'Leave them out'),
    ...(ofNodes
      ? []
      : groups
          .filter((group) => group.startsWith('system:'))
          .flatMap((group) =>
            when(
              true,
              `an entry has the group '${group}'`,
              group === 'system:masters'
                ? 'Give it the access policy AmazonEKSClusterAdminPolicy instead'
                : 'Choose another name, and bind it to a role',
            ),
          )),
    ...when(RESERVED_USERS.test(user), `an entry has the user name '${user}'`, 'Choose another prefix'),
    ...policies.flatMap(policyProblems),
  ];
}

// EKS adds some every few months
function unknownPolicy(name: string): Problem {
  const near = nearestName(name, Object.keys(ACCESS_POLICIES));
  const fix = near === undefined ? 'Use one like AmazonEKSViewPolicy' : `Write ${near}`;
  return { finding: `an entry has the policy '${name}', which EKS did not have in September 2026`, remediation: fix, severity: 'warning' };
}

function policyProblems(policy: unknown): Problem[] {
  const arn = stringAt(policy, 'PolicyArn') ?? '';
  const name = arn.split('/').pop() ?? '';
  const [scope, namespaces] = [stringAt(policy, 'AccessScope', 'Type'), listAt(policy, 'AccessScope', 'Namespaces')];
  const isList = stringAt(policy, 'AccessScope', 'Namespaces') === undefined;
  return [
    ...when(
      arn.includes(':iam:') && !isDeployTimeValue(name),
      `an entry has the policy '${name}' of IAM`,
      'Use one of EKS like AmazonEKSViewPolicy: policies of IAM are not for Kubernetes',
    ),
    ...when(
      arn !== '' && !isDeployTimeValue(arn) && !arn.startsWith('arn:'),
      `an entry has the policy '${arn}' by its name`,
      `Write its ARN: arn:aws:eks::aws:cluster-access-policy/${arn}`,
    ),
    ...(OF_EKS.test(arn) && !isDeployTimeValue(name) && !(name in ACCESS_POLICIES) ? [unknownPolicy(name)] : []),
    ...when(
      scope === 'namespace' && isList && namespaces.length === 0,
      `the policy ${name} is for namespaces, and names none`,
      'Name them, or make it for the cluster',
    ),
    ...when(
      scope === 'cluster' && namespaces.length > 0,
      `the policy ${name} is for the cluster, and names ${namespaces.map(String).join(', ')}`,
      'Leave the namespaces out, or make it for namespaces',
    ),
  ];
}
