import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { ApiObject, Chart } from 'cdk8s';
import { ChartDeployment, Scaling, WebService, WebServiceProps } from '../../src';
import { newChart, newCluster } from '../harness';

const ROOT = path.join(__dirname, '../..');
const CLI = path.join(ROOT, 'node_modules/aws-cdk/bin/cdk');

const web = (chart: Chart, props: Partial<WebServiceProps>) =>
  new WebService(chart, 'web', { image: 'example.com/web:1', scaling: Scaling.fixed(2), ...props });
const configMap = (chart: Chart, name: string, data: Record<string, string>) =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
const nginx = (port: number) => `server {\n  listen ${port};\n  location / {\n    root /srv;\n  }\n}\n`;

interface Change {
  readonly namespace: string;
  readonly apply: (chart: Chart, changed: boolean) => void;
  /** what `cdk diff` prints: marker and line. */
  readonly printed: readonly string[];
}

const DEPLOYMENT =
  '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": ' +
  '{"name": "web", "namespace": "shop", "labels": {"app.kubernetes.io/name": "web"}}';
const configMapLine = (name: string, namespace: string) =>
  `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "${name}", "namespace": "${namespace}"}`;

const CHANGES: Readonly<Record<string, Change>> = {
  'one replica more': {
    namespace: 'shop',
    apply: (chart, changed) => web(chart, { scaling: Scaling.fixed(changed ? 3 : 2) }),
    printed: [
      ' ,',
      ` ${DEPLOYMENT}`,
      ' ,"spec": {',
      '-  "replicas": 2',
      '+  "replicas": 3',
      '  ,"selector": {"matchLabels": {"app.kubernetes.io/name": "web"}}',
      '  ,"strategy": {',
      '    "rollingUpdate": {',
    ],
  },
  'the tag of an image': {
    namespace: 'image',
    apply: (chart, changed) => web(chart, changed ? { image: 'example.com/web:2' } : {}),
    printed: [
      '     "automountServiceAccountToken": false',
      '    ,"containers": [',
      '      {"name": "web"',
      '-     ,"image": "example.com/web:1"',
      '+     ,"image": "example.com/web:2"',
      '      ,"lifecycle": {"preStop": {"sleep": {"seconds": 15}}}',
      '      ,"livenessProbe": {"tcpSocket": {"port": "http"}}',
      '      ,"ports": [',
    ],
  },
  'one more environment variable': {
    namespace: 'variable',
    apply: (chart, changed) => web(chart, { env: { COLOR: 'red', LEVEL: 'info', ...(changed ? { ZONE: 'a' } : {}) } }),
    printed: [
      '      ,"env": [',
      '        {"name": "COLOR", "value": "red"}',
      '       ,{"name": "LEVEL", "value": "info"}',
      '+      ,{"name": "ZONE", "value": "a"}',
      '       ]',
      '      ,"image": "example.com/web:1"',
      '      ,"lifecycle": {"preStop": {"sleep": {"seconds": 15}}}',
    ],
  },
  'a value of a ConfigMap': {
    namespace: 'value',
    apply: (chart, changed) => configMap(chart, 'web', { color: changed ? 'blue' : 'red', size: '3' }),
    printed: [
      ' ,',
      ` ${configMapLine('web', 'value')}`,
      ' ,"data": {',
      '-  "color": "red"',
      '+  "color": "blue"',
      '  ,"size": "3"',
      '  }',
      ' }',
    ],
  },
  'a line of a text in a ConfigMap': {
    namespace: 'text',
    apply: (chart, changed) => configMap(chart, 'web', { 'nginx.conf': nginx(changed ? 8081 : 8080) }),
    printed: [
      ' ,"data": {',
      '   "nginx.conf": "',
      ' server {\\n',
      '-  listen 8080;\\n',
      '+  listen 8081;\\n',
      '   location / {\\n',
      '     root /srv;\\n',
      '   }\\n',
    ],
  },
  'one more object': {
    namespace: 'more',
    apply: (chart, changed) => ['a', ...(changed ? ['b'] : []), 'c'].forEach((name) => configMap(chart, name, { key: name })),
    printed: [
      ' ,"data": {"key": "a"}',
      ' }',
      ' ,',
      `+${configMapLine('b', 'more')}`,
      '+,"data": {"key": "b"}',
      '+}',
      '+,',
      ` ${configMapLine('c', 'more')}`,
      ' ,"data": {"key": "c"}',
      ' }',
    ],
  },
  'one object less': {
    namespace: 'less',
    apply: (chart, changed) => [...(changed ? [] : ['a']), 'b', 'c'].forEach((name) => configMap(chart, name, { key: name })),
    printed: [
      '  }',
      ' }',
      ' ,',
      `-${configMapLine('a', 'less')}`,
      '-,"data": {"key": "a"}',
      '-}',
      '-,',
      ` ${configMapLine('b', 'less')}`,
      ' ,"data": {"key": "b"}',
      ' }',
    ],
  },
};

function synthesize(outdir: string, changed: boolean): void {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  const cluster = newCluster(stack);
  for (const { namespace, apply } of Object.values(CHANGES)) {
    const chart = newChart(namespace);
    apply(chart, changed);
    new ChartDeployment(stack, namespace, { cluster, chart });
  }
  app.synth();
}

/** What `cdk diff` prints for the deployment of each namespace. */
function differences(): ReadonlyMap<string, string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'manifest-diff-'));
  synthesize(path.join(folder, 'before'), false);
  synthesize(path.join(folder, 'after'), true);
  const options = ['--no-change-set', '--no-notices', '--no-color', '--template', 'before/Shop.template.json', '--app', 'after', 'Shop'];
  const output = execFileSync(process.execPath, [CLI, 'diff', ...options], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
    // in CI it prints to the standard output
    env: { PATH: process.env.PATH, HOME: folder, CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' },
  });
  fs.rmSync(folder, { recursive: true });
  const [, ...resources] = output.split('[~] Custom::StrataObjects ');
  return new Map(resources.map((resource) => [/^\w+/.exec(resource)![0], resource]));
}

/** The lines of the manifest in them, without the quotes of JSON. */
function manifestLines(printed: string): string[] {
  const property = printed.split(/^ [├└]─ /m).find((each) => each.startsWith('[~] Manifest')) ?? '';
  return [...property.matchAll(/\[([-+ ])\] (".*"),?$/gm)].map(([, marker, line]) => `${marker}${JSON.parse(line) as string}`);
}

describe('cdk diff', () => {
  const printed = differences();

  test.each(Object.entries(CHANGES))('prints %s, with three lines before and after it', (_, { namespace, printed: expected }) => {
    expect(manifestLines(printed.get(namespace)!)).toEqual(expected);
  });

  test('prints what is in the documentation', () => {
    const [manifest] = printed.get('shop')!.split(/^ └─ \[~\] DependsOn/m);
    const shown = manifest.split('\n').slice(1).join('\n');
    expect(fs.readFileSync(path.join(ROOT, 'docs/delivery.md'), 'utf8')).toContain(shown);
  });
});
