import * as iam from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';
import { AppNamespace, ChartDeployment, DeliveryAccess, DeliveryAccessProps, DeliveryScope } from '../../src';
import { APPLICATION_RULES, CUSTOM_RESOURCE_RULES } from '../../src/access/delivery-rules.data';
import { ChartRow, CHARTS } from '../../src/catalog/charts.data';
import { CLUSTER_SCOPED } from '../../src/kubernetes/kinds.data';
import { pluralOf } from '../../src/kubernetes/kubernetes-object.rules';
import { resourcesOfGroup, VERBS } from '../../src/kubernetes/rbac.data';
import { newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

function platform(options: Partial<DeliveryAccessProps> = {}) {
  const stack = newStack();
  const cluster = newCluster(stack);
  const chart = new cdk8s.Chart(new cdk8s.App(), 'tenants');
  for (const name of ['orders', 'orders-jobs', 'billing']) new AppNamespace(chart, name);
  const tenants = new ChartDeployment(stack, 'Tenants', { cluster, chart });
  const scope = DeliveryScope.namespaces('orders', 'orders-jobs');
  const access = new DeliveryAccess(stack, 'Orders', { cluster, scope, roleName: 'orders-delivery', ...options });
  return { stack, cluster, tenants, access };
}

describe('the access of a delivery', () => {
  const { stack, access } = platform({ rules: [{ apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get', 'patch'] }] });
  const template = templateOf(stack);

  test('is a role that Lambda assumes, with an access entry that has a group and no policy', () => {
    const [roleId, role] = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).find(([id]) => id.startsWith('Orders'))!;
    expect(role.Properties).toMatchObject({
      RoleName: 'orders-delivery',
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
    });
    expect(role.Properties).not.toHaveProperty('Policies');
    const [entry] = Object.entries(resourcesOf(template, 'AWS::EKS::AccessEntry')).filter(([id]) => id.startsWith('Orders'));
    expect(entry[1].Properties).toEqual({
      ClusterName: expect.anything(),
      PrincipalArn: { 'Fn::GetAtt': [roleId, 'Arn'] },
      KubernetesGroups: [access.groupName],
      Type: 'STANDARD',
      AccessPolicies: [],
    });
  });

  test('is a Role and a RoleBinding in each namespace, and nothing in the whole cluster', () => {
    const objects = objectsOf(template).filter(({ apiVersion }) => apiVersion.startsWith('rbac.'));
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
      'Role orders',
      'RoleBinding orders',
      'Role orders-jobs',
      'RoleBinding orders-jobs',
    ]);
    const [role, binding] = objects;
    expect(role.rules).toEqual([
      { apiGroups: [''], resources: ['namespaces'], resourceNames: ['orders'], verbs: ['get'] },
      ...APPLICATION_RULES,
      ...CUSTOM_RESOURCE_RULES,
      { apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get', 'patch'] },
    ]);
    expect([binding.roleRef.name, binding.subjects]).toEqual([
      role.metadata.name,
      [{ kind: 'Group', name: access.groupName, apiGroup: 'rbac.authorization.k8s.io' }],
    ]);
  });
});

test('the group is another one for each access', () => {
  const { stack, cluster, access } = platform();
  const other = new DeliveryAccess(stack, 'Billing', { cluster, scope: DeliveryScope.namespaces('billing') });
  expect(other.groupName).not.toBe(access.groupName);
  expect(access.groupName).toMatch(/^delivery:test-orders-[0-9a-f]{8}$/);
});

test('the Roles come after the namespaces', () => {
  const { stack, tenants } = platform();
  const template = templateOf(stack);
  const [roles] = Object.entries(resourcesOf(template, 'Custom::StrataObjects')).filter(([id]) => id.startsWith('OrdersRoles'));
  expect(roles[1].DependsOn).toContain(stack.getLogicalId(tenants.node.defaultChild as never));
});

test('an existing role is used', () => {
  const { stack, cluster } = platform();
  const role = iam.Role.fromRoleArn(stack, 'Existing', 'arn:aws:iam::111122223333:role/orders');
  new DeliveryAccess(stack, 'Billing', { cluster, scope: DeliveryScope.namespaces('billing'), roleOptions: { role } });
  const entries = Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry'));
  expect(entries.map(({ Properties }) => Properties.PrincipalArn)).toContain('arn:aws:iam::111122223333:role/orders');
});

test('fails for two names of a role', () => {
  const role = iam.Role.fromRoleArn(newStack(), 'Existing', 'arn:aws:iam::111122223333:role/orders');
  expect(() => platform({ roleOptions: { role } })).toThrow(
    '[Test/Orders] roleName and roleOptions.role are given: an existing role has a name. Remove one of them',
  );
});

test('fails for a rule that RBAC does not know, and for a namespace of the control plane', () => {
  expect(() => platform({ rules: [{ resources: ['widgets'], verbs: ['read'] }], scope: DeliveryScope.namespaces('kube-system') })).toThrow(
    /'kube-system': write access .*\n.*rules\[0\]\.verbs contains 'read'/s,
  );
});

describe('every rule', () => {
  test.each(APPLICATION_RULES.map((rule) => [rule.resources.join(' '), rule] as const))('names what Kubernetes serves: %s', (_, rule) => {
    for (const group of rule.apiGroups) {
      const known = resourcesOfGroup(group);
      if (known) expect(rule.resources.filter((resource) => !known.has(resource) && resource !== 'events')).toEqual([]);
    }
    expect(rule.verbs.filter((verb) => !VERBS.has(verb))).toEqual([]);
  });

  test('of custom resources names a namespaced kind where the catalogue knows its group', () => {
    const rows: readonly ChartRow[] = Object.values(CHARTS);
    const kinds = rows.flatMap(({ provides }) => Object.entries(provides?.kinds ?? {}));
    for (const {
      apiGroups: [group],
      resources,
    } of CUSTOM_RESOURCE_RULES) {
      const ofGroup = kinds.filter(([each]) => each === group).flatMap(([, names]) => names);
      if (ofGroup.length === 0 || group === 'eks.amazonaws.com') continue;
      const namespaced = ofGroup.filter((kind) => !CLUSTER_SCOPED.has(`${group}/${kind}`)).map(pluralOf);
      expect(resources.filter((resource) => !namespaced.includes(resource))).toEqual([]);
    }
  });
});
