import { Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Size } from 'cdk8s';
import {
  ClusterAccessPolicy,
  AccessPrincipal,
  ChartDeployment,
  ClusterAccess,
  EbsStorage,
  ExternalSecretsOperator,
  IdentityType,
  ClusterModel,
  KubernetesGroup,
  ManagedNodes,
  MountedSecrets,
  OidcIdentityProvider,
  PodSecurityGroup,
  Preflight,
  SecretSource,
  ExternalSecret,
  ClusterCapability,
  WorkerService,
  WorkloadIdentity,
} from '../../src';
import { find, flat, Json, newChart, newCluster, newStack, objectsOf, resourcesOf, templateOf } from '../harness';

const base = () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  return { stack, cluster };
};
const account = { namespace: 'shop', serviceAccountName: 'web' };

describe('access', () => {
  test('of one principal names each policy once, with all namespaces', () => {
    const { stack, cluster } = base();
    const principal = AccessPrincipal.arn('arn:aws:iam::111122223333:role/dev');
    new ClusterAccess(stack, 'A', {
      cluster,
      principal,
      accessPolicies: [ClusterAccessPolicy.edit('team-a'), ClusterAccessPolicy.view('a')],
    });
    new ClusterAccess(stack, 'B', {
      cluster,
      principal: AccessPrincipal.role(iam.Role.fromRoleName(stack, 'Dev', 'dev')),
      accessPolicies: [ClusterAccessPolicy.view()],
    });
    new ClusterAccess(stack, 'C', {
      cluster,
      principal,
      accessPolicies: [ClusterAccessPolicy.edit('team-b'), ClusterAccessPolicy.edit('team-a'), ClusterAccessPolicy.view('b')],
    });
    const entry = Object.entries(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).find(([id]) => id.startsWith('A'))![1];
    expect(entry.Properties.AccessPolicies.map(({ PolicyArn, AccessScope }: Json) => [flat(PolicyArn).split('/')[1], AccessScope])).toEqual(
      [
        ['AmazonEKSEditPolicy', { Type: 'namespace', Namespaces: ['team-a', 'team-b'] }],
        ['AmazonEKSViewPolicy', expect.anything()],
      ],
    );
  });
  test('is of one principal in every spelling of its ARN', () => {
    const stack = new Stack(Stage.of(newStack())!, 'Known', { env: { account: '111122223333', region: 'eu-west-1' } });
    const cluster = newCluster(stack);
    new ClusterAccess(stack, 'A', {
      cluster,
      principal: AccessPrincipal.arn('arn:aws:iam::111122223333:role/dev'),
      accessPolicies: [ClusterAccessPolicy.edit('team-a')],
    });
    new ClusterAccess(stack, 'B', {
      cluster,
      principal: AccessPrincipal.role(iam.Role.fromRoleName(stack, 'Dev', 'dev')),
      accessPolicies: [ClusterAccessPolicy.edit()],
    });
    const entries = Object.keys(resourcesOf(templateOf(stack), 'AWS::EKS::AccessEntry')).filter((id) => /^[AB]/.test(id));
    expect(entries).toHaveLength(1);
  });
  test('takes a policy by its ARN, and refuses what is none', () => {
    expect(flat(newStack().resolve(ClusterAccessPolicy.of('arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy').policy))).toMatch(
      /cluster-access-policy\/AmazonEKSViewPolicy$/,
    );
    expect(
      flat(newStack().resolve(ClusterAccessPolicy.of('arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy').policy)).match(/arn:/g),
    ).toHaveLength(1);
    expect(() => ClusterAccessPolicy.of('AmazonEKSViewPolcy')).toThrow(
      '[ClusterAccessPolicy AmazonEKSViewPolcy] policyName is AmazonEKSViewPolcy: it must be the name of ' +
        'an access policy, like AmazonEKSViewPolicy. Use a name that aws eks list-access-policies returns',
    );
  });
  test('of a group never changes a role of Kubernetes, and holds in namespaces that can be', () => {
    const { stack, cluster } = base();
    new KubernetesGroup(stack, 'View', { cluster, rules: [{ resources: ['configmaps'], verbs: ['get'] }] });
    expect(find(objectsOf(templateOf(stack)), 'ClusterRole', 'group-view')).toBeDefined();
    expect(
      () =>
        new KubernetesGroup(stack, 'Other', {
          cluster,
          clusterRoles: ['view'],
          namespaces: ['dev-*'],
          rules: [{ apiGroups: ['apps/v1'], resources: ['deployments'], verbs: ['get'] }],
        }),
    ).toThrow(
      new RegExp(
        String.raw`namespaces contains 'dev-\*': must be the name of a namespace.*use a ClusterAccessPolicy, ` +
          String.raw`which supports \*.*\n.*must be an API group without its version. Use 'apps'`,
      ),
    );
  });
  test('by tokens of two providers in two stacks has no cycle', () => {
    const { stack, cluster } = base();
    const other = new Stack(Stage.of(stack)!, 'Other');
    new OidcIdentityProvider(other, 'First', { cluster, issuerUrl: 'https://a.example.com', clientId: 'a' });
    new OidcIdentityProvider(stack, 'Second', { cluster, issuerUrl: 'https://b.example.com', clientId: 'b' });
    expect(Object.keys(resourcesOf(templateOf(other), 'AWS::EKS::IdentityProviderConfig'))).toHaveLength(1);
  });
});

describe('one role for several accounts', () => {
  test('is refused for another cluster with IRSA, and works with Pod Identity', () => {
    const { stack, cluster } = base();
    const other = new Stack(Stage.of(stack)!, 'Other');
    const second = newCluster(other);
    for (const each of [cluster, second]) {
      ClusterModel.of(each).declareExternal(ClusterCapability.podIdentityAgent(), { reason: 'a test is about something else' });
    }
    const irsa = new WorkloadIdentity(stack, 'Irsa', { cluster, ...account });
    expect(() => new WorkloadIdentity(other, 'Same', { cluster: second, ...account, roleFrom: irsa })).toThrow(
      '[Other/Same] roleFrom is Test/Irsa, an identity of another cluster: with IRSA, a role trusts ' + 'service accounts of one cluster.',
    );
    const first = new WorkloadIdentity(stack, 'Agent', {
      cluster,
      namespace: 'shop',
      serviceAccountName: 'agent',
      identityType: IdentityType.podIdentity(),
    });
    new WorkloadIdentity(other, 'Agent', { cluster: second, namespace: 'shop', serviceAccountName: 'agent', roleFrom: first });
    const policy = Object.entries(resourcesOf(templateOf(stack), 'AWS::IAM::Role')).find(([id]) => id.startsWith('AgentRole'))![1]
      .Properties.AssumeRolePolicyDocument;
    const trust: Json[] = JSON.parse(flat(policy)).Statement.filter(({ Principal }: Json) => Principal.Service);
    expect(trust.map(({ Condition }: Json) => flat(Condition.StringEquals['aws:RequestTag/eks-cluster-arn']))).toEqual([
      '<token>',
      'arn:<token>:eks:<token>:<token>:cluster/Other-Cluster',
    ]);
    expect(stack.dependencies).toEqual([]);
  });
  test('leaves the trust policy of a role alone that exists', () => {
    const { stack, cluster } = base();
    const role = new iam.Role(stack, 'Existing', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const first = new WorkloadIdentity(stack, 'A', { cluster, ...account, roleOptions: { role: role } });
    new WorkloadIdentity(stack, 'B', { cluster, namespace: 'shop', serviceAccountName: 'b', roleFrom: first });
    expect(JSON.stringify(templateOf(stack))).not.toContain('@oidc@');
  });
});

describe('a service account', () => {
  test('of two charts is made by hand in one', () => {
    const { stack, cluster } = base();
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...account });
    const accounts = newChart('shop');
    identity.addServiceAccount(accounts);
    new ChartDeployment(stack, 'Accounts', { cluster, chart: accounts });
    for (const name of ['a', 'b']) {
      const chart = newChart('shop');
      new WorkerService(chart, name, { image: 'a:1', identity });
      new ChartDeployment(stack, name, { cluster, chart });
    }
    expect(objectsOf(templateOf(stack)).filter(({ kind }) => kind === 'ServiceAccount')).toHaveLength(1);
    expect(Preflight.of(stack).findings()).toEqual([]);
  });
  test('that travels with workloads of two charts is told how to be shared', () => {
    const { stack, cluster } = base();
    const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...account });
    for (const name of ['a', 'b']) {
      const chart = newChart('shop');
      new WorkerService(chart, name, { image: 'a:1', identity });
      new ChartDeployment(stack, name, { cluster, chart });
    }
    const [finding] = Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'duplicate-object');
    expect(finding.message).toContain(
      "[Test/b] ServiceAccount 'shop/web' is also declared in Test/a: kind, namespace and name identify " +
        'one object: of two declarations, the one applied last wins, and deleting either one deletes the ' +
        'object. Workloads add it to their chart: deploy them in one chart, or call addServiceAccount() or ' +
        'addTo() with one chart before you create the workloads ' +
        '(https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
    );
  });
  test('of another cluster is refused in a chart', () => {
    const { stack, cluster } = base();
    const other = new Stack(Stage.of(stack)!, 'Other');
    const chart = newChart('shop');
    new WorkerService(chart, 'a', {
      image: 'a:1',
      identity: new WorkloadIdentity(other, 'Identity', { cluster: newCluster(other), ...account }),
    });
    const deployment = new ChartDeployment(stack, 'Chart', { cluster, chart });
    expect(deployment.node.validate()).toEqual([
      expect.stringMatching(
        new RegExp(
          String.raw`chart/ServiceAccount-web was created for cluster Other/Cluster: the chart is deployed to ` +
            String.raw`Test/Cluster, where the objects that it refers to do not exist\. Create one`,
        ),
      ),
    ]);
  });
  test('made elsewhere has no security group of its own', () => {
    const { stack, cluster } = base();
    expect(
      () =>
        new WorkloadIdentity(stack, 'A', {
          cluster,
          ...account,
          externalServiceAccount: true,
          securityGroup: new PodSecurityGroup(stack, 'Pods', { cluster }),
        }),
    ).toThrow(
      '[Test/A] securityGroup and externalServiceAccount are mutually exclusive: the SecurityGroupPolicy ' +
        'selects a ServiceAccount that the library creates.',
    );
  });
  test('of a controller stands once', () => {
    const { stack, cluster } = base();
    new EbsStorage(stack, 'Storage', { cluster });
    expect(
      () => new WorkloadIdentity(stack, 'A', { cluster, namespace: 'kube-system', serviceAccountName: 'ebs-csi-controller-sa' }),
    ).toThrow(
      '[Test/A] Test/Cluster/EbsCsiDriver already exists, with the service account ' +
        "'kube-system/ebs-csi-controller-sa': a cluster can have only one. Use the existing construct, and " +
        'remove this one',
    );
  });
});

test('pods on Fargate have the group of the cluster as well', () => {
  const { stack, cluster } = base();
  const pods = new PodSecurityGroup(stack, 'Pods', { cluster, supportFargate: true, allowAllOutbound: false });
  const chart = newChart('shop');
  pods.addSecurityGroupPolicy(chart, 'Policy', { app: 'web' });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  const template = templateOf(stack);
  expect(objectsOf(template).find(({ kind }) => kind === 'SecurityGroupPolicy')!.spec.securityGroups.groupIds).toHaveLength(2);
  const [applied] = Object.values(resourcesOf(template, 'Custom::StrataObjects'));
  expect(applied.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^PodsDnstcp/), expect.stringMatching(/^PodsDnsudp/)]));
});

describe('secrets', () => {
  const { stack, cluster } = base();
  const secret = new secretsmanager.Secret(stack, 'Secret');
  const identity = new WorkloadIdentity(stack, 'Identity', { cluster, ...account });
  const sources = [SecretSource.fromSecretsManagerFields(secret, { password: 'password' })];
  const files = new MountedSecrets(stack, 'Files', { cluster, identity, sources });
  const synced = new ExternalSecret(stack, 'Synced', {
    operator: new ExternalSecretsOperator(stack, 'Operator', { cluster }),
    identity,
    sources,
  });

  test('are read as the identity that may', () => {
    expect(() => new WorkerService(newChart('shop'), 'web', { image: 'a:1', volumes: [files.mountAt('/secrets')] })).toThrow(
      "[chart/web] volumes has the mounted secrets 'files' and identity is not set: " +
        'only the role of Test/Identity may read these secrets. Set `identity` to that WorkloadIdentity',
    );
    expect(() => new WorkerService(newChart('other'), 'web', { image: 'a:1', secretEnv: { A: synced.key('password') } })).toThrow(
      "[chart/web] secretEnv refers to Secret 'synced' in namespace 'shop': pods can use only Secrets of their " +
        "own namespace, 'other'. Create the ExternalSecret with an identity of namespace 'other'",
    );
  });
  test('bring the service account that the operator reads as', () => {
    const chart = newChart('shop');
    new WorkerService(chart, 'web', { image: 'a:1', secretEnv: { A: synced.key('password') } });
    expect(chart.toJson().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toContain('ServiceAccount web');
  });
  test('of one name are refused in one chart, and one at two paths is one volume', () => {
    const chart = newChart('shop');
    const more = new MountedSecrets(new Stack(stack, 'Nested'), 'Files', { cluster, identity, sources });
    new WorkerService(chart, 'a', { image: 'a:1', identity, volumes: [files.mountAt('/a'), files.mountAt('/b')] });
    const [{ spec }] = chart.toJson().filter(({ kind }) => kind === 'Deployment');
    expect(spec.template.spec.volumes.filter(({ name }: Json) => name === 'files')).toHaveLength(1);
    expect(spec.template.spec.containers[0].volumeMounts.filter(({ name }: Json) => name === 'files')).toHaveLength(2);
    expect(() => new WorkerService(chart, 'b', { image: 'a:1', identity, volumes: [more.mountAt('/a')] })).toThrow(
      "secretProviderClassName is 'files': another object in chart chart has this name. Rename one of them",
    );
    expect(
      () =>
        new WorkerService(newChart('shop'), 'c', {
          image: 'a:1',
          identity,
          volumes: [
            files.mountAt('/a'),
            new EbsStorage(stack, 'Storage', { cluster }).claim('files', { size: Size.gibibytes(1), mountPath: '/b' }),
          ],
        }),
    ).toThrow("two volumes have the name 'files': the names of the volumes of a pod must be unique. Rename one of them");
  });
});
