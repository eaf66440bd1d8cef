import { listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { isBinding } from '../rbac.rules';
import { Rule } from '../rule';

/** Everybody: without logging in, and with. */
const EVERYBODY = new Set(['system:anonymous', 'system:unauthenticated']);
const LOGGED_IN = 'system:authenticated';
const WIDE_ROLES = new Set(['cluster-admin', 'admin', 'edit']);

export const anonymousAccess: Rule = {
  id: 'anonymous-access',
  area: 'Security',
  severity: 'warning',
  finds: 'permissions for people who did not log in, or for everybody who did',
  why: 'who reaches the API endpoint is system:anonymous before logging in, and system:authenticated after it with any role of any account that has an access entry',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  check: ({ objects }) => objects.filter(({ value }) => isBinding(value)).flatMap(({ path, value }) => listAt(value, 'subjects').map((subject) => textAt(subject, 'name') ?? '')
    .filter((name) => EVERYBODY.has(name) || (name === LOGGED_IN && WIDE_ROLES.has(textAt(value, 'roleRef', 'name') ?? '')))
    .map((name) => ({ path, what: `${named(value)} gives ${textAt(value, 'roleRef', 'name')} to ${name}`, fix: 'Bind a group of your own' }))),
};
