import { Problem } from '../errors/problems';

/** What the objects of a group are made from. */
export interface GroupPlan {
  readonly groupName: string;
  readonly clusterRoles: readonly string[];
  readonly rules: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
  readonly namespaces: readonly string[];
}

const RBAC = 'rbac.authorization.k8s.io';
const SOURCE = 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';

/** What is wrong with a group and its permissions. */
export function rbacProblems({ groupName, clusterRoles, rules, namespaces }: GroupPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: SOURCE });
  if (groupName.startsWith('system:'))
    add(`groupName is '${groupName}'`, 'groups that begin with system: belong to Kubernetes', 'Choose a name of your own');
  if (!/^[a-zA-Z0-9]([-._:a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(groupName))
    add(`groupName is '${groupName}'`, 'it has 1–63 letters, digits, hyphens, dots or colons', 'Correct it');
  if (clusterRoles.length + rules.length === 0)
    add('clusterRoles and rules are empty', 'a group without permissions may do nothing', "Give one, like clusterRoles: ['view']");
  for (const namespace of namespaces) {
    if (!namespace.includes('${Token[') && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
      add(
        `namespaces names '${namespace}'`,
        'a RoleBinding stands in one namespace, of 1–63 lower-case letters, digits or hyphens',
        namespace.includes('*') ? 'Name each namespace, or use an ClusterAccessPolicy, which takes *' : 'Correct it',
      );
  }
  if (clusterRoles.includes('cluster-admin') && namespaces.length === 0)
    add(
      "clusterRoles names 'cluster-admin' for the whole cluster",
      'EKS has an access policy for it, which a broken binding cannot take away',
      'Use ClusterAccessPolicy.clusterAdmin()',
    );
  rules.forEach(({ apiGroups = [], resources, verbs }, index) => {
    const versioned = apiGroups.find((group) => group.includes('/'));
    if (versioned)
      add(
        `rule ${index + 1} names the API group '${versioned}'`,
        'a group stands without its version',
        `Write '${versioned.split('/')[0]}'`,
      );
    if (resources.length === 0 || verbs.length === 0)
      add(
        `rule ${index + 1} has no ${resources.length === 0 ? 'resources' : 'verbs'}`,
        'a rule names resources and verbs',
        'Name them, or remove the rule',
      );
    const unknown = verbs.filter((verb) => !VERBS.has(verb));
    if (unknown.length > 0)
      add(`rule ${index + 1} has the verb '${unknown.join("', '")}'`, `verbs are ${[...VERBS].join(', ')}`, 'Correct it');
    const capital = resources.find((resource) => resource !== resource.toLowerCase());
    if (capital)
      add(
        `rule ${index + 1} names the resource '${capital}'`,
        'resources are kinds in lower-case plural',
        `Write it like '${capital.toLowerCase().replace(/s?$/, 's')}'`,
      );
  });
  return problems;
}

/** Source: Kubernetes documentation, authorization (request verbs). */
const VERBS = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
  'approve',
  'sign',
  '*',
]);

/** Roles and bindings of a group: in some namespaces, or in the whole cluster. */
export function rbacObjects({ groupName, clusterRoles, rules, namespaces }: GroupPlan): object[] {
  // never the name of a role that Kubernetes has, like view
  const name = `group-${groupName.toLowerCase().replace(/[:._]+/g, '-')}`;
  const own =
    rules.length === 0
      ? []
      : [
          {
            apiVersion: `${RBAC}/v1`,
            kind: 'ClusterRole',
            metadata: { name },
            rules: rules.map(({ apiGroups = [''], ...rest }) => ({ apiGroups, ...rest })),
          },
        ];
  const subjects = [{ kind: 'Group', name: groupName, apiGroup: RBAC }];
  const roles = [
    ...(own.length > 0 ? [{ role: name, binding: name }] : []),
    ...clusterRoles.map((role) => ({ role, binding: `${name}-${role}` })),
  ];
  const bound = roles.flatMap(({ role, binding }) =>
    (namespaces.length === 0
      ? [{ kind: 'ClusterRoleBinding', metadata: { name: binding } }]
      : namespaces.map((namespace) => ({ kind: 'RoleBinding', metadata: { name: binding, namespace } }))
    ).map((object) => ({ apiVersion: `${RBAC}/v1`, ...object, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role }, subjects })),
  );
  return [...own, ...bound];
}
