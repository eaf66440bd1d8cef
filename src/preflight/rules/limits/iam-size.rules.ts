import { at, DEPLOY_TIME_VALUE, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

/** In characters, without white space. Source: IAM User Guide, reference_iam-quotas. */
const MANAGED = 6_144;
const INLINE = 10_240;
const TRUST = { usual: 2_048, most: 4_096 };
const POLICIES = { usual: 10, most: 20 };

export const iamSize: Rule = {
  id: 'iam-size',
  area: 'Limits',
  severity: 'error',
  description: 'IAM policies that are too large, or too many for a role',
  reason:
    `a managed policy has at most ${MANAGED} characters, the inline policies of a role ${INLINE} in total, a trust policy ` +
    `${TRUST.usual} (${TRUST.most} with a raised quota), and a role has at most ${POLICIES.usual} managed policies ` +
    `(${POLICIES.most} with a raised quota)`,
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: ({ resources }: Facts) => {
    const ofType = (type: string) => resources.shared.filter((each) => each.type === type);
    const namedBy = (policies: readonly ResourceFacts[], role: ResourceFacts) =>
      policies.filter(({ properties }) => resources.findAll([...listAt(properties, 'Roles'), at(properties, 'RoleName')]).includes(role));
    const [inline, managed] = [[...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::RolePolicy')], ofType('AWS::IAM::ManagedPolicy')];
    return [
      ...managed.flatMap((policy) => tooLarge(policy, 'the managed policy has', sizeOf(at(policy.properties, 'PolicyDocument')), MANAGED)),
      ...ofType('AWS::IAM::Role').flatMap((role) => ofRole(role, namedBy(inline, role), namedBy(managed, role))),
    ];
  },
};

function ofRole(role: ResourceFacts, inline: readonly ResourceFacts[], managed: readonly ResourceFacts[]): Violation[] {
  const documents = [...listAt(role.properties, 'Policies'), ...inline.map(({ properties }) => properties)].map((policy) =>
    at(policy, 'PolicyDocument'),
  );
  return [
    ...tooLarge(
      role,
      'the total size of the inline policies of the role is',
      documents.reduce<number>((sum, document) => sum + sizeOf(document), 0),
      INLINE,
    ),
    ...raisable(role, 'characters in its trust policy', sizeOf(at(role.properties, 'AssumeRolePolicyDocument')), TRUST),
    ...raisable(role, 'managed policies', listAt(role.properties, 'ManagedPolicyArns').length + managed.length, POLICIES),
  ];
}

const tooLarge = ({ path }: ResourceFacts, what: string, size: number, most: number): Violation[] =>
  size > most
    ? [
        {
          path,
          finding: `${what} ${size} characters`,
          remediation: 'Use wildcards or tags instead of single resources, or split it into several policies',
        },
      ]
    : [];

function raisable(
  { path }: ResourceFacts,
  what: string,
  count: number,
  { usual, most }: { readonly usual: number; readonly most: number },
): Violation[] {
  if (count <= usual) return [];
  const found = { path, finding: `the role has ${count} ${what}` };
  return [
    count > most
      ? { ...found, remediation: 'Split it between several roles' }
      : {
          ...found,
          remediation: 'Raise the quota in Service Quotas before the deployment, or split it between several roles',
          severity: 'warning',
        },
  ];
}

// values that are known at deploy count as empty: a lower bound
function sizeOf(document: unknown): number {
  const text =
    typeof document === 'string' ? document : JSON.stringify(document, (_, value) => (stringAt(value, 'ref') === undefined ? value : ''));
  return text === undefined ? 0 : text.split(DEPLOY_TIME_VALUE).join('').replace(/\s/g, '').length;
}
