import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import * as cdk8s from 'cdk8s';
import { ChartDeployment, Compute, Platform, Preflight, WebService } from '../../src';

/** The zones of a pod that fit no node, on a platform in eu-west-1a and eu-west-1b. */
function unschedulable(compute: Compute, candidates: readonly string[]): string[] {
  const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-1', account: '111122223333' } });
  const { cluster } = new Platform(stack, 'Platform', {
    version: eks.KubernetesVersion.V1_36,
    vpcOptions: { availabilityZones: ['eu-west-1a', 'eu-west-1b'] },
    admins: [new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() })],
    compute,
  });
  const chart = new cdk8s.Chart(new cdk8s.App(), 'chart', { namespace: 'shop' });
  for (const zone of candidates) {
    new WebService(chart, zone, { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', placement: { zones: [zone] } });
  }
  new ChartDeployment(stack, 'Shop', { cluster, chart });
  const findings = Preflight.of(stack)
    .findings()
    .filter(({ ruleId }) => ruleId === 'pod-fits-no-node')
    .map(({ message }) => message);
  return candidates.filter((zone) => findings.some((message) => message.includes(`/${zone}'`)));
}

// the subnets of a NodePool are in its NodeClass
test.each([
  ['Karpenter', Compute.karpenter()],
  ['Auto Mode', Compute.autoMode()],
  ['managed node groups', Compute.managedNodeGroups()],
])('zones without nodes of %s', (_, compute) =>
  expect(unschedulable(compute, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'us-east-1a'])).toEqual(['eu-west-1c', 'us-east-1a']),
);
