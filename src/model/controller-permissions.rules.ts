import { covers, object as objectThing, CapabilityData } from '../catalog/capability.rules';
import { isGitOpsObject, resourcesCreatedFor, mayCreateAnything } from '../catalog/controller-outputs.data';
import { BUILT_IN_GROUPS, BUILT_IN_OBJECTS } from '../kubernetes/kinds.data';
import {
  at,
  groupKindOf,
  groupOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  pluralOf,
  stringAt,
} from '../kubernetes/kubernetes-object.rules';

/** Whether a controller in the cluster may create an object that this app does not create. */
export type MayCreate = (thing: CapabilityData) => boolean;

const RBAC = 'rbac.authorization.k8s.io';
const ALL = '*';
/** Roles of Kubernetes that create objects of every kind that pods name. Source: Kubernetes, user-facing roles. */
const BUILT_IN_WRITE_ROLES = new Set(['cluster-admin', 'admin', 'edit']);

/** A permission to create: of which resources, in which namespace. */
interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
}

/**
 * Who writes beside this app, read from what it deploys: pods whose service account may create a kind, and controllers that answer
 * custom resources with objects of their own. Neither can be told from here what it writes, so that nothing of it is reported missing.
 * What this app makes under a name that is known at deploy counts as well.
 */
export function creatableByControllers(objects: readonly KubernetesObject[]): MayCreate {
  // a GitOps engine may apply any object, and provide any capability
  if (objects.some(isGitOpsObject)) return () => true;
  const allRoles = objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
  const roles = new Map(allRoles.map((role) => [roleKey(role.kind, namespaceOf(role), role.metadata?.name), role]));
  const bindings = objects
    .filter(isForServiceAccounts)
    .map((binding) => ({ namespace: namespaceScopeOf(binding), role: roleOf(binding, roles) }));
  const given = bindings.flatMap(({ namespace, role }) => permissionsOf(role, namespace));
  const permissions = new Set(
    [...given, ...objects.flatMap(permissionsFor), ...objects.filter(isUnnamed).map(permissionForKind)].map(keyOf),
  );
  const unread = new Set(bindings.filter(({ role }) => role === 'unknown').map(({ namespace }) => namespace));
  const operated = namespacesOfOperators(objects);
  const mayCreate = (group: string, resource: string, namespace?: string) =>
    [ALL, namespace ?? ALL].some((place) =>
      [group, ALL].some((eachGroup) =>
        [resource, ALL].some((each) => permissions.has(keyOf({ group: eachGroup, resource: each, namespace: place }))),
      ),
    );
  const isIn = (places: ReadonlySet<string>, namespace: string | undefined) =>
    places.has(ALL) || (namespace !== undefined && places.has(namespace));
  return (thing) => {
    switch (thing.type) {
      case 'feature':
        return false;
      case 'kind':
        return mayCreate('apiextensions.k8s.io', 'customresourcedefinitions');
      case 'object':
        return (
          (thing.namespace !== undefined && isIn(operated, thing.namespace)) ||
          // a role that is missing is a mistake of its own
          (thing.group !== RBAC && isIn(unread, thing.namespace)) ||
          mayCreate(thing.group, pluralOf(thing.kind), thing.namespace)
        );
    }
  };
}

const keyOf = ({ group, resource, namespace }: Permission): string => `${group}/${resource} ${namespace}`;

// users and groups are people, not controllers: only service accounts write on their own
function isForServiceAccounts(object: KubernetesObject): boolean {
  if (![`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`].includes(groupKindOf(object))) return false;
  return (
    isDeployTimeValue(at(object, 'subjects')) ||
    listAt(object, 'subjects').some((subject) => {
      const [kind, name = ''] = [stringAt(subject, 'kind'), stringAt(subject, 'name')];
      return (
        kind === 'ServiceAccount' ||
        isDeployTimeValue(kind) ||
        isDeployTimeValue(name) ||
        name.startsWith('system:serviceaccount') ||
        name === 'system:authenticated'
      );
    })
  );
}

// where a binding holds: one for the whole cluster, and one whose namespace is known at deploy, everywhere
function namespaceScopeOf(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return namespace === undefined || isDeployTimeValue(namespace) ? ALL : namespace;
}

const roleKey = (kind: string | undefined, namespace: string | undefined, name: string | undefined): string =>
  `${kind} ${kind === 'ClusterRole' ? '' : namespace}/${name}`;

/** What a role permits to create: everything, what its rules say, or unknown. */
type Role = 'everything' | 'unknown' | KubernetesObject | undefined;

function roleOf(binding: KubernetesObject, roles: ReadonlyMap<string, KubernetesObject>): Role {
  const namespace = namespaceOf(binding) ?? 'default';
  const [kind = '', name = ''] = [stringAt(binding, 'roleRef', 'kind'), stringAt(binding, 'roleRef', 'name')];
  if (kind === 'ClusterRole' && BUILT_IN_WRITE_ROLES.has(name)) return 'everything';
  const role = roles.get(roleKey(kind, namespace, name));
  if (role) return at(role, 'aggregationRule') !== undefined || isDeployTimeValue(at(role, 'rules')) ? 'everything' : role;
  const thing = objectThing(RBAC, kind, name, kind === 'Role' ? namespace : undefined);
  return BUILT_IN_OBJECTS.some((builtIn) => covers({ type: 'object', ...builtIn }, thing)) ? undefined : 'unknown';
}

function permissionsOf(role: Role, namespace: string): Permission[] {
  if (role === 'everything') return [{ group: ALL, resource: ALL, namespace }];
  if (role === undefined || role === 'unknown') return [];
  // to apply what is not there yet is to create it, also for who may patch
  const creating = listAt(role, 'rules').filter((rule) => stringsOf(rule, 'verbs').some((verb) => verb === 'create' || verb === ALL));
  return creating.flatMap((rule) =>
    stringsOf(rule, 'apiGroups').flatMap((group) => stringsOf(rule, 'resources').map((resource) => ({ group, resource, namespace }))),
  );
}

// what is known at deploy may be anything
function stringsOf(rule: unknown, field: string): string[] {
  const found = at(rule, field);
  return isDeployTimeValue(found) ? [ALL] : listAt(rule, field).map((each) => (isDeployTimeValue(each) ? ALL : String(each)));
}

function permissionsFor(object: KubernetesObject): Permission[] {
  const made = resourcesCreatedFor(object);
  const namespace = made?.clusterWide ? ALL : namespaceScopeOf(object);
  return (made?.resources ?? []).map(([group, resource]) => ({ group, resource, namespace }));
}

// an object whose name or namespace is known at deploy may be any of its kind
const isUnnamed = ({ metadata }: KubernetesObject): boolean => [metadata?.name, metadata?.namespace].some(isDeployTimeValue);
const permissionForKind = (object: KubernetesObject): Permission => ({
  group: groupOf(object.apiVersion),
  resource: pluralOf(object.kind),
  namespace: namespaceScopeOf(object),
});

// where controllers may make anything; one that has no namespace may do so everywhere
function namespacesOfOperators(objects: readonly KubernetesObject[]): Set<string> {
  const definitions = objects.filter((each) => groupKindOf(each) === 'apiextensions.k8s.io/CustomResourceDefinition');
  const namespaced = new Set(
    definitions
      .filter((each) => stringAt(each, 'spec', 'scope') === 'Namespaced')
      .map((each) => `${stringAt(each, 'spec', 'group')}/${stringAt(each, 'spec', 'names', 'kind')}`),
  );
  return new Set(
    objects
      .filter((object) => mayCreateAnything(object, BUILT_IN_GROUPS, objects))
      .map((object) => {
        const namespace = object.metadata?.namespace;
        if (namespace !== undefined && !isDeployTimeValue(namespace)) return namespace;
        return namespaced.has(`${groupOf(object.apiVersion)}/${object.kind}`) ? 'default' : ALL;
      }),
  );
}
