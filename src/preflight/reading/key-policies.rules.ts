import { at, DEPLOY_TIME_VALUE, isDeployTimeValue, listAt, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { mayBe, OF_AWS, POLICIES, policyOf, ResourceFacts, Resources } from '../facts/resource-facts.rules';

/** What a policy says of a principal: `undefined` if it is not known. */
type Answer = boolean | undefined;

const anyOf = (answers: readonly Answer[]): Answer => {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
};

/** The statements of a policy that allow something; undefined if it cannot be parsed. */
function allowsOf(policy: unknown): readonly unknown[] | undefined {
  const statements = at(policyOf(policy), 'Statement');
  if (typeof statements !== 'object' || statements === null) return undefined;
  return [statements].flat().filter((each) => at(each, 'Effect') !== 'Deny');
}

const principalsOf = (statement: unknown): readonly unknown[] | undefined => {
  const principal = at(statement, 'Principal');
  if (principal === undefined || typeof principal === 'string') return principal === undefined ? undefined : [principal];
  return stringAt(principal, 'ref') === undefined ? [at(principal, 'AWS') ?? []].flat() : undefined;
};

/** Whether the policy of a key allows a principal, for which `isIt` says whether a principal of a statement is it. */
function keyPolicyAllows(key: ResourceFacts, isIt: (principal: unknown) => Answer): Answer {
  const statements = allowsOf(key.properties.KeyPolicy);
  return statements === undefined
    ? undefined
    : anyOf(statements.map((statement) => (principalsOf(statement) ?? [undefined]).map(isIt)).map(anyOf));
}

const ROOT = /:root$/;
const ACCOUNT = /^\d{12}$/;

/** The root of an account stands for its IAM policies. Source: AWS KMS Developer Guide, default key policy. */
const isAccount = (principal: unknown): boolean => typeof principal === 'string' && (ROOT.test(principal) || ACCOUNT.test(principal));

/**
 * Whether the policy of a key allows the service-linked role of Auto Scaling, which has no permission for customer managed keys of its own.
 * Source: EC2 Auto Scaling User Guide, key-policy-requirements-EBS-encryption.
 */
export const allowsAutoScaling = (key: ResourceFacts, resources: Resources): Answer =>
  keyPolicyAllows(key, (principal) => {
    if (isAccount(principal)) return false;
    if (typeof principal !== 'string') return isOtherPrincipal(principal, resources) ? false : undefined;
    if (principal === '*' || principal.includes('AWSServiceRoleForAutoScaling')) return true;
    return isDeployTimeValue(principal.split('/').slice(-1)[0]) || principal === DEPLOY_TIME_VALUE ? undefined : false;
  });

const isOtherPrincipal = (principal: unknown, resources: Resources): boolean =>
  ['AWS::IAM::Role', 'AWS::IAM::User'].includes(resources.find(principal)?.type ?? '');

/** Managed policies without actions of KMS. Source: AWS Managed Policy Reference. */
const WITHOUT_KMS = new Set([
  'AmazonEBSCSIDriverPolicy',
  'AmazonEBSCSIDriverPolicyV2',
  'AmazonEBSCSIDriverEKSClusterScopedPolicy',
  'AmazonSSMManagedInstanceCore',
]);

/** Whether a role may use a key: by the policy of the key, or by its own policies where the key leaves that to IAM. */
export function roleMayUse(key: ResourceFacts, role: ResourceFacts, resources: Resources): Answer {
  const direct = keyPolicyAllows(key, (principal) => isRole(principal, role, resources));
  if (direct !== false) return direct;
  const leavesToIam = keyPolicyAllows(key, isAccount);
  return leavesToIam === false ? false : policiesMention(role, resources);
}

function isRole(principal: unknown, role: ResourceFacts, resources: Resources): Answer {
  if (isAccount(principal)) return false;
  if (typeof principal !== 'string') return isOtherPrincipal(principal, resources) ? resources.find(principal) === role : undefined;
  const [name] = principal.split('/').slice(-1);
  if (principal === '*' || name === role.properties.RoleName) return true;
  return isDeployTimeValue(name) || isDeployTimeValue(role.properties.RoleName) ? undefined : false;
}

/** Whether the policies of a role allow any action of KMS: its resources are not compared. */
function policiesMention(role: ResourceFacts, resources: Resources): Answer {
  const arns = role.properties.ManagedPolicyArns ?? [];
  const managed = (Array.isArray(arns) ? arns : [undefined]).map((arn): Answer => {
    const own = resources.find(arn);
    if (own?.type === 'AWS::IAM::ManagedPolicy') return mentionedIn(own.properties.PolicyDocument);
    const [, name] = (typeof arn === 'string' && OF_AWS.exec(arn)) || [];
    return name !== undefined && WITHOUT_KMS.has(name) ? false : undefined;
  });
  const inline = role.properties.Policies ?? [];
  const attached = [...POLICIES]
    .flatMap((type) => resources.allOf(type))
    .filter(({ properties }) => [...listAt(properties, 'Roles'), properties.RoleName].some((each) => mayBe(each, role)));
  return anyOf([
    ...managed,
    ...(Array.isArray(inline) ? inline.map((each) => mentionedIn(at(each, 'PolicyDocument'))) : [undefined]),
    ...attached.map(({ properties }) => mentionedIn(properties.PolicyDocument)),
  ]);
}

const mentionedIn = (document: unknown): Answer => {
  const statements = allowsOf(document);
  return statements === undefined ? undefined : anyOf(statements.map(mentionsKms));
};

function mentionsKms(statement: unknown): Answer {
  if (at(statement, 'NotAction') !== undefined) return true;
  const actions = [at(statement, 'Action') ?? listAt(statement, 'Action')].flat();
  return anyOf(
    actions.map((action) => {
      if (typeof action !== 'string' || isDeployTimeValue(action)) return undefined;
      return action === '*' || /^kms:/i.test(action);
    }),
  );
}
