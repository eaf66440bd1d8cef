import { APPLICATION_RULES, CUSTOM_RESOURCE_RULES, DeliveryRule, namespaceRule } from './delivery-rules.data';

const RBAC = 'rbac.authorization.k8s.io';

/** A Role and a RoleBinding in each namespace, for the members of a group. */
export function deliveryObjects(name: string, groupName: string, namespaces: readonly string[], rules: readonly DeliveryRule[]): object[] {
  return namespaces.flatMap((namespace) => [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name, namespace },
      rules: [namespaceRule(namespace), ...APPLICATION_RULES, ...CUSTOM_RESOURCE_RULES, ...rules],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace },
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'Group', name: groupName, apiGroup: RBAC }],
    },
  ]);
}
