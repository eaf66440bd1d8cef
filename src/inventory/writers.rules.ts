import { BUILT_IN_GROUPS } from './kinds.data';
import { at, groupKindOf, groupOf, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from './kubernetes-object.rules';
import { ThingData } from './thing.rules';
import { mayMakeAnything } from './written-by-controllers.data';

/** Whether something that runs in the cluster may make an object that nobody here makes. */
export type MayWrite = (thing: ThingData) => boolean;

const RBAC = 'rbac.authorization.k8s.io';
const ALL = '*';
/** Roles of Kubernetes that create objects of every kind that pods name. Source: Kubernetes, user-facing roles. */
const BUILT_IN_WRITERS = new Set(['cluster-admin', 'admin', 'edit']);

/** A permission to create: of which resources, in which namespace. */
interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
}

/**
 * Who writes beside this app, read from what it deploys: pods whose service account may create a kind, and controllers that answer
 * custom resources with objects of their own. Neither can be told from here what it writes, so that nothing of it is reported missing.
 */
export function writersOf(objects: readonly KubernetesObject[]): MayWrite {
  const roles = new Map(objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole').map((role) => [roleKey(role.kind, namespaceOf(role), role.metadata?.name), role]));
  const permissions = new Set(objects.filter(isBinding).flatMap((binding) => permissionsOf(binding, roles)).map(keyOf));
  const operated = operatedNamespaces(objects);
  return (thing) => {
    if (thing.type !== 'object') return false;
    if (thing.namespace !== undefined && (operated.has(ALL) || operated.has(thing.namespace))) return true;
    const places = [ALL, ...(thing.namespace === undefined ? [] : [thing.namespace])];
    const wanted = places.flatMap((namespace) => [thing.group, ALL].flatMap((group) => [pluralOf(thing.kind), ALL].map((resource) => ({ group, resource, namespace }))));
    return wanted.some((permission) => permissions.has(keyOf(permission)));
  };
}

const keyOf = ({ group, resource, namespace }: Permission): string => `${group}/${resource} ${namespace}`;

/** The resource of a kind, as roles name it. */
export function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  return lower.endsWith('s') ? `${lower}es` : lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

// people are not pods: only service accounts write while nobody looks
function isBinding(object: KubernetesObject): boolean {
  return [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`].includes(groupKindOf(object))
    && listAt(object, 'subjects').some((subject) => textAt(subject, 'kind') === 'ServiceAccount' || textAt(subject, 'name')?.startsWith('system:serviceaccounts'));
}

const roleKey = (kind: string | undefined, namespace: string | undefined, name: string | undefined): string => `${kind} ${kind === 'ClusterRole' ? '' : namespace}/${name}`;

function permissionsOf(binding: KubernetesObject, roles: ReadonlyMap<string, KubernetesObject>): Permission[] {
  const namespace = groupKindOf(binding) === `${RBAC}/RoleBinding` ? namespaceOf(binding) ?? ALL : ALL;
  const [kind, name] = [textAt(binding, 'roleRef', 'kind'), textAt(binding, 'roleRef', 'name')];
  const everything = [{ group: ALL, resource: ALL, namespace }];
  if (kind === 'ClusterRole' && BUILT_IN_WRITERS.has(name ?? '')) return everything;
  const role = roles.get(roleKey(kind, namespace, name));
  if (at(role, 'aggregationRule') !== undefined) return everything;
  return listAt(role, 'rules').filter((rule) => listAt(rule, 'verbs').some((verb) => verb === 'create' || verb === 'patch' || verb === ALL)).flatMap((rule) =>
    listAt(rule, 'apiGroups').flatMap((group) => listAt(rule, 'resources').map((resource) => ({ group: String(group), resource: String(resource), namespace }))));
}

// where controllers may make anything; one that has no namespace may do so everywhere
function operatedNamespaces(objects: readonly KubernetesObject[]): Set<string> {
  const namespaced = new Set(objects.filter((each) => groupKindOf(each) === 'apiextensions.k8s.io/CustomResourceDefinition' && textAt(each, 'spec', 'scope') === 'Namespaced')
    .map((each) => `${textAt(each, 'spec', 'group')}/${textAt(each, 'spec', 'names', 'kind')}`));
  return new Set(objects.filter((object) => mayMakeAnything(object, BUILT_IN_GROUPS)).map((object) => {
    const namespace = object.metadata?.namespace;
    if (namespace !== undefined && !isFilledIn(namespace)) return namespace;
    return namespaced.has(`${groupOf(object.apiVersion)}/${object.kind}`) ? 'default' : ALL;
  }));
}
