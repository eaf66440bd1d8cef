import { App, Duration } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CoreAddons, ManagedAddon, ManagedNodes, Preflight, ThreeTierVpc } from '../../src';
import { HelmRelease } from '../../src/apply/helm-release';
import { ADDONS } from '../../src/catalog/addons.data';
import { CORE_ADDONS } from '../../src/catalog/catalog.rules';
import { flat, Json, newCluster, newStack, resourceOf, resourcesOf, templateOf } from '../harness';

describe('the core add-ons', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const core = new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });
  const addon = (name: string) => resourceOf(core.addons[name]);

  test('are native resources of EKS', () => {
    expect(Object.values(resourcesOf(templateOf(stack), 'AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName)).toEqual([
      ...CORE_ADDONS,
    ]);
  });
  test.each(['coredns', 'metrics-server'])('%s waits for nodes', (name) =>
    expect(addon(name).DependsOn).toEqual([expect.stringMatching(/^Nodes/)]),
  );
  test.each(['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'eks-node-monitoring-agent'])('%s does not wait for nodes', (name) => {
    expect((addon(name).DependsOn ?? []).filter((id: string) => id.startsWith('Nodes'))).toEqual([]);
  });
  test('vpc-cni has a role of its own, and comes after its policies', () => {
    expect(addon('vpc-cni').Properties.ServiceAccountRoleArn).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^AddonsvpccniIdentityRole/), 'Arn'],
    });
    expect(core.addons['vpc-cni'].identity!.serviceAccountName).toBe('aws-node');
  });
  test('have the versions of the table', () =>
    expect(addon('coredns').Properties.AddonVersion).toBe(ADDONS.coredns.versions['1.36'].version));
});

test('an add-on takes version, configuration and role', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/cni');
  const addon = new ManagedAddon(stack, 'Cni', {
    cluster,
    addonName: 'vpc-cni',
    addonVersion: 'v1.2.3-eksbuild.1',
    configurationValues: { env: { WARM_IP_TARGET: '5' } },
    roleOptions: { role: role },
  });
  expect(resourceOf(addon).Properties).toMatchObject({
    AddonVersion: 'v1.2.3-eksbuild.1',
    ConfigurationValues: '{"env":{"WARM_IP_TARGET":"5"}}',
    ServiceAccountRoleArn: role.roleArn,
  });
  expect(addon.identity).toBeUndefined();
});

test('an add-on that the table does not know waits for nodes', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const addon = new ManagedAddon(stack, 'Other', { cluster, addonName: 'amazon-cloudwatch-observability' });
  new ManagedNodes(stack, 'Nodes', { cluster });
  expect(resourceOf(addon)).toMatchObject({ DependsOn: [expect.stringMatching(/^Nodes/)] });
  expect(resourceOf(addon).Properties).not.toHaveProperty('AddonVersion');
});

test('fails for a name that no add-on has', () => {
  const stack = newStack();
  expect(() => new ManagedAddon(stack, 'Dns', { cluster: newCluster(stack), addonName: 'Core DNS' })).toThrow(
    "[Test/Dns] addonName is 'Core DNS': it must be the name of an EKS add-on, like aws-ebs-csi-driver. " +
      'Use a name that aws eks describe-addon-versions returns ' +
      '(https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html)',
  );
});

describe('a Helm release', () => {
  const props = {
    chartName: 'aws-load-balancer-controller',
    chartRepository: 'https://charts.example.com',
    chartVersion: '1.0.0',
    releaseName: 'lbc',
    namespace: 'kube-system',
    values: () => ({ a: 1 }),
  };

  test('is ready when its pods are, and undoes what fails', () => {
    const stack = newStack();
    const release = new HelmRelease(stack, 'Chart', { cluster: newCluster(stack), ...props });
    const { Properties }: Json = resourceOf(release);
    expect(Properties).toMatchObject({ Release: 'lbc', Version: '1.0.0', Repository: 'https://charts.example.com', WaitSeconds: 900 });
    expect(flat(Properties.Values)).toBe('{"a": 1}');
  });

  test('fails for a wait that its function cannot end, and a name that Helm refuses', () => {
    const stack = newStack();
    expect(
      () => new HelmRelease(stack, 'Chart', { cluster: newCluster(stack), ...props, timeout: Duration.minutes(56), releaseName: 'L' }),
    ).toThrow(
      "[Test/Chart] releaseName is 'L': must be 1–53 lower-case letters, digits, hyphens or dots. Use a name like " +
        "'my-release' (https://helm.sh/docs/chart_template_guide/getting_started/)\n[Test/Chart] timeout is 56 " +
        'minutes: must be at most 55 minutes, because CloudFormation waits for a custom resource for an hour. ' +
        'Decrease `timeout` ' +
        '(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html)',
    );
  });
});

describe('on a version that the tables do not have', () => {
  const stack = newStack();
  const cluster = newCluster(stack, { version: eks.KubernetesVersion.of('1.37') });
  new CoreAddons(stack, 'Addons', { cluster });
  new ManagedNodes(stack, 'Nodes', { cluster });

  test('add-ons have no version, and a warning names them', () => {
    const unknown = Preflight.of(App.of(stack)!)
      .findings()
      .filter(({ ruleId }) => ruleId === 'version-unknown');
    expect(unknown.map(({ message, severity }) => [severity, message])).toEqual([
      [
        'warning',
        expect.stringContaining(
          'EKS chooses the version of coredns, eks-node-monitoring-agent, eks-pod-identity-agent, kube-proxy, metrics-server, vpc-cni',
        ),
      ],
    ]);
  });
});

test('vpc-cni of an IPv6 cluster may do what the pinned version calls at start, and has no managed policy', () => {
  const stack = newStack();
  const cluster = newCluster(stack, { ipv6: true }, new ThreeTierVpc(stack, 'Vpc', { ipv6: true }));
  const role = resourceOf(new CoreAddons(stack, 'Addons', { cluster }).addons['vpc-cni'].role!);
  const policy = Object.values(resourcesOf(templateOf(stack), 'AWS::IAM::Policy')).find(({ Properties }) =>
    JSON.stringify(Properties.PolicyDocument).includes('AssignIpv6Addresses'),
  )!;
  expect(policy.Properties.PolicyDocument.Statement[0]).toMatchObject({
    Action: expect.arrayContaining(['ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:ModifyNetworkInterfaceAttribute']),
    Resource: '*',
  });
  expect(role.Properties.ManagedPolicyArns).toBeUndefined();
});
