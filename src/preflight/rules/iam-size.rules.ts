import { at, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { ResourceFacts } from '../resource-facts.rules';
import { Found, Rule } from '../rule';

/** In characters, without white space. Source: IAM User Guide, reference_iam-quotas. */
const MANAGED = 6_144;
const INLINE = 10_240;
const TRUST = { usual: 2_048, most: 4_096 };
const POLICIES = { usual: 10, most: 20 };

export const iamSize: Rule = {
  id: 'iam-size',
  area: 'Limits',
  severity: 'error',
  finds: 'policies that are too large, or too many for a role',
  why: `a managed policy has at most ${MANAGED} characters, the inline policies of a role ${INLINE} together, a trust policy ${TRUST.usual} (${TRUST.most} when raised), and a role has at most ${POLICIES.usual} managed policies (${POLICIES.most} when raised)`,
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: ({ resources }: Facts) => {
    const inline = new Map<string, number>();
    for (const policy of resources.shared.filter(({ type }) => type === 'AWS::IAM::Policy')) {
      for (const role of resources.findAll(listAt(policy.properties, 'Roles'))) inline.set(role.id, (inline.get(role.id) ?? 0) + sizeOf(at(policy.properties, 'PolicyDocument')));
    }
    return [
      ...resources.shared.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').flatMap((policy) => over(policy, 'the managed policy', sizeOf(at(policy.properties, 'PolicyDocument')), MANAGED)),
      ...resources.shared.filter(({ type }) => type === 'AWS::IAM::Role').flatMap((role) => ofRole(role, inline.get(role.id) ?? 0)),
    ];
  },
};

function ofRole(role: ResourceFacts, attached: number): Found[] {
  const own = listAt(role.properties, 'Policies').reduce<number>((sum, policy) => sum + sizeOf(at(policy, 'PolicyDocument')), 0);
  const trust = at(role.properties, 'AssumeRolePolicyDocument');
  const policies = listAt(role.properties, 'ManagedPolicyArns').length;
  return [
    ...over(role, 'the inline policies have together', own + attached, INLINE),
    ...raisable(role, 'characters in its trust policy', sizeOf(trust), TRUST),
    ...raisable(role, 'managed policies', policies, POLICIES),
  ];
}

const over = ({ path }: ResourceFacts, what: string, size: number, most: number): Found[] =>
  (size > most ? [{ path, what: `${what}${what.startsWith('the inline') ? '' : ' has'} ${size} characters`, fix: 'Name fewer resources one by one, use wildcards or tags, or share it between policies' }] : []);

const raisable = ({ path }: ResourceFacts, what: string, count: number, { usual, most }: { usual: number; most: number }): Found[] =>
  (count > usual ? [{ path, what: `the role has ${count} ${what}`, fix: count > most ? 'Share it between roles' : 'Raise the quota in Service Quotas before the deploy, or share it between roles', ...(count > most ? {} : { severity: 'warning' as const }) }] : []);

// what CloudFormation fills in is longer than nothing: a lower bound
function sizeOf(document: unknown): number {
  const text = typeof document === 'string' ? document : JSON.stringify(document, (_, value) => (textAt(value, 'ref') === undefined ? value : ''));
  return text === undefined ? 0 : text.replace(/<known-at-deploy>/g, '').replace(/\s/g, '').length;
}
