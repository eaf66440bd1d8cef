import { App, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import * as cdk8s from 'cdk8s';
import { ChartDeployment } from '../../src';
import { flat, Json, newChart, newCluster, newStack, resourcesOf, templateOf } from '../harness';

const add = (chart: cdk8s.Chart, kind: string, name: string, more: object = {}) => {
  const [, group = 'v1', justKind] = /^(.*\/v1)\/(.*)$/.exec(kind) ?? ['', 'v1', kind];
  return new cdk8s.ApiObject(chart, `${justKind}-${name}`, { apiVersion: group, kind: justKind, metadata: { name }, ...more });
};

/** A chart with many objects that run no pods, and some that are first or last. */
function chartOf(configMaps: number, data: string = ''): cdk8s.Chart {
  const chart = newChart('shop');
  add(chart, 'apps/v1/Deployment', 'web', {
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } },
  });
  for (let index = 0; index < configMaps; index++) add(chart, 'ConfigMap', `map-${index}`, { data: { data } });
  add(chart, 'Namespace', 'other');
  add(chart, 'apiextensions.k8s.io/v1/CustomResourceDefinition', 'things.example.com', {
    spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions: [] },
  });
  return chart;
}

function deployed(chart: cdk8s.Chart): { template: Json; objects: Record<string, Json> } {
  const stack = newStack();
  const deployment = new ChartDeployment(stack, 'Deploy', { cluster: newCluster(stack), chart });
  new CfnResource(stack, 'After', { type: 'X::Y::Z' }).node.addDependency(deployment);
  const template = templateOf(stack);
  return { template, objects: resourcesOf(template, 'Custom::StrataObjects') };
}

const sweepOf = (template: Json) => Object.entries(resourcesOf(template, 'Custom::StrataSweep'));
const kindsIn = (resource: Json): string[] => [
  ...new Set((JSON.parse(flat(resource.Properties.Manifest)) as Json[]).map(({ kind }) => kind)),
];
const sizeOf = (resource: Json): number => (resource.Properties.Manifest ? JSON.parse(flat(resource.Properties.Manifest)).length : 0);

test('2,000 objects are one resource', () => expect(Object.keys(deployed(chartOf(1997)).objects)).toHaveLength(1));

describe('above 2,000 objects', () => {
  const { template, objects } = deployed(chartOf(1998));
  const named = (begin: string) => Object.entries(objects).filter(([id]) => id.startsWith(begin));
  const [[firstId, first]] = named('DeployObjects');

  test('namespaces and CRDs are in a separate first resource, with the namespaces that are not created elsewhere', () => {
    expect(kindsIn(first)).toEqual(['Namespace', 'CustomResourceDefinition']);
    expect(sizeOf(first)).toBe(3);
  });
  test('what runs no pods comes after it, and pods come last', () => {
    expect([named('DeployParts').length, named('DeployPods').length]).toEqual([1, 1]);
    expect(named('DeployParts')[0][1].DependsOn).toContain(firstId);
    expect(named('DeployPods')[0][1].DependsOn).toContain(named('DeployParts')[0][0]);
    expect(kindsIn(named('DeployPods')[0][1])).toEqual(['Deployment']);
  });
  test('all of them are swept together, and each has a name of its own in the records', () => {
    expect(sweepOf(template)).toHaveLength(1);
    expect(Object.entries(objects).map(([id, { Properties }]) => Properties.Deployment === id)).toEqual([true, true, true]);
  });
  test('a dependent of the deployment waits for all of them', () => {
    expect(template.Resources.After.DependsOn).toEqual(expect.arrayContaining(Object.keys(objects)));
  });
  test('the first keeps the logical id that it has below', () => {
    expect(Object.keys(deployed(chartOf(1)).objects)).toEqual([firstId]);
  });
});

test('a layer above 2,000 objects is several resources, and each waits for all of the layer before', () => {
  const chart = chartOf(2100);
  for (let index = 0; index < 2100; index++) add(chart, 'Pod', `pod-${index}`, { spec: { containers: [] } });
  const { objects } = deployed(chart);
  const ids = (begin: string) =>
    Object.keys(objects)
      .filter((id) => id.startsWith(begin))
      .sort();
  expect([ids('DeployParts').length, ids('DeployPods').length]).toEqual([2, 2]);
  for (const id of ids('DeployPods')) expect(objects[id].DependsOn).toEqual(expect.arrayContaining(ids('DeployParts')));
  for (const id of ids('DeployParts')) {
    expect(objects[id].DependsOn.filter((other: string) => other.startsWith('Deploy'))).toEqual(ids('DeployObjects'));
  }
});

describe('the sweep', () => {
  const idOf = (chart: cdk8s.Chart): string => sweepOf(deployed(chart).template)[0][0];

  test('is another one when an object is added or changes: its deletion commits an update', () => {
    expect(idOf(chartOf(3))).toBe(idOf(chartOf(3)));
    expect(idOf(chartOf(3))).not.toBe(idOf(chartOf(3, 'other content')));
    expect(idOf(chartOf(4))).not.toBe(idOf(chartOf(3)));
  });
  test('counts a name that CloudFormation fills in as what it refers to', () => {
    const withName = (ref: string, before: number) => {
      for (let index = 0; index < before; index++) Fn.ref('X');
      const chart = newChart();
      add(chart, 'ConfigMap', Fn.ref(ref));
      return idOf(chart);
    };
    expect(withName('A', 0)).toBe(withName('A', 3));
    expect(withName('A', 0)).not.toBe(withName('B', 0));
  });
  test('is made before, and deleted after, everything that it sweeps', () => {
    const { template, objects } = deployed(chartOf(1));
    expect(Object.values(objects)[0].DependsOn).toContain(sweepOf(template)[0][0]);
    // the objects that it deletes are listed in the records of the cluster
    expect(Object.keys(sweepOf(template)[0][1].Properties)).toEqual([
      'ServiceToken',
      'ClusterName',
      'Endpoint',
      'CertificateAuthority',
      'ServiceTimeout',
    ]);
  });
  test('is served by a function that knows the domain of its partition', () => {
    const [, { Properties }] = Object.entries(resourcesOf(deployed(chartOf(1)).template, 'AWS::Lambda::Function')).find(([id]) =>
      /^StrataDelivery/.test(id),
    )!;
    expect(Properties.Environment).toEqual({ Variables: { URL_SUFFIX: { Ref: 'AWS::URLSuffix' }, STACK_ID: { Ref: 'AWS::StackId' } } });
  });
  test('is one for each stack and cluster, with a function of its own', () => {
    const app = new App();
    const [base, other] = ['Base', 'Other'].map((id) => new Stack(app, id));
    const first = newCluster(base);
    const second = newCluster(other);
    for (const [index, [stack, cluster]] of (
      [
        [base, first],
        [other, first],
        [other, second],
      ] as const
    ).entries()) {
      const chart = newChart();
      add(chart, 'ConfigMap', `map-${index}`);
      new ChartDeployment(stack, `Deploy${index}`, { cluster, chart });
    }
    const handlersOf = (stack: Stack) =>
      Object.keys(resourcesOf(templateOf(stack), 'AWS::Lambda::Function')).filter((id) => /^StrataDelivery/.test(id));
    expect([handlersOf(base).length, handlersOf(other).length]).toEqual([1, 2]);
    expect([sweepOf(templateOf(base)).length, sweepOf(templateOf(other)).length]).toEqual([1, 2]);
    const entries = Object.entries(resourcesOf(templateOf(other), 'AWS::EKS::AccessEntry')).filter(([id]) => id.includes('Delivery'));
    expect(entries.map(([, { Properties }]) => JSON.stringify(Properties.ClusterName)).sort()).toEqual([
      expect.stringContaining('Fn::ImportValue'),
      expect.stringContaining('"Ref"'),
    ]);
  });
});
