import { first, fresh, list, missing, named, Service, text } from './service';
import { at, listAt } from '../../../src/kubernetes/kubernetes-object.rules';
import { AWS_MANAGED_POLICIES } from '../../../src/preflight/aws/aws-managed-policies.data';
import { Fields } from '../../handler/api-fields';
import { Account, Item } from '../account';

const ROLE = 'AWS::IAM::Role';
const PROVIDER = 'AWS::IAM::OIDCProvider';

const MANAGED_POLICIES = new Set(
  Object.entries(AWS_MANAGED_POLICIES).flatMap(([path, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => `${path}${name}`),
  ),
);

/** Source: IAM API Reference, AttachRolePolicy: NoSuchEntity. */
function policyRefusal(arn: unknown, account: Account): string | undefined {
  const [, name] = /^arn:[a-z-]+:iam::aws:policy\/(.+)$/.exec(String(arn)) ?? [];
  if (name === undefined) {
    return account.get('AWS::IAM::ManagedPolicy', arn)
      ? undefined
      : `Policy ${String(arn)} does not exist or is not attachable (NoSuchEntity)`;
  }
  return MANAGED_POLICIES.has(name) ? undefined : `Policy ${String(arn)} does not exist or is not attachable (NoSuchEntity)`;
}

const statementsOf = (document: unknown): Fields[] =>
  listAt(typeof document === 'string' ? JSON.parse(document) : document, 'Statement') as Fields[];

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined ? [] : [String(value)];
}

/** A principal that is a role must exist. Source: IAM User Guide, troubleshoot policies: Invalid principal in policy. */
function trustRefusal(document: unknown, account: Account): string | undefined {
  const statements = statementsOf(document);
  if (statements.length === 0) return 'Syntax errors in policy (MalformedPolicyDocument): no statement';
  const arns = statements.flatMap(({ Principal }) => texts(at(Principal, 'AWS'))).filter((arn) => arn.includes(':role/'));
  const absent = arns.find((arn) => !account.byArn(arn) && arn.includes(`:${account.id}:`));
  return absent ? `Invalid principal in policy: "AWS":"${absent}" (MalformedPolicyDocument)` : undefined;
}

/**
 * Whether the trust policy of a role lets a service account in by IRSA. Source: IAM User Guide, OIDC federation; EKS User Guide,
 * associate-service-account-role.
 */
export function trustsServiceAccount(account: Account, roleArn: unknown, issuer: string, namespace: string, name: string): boolean {
  const role = account.byArn(roleArn);
  const host = issuer.replace('https://', '');
  const provider = account.of(PROVIDER).find(({ properties }) => properties.Url === issuer);
  if (role === undefined || provider === undefined) return false;
  return statementsOf(role.properties.AssumeRolePolicyDocument).some(({ Action, Principal, Condition = {} }) => {
    const [exact, like] = ['StringEquals', 'StringLike'].map((operator) => (at(Condition, operator) ?? {}) as Fields);
    const permits = (key: string, value: string) => {
      const wanted = [
        ...texts(exact[`${host}:${key}`]).map((each) => each === value),
        ...texts(like[`${host}:${key}`]).map((each) => matches(each, value)),
      ];
      return wanted.length === 0 || wanted.includes(true);
    };
    return (
      texts(Action).includes('sts:AssumeRoleWithWebIdentity') &&
      texts(at(Principal, 'Federated')).includes(String(provider.attributes.Arn)) &&
      permits('sub', `system:serviceaccount:${namespace}:${name}`) &&
      permits('aud', 'sts.amazonaws.com')
    );
  });
}

const matches = (pattern: string, value: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(value);

/** Whether a role trusts a service. */
export const trustsService = (role: Item | undefined, service: string): boolean =>
  statementsOf(role?.properties.AssumeRolePolicyDocument).some(({ Principal }) =>
    texts(at(Principal, 'Service')).some((each) => each === service),
  );

/** Whether a role has an action by a policy of its own, or any managed policy whose name matches. */
export function allows(account: Account, role: Item | undefined, action: string, managed: RegExp): boolean {
  if (!role) return false;
  if (texts(role.properties.ManagedPolicyArns).some((arn) => managed.test(arn))) return true;
  const attached = account
    .of('AWS::IAM::Policy')
    .filter(({ properties }) => list(properties, 'Roles').includes(role.id))
    .map(({ properties }) => properties.PolicyDocument);
  const documents = [...list(role.properties, 'Policies').map((policy) => at(policy, 'PolicyDocument')), ...attached];
  return documents
    .flatMap(statementsOf)
    .some(({ Effect, Action }) => Effect === 'Allow' && texts(Action).some((each) => matches(each.toLowerCase(), action.toLowerCase())));
}

export const IAM: Readonly<Record<string, Service>> = {
  [ROLE]: {
    id: named('RoleName'),
    attributes: ({ Path = '/' }, id, { account }) => ({ Arn: account.arn('iam', `role${String(Path)}${id}`, false), RoleId: `AROA${id}` }),
    refusal: (properties, { account }) =>
      first(
        ...[...list(properties, 'ManagedPolicyArns'), ...[properties.PermissionsBoundary].filter(Boolean)].map((arn) =>
          policyRefusal(arn, account),
        ),
        trustRefusal(properties.AssumeRolePolicyDocument, account),
      ),
    // Source: IAM API Reference, DeleteRole: DeleteConflict
    kept: ({ id }, account) => {
      const users = account.usersOf(id);
      return users.length > 0
        ? `Cannot delete entity, must remove it from ${users.map((user) => `${user.type} ${user.id} (${user.madeBy})`).join(', ')} ` +
            'first (DeleteConflict)'
        : undefined;
    },
  },
  'AWS::IAM::Policy': {
    id: fresh('policy-'),
    uses: (properties) => [...list(properties, 'Roles'), ...list(properties, 'Users'), ...list(properties, 'Groups')],
    refusal: (properties, caller) =>
      first(
        missing(caller, ROLE, list(properties, 'Roles')),
        statementsOf(properties.PolicyDocument).length === 0
          ? 'Syntax errors in policy (MalformedPolicyDocument): no statement'
          : undefined,
      ),
  },
  'AWS::IAM::ManagedPolicy': {
    id: (properties, caller) => caller.account.arn('iam', `policy/${named('ManagedPolicyName')(properties, caller)}`, false),
    uses: (properties) => list(properties, 'Roles'),
    refusal: (properties, caller) => missing(caller, ROLE, list(properties, 'Roles')),
  },
  'AWS::IAM::InstanceProfile': {
    id: named('InstanceProfileName'),
    uses: (properties) => list(properties, 'Roles'),
    attributes: (_, id, { account }) => ({ Arn: account.arn('iam', `instance-profile/${id}`, false) }),
    refusal: (properties, caller) => missing(caller, ROLE, list(properties, 'Roles')),
    kept: ({ id }, account) => (account.usersOf(id).length > 0 ? `instance profile ${id} is in use (DeleteConflict)` : undefined),
  },
  [PROVIDER]: {
    // Source: IAM API Reference, CreateOpenIDConnectProvider: EntityAlreadyExists
    id: (properties, { account }) => account.arn('iam', `oidc-provider/${text(properties, 'Url').replace('https://', '')}`, false),
    attributes: (_, id) => ({ Arn: id }),
    refusal: (properties, { account }) =>
      [...account.clusters.values()].some(({ issuer }) => issuer === properties.Url)
        ? undefined
        : 'Please provide a valid URL: no issuer answers there',
  },
};
