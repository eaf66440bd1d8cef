import { Intrinsics, Resource } from './intrinsics';
import { Added } from './synthesis';
import { code, table } from './words';

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface AccessPolicy {
  readonly PolicyArn: string;
  readonly AccessScope: { readonly Type: string; readonly Namespaces?: readonly string[] };
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (typeof value === 'string' ? [value] : (value ?? []));

const codes = (values: readonly string[]): string => values.map(code).join(', ');

/** What an example allows, and to whom: roles, policies of resources, access entries. */
export function permissionLines(added: Added): string[] {
  const { intrinsics } = added;
  const changed = Object.entries(added.changed).map(([id, { after }]): [string, Resource] => [id, after]);
  const now = [...Object.entries(added.resources), ...changed];
  return now.flatMap(([id, resource]) => {
    const path = intrinsics.pathOf(id);
    const before = added.changed[id]?.before;
    const properties = intrinsics.resolved(resource.Properties ?? {}) as Record<string, unknown>;
    if (resource.Type === 'AWS::EKS::AccessEntry') return before ? [] : [accessOf(properties), ''];
    if (resource.Type === 'AWS::EKS::PodIdentityAssociation') return before ? [] : [associationOf(properties), ''];
    return policyLines(path, resource.Type, before ? granted(before, intrinsics) : undefined, granted(resource, intrinsics));
  });
}

/** What a role, or a policy of another resource, allows. */
interface Granted {
  readonly trusts: readonly string[];
  readonly managed: readonly string[];
  readonly statements: readonly Statement[];
}

function granted(resource: Resource, intrinsics: Intrinsics): Granted {
  const role = resource.Type === 'AWS::IAM::Role';
  const { AssumeRolePolicyDocument, ManagedPolicyArns } = intrinsics.resolved(resource.Properties ?? {}) as Record<string, unknown>;
  return {
    trusts: role ? [...new Set(documentOf(AssumeRolePolicyDocument).map(trustOf))] : [],
    managed: role ? listOf(ManagedPolicyArns as string[] | undefined).map((arn) => arn.split(':policy/').at(-1)!) : [],
    statements: statementsOf(resource, intrinsics),
  };
}

/** What a resource allows and did not allow before. */
function policyLines(path: string, type: string, before: Granted | undefined, after: Granted): string[] {
  const known = new Set(before ? [...before.trusts, ...before.managed, ...before.statements.map((each) => JSON.stringify(each))] : []);
  const trusts = after.trusts.filter((each) => !known.has(each));
  const managed = after.managed.filter((each) => !known.has(each));
  const statements = after.statements.filter((each) => !known.has(JSON.stringify(each)));
  if (trusts.length + managed.length + statements.length === 0) return [];
  const what = `${type === 'AWS::IAM::Role' ? 'Role' : code(type)} ${code(path)}${before ? ', in addition' : ''}`;
  const trusted = trusts.length > 0 ? `, assumed by ${trusts.join(' and ')}` : '';
  return [
    `${what}${trusted}${managed.length + statements.length > 0 ? ':' : '.'}`,
    '',
    ...managed.map((name) => `- managed policy ${code(name)}`),
    ...(managed.length > 0 ? [''] : []),
    ...tableOf(statements),
  ];
}

const associationOf = ({ RoleArn, Namespace, ServiceAccount }: Record<string, unknown>): string =>
  `\`${shortened(RoleArn)}\` is the role of the service account \`${String(Namespace)}/${String(ServiceAccount)}\` (Pod Identity).`;

function tableOf(statements: readonly Statement[]): string[] {
  const principals = statements.some(({ Principal }) => Principal !== undefined);
  return table(
    ['actions', 'resources', ...(principals ? ['principals'] : []), 'conditions'],
    statements.map((statement) => [
      `${statement.Effect === 'Deny' ? '**Deny** ' : ''}${actionsOf(statement)}`,
      codes(listOf(statement.Resource)),
      ...(principals ? [codes(principalsOf(statement))] : []),
      conditionsOf(statement).join('<br>'),
    ]),
  );
}

const actionsOf = ({ Action, NotAction }: Statement): string => (NotAction ? `all but ${codes(listOf(NotAction))}` : codes(listOf(Action)));

const conditionsOf = ({ Condition = {} }: Statement): string[] =>
  Object.entries(Condition).flatMap(([operator, keys]) => Object.entries(keys).map(([key, value]) => conditionOf(operator, key, value)));

const conditionOf = (operator: string, key: string, value: unknown): string =>
  `${operator} \`${key}\`: ${codes((Array.isArray(value) ? value : [value]).map((each) => String(each)))}`;

const principalsOf = ({ Principal = {} }: Statement): readonly string[] =>
  typeof Principal === 'string' ? [Principal] : Object.values(Principal).flatMap((each) => listOf(each));

/** Who may assume a role. */
function trustOf(statement: Statement): string {
  const subject = Object.entries(statement.Condition?.StringEquals ?? {}).find(([key]) => key.endsWith(':sub'))?.[1];
  if (typeof subject === 'string') return `the service account ${code(subject.split(':').slice(2).join('/'))} (IRSA)`;
  return codes(principalsOf(statement).map((each) => each.replace(/^arn:aws:iam::<account>:root$/, 'the account')));
}

function accessOf({ PrincipalArn, Type, AccessPolicies, KubernetesGroups }: Record<string, unknown>): string {
  const policies = ((AccessPolicies as readonly AccessPolicy[] | undefined) ?? []).map(
    ({ PolicyArn, AccessScope }) =>
      `\`${PolicyArn.split('/').at(-1)!}\` in ${AccessScope.Type === 'cluster' ? 'the cluster' : codes(AccessScope.Namespaces ?? [])}`,
  );
  const groups = listOf(KubernetesGroups as string[] | undefined).map((group) => `group \`${group}\``);
  const types = typeof Type === 'string' ? [`type ${code(Type)}`] : [];
  return `Access entry of ${code(shortened(PrincipalArn))}: ${[...types, ...policies, ...groups].join(', ')}.`;
}

const shortened = (arn: unknown): string => String(arn).replace(/^<(.*)>$/, '$1');

/** All statements of a resource that allow something to its role, or to others on it. */
function statementsOf({ Type, Properties = {} }: Resource, intrinsics: Intrinsics): readonly Statement[] {
  const { Policies, PolicyDocument, KeyPolicy, FileSystemPolicy } = intrinsics.resolved(Properties) as Record<string, unknown>;
  const inline = Type === 'AWS::IAM::Role' ? ((Policies as { PolicyDocument: unknown }[] | undefined) ?? []) : [];
  return [...inline.map((policy) => policy.PolicyDocument), PolicyDocument, KeyPolicy, FileSystemPolicy].flatMap(documentOf);
}

function documentOf(document: unknown): readonly Statement[] {
  if (document === undefined) return [];
  const { Statement } = (typeof document === 'string' ? JSON.parse(document) : document) as { Statement: Statement | readonly Statement[] };
  return Array.isArray(Statement) ? (Statement as readonly Statement[]) : [Statement as Statement];
}
