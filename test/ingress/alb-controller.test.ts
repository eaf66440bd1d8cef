import * as fs from 'fs';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AlbController, AlbControllerProps, CoreAddons, ManagedNodes, Preflight } from '../../src';
import { ALB_POLICY } from '../../src/catalog/policies/alb-policy.data';
import { flat, Json, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

test('the policy is the official one, statement by statement', () => {
  // the file of the newest version that CDK knows: its content is that of 3.5.0
  const file = path.join(
    path.dirname(require.resolve('aws-cdk-lib/package.json')),
    `aws-eks-v2/lib/addons/alb-iam_policy-v${eks.AlbControllerVersion.V3_2_2.version.slice(1)}.json`,
  );
  const official = JSON.parse(fs.readFileSync(file, 'utf8')).Statement.map(({ Action, Resource, Condition }: Json) => ({
    actions: Action,
    ...(Resource === '*' ? {} : { resources: [Resource].flat().map((arn: string) => arn.replace('arn:aws:', '')) }),
    ...(Condition ? { conditions: Condition } : {}),
  }));
  expect(ALB_POLICY.statements({ arn: (resource) => resource })).toEqual(official);
});

const chartOf = (props: Partial<AlbControllerProps> = {}) => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new CoreAddons(stack, 'Addons', { cluster });
  const controller = new AlbController(stack, 'Alb', { cluster, ...props });
  const [resource] = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease'));
  return { stack, controller, resource, values: JSON.parse(flat(resource.Properties.Values)) };
};

describe('by default', () => {
  const { stack, resource, values, controller } = chartOf();

  test('is the pinned chart, ready when its webhook answers', () => {
    expect(resource.Properties).toMatchObject({
      Chart: 'aws-load-balancer-controller',
      Version: '3.5.0',
      Repository: 'https://aws.github.io/eks-charts',
      Namespace: 'kube-system',
    });
  });

  test('is told what it could not read from instance metadata, and who it is', () => {
    expect(values).toMatchObject({
      clusterName: '<token>',
      region: '<token>',
      vpcId: '<token>',
      keepTLSSecret: true,
      defaultTargetType: 'ip',
      replicaCount: 2,
      serviceAccount: { name: 'aws-load-balancer-controller', annotations: { 'eks.amazonaws.com/role-arn': '<token>' } },
    });
  });

  test('has its policy inside of its role, in the partition of the stack', () => {
    const role = resourceOf(controller.identity.role);
    expect(role.Properties.Policies).toHaveLength(1);
    expect(JSON.stringify(role.Properties.Policies)).not.toContain('arn:aws:');
    expect(JSON.stringify(stack.resolve(controller.identity.role.node.findAll().map((each) => each.node.id)))).not.toContain(
      'DefaultPolicy',
    );
  });

  test('comes after nodes, DNS and what else makes Services, and after its role', () => {
    expect(resource.DependsOn).toEqual([
      expect.stringMatching(/coredns/),
      expect.stringMatching(/metricsserver/),
      expect.stringMatching(/^AlbIdentityRole/),
      expect.stringMatching(/^Nodes/),
      expect.stringMatching(/^StrataDelivery[0-9a-f]{8}Invocations/),
    ]);
  });
});

test('takes mirrors of chart and image, and any value of the chart', () => {
  const { resource, values } = chartOf({
    chartRepository: 'oci://mirror/aws-load-balancer-controller',
    imageRepository: 'mirror/lbc',
    chartVersion: '3.4.3',
    replicas: 1,
    values: { enableWaf: false, serviceAccount: { automountServiceAccountToken: true } },
  });
  expect(resource.Properties).toMatchObject({ Repository: 'oci://mirror/aws-load-balancer-controller', Version: '3.4.3' });
  expect(values).toMatchObject({
    image: { repository: 'mirror/lbc' },
    enableWaf: false,
    serviceAccount: { name: 'aws-load-balancer-controller', automountServiceAccountToken: true },
  });
  expect(values).not.toHaveProperty('podDisruptionBudget');
});

describe.each([
  ['cn-north-1', false],
  ['cn-northwest-1', false],
  ['us-gov-west-1', undefined],
  ['eu-west-1', undefined],
])('in %s', (region, enabled) => {
  const stack = new Stack(new App(), 'Test', { env: { region, account: '111122223333' } });
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new AlbController(stack, 'Alb', { cluster });
  const findings = Preflight.of(App.of(stack)!).findings();
  const [resource] = Object.values(resourcesOf(templateOf(stack), 'Custom::StrataHelmRelease'));
  const values = JSON.parse(flat(resource.Properties.Values));

  test(`Shield and WAF are ${enabled === false ? 'off' : 'as the controller has them'}`, () => {
    expect([values.enableShield, values.enableWaf, values.enableWafv2]).toEqual([enabled, enabled, enabled]);
  });
  test(`a public chart and image are ${enabled === false ? 'findings' : 'none'}`, () => {
    expect(findings.filter(({ ruleId }) => ruleId === 'registry-outside-china').map(({ severity }) => severity)).toEqual(
      enabled === false ? ['warning', 'warning'] : [],
    );
  });
});
