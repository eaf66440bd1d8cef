import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  ClusterAccess,
  FargateNodes,
  KubernetesGroup,
  OidcIdentityProvider,
  Preflight,
} from '../../src';
import { rbacProblems } from '../../src/access/rbac.rules';
import { ACCESS_POLICIES, AccessPolicyRow } from '../../src/cluster/access-policies.data';
import { Json, newCluster, newPlainCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const ARN = 'arn:aws:iam::111122223333:role/dev';
const SOURCE = 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html';
const entriesOf = (stack: Stack): Json[] =>
  Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties);
const entryOf = (stack: Stack, arn: string = ARN): Json => entriesOf(stack).find(({ PrincipalArn }) => PrincipalArn === arn)!;
const policy = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:eks::aws:cluster-access-policy/${name}`]] });

describe('three kinds of people in a line each', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const principal = (name: string) => AccessPrincipal.arn(`arn:aws:iam::111122223333:role/${name}`);
  new ClusterAccess(stack, 'Auditors', { cluster, principal: principal('audit'), accessPolicies: [ClusterAccessPolicy.view()] });
  new ClusterAccess(stack, 'Developers', {
    cluster,
    principal: principal('dev'),
    accessPolicies: [ClusterAccessPolicy.edit('shop', 'dev-*')],
  });
  new ClusterAccess(stack, 'Owners', { cluster, principal: principal('own'), accessPolicies: [ClusterAccessPolicy.admin('shop')] });

  test.each([
    ['audit', 'AmazonEKSViewPolicy', { Type: 'cluster' }],
    ['dev', 'AmazonEKSEditPolicy', { Type: 'namespace', Namespaces: ['shop', 'dev-*'] }],
    ['own', 'AmazonEKSAdminPolicy', { Type: 'namespace', Namespaces: ['shop'] }],
  ])('%s has %s', (name, policyName, AccessScope) => {
    expect(entryOf(stack, `arn:aws:iam::111122223333:role/${name}`).AccessPolicies).toEqual([
      { AccessScope, PolicyArn: policy(policyName) },
    ]);
  });
});

test('an administrator has one access entry: grants merge, wherever they are made', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const cluster = newCluster(stack, { admins: [role] });
  const principal = AccessPrincipal.role(role);
  new ClusterAccess(stack, 'One', {
    cluster,
    principal,
    accessPolicies: [ClusterAccessPolicy.view('shop'), ClusterAccessPolicy.view('shop')],
  });
  new ClusterAccess(stack, 'Two', {
    cluster,
    principal,
    accessPolicies: [ClusterAccessPolicy.clusterAdmin(), ClusterAccessPolicy.secretReader('shop')],
  });
  const [entry, ...others] = entriesOf(stack);
  expect(others).toEqual([]);
  expect(entry.AccessPolicies.map(({ PolicyArn }: Json) => PolicyArn)).toEqual(
    ['AmazonEKSClusterAdminPolicy', 'AmazonEKSViewPolicy', 'AmazonEKSSecretReaderPolicy'].map(policy),
  );
});

test('on a plain and on an imported cluster the entry is in the stack of who asks', () => {
  const app = new App();
  const base = new Stack(app, 'Base');
  const other = new Stack(app, 'Other');
  const imported = eks.Cluster.fromClusterAttributes(other, 'Imported', { clusterName: 'theirs' });
  new ClusterAccess(other, 'A', {
    cluster: newPlainCluster(base),
    principal: AccessPrincipal.arn(ARN),
    accessPolicies: [ClusterAccessPolicy.view()],
  });
  new ClusterAccess(other, 'B', { cluster: imported, principal: AccessPrincipal.arn(ARN), accessPolicies: [ClusterAccessPolicy.view()] });
  expect(entriesOf(other)).toHaveLength(2);
  expect(entriesOf(base)).toEqual([]);
});

test('an entry that plain aws-eks-v2 makes for the same principal is found', () => {
  const stack = newStack();
  const cluster = newPlainCluster(stack);
  new eks.AccessEntry(stack, 'Theirs', { cluster, principal: ARN, accessPolicies: [] });
  new ClusterAccess(stack, 'Ours', { cluster, principal: AccessPrincipal.arn(ARN), accessPolicies: [ClusterAccessPolicy.view()] });
  expect(
    Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'duplicate-object'),
  ).toMatchObject([
    { constructPath: 'Test/Ours/Entry', message: expect.stringContaining(`access entry of ${ARN} is also declared in Test/Theirs`) },
  ]);
});

test.each(Object.entries<AccessPolicyRow>(ACCESS_POLICIES))(
  'the access policy %s is typed, or EKS attaches it itself',
  (name, { attachedBy, allows }) => {
    if (attachedBy) {
      expect(() => ClusterAccessPolicy.of(name)).toThrow(
        `[ClusterAccessPolicy ${name}] policyName is ${name}: EKS attaches it itself, for ${allows}. Remove it ` +
          '(https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html)',
      );
    } else {
      expect(ClusterAccessPolicy.of(name).policy).toContain(`:cluster-access-policy/${name}`);
    }
  },
);

test('each kind of level is its policy', () => {
  const { clusterAdmin, adminView, secretAdmin } = ClusterAccessPolicy;
  expect([clusterAdmin(), adminView(), secretAdmin('shop')].map((level) => [level.policy.split('/')[1], level.accessScope])).toEqual([
    ['AmazonEKSClusterAdminPolicy', { type: 'cluster' }],
    ['AmazonEKSAdminViewPolicy', { type: 'cluster' }],
    ['AmazonEKSSecretAdminPolicy', { type: 'namespace', namespaces: ['shop'] }],
  ]);
});

test('fails for a namespace that Kubernetes refuses', () => {
  expect(() => ClusterAccessPolicy.view('My Shop')).toThrow(
    "[ClusterAccessPolicy AmazonEKSViewPolicy] namespaces contains 'My Shop': a namespace must have 1–63 " +
      "lower-case letters, digits, hyphens or *. Use a name like 'shop' or 'dev-*' " +
      '(https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html)',
  );
});

describe('principals', () => {
  const made = (principal: AccessPrincipal, region?: string) => {
    const stack = new Stack(new App(), 'Test', { env: { region } });
    new ClusterAccess(stack, 'Access', { cluster: newCluster(stack), principal, accessPolicies: [ClusterAccessPolicy.view()] });
    return JSON.stringify(entriesOf(stack)[1].PrincipalArn);
  };
  const roleName = 'AWSReservedSSO_Developer_0123456789abcdef';

  test('a role of IAM Identity Center has its path, without the region of us-east-1', () => {
    expect(made(AccessPrincipal.identityCenter({ roleName, identityCenterRegion: 'eu-west-1' }))).toContain(
      `:role/aws-reserved/sso.amazonaws.com/eu-west-1/${roleName}`,
    );
    expect(made(AccessPrincipal.identityCenter({ roleName, identityCenterRegion: 'us-east-1' }))).toContain(
      `:role/aws-reserved/sso.amazonaws.com/${roleName}`,
    );
    expect(made(AccessPrincipal.identityCenter({ roleName }), 'eu-north-1')).toContain(`sso.amazonaws.com/eu-north-1/${roleName}`);
  });
  test('a user by its ARN', () => {
    expect(made(AccessPrincipal.user(iam.User.fromUserArn(newStack(), 'User', 'arn:aws:iam::111122223333:user/ada')))).toBe(
      '"arn:aws:iam::111122223333:user/ada"',
    );
  });
  test.each<[string, AccessPrincipal, string]>([
    [
      'the name of a permission set',
      AccessPrincipal.identityCenter({ roleName: 'Developer' }),
      "roleName is 'Developer': must have the format AWSReservedSSO_<permission set>_<16 hexadecimal digits>. " +
        'Use a name that aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ returns ' +
        '(https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html)',
    ],
    [
      'no ARN',
      AccessPrincipal.arn('dev'),
      `principal is 'dev': must be the ARN of an IAM role or user. Use an ARN like arn:aws:iam::111122223333:role/developers (${SOURCE})`,
    ],
    [
      'a service-linked role',
      AccessPrincipal.arn('arn:aws:iam::111122223333:role/aws-service-role/x/y'),
      "principal is 'arn:aws:iam::111122223333:role/aws-service-role/x/y': EKS does not support access entries for service-linked " +
        `roles. Use a role that users or pipelines assume (${SOURCE})`,
    ],
  ])('fails for %s', (_, principal, message) => expect(() => made(principal)).toThrow(`[Test/Access] ${message}`));
});

describe('fails', () => {
  const access = (props: object) => () => {
    const stack = newStack();
    new ClusterAccess(stack, 'Access', { cluster: newCluster(stack), principal: AccessPrincipal.arn(ARN), ...props });
  };
  test('for a principal without permissions', () =>
    expect(access({})).toThrow(
      '[Test/Access/Entry] accessPolicies and kubernetesGroups are empty: an access entry without them ' +
        'grants no permissions. Set one of them, like accessPolicies: [ClusterAccessPolicy.view()] ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html)',
    ));
  test.each([
    ['system:ada', "username is 'system:ada': must not begin with system:, eks:, aws:, amazon: or iam:. Use another prefix"],
    ['{{SessionName}}', "username is '{{SessionName}}': {{SessionName}} must follow a colon. Use a value like 'team:{{SessionName}}'"],
  ])('for the username %s', (username, message) =>
    expect(access({ levels: [ClusterAccessPolicy.view()], username })).toThrow(`[Test/Access] ${message} (${SOURCE})`),
  );
  test('for two names of one principal', () => {
    const stack = newStack();
    const props = { cluster: newCluster(stack), principal: AccessPrincipal.arn(ARN), levels: [ClusterAccessPolicy.view()] };
    new ClusterAccess(stack, 'One', { ...props, username: 'a' });
    expect(() => new ClusterAccess(stack, 'Two', { ...props, username: 'b' })).toThrow(
      "[Test/Two/Entry] username is 'b', and Test/One/Entry gives the same principal 'a': a principal has " +
        'one access entry, with one username. Set the same username in both, or remove one of them ' +
        '(https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html)',
    );
  });
});

describe('a group of Kubernetes', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const pools = new KubernetesGroup(stack, 'Pools', {
    cluster,
    clusterRoles: ['view'],
    rules: [{ apiGroups: ['karpenter.sh'], resources: ['nodepools'], verbs: ['get', 'list', 'watch'] }],
  });
  const shop = new KubernetesGroup(stack, 'Shop', {
    cluster,
    groupName: 'oidc:shop',
    clusterRoles: ['edit'],
    namespaces: ['kube-public', 'default'],
  });
  new ClusterAccess(stack, 'Access', {
    cluster,
    principal: AccessPrincipal.arn(ARN),
    kubernetesGroups: [pools, shop],
    username: 'dev:{{SessionName}}',
  });
  const objects = objectsOf(templateOf(stack));

  test('has its own permissions and those of ClusterRoles that are there', () => {
    expect(objects.filter(({ metadata }) => metadata.name.startsWith('group-pools'))).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'group-pools' },
        rules: [{ apiGroups: ['karpenter.sh'], resources: ['nodepools'], verbs: ['get', 'list', 'watch'] }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'group-pools' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'group-pools' },
        subjects: [{ kind: 'Group', name: 'pools', apiGroup: 'rbac.authorization.k8s.io' }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'group-pools-view' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'Group', name: 'pools', apiGroup: 'rbac.authorization.k8s.io' }],
      },
    ]);
  });
  test('is bound in each of its namespaces', () => {
    expect(objects.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata }) => metadata)).toEqual([
      { name: 'group-oidc-shop-edit', namespace: 'kube-public' },
      { name: 'group-oidc-shop-edit', namespace: 'default' },
    ]);
  });
  test('has the people whose access entry names it', () => {
    expect(entryOf(stack)).toMatchObject({ KubernetesGroups: ['pools', 'oidc:shop'], Username: 'dev:{{SessionName}}' });
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
});

test('a group without a binding is found', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new eks.CfnAccessEntry(stack, 'Theirs', { clusterName: cluster.clusterName, principalArn: ARN, kubernetesGroups: ['nobody'] });
  expect(Preflight.of(stack).findings()).toMatchObject([
    {
      ruleId: 'group-without-permissions',
      constructPath: 'Test/Theirs',
      message:
        "[Test/Theirs] the group 'nobody' has no RoleBinding or ClusterRoleBinding in this app: EKS does not check that a group is " +
        'bound, and a group without a binding grants its members no permissions. Add new ' +
        "KubernetesGroup(this, 'Group', { cluster, groupName, ... }), or a RoleBinding in a chart (" +
        'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html)',
    },
  ]);
});

test.each<[object, string]>([
  [{ groupName: 'system:masters' }, "groupName is 'system:masters': must not begin with system:, which Kubernetes reserves"],
  [{ groupName: '-x' }, "groupName is '-x': must be 1–63 letters, digits, hyphens, underscores, dots or colons"],
  [{ clusterRoles: [] }, 'clusterRoles and rules are empty: at least one of them is required'],
  [
    { clusterRoles: ['cluster-admin'] },
    "clusterRoles contains 'cluster-admin' without namespaces: EKS has an access policy for it, which " + 'does not depend on RBAC objects',
  ],
  [{ rules: [{ resources: [], verbs: ['get'] }] }, 'rules[0].resources is empty: resources and verbs are required'],
  [
    { rules: [{ resources: ['pods'], verbs: ['read'] }] },
    "rules[0].verbs contains 'read': supported verbs are get, list, watch, create, update, patch, " +
      'delete, deletecollection, use, bind, escalate, impersonate, approve, sign, *',
  ],
  [
    { rules: [{ resources: ['Pod'], verbs: ['get'] }] },
    "rules[0].resources contains 'Pod': must be the lower-case plural name of a resource",
  ],
])('fails for the group %j', (change, message) => {
  expect(
    rbacProblems({ groupName: 'a', clusterRoles: ['view'], rules: [], namespaces: [], ...change }).map(
      ({ finding, constraint }) => `${finding}: ${constraint}`,
    ),
  ).toEqual([message]);
});

describe('people of an OIDC provider', () => {
  const props = { issuerUrl: 'https://login.example.com', clientId: 'kubernetes' };

  test('have names and groups with a prefix, after profiles of Fargate, one provider after the other', () => {
    const stack = newStack();
    const cluster = newCluster(stack, { admins: [] });
    new OidcIdentityProvider(stack, 'Users', { cluster, ...props, requiredClaims: { team: 'shop' } });
    new OidcIdentityProvider(stack, 'More', { cluster, ...props, issuerUrl: 'https://other.example.com' });
    new FargateNodes(stack, 'Fargate', { cluster, namespaces: ['a'] });
    const [users, more] = Object.entries(resourcesOf(templateOf(stack), 'AWS::EKS::IdentityProviderConfig'));
    expect(users[1].Properties).toMatchObject({
      Type: 'oidc',
      Oidc: {
        ClientId: 'kubernetes',
        IssuerUrl: 'https://login.example.com',
        UsernameClaim: 'sub',
        UsernamePrefix: 'oidc:',
        GroupsClaim: 'groups',
        GroupsPrefix: 'oidc:',
        RequiredClaims: [{ Key: 'team', Value: 'shop' }],
      },
    });
    expect(users[1].DependsOn).toEqual([expect.stringMatching(/^Fargate/)]);
    expect(more[1].DependsOn).toContain(users[0]);
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test.each<[object, string]>([
    [{ issuerUrl: 'http://x' }, "issuerUrl is 'http://x': must begin with https://. Use the https:// URL of the issuer"],
    [{ groupsPrefix: 'system:' }, "groupsPrefix is 'system:': must not contain system:, which Kubernetes reserves. Use another prefix"],
  ])('fails for %j', (change, message) => {
    const stack = newStack();
    expect(() => new OidcIdentityProvider(stack, 'Users', { cluster: newCluster(stack), ...props, ...change })).toThrow(
      `[Test/Users] ${message} (https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html)`,
    );
  });
});
