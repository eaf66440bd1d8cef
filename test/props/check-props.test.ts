import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { App, Duration, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as assertions from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eksV1 from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as cdk8s from 'cdk8s';
import { Construct } from 'constructs';
import { PropsTable } from '../../scripts/props-table/props-table';
import * as strata from '../../src';
import { StrataError } from '../../src/errors/problems';
import { PropRow, propsOf, structNames, valuesOf } from '../../src/props/props-table.rules';
import { newChart, newPlainCluster, newStack } from '../harness';
import { sampled } from '../thorough';

type Class = new (scope: unknown, id: unknown, props?: unknown) => Construct;

const CLASSES = strata as unknown as Readonly<Record<string, Class>>;
const constructs = structNames().filter((name) => name.endsWith('Props') && CLASSES[name.replace(/Props$/, '')] !== undefined);
const classOf = (struct: string): Class => CLASSES[struct.replace(/Props$/, '')];

/** The message of the construction, which must be one of ours. */
function messageOf(create: () => unknown): string {
  try {
    create();
  } catch (error) {
    expect(error).toBeInstanceOf(StrataError);
    return (error as Error).message;
  }
  throw new Error('nothing is thrown');
}

/** Values of another type than that of a prop. */
function wrongValues(type: string): unknown[] {
  const nothing = [null];
  if (type === '*') return [];
  if (type === 's') return [...nothing, 2, {}, ['a'], true];
  if (type === 'n') return [...nothing, '2', {}, [2], NaN];
  if (type === 'b') return [...nothing, 'true', 1, {}];
  if (type === 'e') return [...nothing, {}, ['a']];
  if (type.startsWith('[]')) return [...nothing, 2, 'a', {}, ...wrongValues(type.slice(2)).map((each) => [each])];
  if (type.startsWith('{}')) return [...nothing, 2, 'a', [], ...wrongValues(type.slice(2)).map((key) => ({ key }))];
  if (valuesOf(type)) return [...nothing, 'no such value', 2, {}];
  return [...nothing, 2, 'a', true, [], ...(type === 'o' || propsOf(type) ? [] : [{}])];
}

test('the table is that of the sources', () => {
  const written = fs.readFileSync(path.join(__dirname, '../../src/props/props.data.ts'), 'utf8');
  expect(new PropsTable(path.join(__dirname, '../../src')).source()).toBe(written);
  expect(written.length).toBeLessThan(40_000);
});

test('the table is not read with the package', () => {
  const code =
    "require('./scripts/register.js'); require('./src'); console.log(Object.keys(require.cache).filter((each) => /props.data/.test(each)))";
  expect(execFileSync(process.execPath, ['-e', code], { cwd: path.join(__dirname, '../..'), encoding: 'utf8' }).trim()).toBe('[]');
});

test('every construct with props is in the table', () => {
  const withProps = Object.keys(strata).filter((name) => CLASSES[name].length >= 3 && CLASSES[name].prototype instanceof Construct);
  expect(withProps.map((name) => `${name}Props`).filter((name) => !constructs.includes(name))).toEqual([]);
  expect(constructs.length).toBeGreaterThanOrEqual(66);
});

describe.each(constructs)('%s', (struct) => {
  const create = (props: unknown, ...[scope]: unknown[]) => new (classOf(struct))(scope, 'Id', props);
  const rows = [...propsOf(struct)!];

  test('scope', () => {
    for (const scope of [undefined, null, 'stack', {}, new App(), new cdk8s.App()]) {
      expect(messageOf(() => create({}, scope))).toMatch(/the scope is /);
    }
    const scopes = [new Stack(), newChart()];
    expect(scopes.map((scope) => messageOf(() => create(null, scope))).filter((text) => text.includes('the scope is '))).toHaveLength(1);
  });

  test('undefined', () => {
    const message = messageOf(() => create(rows.some(([, { required }]) => required) ? undefined : null));
    for (const [name, { required }] of rows) if (required) expect(message).toContain(`${name} is undefined: it is required. Set it to `);
  });

  // of a few props, too
  const chosen = sampled(rows, struct.length);
  test.each(chosen.length > 0 ? chosen : rows)('%s', (name, { type }: PropRow) => {
    for (const value of wrongValues(type)) {
      const message = messageOf(() => create({ [name]: value })).split('\n');
      expect(message.filter((line) => new RegExp(`\\] ${name}(\\[0\\]|\\.key)* is .*: must be `).test(line))).toHaveLength(1);
      expect(message.join()).not.toMatch(/undefined: must|\[object|out of range|e\+289/);
    }
    // a value that is known at deployment
    if (type === 'n') {
      const token = Token.asNumber({ Ref: 'Parameter' });
      expect(messageOf(() => create({ [name]: token, zzz: 1, cluster: 1, image: 1 }))).not.toMatch(new RegExp(`^.* ${name} is`, 'm'));
    }
  });
});

describe('messages', () => {
  const web = (props: object) =>
    messageOf(() => new CLASSES.WebService(newChart('shop'), 'web', { image: 'public.ecr.aws/a/b:1', ...props }));
  const nodes = (props: object) => messageOf(() => new CLASSES.ManagedNodes(newStack(), 'Nodes', { ...props }));

  test('name the type and the conversion', () => {
    expect(web({ port: '8080' })).toBe("[chart/web] port is the string '8080': must be a number. Use 8080");
    expect(web({ env: { PORT: 8080 } })).toBe("[chart/web] env.PORT is the number 8080: must be a string. Use '8080'");
    const cpu = 'a Cpu of cdk8s-plus-27, like Cpu.millis(250)';
    expect(web({ resources: { cpu: 0.25 } })).toContain(`resources.cpu is the number 0.25: must be ${cpu}. Set it to ${cpu}`);
    expect(web({ terminationGracePeriod: 45 })).toContain('must be a Duration of cdk8s, like Duration.seconds(30)');
    expect(web({ identity: new ec2.Vpc(newStack(), 'Vpc') })).toContain(
      'identity is the construct Test/Vpc (Vpc): must be a WorkloadIdentity',
    );
    expect(messageOf(() => new CLASSES.Platform(newStack(), 'P', { version: '1.36' }))).toBe(
      "[Test/P] version is the string '1.36': must be a version, like KubernetesVersion.V1_36, or KubernetesVersion.of('1.36'). " +
        "Set it to a version, like KubernetesVersion.V1_36, or KubernetesVersion.of('1.36')",
    );
  });

  test('of clusters that are not of aws-eks-v2', () => {
    const stack = newStack();
    const attributes = { clusterName: 'old', vpc: new ec2.Vpc(stack, 'Vpc') };
    expect(nodes({ cluster: eksV1.Cluster.fromClusterAttributes(stack, 'Old', attributes) })).toContain(
      'cluster is a cluster of aws-cdk-lib/aws-eks: must be a cluster of aws-cdk-lib/aws-eks-v2',
    );
    const old = new eksV1.FargateCluster(stack, 'OldFargate', {
      version: eksV1.KubernetesVersion.V1_32,
      kubectlLayer: {} as never,
    });
    expect(nodes({ cluster: old })).toContain('cluster is a cluster of aws-cdk-lib/aws-eks: must be');
    expect(nodes({ cluster: 'prod' })).toContain("cluster is the string 'prod': must be a cluster of aws-cdk-lib/aws-eks-v2");
    const platform = Object.assign(Object.create({ constructor: { name: 'Platform' } }), { cluster: newPlainCluster() });
    expect(nodes({ cluster: platform })).toContain('Use Platform.cluster');
  });

  test('of a chart in a stack', () => {
    const stack = newStack();
    const chart = new cdk8s.Chart(stack, 'chart');
    expect(messageOf(() => new CLASSES.WebService(chart, 'web', { image: 'a/b:1' }))).toContain(
      'the cdk8s chart Test/chart is in the stack Test',
    );
    expect(messageOf(() => new CLASSES.ChartDeployment(stack, 'D', { cluster: newPlainCluster(), chart }))).toContain(
      'the cdk8s chart Test/chart is in the stack Test',
    );
  });

  test.each([
    ['a bare root', new Construct(undefined as never, '')],
    ['an app of the CDK', new App()],
  ])('of a chart in %s', (_, root) => {
    const chart = new cdk8s.Chart(root, 'chart');
    const text =
      'the cdk8s chart chart is in no cdk8s.App: a chart is rendered by its cdk8s.App, and not by the CDK. Create it in one: ' +
      "new cdk8s.Chart(new cdk8s.App(), 'chart')";
    const cluster = newPlainCluster();
    expect(messageOf(() => new CLASSES.ChartDeployment(cluster.stack, 'D', { cluster, chart }))).toContain(text);
    expect(messageOf(() => new CLASSES.WebService(chart, 'web', { image: 'a/b:1' }))).toContain(text);
    expect(messageOf(() => strata.RenderedManifest.of(chart))).toContain(text);
  });

  test('of a number that is known at deployment', () => {
    const port = Token.asNumber({ Ref: 'Port' });
    const message = web({ port });
    expect(message).toContain('port is a value that is known only at deployment: it is compared with a limit at synthesis');
    expect(message).not.toContain('e+289');
  });

  test('of a Duration of the other package', () => {
    const stack = newStack();
    expect(
      messageOf(
        () => new CLASSES.SecretsStoreDriver(stack, 'D', { cluster: newPlainCluster(), rotationInterval: cdk8s.Duration.minutes(2) }),
      ),
    ).toContain('must be a Duration of aws-cdk-lib');
  });
});

describe('unknown props', () => {
  const props = { image: 'public.ecr.aws/a/b:1' };
  const chartWith = (more: object): cdk8s.Chart => {
    const chart = newChart('shop');
    new CLASSES.WebService(chart, 'web', { ...props, ...more });
    return chart;
  };

  test.each([
    [{ replicas: 3 }, 'unknown prop replicas: it has no effect. Use scaling: Scaling.fixed(3)'],
    [{ cpu: '250m' }, 'unknown prop cpu: it has no effect. Use resources: { cpu: Cpu.millis(250)'],
    [{ environment: {} }, 'unknown prop environment: it has no effect. Use env'],
    [{ imgae: 'x' }, undefined],
    [{ prot: 8080 }, 'unknown prop prot: it has no effect. Use port'],
    [{ healthcheckpath: '/' }, 'unknown prop healthcheckpath: it has no effect. Use healthCheckPath'],
    [{ resources: { cpus: undefined, memoy: 1 } }, 'unknown prop resources.memoy: it has no effect. Use resources.memory'],
  ])('%p', (more, message) => {
    if (message === undefined) expect(() => chartWith(more)).not.toThrow();
    else expect(messageOf(() => chartWith(more))).toContain(message);
  });

  test('are a warning of the deployment where no prop is meant', () => {
    const stack = newStack();
    new strata.ChartDeployment(stack, 'Shop', {
      cluster: newPlainCluster(stack),
      chart: chartWith({ imgae: 'x', owner: 'team', scaling: strata.Scaling.fixed(1), replicas: 1 }),
    });
    const found = assertions.Annotations.fromStack(stack).findWarning('/Test/Shop', Match.stringLikeRegexp('unknown props'));
    expect(found.map(({ entry }) => entry.data)).toEqual([
      expect.stringContaining('[chart/web] unknown props imgae (nearest: image), owner, replicas: they have no effect. Remove them'),
    ]);
  });

  test('are a warning of the scope of a construct of a stack', () => {
    const stack = newStack();
    const spread = { cluster: newPlainCluster(stack), addonName: 'metrics-server', admins: [], timeout: Duration.minutes(1) };
    new strata.ManagedAddon(stack, 'Metrics', spread);
    const found = assertions.Annotations.fromStack(stack).findWarning('/Test', Match.stringLikeRegexp('unknown props'));
    expect(found.map(({ entry }) => entry.data)).toEqual([expect.stringContaining('[Test/Metrics] unknown props admins, timeout')]);
  });

  test('of a subclass are its own: a warning where a prop may be meant', () => {
    const stack = newStack();
    class ShopNodes extends strata.ManagedNodes {}
    class ShopService extends strata.WebService {}
    const more = { cluster: newPlainCluster(stack), team: 'shop', environment: 'prod', role: 'workers' };
    new ShopNodes(stack, 'Nodes', more);
    const found = assertions.Annotations.fromStack(stack).findWarning('/Test', Match.stringLikeRegexp('unknown prop'));
    expect(found.map(({ entry }) => entry.data)).toEqual([expect.stringContaining('unknown prop role (nearest: roleOptions)')]);
    // the types of its values and the names in nested objects are those of the class
    const own = { ...props, environment: 'prod' };
    const web = (its: object) => messageOf(() => new ShopService(newChart('shop'), 'web', { ...own, ...its }));
    expect(web({ port: '8080' })).toBe("[chart/web] port is the string '8080': must be a number. Use 8080");
    expect(web({ resources: { memoy: 1 } })).toBe('[chart/web] unknown prop resources.memoy: it has no effect. Use resources.memory');
  });

  test('a prop without a value and tokens are not reported', () => {
    expect(() =>
      chartWith({ replicas: undefined, command: Token.asList({ Ref: 'Command' }), env: { A: Token.asString({ Ref: 'A' }) } }),
    ).not.toThrow();
  });

  test('of options of factories and methods', () => {
    expect(messageOf(() => strata.Route.publicAlb({ certifcate: {} } as never))).toBe(
      '[Route.publicAlb] unknown prop certifcate: it has no effect. Use certificate',
    );
    expect(messageOf(() => strata.Scaling.onCpu({ minReplicas: '2', max: 3 } as never)).split('\n')).toEqual([
      "[Scaling.onCpu] minReplicas is the string '2': must be a number. Use 2",
      expect.stringContaining('maxReplicas is undefined: it is required'),
      expect.stringContaining('unknown prop max: it has no effect. Use maxReplicas'),
    ]);
  });

  test('a class that the compiler has renamed is known by its name of jsii', () => {
    const stack = newStack();
    class _WorkloadIdentity extends Construct {}
    Object.defineProperty(_WorkloadIdentity, Symbol.for('jsii.rtti'), { value: { fqn: 'cdk-eks-strata.WorkloadIdentity' } });
    const withRoleOf = (roleFrom: Construct) =>
      messageOf(() => new strata.WorkloadIdentity(stack, 'A', { roleFrom, namespace: 2 } as never));
    expect(withRoleOf(new _WorkloadIdentity(stack, 'Renamed'))).not.toContain('roleFrom is');
    expect(withRoleOf(new Construct(stack, 'Other'))).toContain('roleFrom is');
  });

  test('an implementation of ICluster is accepted', () => {
    const stack = newStack();
    const cluster = newPlainCluster(stack);
    class Wrapped extends Construct {
      readonly clusterName = cluster.clusterName;
    }
    const own = new Wrapped(stack, 'Own') as unknown as eks.ICluster;
    expect(messageOf(() => new strata.ManagedAddon(stack, 'A', { cluster: own, addonName: 2 as never }))).not.toContain('cluster is');
  });
});
