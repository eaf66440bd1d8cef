import { KubernetesObject, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { resourcesOfGroup, VERBS } from '../../../kubernetes/rbac.data';
import { isRole } from '../../reading/rbac.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const roleRuleUnknown: Rule = {
  id: 'role-rule-unknown',
  area: 'Security',
  severity: 'warning',
  description: 'RBAC rule with a resource that its API group does not have, or with an unknown verb',
  reason:
    'the API server accepts any names in a role: a resource of another group or in the singular grants nothing, and requests for ' +
    'it are forbidden',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  check: ({ objects }) =>
    objects
      .filter(({ value }) => isRole(value))
      .flatMap(({ path, value }) => listAt(value, 'rules').flatMap((rule) => problems(value, rule).map((found) => ({ path, ...found })))),
};

function problems(role: KubernetesObject, rule: unknown): Omit<Violation, 'path'>[] {
  const groups = listAt(rule, 'apiGroups').map(String);
  const resources = listAt(rule, 'resources').map(String);
  const known = groups.map(resourcesOfGroup);
  // a rule for several groups lists resources of all of them
  const open = groups.length === 0 || known.includes(undefined);
  const unknown = open ? [] : resources.filter((resource) => !isKnown(resource, known as ReadonlySet<string>[]));
  // servers of other groups may ask for any verb in a SubjectAccessReview
  const verbs = open
    ? []
    : listAt(rule, 'verbs')
        .map(String)
        .filter((verb) => !VERBS.has(verb));
  return [
    ...unknown.map((resource) => ({
      finding:
        `${describeObject(role)} has a rule for the resource '${resource}' of ` +
        `${groups.map((group) => group || 'the core group').join(', ')}, which does not exist`,
      remediation: fixOf(resource),
    })),
    ...verbs.map((verb) => ({
      finding: `${describeObject(role)} has a rule with the unknown verb '${verb}'`,
      remediation: 'Use get, list, watch, create, update, patch or delete',
    })),
  ];
}

// every resource has the subresources status and finalizers
const isKnown = (resource: string, known: readonly ReadonlySet<string>[]): boolean =>
  resource.includes('*') || known.some((each) => each.has(resource) || each.has(resource.replace(/\/(status|finalizers)$/, '')));

function fixOf(resource: string): string {
  const plural = ['', 'apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io', 'storage.k8s.io', 'rbac.authorization.k8s.io'].flatMap(
    (group) =>
      [resource, `${resource}s`, `${resource}es`].filter((each) => resourcesOfGroup(group)?.has(each)).map((each) => ({ group, each })),
  );
  return plural.length > 0 ? `Use ${plural[0].each} of the API group '${plural[0].group}'` : 'Use a resource from kubectl api-resources';
}
