import { Cases } from './case';
import { passes } from './given';

const RBAC = 'rbac.authorization.k8s.io';
const everywhere = (kind: string, name: string, rest: string) =>
  `apiVersion: ${RBAC}/v1\nkind: ${kind}\nmetadata: { name: "${name}" }\n${rest}\n`;
const inShop = (kind: string, name: string, rest: string) => everywhere(kind, name, rest).replace('" }', '", namespace: shop }');
const roleRef = (role: string, kind: string = 'ClusterRole') => `roleRef: { apiGroup: ${RBAC}, kind: ${kind}, name: "${role}" }`;
const group = (name: string) => `{ kind: Group, apiGroup: ${RBAC}, name: "${name}" }`;
const user = (name: string) => `{ kind: User, apiGroup: ${RBAC}, name: "${name}" }`;
const account = (name: string) => `{ kind: ServiceAccount, name: ${name}, namespace: shop }`;
const bound = (name: string, role: string, subject: string) =>
  everywhere('ClusterRoleBinding', name, `${roleRef(role)}\nsubjects: [${subject}]`);
const made = (name: string) => `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: shop }\n`;
const rule = (groups: string, resources: string, verbs: string) =>
  `{ apiGroups: [${groups}], resources: [${resources}], verbs: [${verbs}] }`;
const role = (name: string, ...rules: string[]) => everywhere('ClusterRole', name, `rules: [${rules.join(', ')}]`);

/** Permissions that go too far. */
export const ACCESS: Cases = {
  'anonymous-access': {
    fails: [
      {
        name: 'a dashboard that everybody may look at',
        manifests: bound('dashboard', 'view', user('system:anonymous')),
        found: ["ClusterRoleBinding 'dashboard' grants view to system:anonymous"],
      },
      {
        name: 'all authenticated users may change everything',
        manifests: bound('developers', 'edit', group('system:authenticated')),
        found: ["ClusterRoleBinding 'developers' grants edit to system:authenticated"],
      },
      {
        name: 'in one namespace',
        manifests: inShop('RoleBinding', 'open', `${roleRef('view')}\nsubjects: [${group('system:unauthenticated')}]`),
        found: ["RoleBinding 'shop/open' grants view to system:unauthenticated"],
      },
    ],
    passes: [
      passes('a group of its own', bound('developers', 'edit', group('developers'))),
      passes(
        'what everybody may look at by default',
        bound('info', 'system:public-info-viewer', `${group('system:authenticated')}, ${group('system:unauthenticated')}`),
      ),
      passes(
        'the keys by which others check tokens',
        bound('oidc-reviewer', 'system:service-account-issuer-discovery', group('system:unauthenticated')),
      ),
      passes(
        'health endpoints, which are not resources',
        everywhere('ClusterRole', 'health', 'rules: [{ nonResourceURLs: [/healthz, /livez], verbs: [get] }]'),
        bound('health', 'health', user('system:anonymous')),
      ),
      passes('all authenticated users have read access', bound('viewers', 'view', group('system:authenticated'))),
    ],
  },

  'cluster-admin-binding': {
    fails: [
      {
        name: 'a pipeline that deploys',
        manifests: [made('deployer'), bound('deployer', 'cluster-admin', account('deployer'))].join('---\n'),
        found: ["ClusterRoleBinding 'deployer' grants cluster-admin to ServiceAccount 'shop/deployer'"],
      },
      {
        name: 'people by their group',
        manifests: bound('admins', 'cluster-admin', `${group('admins')}, ${user('alice')}`),
        found: ["ClusterRoleBinding 'admins' grants cluster-admin to Group 'admins', User 'alice'"],
      },
    ],
    passes: [
      passes('a narrower role', bound('admins', 'view', group('admins'))),
      passes('all of one namespace', inShop('RoleBinding', 'shop-reconciler', `${roleRef('cluster-admin')}\nsubjects: [${group('shop')}]`)),
      passes(
        'Flux, which applies what it is given',
        made('kustomize-controller'),
        bound('cluster-reconciler-flux-system', 'cluster-admin', account('kustomize-controller')),
      ),
      passes('Velero, which restores everything', made('velero'), bound('velero', 'cluster-admin', account('velero'))),
      passes('a binding without subjects', everywhere('ClusterRoleBinding', 'nobody', roleRef('cluster-admin'))),
    ],
  },

  'wildcard-role': {
    fails: [
      {
        name: 'everything, for a start',
        manifests: role('deployer', rule('"*"', '"*"', '"*"')),
        found: ["ClusterRole 'deployer' allows every verb on every resource"],
      },
      {
        name: 'everything of the core group',
        manifests: role('operator', rule('"", apps', '"*"', '"*"')),
        found: ["ClusterRole 'operator' allows every verb on Secrets, pods and all other resources of the core group"],
      },
      {
        name: 'everything in one namespace',
        manifests: inShop('Role', 'deployer', `rules: [${rule('"*"', '"*"', '"*"')}]`),
        found: ["Role 'shop/deployer' allows every verb on every resource"],
      },
    ],
    passes: [
      passes(
        'the own kinds of an operator',
        role('operator', rule('databases.example.com', '"*"', '"*"'), rule('""', 'pods, services', 'get, list, watch, create')),
      ),
      passes('looking at everything', role('viewer', rule('"*"', '"*"', 'get, list, watch'))),
      passes('every verb on what is named', role('pods', rule('""', 'pods', '"*"'))),
      passes('the runner of a pipeline in its own namespace', inShop('Role', 'gitlab-runner', `rules: [${rule('""', '"*"', '"*"')}]`)),
      passes(
        'Argo CD, which applies what it is given',
        role('argocd-application-controller', rule('"*"', '"*"', '"*"'), '{ nonResourceURLs: ["*"], verbs: ["*"] }'),
      ),
      passes(
        'a role that others fill',
        everywhere(
          'ClusterRole',
          'monitoring',
          'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { aggregate: "true" } }] }\nrules: []',
        ),
      ),
    ],
  },
};
