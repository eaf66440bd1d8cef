import { Problem } from '../errors/problems';

/** Properties of a group as plain data. */
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

const adderTo = (problems: Problem[]) => (what: string, limit: string, fix: string) =>
  problems.push({ finding: what, constraint: limit, remediation: fix, source: SOURCE });

/** Problems of a group and its permissions. */
export function rbacProblems({ groupName, clusterRoles, rules, namespaces }: GroupPlan): Problem[] {
  const problems: Problem[] = [];
  const add = adderTo(problems);
  if (groupName.startsWith('system:')) {
    add(`groupName is '${groupName}'`, 'must not begin with system:, which Kubernetes reserves', 'Use another name');
  }
  if (!/^[a-zA-Z0-9]([-._:a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(groupName)) {
    add(
      `groupName is '${groupName}'`,
      'must be 1–63 letters, digits, hyphens, underscores, dots or colons',
      "Use a name like 'developers'",
    );
  }
  if (clusterRoles.length + rules.length === 0) {
    add(
      'clusterRoles and rules are empty',
      'at least one of them is required',
      "Set `rules` or `clusterRoles`, like clusterRoles: ['view']",
    );
  }
  for (const namespace of namespaces) {
    if (!namespace.includes('${Token[') && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
      add(
        `namespaces contains '${namespace}'`,
        'must be the name of a namespace: 1–63 lower-case letters, digits or hyphens',
        namespace.includes('*') ? 'List each namespace, or use a ClusterAccessPolicy, which supports *' : "Use a name like 'shop'",
      );
    }
  }
  if (clusterRoles.includes('cluster-admin') && namespaces.length === 0) {
    add(
      "clusterRoles contains 'cluster-admin' without namespaces",
      'EKS has an access policy for it, which does not depend on RBAC objects',
      'Use ClusterAccessPolicy.clusterAdmin()',
    );
  }
  return [...problems, ...rulesProblems(rules)];
}

/** Problems of RBAC rules. */
export function rulesProblems(rules: GroupPlan['rules']): Problem[] {
  const problems: Problem[] = [];
  const add = adderTo(problems);
  rules.forEach(({ apiGroups = [], resources, verbs }, index) => {
    const versioned = apiGroups.find((group) => group.includes('/'));
    if (versioned) {
      add(
        `rules[${index}].apiGroups contains '${versioned}'`,
        'must be an API group without its version',
        `Use '${versioned.split('/')[0]}'`,
      );
    }
    if (resources.length === 0 || verbs.length === 0) {
      add(
        `rules[${index}].${resources.length === 0 ? 'resources' : 'verbs'} is empty`,
        'resources and verbs are required',
        `Set \`${resources.length === 0 ? 'resources' : 'verbs'}\`, or remove the rule`,
      );
    }
    const unknown = verbs.filter((verb) => !VERBS.has(verb));
    if (unknown.length > 0) {
      add(
        `rules[${index}].verbs contains '${unknown.join("', '")}'`,
        `supported verbs are ${[...VERBS].join(', ')}`,
        'Use a supported verb',
      );
    }
    const capital = resources.find((resource) => resource !== resource.toLowerCase());
    if (capital) {
      add(
        `rules[${index}].resources contains '${capital}'`,
        'must be the lower-case plural name of a resource',
        `Use '${capital.toLowerCase().replace(/s?$/, 's')}'`,
      );
    }
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
