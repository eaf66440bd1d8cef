import { Fields } from './api-fields';
import { Problem } from './api-problems';
import { ApiStore, Stored } from './api-store';

/** Who sends a request. */
export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** What a request asks for, as the authorizer sees it. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  /** with its subresource: `pods/log`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete', GET: 'get' };

/**
 * The attributes of a request; undefined for an address without a resource, such as discovery. Source: apiserver,
 * pkg/endpoints/request/requestinfo.go.
 */
export function attributesOf(method: string, path: string, isWatch: boolean): Attributes | undefined {
  const [, core, group, rest] = /^\/(?:api\/(v1)|apis\/([^/]+)\/[^/]+)\/(.+)$/.exec(path) ?? [];
  if (rest === undefined) return undefined;
  let parts = rest.split('/').map(decodeURIComponent);
  const namespace = parts[0] === 'namespaces' ? parts[1] : undefined;
  // a namespace is an object in itself
  if (namespace !== undefined && parts.length > 2 && !['status', 'finalize'].includes(parts[2])) parts = parts.slice(2);
  const [resource, name = '', subresource] = parts;
  const collection: Readonly<Record<string, string>> = { GET: isWatch ? 'watch' : 'list', DELETE: 'deletecollection' };
  const verb = (name === '' ? collection[method] : undefined) ?? VERBS[method] ?? method.toLowerCase();
  return {
    verb,
    group: core ? '' : group,
    resource: subresource ? `${resource}/${subresource}` : resource,
    name,
    ...(namespace === undefined ? {} : { namespace }),
  };
}

const RBAC = 'rbac.authorization.k8s.io';
/** Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go, system:basic-user. */
const BASIC_USER: Rule = {
  verbs: ['create'],
  apiGroups: ['authorization.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
};

const has = (values: readonly string[] = [], value: string): boolean => values.includes('*') || values.includes(value);

/** Source: pkg/registry/rbac/validation and pkg/apis/rbac/v1/evaluation_helpers.go. */
const covers = ({ verbs, apiGroups, resources, resourceNames = [] }: Rule, { verb, group, resource, name }: Attributes): boolean =>
  has(verbs, verb) &&
  has(apiGroups, group) &&
  (has(resources, resource) || has(resources, `*/${resource.split('/')[1]}`)) &&
  (resourceNames.length === 0 || resourceNames.includes(name));

/** The RBAC authorizer of an API server, with the roles and bindings in the cluster. */
export class Rbac {
  constructor(private readonly store: ApiStore) {}

  /** Why a request is refused; undefined if it is allowed. */
  refusalOf({ user, groups }: Subject, attributes: Attributes): Problem | undefined {
    const rules = this.rulesOf({ user, groups }, attributes.namespace);
    return rules.some((rule) => covers(rule, attributes)) ? undefined : forbidden(user, attributes);
  }

  /** The rules of a subject: of the whole cluster, and of one namespace. */
  rulesOf({ user, groups }: Subject, namespace?: string): Rule[] {
    const isBound = ({ subjects = [] }: Stored) =>
      (subjects as { kind: string; name: string }[]).some(
        ({ kind, name }) => (kind === 'Group' && groups.includes(name)) || (kind === 'User' && name === user),
      );
    const bindings = [
      ...this.store.of('ClusterRoleBinding'),
      ...this.store.of('RoleBinding').filter(({ metadata }) => namespace !== undefined && metadata.namespace === namespace),
    ];
    return [BASIC_USER, ...bindings.filter(isBound).flatMap((binding) => this.boundRules(binding))];
  }

  /**
   * A subject grants only what it has. Source: pkg/registry/rbac/role/policybased/storage.go, rolebinding/policybased/storage.go.
   */
  escalationOf(subject: Subject, { verb, group, resource, namespace, name }: Attributes, written: Fields): Problem | undefined {
    if (group !== RBAC || !['create', 'update', 'patch'].includes(verb)) return undefined;
    const own = this.rulesOf(subject, namespace);
    const isBinding = resource.endsWith('bindings');
    const special = { verb: isBinding ? 'bind' : 'escalate', group, resource: isBinding ? 'roles' : resource, name };
    if (own.some((rule) => covers(rule, special))) return undefined;
    const granted = isBinding ? this.boundRules({ ...written, metadata: { ...(written.metadata as Fields), namespace } } as Stored) : [];
    const wanted = [...granted, ...((written.rules ?? []) as Rule[])];
    const missing = wanted.flatMap(each).filter((attributes) => !own.some((rule) => covers(rule, attributes)));
    if (missing.length === 0) return undefined;
    return {
      code: 403,
      reason: 'Forbidden',
      message:
        `${resource}.${group} "${name}" is forbidden: user "${subject.user}" (groups=${JSON.stringify(subject.groups)}) is attempting to ` +
        `grant RBAC permissions not currently held:\n${JSON.stringify(missing)}`,
      details: { name, group, kind: resource },
    };
  }

  private boundRules(binding: Stored): readonly Rule[] {
    const { kind, name } = binding.roleRef as { kind: string; name: string };
    const found = this.store.find(kind, kind === 'Role' ? `${binding.metadata.namespace}/${name}` : name);
    return (found?.rules ?? []) as Rule[];
  }
}

const each = ({ verbs, apiGroups = [], resources = [], resourceNames = [''] }: Rule): Attributes[] =>
  verbs.flatMap((verb) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => resourceNames.map((name) => ({ verb, group, resource, name })))),
  );

/** Source: apiserver, pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage. */
function forbidden(user: string, { verb, group, resource, namespace, name }: Attributes): Problem {
  const [plain] = resource.split('/');
  const subject = `${plain}${group ? `.${group}` : ''}${name ? ` "${name}"` : ''}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    details: { kind: plain, ...(name ? { name } : {}), ...(group ? { group } : {}) },
  };
}
