import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';
import { ChartDeployment, DeliveryScope, HelmDeployment, KubernetesGroup, Route, WebService } from '../../src';
import { AwaitedValue } from '../../src/apply/awaited-value';
import { Json, newChart, newStack, resourcesOf, templateOf, textOf } from '../harness';

const sharedIn = (scope: Construct, id = 'Shared') =>
  eks.Cluster.fromClusterAttributes(scope, id, {
    clusterName: 'shared',
    vpc: ec2.Vpc.fromVpcAttributes(scope, `${id}Vpc`, {
      vpcId: 'vpc-1',
      availabilityZones: ['a'],
      privateSubnetIds: ['subnet-1'],
      privateSubnetRouteTableIds: ['rtb-1'],
    }),
    clusterSecurityGroupId: 'sg-1',
  });
const roleIn = (scope: Construct, options?: iam.FromRoleNameOptions) =>
  iam.Role.fromRoleName(scope, 'DeliveryRole', 'orders-delivery', options);

function limited(stack: Stack, ...others: string[]): eks.ICluster {
  const cluster = sharedIn(stack);
  DeliveryScope.namespaces('orders', ...others).applyTo(cluster, { role: roleIn(stack) });
  return cluster;
}

function deploy(scope: Construct, cluster: eks.ICluster, ...objects: cdk8s.ApiObjectProps[]): ChartDeployment {
  const chart = newChart('orders');
  const all = objects.length > 0 ? objects : [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }];
  all.forEach((object, index) => new cdk8s.ApiObject(chart, `${index}`, object));
  return new ChartDeployment(scope, 'Orders', { cluster, chart });
}

const only = (template: Json, type: string): Json => Object.values(resourcesOf(template, type))[0];
const functionsIn = (template: Json): string[] =>
  Object.keys(resourcesOf(template, 'AWS::Lambda::Function')).filter((id) => id.startsWith('StrataDelivery'));

describe('a limited delivery', () => {
  const stack = newStack();
  deploy(stack, limited(stack, 'orders-jobs'));
  const template = templateOf(stack);
  const [id] = functionsIn(template);

  test('has neither a role nor an access entry of its own', () => {
    const lambdaRoles = Object.keys(resourcesOf(template, 'AWS::IAM::Role')).filter((each) => each.startsWith('Strata'));
    expect([lambdaRoles, resourcesOf(template, 'AWS::EKS::AccessEntry')]).toEqual([[], {}]);
    expect(JSON.stringify(template.Resources[id].Properties.Role)).toContain(':role/orders-delivery');
  });

  test('tells the function its namespaces, and creates none', () => {
    for (const type of ['Custom::StrataObjects', 'Custom::StrataSweep', 'Custom::StrataPrune']) {
      for (const { Properties } of Object.values(resourcesOf(template, type))) {
        expect(Properties.Namespaces).toEqual(['orders', 'orders-jobs']);
      }
    }
    const { Manifest } = only(template, 'Custom::StrataObjects').Properties;
    expect((JSON.parse(textOf(Manifest)) as Json[]).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual([
      'ConfigMap orders',
    ]);
  });

  test('gives the role what the function needs in AWS, before the function is asked for anything', () => {
    const [[policyId, { Properties }]] = Object.entries(resourcesOf(template, 'AWS::IAM::Policy'));
    expect(Properties).toEqual({
      PolicyName: { 'Fn::Join': ['', [expect.stringMatching(/^Test-StrataDelivery/), { Ref: 'AWS::Region' }]] },
      Roles: ['orders-delivery'],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: expect.anything() },
          { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [id, 'Arn'] } },
        ],
      },
    });
    expect(only(template, 'AWS::Lambda::EventInvokeConfig').DependsOn).toContain(policyId);
  });

  test('reads an uploaded chart', () => {
    const other = newStack();
    const chartAsset = new Asset(other, 'Chart', { path: 'examples/any-chart' });
    new HelmDeployment(other, 'Release', { cluster: limited(other), namespace: 'orders', chartAsset });
    const { Statement } = only(templateOf(other), 'AWS::IAM::Policy').Properties.PolicyDocument;
    expect((Statement as Json[]).map(({ Action }) => Action)).toContain('s3:GetObject');
  });

  test('leaves an immutable role as it is', () => {
    const other = newStack();
    const cluster = sharedIn(other);
    DeliveryScope.namespaces('orders').applyTo(cluster, { role: roleIn(other, { mutable: false }) });
    deploy(other, cluster);
    expect(resourcesOf(templateOf(other), 'AWS::IAM::Policy')).toEqual({});
  });
});

describe('the id of the function', () => {
  const idOf = (...others: string[]): string => {
    const stack = newStack();
    deploy(stack, limited(stack, ...others));
    return functionsIn(templateOf(stack))[0];
  };

  test('contains the first namespace, so that others may be added', () => {
    expect(idOf('orders-jobs')).toBe(idOf());
    expect(idOf('orders', 'orders-jobs')).toBe(idOf());
  });

  test('is another one than that of a delivery to the whole cluster, and of another scope', () => {
    const stack = newStack();
    deploy(new Construct(stack, 'A'), limited(stack));
    deploy(new Construct(stack, 'B'), sharedIn(new Construct(stack, 'Place')), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'other' },
    });
    const other = sharedIn(stack, 'Other');
    DeliveryScope.namespaces('billing').applyTo(other, { role: iam.Role.fromRoleName(stack, 'OtherRole', 'billing-delivery') });
    const chart = newChart('billing');
    new cdk8s.ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    new ChartDeployment(stack, 'Billing', { cluster: other, chart });
    expect(new Set(functionsIn(templateOf(stack))).size).toBe(3);
  });

  test('fails for two scopes with one first namespace', () => {
    const stack = newStack();
    deploy(new Construct(stack, 'A'), limited(stack));
    const second = sharedIn(stack, 'Second');
    DeliveryScope.namespaces('orders', 'billing').applyTo(second, { role: iam.Role.fromRoleName(stack, 'Again', 'orders-delivery') });
    expect(() => deploy(new Construct(stack, 'B'), second)).toThrow(
      '[Test/B/Orders/Objects] the scope is namespaces orders, billing: a scope of this stack has the same first namespace, and other ' +
        'namespaces or another role. Use the same namespaces and the same role in both',
    );
  });
});

describe('fails for', () => {
  const problemsOf = (...objects: cdk8s.ApiObjectProps[]): string[] => {
    const stack = newStack();
    return deploy(stack, limited(stack, 'orders-jobs'), ...objects).node.validate();
  };
  const limits =
    ': the delivery to cluster Test/Shared is limited to namespaces orders, orders-jobs. Deploy cluster-scoped objects and namespaces ' +
    'with the stack of the platform, and set metadata.namespace of the others to one of these namespaces';

  test.each<[string, cdk8s.ApiObjectProps, string]>([
    [
      'a ClusterRole',
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } },
      "ClusterRole 'reader' is cluster-scoped",
    ],
    ['a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'orders' } }, "Namespace 'orders' is cluster-scoped"],
    [
      'a CRD',
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.example.com' } },
      "CustomResourceDefinition 'widgets.example.com' is cluster-scoped",
    ],
    [
      'a custom resource that is known to be cluster-scoped',
      { apiVersion: 'keda.sh/v1alpha1', kind: 'ClusterTriggerAuthentication', metadata: { name: 'queue' } },
      "ClusterTriggerAuthentication 'queue' is cluster-scoped",
    ],
    [
      'an object in another namespace',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'billing' } },
      "ConfigMap 'a' is in namespace billing",
    ],
  ])('%s', (_, object, finding) => {
    expect(problemsOf(object)).toEqual([`${finding}${limits}`]);
  });

  test('many objects in one message', () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `n${name}` } }));
    expect(problemsOf(...many)).toEqual([expect.stringMatching(/^Namespace 'n1' is cluster-scoped, .*, and 2 more: the delivery/)]);
  });

  test('nothing where a ScaledObject, a claim or an object of the second namespace is deployed', () => {
    expect(
      problemsOf(
        { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'web' } },
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'orders-jobs' } },
        { apiVersion: 'example.com/v1', kind: 'Unknown', metadata: { name: 'a' } },
      ),
    ).toEqual([]);
  });

  test('a release in another namespace', () => {
    const stack = newStack();
    const chart = { chartName: 'podinfo', chartRepository: 'https://example.com', chartVersion: '1.0.0' };
    expect(() => new HelmDeployment(stack, 'Podinfo', { cluster: limited(stack), ...chart })).toThrow(
      "[Test/Podinfo/Release] namespace is 'default': the delivery to cluster Test/Shared is limited to namespaces orders. " +
        'Set `namespace` to one of them, or install the release with the stack of the platform',
    );
  });

  test('a part of a platform', () => {
    const stack = newStack();
    const group = new KubernetesGroup(stack, 'Readers', { cluster: limited(stack), clusterRoles: ['view'] });
    expect(group.node.validate()).toEqual([
      expect.stringMatching(/^ClusterRoleBinding 'group-readers-view' is cluster-scoped: the delivery to cluster Test\/Shared is limited/),
    ]);
  });

  test('a value of an object in another namespace', () => {
    const stack = newStack();
    const value = { apiVersion: 'v1', kind: 'Service', name: 'web', namespace: 'billing', path: ['status'] };
    expect(() => new AwaitedValue(stack, 'Value', { cluster: limited(stack), ...value })).toThrow(
      "[Test/Value] Service 'web' is in namespace billing: the delivery to cluster Test/Shared is limited to namespaces orders.",
    );
  });

  test.each([
    [
      'Orders',
      "DeliveryScope.namespaces() contains 'Orders': must be the literal name of a namespace: 1–63 lower-case letters, digits or hyphens",
    ],
    [
      'kube-system',
      "DeliveryScope.namespaces() contains 'kube-system': " +
        'write access to a namespace of the control plane is access to the whole cluster',
    ],
  ])('the namespace %s', (name, message) => {
    const stack = newStack();
    expect(() => DeliveryScope.namespaces(name).applyTo(sharedIn(stack), { role: roleIn(stack) })).toThrow(`[Test/Shared] ${message}.`);
  });

  test('a scope that is applied after a deployment', () => {
    const stack = newStack();
    const cluster = sharedIn(stack);
    const chart = newChart('orders');
    new cdk8s.ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    new ChartDeployment(stack, 'Early', { cluster, chart });
    expect(() => DeliveryScope.namespaces('orders').applyTo(cluster, { role: roleIn(stack) })).toThrow(
      '[Test/Shared] Test/Early/Objects was created before the DeliveryScope was applied, and is delivered to the whole cluster: ' +
        'one scope applies to all deployments to an import. Call applyTo() directly after the import',
    );
  });

  test('two scopes of one import', () => {
    const stack = newStack();
    const cluster = limited(stack);
    expect(() => DeliveryScope.namespaces('billing').applyTo(cluster, { role: roleIn(new Construct(stack, 'Place')) })).toThrow(
      '[Test/Shared] a DeliveryScope was applied to the cluster before: an imported cluster has one scope. List all namespaces in one ' +
        'DeliveryScope, or import the cluster a second time',
    );
  });
});

test('a release creates no namespace and applies no CRDs', () => {
  const stack = newStack();
  const chart = { chartName: 'podinfo', chartRepository: 'https://example.com', chartVersion: '1.0.0', namespace: 'orders' };
  new HelmDeployment(stack, 'Podinfo', { cluster: limited(stack), ...chart });
  const { Properties } = only(templateOf(stack), 'Custom::StrataHelmRelease');
  expect(Properties).toMatchObject({ Namespaces: ['orders'], SkipCrds: true });
  expect(Properties).not.toHaveProperty('CreateNamespace');
});

test('a service of the library with a route and a token is deployed', () => {
  const stack = newStack();
  const chart = newChart('orders');
  const image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';
  new WebService(chart, 'web', { image, route: Route.internalAlb(), env: { BUCKET: new Bucket(stack, 'Bucket').bucketName } });
  new ChartDeployment(stack, 'Orders', { cluster: limited(stack), chart });
  const { Manifest } = only(templateOf(stack), 'Custom::StrataObjects').Properties;
  expect((JSON.parse(textOf(Manifest)) as Json[]).map(({ kind }) => kind)).toContain('Ingress');
});
