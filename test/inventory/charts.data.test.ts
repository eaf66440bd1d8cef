import { ADDON_PROVIDES, CHART_CONTENTS } from '../../src/inventory/charts.data';
import { BUILT_IN_GROUPS, CLUSTER_SCOPED, KINDS_OF_AUTO_MODE } from '../../src/inventory/kinds.data';
import { ThingData } from '../../src/inventory/thing.rules';
import { readTable, TableRow } from '../simulator/csv';

// test/simulator/tables holds what the charts and add-ons really contain, read from their sources

const CHART_CRDS = readTable('chart-crds');
const ADDON_CRDS = readTable('addon-crds');
const id = ({ group, kind }: TableRow): string => `${group}/${kind}`;
const kindsOf = (things: readonly ThingData[]): string[] => things.flatMap((thing) => (thing.type === 'kind' ? [`${thing.group}/${thing.kind}`] : []));

/** Charts of Istio by the names of their releases. */
const CHARTS: Readonly<Record<string, string>> = { 'istio-base': 'base', 'istio-cni': 'cni' };
/** Kinds that a chart does not contain: its operator creates them when it runs. Source: NetApp/trident v26.06.0, deploy/crds. */
const CREATED_BY_THE_OPERATOR = new Set(
  ['BackendConfig', 'Backend', 'Volume', 'StorageClass', 'MirrorRelationship', 'SnapshotInfo', 'ActionSnapshotRestore']
    .map((kind) => `trident.netapp.io/Trident${kind}`),
);
/** Charts whose CRDs are those of another chart, beside which they are installed. */
const CRDS_OF_ANOTHER = new Set(['karpenter']);

test.each(Object.keys(CHART_CONTENTS).filter((chart) => !CRDS_OF_ANOTHER.has(chart)))('chart %s provides the kinds of its CRDs', (chart) => {
  const real = new Set(CHART_CRDS.filter((row) => row.chart === (CHARTS[chart] ?? chart)).map(id));
  const ours = kindsOf(CHART_CONTENTS[chart].provides).filter((kind) => !CREATED_BY_THE_OPERATOR.has(kind));
  expect(ours.sort()).toEqual([...real].sort());
});

test.each(Object.keys(ADDON_PROVIDES))('add-on %s provides the kinds of its CRDs', (addon) => {
  const real = ADDON_CRDS.filter((row) => row.chart === addon && !BUILT_IN_GROUPS.has(row.group)).map(id);
  expect(kindsOf(ADDON_PROVIDES[addon]).sort()).toEqual(real.sort());
});

test('Auto Mode provides the kinds of its CRDs', () => {
  expect(kindsOf(KINDS_OF_AUTO_MODE).sort()).toEqual(ADDON_CRDS.filter(({ chart }) => chart === 'eks-auto-mode').map(id).sort());
});

test('a kind is cluster-scoped where its CRD says so', () => {
  const scopes = [...CHART_CRDS, ...ADDON_CRDS].map((row) => [id(row), row.scope === 'Cluster']);
  expect(scopes.filter(([kind, cluster]) => CLUSTER_SCOPED.has(kind as string) !== cluster)).toEqual([]);
});
