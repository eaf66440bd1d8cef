import { isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isBinding } from '../../reading/rbac.rules';
import { Manifests, describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** User and group of unauthenticated requests. */
const EVERYBODY = ['system:anonymous', 'system:unauthenticated'];
const LOGGED_IN = 'system:authenticated';
const WIDE_ROLES = ['cluster-admin', 'admin', 'edit'];
/**
 * Roles that are meant for all clients: the version, the health and the keys of the cluster. Source: Kubernetes documentation, RBAC, API
 * discovery roles.
 */
const PUBLIC_ROLES = ['system:public-info-viewer', 'system:discovery', 'system:basic-user', 'system:service-account-issuer-discovery'];

export const anonymousAccess: Rule = {
  id: 'anonymous-access',
  area: 'Security',
  severity: 'warning',
  description: 'permissions for unauthenticated users, or edit permissions for all authenticated users',
  reason:
    'every client of the API endpoint is system:anonymous without authentication, and system:authenticated with any IAM role that ' +
    'has an access entry',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ objects, manifests }) =>
    objects
      .filter(({ value }) => isBinding(value) && !mayBePublic(value, manifests))
      .flatMap(({ path, value }) => {
        const role = stringAt(value, 'roleRef', 'name') ?? '';
        const names = listAt(value, 'subjects').map((subject) => stringAt(subject, 'name') ?? '');
        return names
          .filter((name) => EVERYBODY.includes(name) || (name === LOGGED_IN && WIDE_ROLES.includes(role)))
          .map((name) => ({
            path,
            finding: `${describeObject(value)} grants ${role} to ${name}`,
            remediation: 'Bind the role to your own group',
          }));
      }),
};

// a role with only nonResourceURLs like /healthz grants no objects
function mayBePublic(binding: KubernetesObject, manifests: Manifests): boolean {
  const role = stringAt(binding, 'roleRef', 'name');
  const rules = listAt(manifests.find('rbac.authorization.k8s.io/ClusterRole', undefined, role)?.value, 'rules');
  return (
    role === undefined ||
    isDeployTimeValue(role) ||
    PUBLIC_ROLES.includes(role) ||
    (rules.length > 0 && rules.every((rule) => isForPages(listAt(rule, 'nonResourceURLs'))))
  );
}

const isForPages = (pages: readonly unknown[]): boolean => pages.length > 0 && !pages.includes('*');
