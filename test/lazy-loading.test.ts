import { execFileSync } from 'child_process';
import * as path from 'path';

const root = path.join(__dirname, '..');

/** How many files of cdk8s-plus, and of the facts about regions of CDK, a process has loaded after each part of an app. */
function loadedBy(...parts: string[][]): [number, number][] {
  const count =
    'const files = (part) => Object.keys(require.cache).filter((file) => file.includes(part)).length;' +
    "console.log('loaded', files('cdk8s-plus-'), files('aws-cdk-lib/region-info/lib'));";
  const register = path.join(root, 'scripts/register.js');
  const code = parts.flatMap((lines) => [...lines, `{ ${count} }`]).join('\n');
  const output = execFileSync(process.execPath, ['-r', register, '-e', code], { cwd: root, encoding: 'utf8' });
  return [...output.matchAll(/^loaded (\d+) (\d+)$/gm)].map(([, plus, regions]) => [Number(plus), Number(regions)]);
}

// the workloads of this library, with everything that cdk8s-plus could be loaded for
const APP = [
  "const cdk = require('aws-cdk-lib'), cdk8s = require('cdk8s'), eks = require('aws-cdk-lib/aws-eks-v2');",
  "const strata = require('cdk-eks-strata');",
  "const stack = new cdk.Stack(new cdk.App(), 'Test'), chart = new cdk8s.Chart(new cdk8s.App(), 'shop', { namespace: 'shop' });",
  "const { cluster, storage } = new strata.Platform(stack, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [] });",
  "const identity = new strata.WorkloadIdentity(stack, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });",
  "const settings = new strata.WorkloadConfigMap(chart, 'settings', { data: { a: 'b' } });",
  "const claim = storage.claim('data', { size: cdk8s.Size.gibibytes(1), mountPath: '/data' });",
  "const volumes = [claim, settings.mountAt('/etc/app')], image = 'public.ecr.aws/nginx/nginx-unprivileged:1.29';",
  "const web = new strata.WebService(chart, 'web', { image, identity, volumes, route: strata.Route.publicAlb() });",
  "web.allowTo(new strata.StatefulService(chart, 'db', { image, ports: { sql: 5432 } }));",
  "new strata.ChartDeployment(stack, 'Chart', { cluster, chart });",
  'strata.Preflight.of(stack).findings();',
];

test('an app without cdk8s-plus loads none of its files, nor facts about regions, and one that uses them loads them', () => {
  const [without, using] = loadedBy(APP, [
    'identity.asServiceAccount(chart);',
    "require('aws-cdk-lib').determineLatestNodeRuntimeName(stack);",
  ]);
  expect(without).toEqual([0, 0]);
  expect(using[0]).toBeGreaterThan(20);
  expect(using[1]).toBeGreaterThan(0);
});
