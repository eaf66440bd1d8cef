import { ApiObject } from 'cdk8s';
import { ChartDeployment, ExternalSecretsOperator, ManagedNodes, Preflight } from '../../src';
import { ADDONS } from '../../src/catalog/addons.data';
import { CapabilityData } from '../../src/catalog/capability.rules';
import { addonRow, chartRow, providedByComponent } from '../../src/catalog/catalog.rules';
import { CHARTS as ROWS } from '../../src/catalog/charts.data';
import { BUILT_IN_GROUPS, CLUSTER_SCOPED, AUTO_MODE_KINDS } from '../../src/kubernetes/kinds.data';
import { find, newChart, newCluster, newStack, objectsOf, templateOf } from '../harness';
import { readTable, TableRow } from '../simulator/csv';

// test/simulator/tables holds what the charts and add-ons really contain, read from their sources

const CHART_CRDS = readTable('chart-crds');
const ADDON_CRDS = readTable('addon-crds');
const OPERATOR_CRDS = readTable('operator-crds');
const id = ({ group, kind }: TableRow): string => `${group}/${kind}`;
const kindsOf = (things: readonly CapabilityData[]): string[] =>
  things.flatMap((thing) => (thing.type === 'kind' ? [`${thing.group}/${thing.kind}`] : []));

/** Charts of Istio by the names of their releases. */
const CHARTS: Readonly<Record<string, string>> = { 'istio-base': 'base', 'istio-cni': 'cni' };

test('every chart that this library installs is in the tables', () => {
  const known = new Set(readTable('chart-objects').map(({ chart }) => chart));
  // charts that users install: metrics-server is an add-on here, the contents of CNI plugins are not listed
  expect(Object.keys(ROWS).filter((chart) => !known.has(CHARTS[chart] ?? chart))).toEqual(['metrics-server', 'cilium', 'tigera-operator']);
});

test.each(Object.keys(ROWS))('chart %s provides the kinds of its CRDs, and those that its operator creates', (chart) => {
  const real = [...CHART_CRDS, ...OPERATOR_CRDS].filter((row) => row.chart === (CHARTS[chart] ?? chart)).map(id);
  expect(kindsOf(providedByComponent(chartRow(chart)!)).sort()).toEqual(real.sort());
});

test.each(Object.keys(ADDONS))('add-on %s provides the kinds of its CRDs', (addon) => {
  const real = ADDON_CRDS.filter((row) => row.chart === addon && !BUILT_IN_GROUPS.has(row.group)).map(id);
  expect(kindsOf(providedByComponent(addonRow(addon)!)).sort()).toEqual(real.sort());
});

test('Auto Mode provides the kinds of its CRDs', () => {
  expect(kindsOf(AUTO_MODE_KINDS).sort()).toEqual(
    ADDON_CRDS.filter(({ chart }) => chart === 'eks-auto-mode')
      .map(id)
      .sort(),
  );
});

test('a kind is cluster-scoped where its CRD says so', () => {
  const scopes = [...CHART_CRDS, ...ADDON_CRDS, ...OPERATOR_CRDS].map((row) => [id(row), row.scope === 'Cluster']);
  expect(scopes.filter(([kind, cluster]) => CLUSTER_SCOPED.has(kind as string) !== cluster)).toEqual([]);
});

test('a generator of External Secrets and a cluster-scoped kind with the namespace of its chart are accepted', () => {
  const stack = newStack();
  const cluster = newCluster(stack);
  new ManagedNodes(stack, 'Nodes', { cluster });
  new ExternalSecretsOperator(stack, 'Operator', { cluster });
  const chart = newChart('shop');
  new ApiObject(chart, 'Password', {
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata: { name: 'admin' },
    spec: { length: 42 },
  });
  new ApiObject(chart, 'Everywhere', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name: 'registry' },
    spec: { externalSecretSpec: {} },
  });
  new ChartDeployment(stack, 'Chart', { cluster, chart });
  expect(
    Preflight.of(stack)
      .findings()
      .filter(({ ruleId }) => ruleId === 'kind-missing'),
  ).toEqual([]);
  expect(find(objectsOf(templateOf(stack)), 'ClusterExternalSecret', 'registry').metadata).toEqual({ name: 'registry' });
});
