import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import * as cdk8s from 'cdk8s';
import { AlbController, CertManager, ChartDeployment, CoreAddons, EbsStorage, ManagedNodes, Preflight, YamlFile } from '../../src';
import { newCluster, newStack } from '../harness';

const folder = path.join(__dirname, 'corpus');
const files = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

/** What a platform has on which such software is installed. */
function platform(stack: Stack) {
  const cluster = newCluster(stack);
  new CoreAddons(stack, 'Addons', { cluster, enforceNetworkPolicies: true });
  new ManagedNodes(stack, 'Nodes', { cluster, instanceTypes: [new InstanceType('m6i.xlarge')], minSize: 3, maxSize: 10 });
  new AlbController(stack, 'Alb', { cluster });
  new CertManager(stack, 'CertManager', { cluster });
  new EbsStorage(stack, 'Storage', { cluster });
  return cluster;
}

test('there are at least forty kinds of software', () => expect(files.length).toBeGreaterThanOrEqual(40));

/** What is true of such software: the platform has it already, Jobs in its rendered chart are hooks, or a rule of a role grants nothing. */
const TRUE: Readonly<Record<string, string>> = {
  'metrics-server.yaml': 'metrics-server-twice',
  'kube-prometheus-stack.yaml': 'hook-in-manifest',
  'velero.yaml': 'hook-in-manifest',
  'volcano.yaml': 'hook-in-manifest',
  // 67 % of three pods, rounded up
  'cockroachdb.yaml': 'disruption-budget-blocks',
  // the keys of the example's user
  'minio-operator.yaml': 'secret-in-template',
  // proxy/nodes, for nodes/proxy
  'longhorn.yaml': 'role-rule-unknown',
};

test.each(files)('%s, in its usual shape, has no finding that is not true', (file) => {
  const stack = newStack();
  const cluster = platform(stack);
  const chart = new cdk8s.Chart(new cdk8s.App(), 'software');
  new YamlFile(chart, 'release', { file: path.join(folder, file) });
  new ChartDeployment(stack, 'Software', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId !== TRUE[file])
      .map(({ ruleId, message }) => `${ruleId} ${message}`),
  ).toEqual([]);
});
