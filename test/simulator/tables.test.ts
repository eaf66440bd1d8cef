import * as fs from 'fs';
import { csvLine, parseCsv, readTable, TableRow, TABLES } from './csv';
import { AddonRow, ADDONS } from '../../src/catalog/addons.data';

/** Source: helm/helm, pkg/release/v1/hook.go. */
const HOOKS = [
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
];
const DELETE_POLICIES = ['hook-succeeded', 'hook-failed', 'before-hook-creation'];

/** Columns whose cells are JSON, or empty. */
const JSON_COLUMNS = [
  'labels',
  'selector',
  'requests',
  'limits',
  'nodeSelector',
  'tolerations',
  'nodeAffinity',
  'podAntiAffinity',
  'topologySpread',
  'podLabels',
  'rules',
  'namespaceSelector',
  'objectSelector',
];

/** Objects in another namespace than their release, hooks apart: Helm installs them there. */
const OUTSIDE_OF_THE_RELEASE = [
  'cert-manager Role kube-system/cert-manager-cainjector:leaderelection',
  'cert-manager Role kube-system/cert-manager:leaderelection',
  'cert-manager RoleBinding kube-system/cert-manager-cainjector:leaderelection',
  'cert-manager RoleBinding kube-system/cert-manager:leaderelection',
  'keda RoleBinding kube-system/keda-operator-auth-reader',
];

interface Tables {
  readonly sources: readonly TableRow[];
  readonly objects: readonly TableRow[];
  readonly pods: readonly TableRow[];
  readonly crds: readonly TableRow[];
  readonly webhooks: readonly TableRow[];
}

const readIfThere = (name: string): TableRow[] => (fs.existsSync(`${TABLES}/${name}.csv`) ? readTable(name) : []);

/** The tables of the charts, of the add-ons, or of what operators create. */
const tablesOf = (kind: string): Tables => ({
  sources: readTable('sources').filter((source) => source.kind === kind),
  objects: readTable(`${kind}-objects`),
  pods: readIfThere(`${kind}-pods`),
  crds: readTable(`${kind}-crds`),
  webhooks: readIfThere(`${kind}-webhooks`),
});

const CRD = 'CustomResourceDefinition';
const words = (cell: string): string[] => cell.split(/,\s*/).filter(Boolean);
const id = ({ chart, kind, name }: TableRow): string => `${chart} ${kind} ${name}`;

/** What contradicts itself in the tables. */
function faults(tables: Tables): string[] {
  const { sources, objects, pods, crds, webhooks } = tables;
  const all = [...objects, ...pods, ...crds, ...webhooks];
  const known = new Set(sources.map(({ chart, versionRead }) => `${chart} ${versionRead}`));
  return [
    ...sources.filter(({ chart }) => !objects.some((row) => row.chart === chart)).map(({ chart }) => `${chart} has no objects`),
    ...all.filter(({ chart, version }) => !known.has(`${chart} ${version}`)).map((row) => `${id(row)}: ${row.version} has no source`),
    ...all.flatMap((row) => JSON_COLUMNS.filter((column) => !isJson(row[column])).map((column) => `${id(row)}: ${column} is not JSON`)),
    ...objects.flatMap(objectFaults),
    ...crds.flatMap(crdFaults),
    ...missingFaults(tables),
  ];
}

function objectFaults(row: TableRow): string[] {
  return [
    ...words(row.hook)
      .filter((one) => !HOOKS.includes(one))
      .map((one) => `${id(row)}: hook '${one}' is unknown`),
    ...words(row.hookDeletePolicy)
      .filter((one) => !DELETE_POLICIES.includes(one))
      .map((one) => `${id(row)}: hook-delete-policy '${one}' is unknown`),
    ...(['', 'keep'].includes(row.resourcePolicy) ? [] : [`${id(row)}: resource-policy '${row.resourcePolicy}' is unknown`]),
    ...(row.apiVersion && row.kind && row.name ? [] : [`${id(row)} has no apiVersion, kind or name`]),
  ];
}

function crdFaults(row: TableRow): string[] {
  return [
    ...(row.name === `${row.plural}.${row.group}` ? [] : [`${id(row)} is not named after its plural and group`]),
    ...(['Namespaced', 'Cluster'].includes(row.scope) ? [] : [`${id(row)}: scope '${row.scope}' is unknown`]),
    ...(row.servedVersions ? [] : [`${id(row)} serves no version`]),
  ];
}

function missingFaults({ objects, pods, crds, webhooks }: Tables): string[] {
  const there = new Set(objects.map(id));
  // a webhook of one chart may call the Service of another: istio-base that of istiod
  const services = new Set(objects.filter(({ kind }) => kind === 'Service').map(({ name }) => name));
  const described = new Set(crds.map(({ chart, name }) => `${chart} ${CRD} ${name}`));
  return [
    ...[...pods, ...webhooks].filter((row) => !there.has(id(row))).map((row) => `${id(row)} is not among the objects`),
    ...[...described].filter((crd) => !there.has(crd)).map((crd) => `${crd} is not among the objects`),
    ...objects.filter((row) => row.kind === CRD && !described.has(id(row))).map((row) => `${id(row)} is not among the CRDs`),
    ...pods
      .filter(({ chart, serviceAccount }) => serviceAccount && !there.has(`${chart} ServiceAccount ${serviceAccount}`))
      .map((row) => `${id(row)}: its ServiceAccount ${row.serviceAccount} is not among the objects`),
    ...webhooks
      .filter(({ serviceName }) => !services.has(serviceName))
      .map((row) => `${id(row)}: its Service ${row.serviceName} is not among the objects`),
  ];
}

function isJson(cell = ''): boolean {
  if (cell === '') return true;
  try {
    return typeof JSON.parse(cell) === 'object';
  } catch {
    return false;
  }
}

const CHARTS = tablesOf('chart');
const ADDON_TABLES = tablesOf('addon');

test.each(fs.readdirSync(TABLES).filter((file) => file.endsWith('.csv')))('%s says what it holds, in rows of the same cells', (file) => {
  const [comment, header, ...rows] = parseCsv(fs.readFileSync(`${TABLES}/${file}`, 'utf8'));
  expect(comment[0]).toMatch(/^# .+(source|sources).+2026/);
  expect(rows.filter((row) => row.length !== header.length)).toEqual([]);
});

test.each([
  ['charts', CHARTS],
  ['add-ons', ADDON_TABLES],
  ['operators', tablesOf('operator')],
])('the tables of the %s agree with each other', (_, tables) => {
  expect(faults(tables)).toEqual([]);
});

test('every add-on that the library knows has a source and pods', () => {
  const known = new Set(ADDON_TABLES.pods.map(({ chart }) => chart));
  expect(Object.keys(ADDONS).filter((name) => !known.has(name))).toEqual([]);
});

test('the service accounts of the identities of add-ons are theirs', () => {
  const accounts = new Set(
    ADDON_TABLES.objects
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ chart, namespace, releaseNamespace, name }) => `${chart} ${namespace || releaseNamespace}/${name}`),
  );
  const given = Object.entries<AddonRow>(ADDONS).flatMap(([addon, { identity }]) =>
    identity
      ? [identity.serviceAccount, identity.secondServiceAccount].filter(Boolean).map((name) => `${addon} ${identity.namespace}/${name}`)
      : [],
  );
  expect(given.length).toBeGreaterThan(5);
  expect(given.filter((account) => !accounts.has(account))).toEqual([]);
});

test('a row of an add-on says where it is from', () => {
  const rows = [...ADDON_TABLES.objects, ...ADDON_TABLES.pods, ...ADDON_TABLES.crds, ...ADDON_TABLES.webhooks];
  const origins = new Map(ADDON_TABLES.sources.map(({ chart, origin }) => [chart, origin]));
  expect(new Set(origins.values())).toEqual(new Set(['chart', 'nearest', 'documentation']));
  expect(rows.filter(({ chart, source }) => source !== origins.get(chart))).toEqual([]);
});

test('the objects of charts in another namespace than the release are known', () => {
  const outside = CHARTS.objects.filter(({ namespace, releaseNamespace, hook }) => namespace && namespace !== releaseNamespace && !hook);
  expect(outside.map(({ chart, kind, namespace, name }) => `${chart} ${kind} ${namespace}/${name}`).sort()).toEqual(OUTSIDE_OF_THE_RELEASE);
});

const object = CHARTS.objects.find(({ hook }) => hook)!;
const [pod] = CHARTS.pods;
const [crd] = CHARTS.crds;
test.each<[string, Partial<Tables>, string]>([
  ['a hook', { objects: [{ ...object, hook: 'before-install' }] }, `${id(object)}: hook 'before-install' is unknown`],
  ['a policy', { objects: [{ ...object, resourcePolicy: 'retain' }] }, `${id(object)}: resource-policy 'retain' is unknown`],
  ['a CRD alone', { crds: [{ ...crd, name: 'a.b', plural: 'a', group: 'b' }] }, `${crd.chart} ${CRD} a.b is not among the objects`],
  ['a CRD without versions', { crds: [{ ...crd, servedVersions: '' }] }, `${id(crd)} serves no version`],
  ['no CRD row', { objects: [{ ...object, kind: CRD, name: 'a.b' }] }, `${object.chart} ${CRD} a.b is not among the CRDs`],
  ['a pod alone', { pods: [{ ...pod, name: 'other' }] }, `${pod.chart} ${pod.kind} other is not among the objects`],
  ['no account', { pods: [{ ...pod, serviceAccount: 'other' }] }, `${id(pod)}: its ServiceAccount other is not among the objects`],
  ['not JSON', { pods: [{ ...pod, requests: '{' }] }, `${id(pod)}: requests is not JSON`],
  ['no source', { pods: [{ ...pod, version: '0.0.0' }] }, `${id(pod)}: 0.0.0 has no source`],
  ['no objects', { sources: [{ chart: 'other', versionRead: '1' }] }, 'other has no objects'],
])('fails on a planted fault: %s', (_, planted, fault) => {
  const of = (name: keyof Tables): readonly TableRow[] => [...CHARTS[name], ...(planted[name] ?? [])];
  expect(
    faults({
      sources: of('sources'),
      objects: of('objects'),
      pods: of('pods'),
      crds: of('crds'),
      webhooks: of('webhooks'),
    }),
  ).toEqual([fault]);
});

test('a cell in quotes holds commas and quotes', () => {
  expect(parseCsv('a,"b ""c"", d",\n,e\n')).toEqual([
    ['a', 'b "c", d', ''],
    ['', 'e'],
  ]);
  expect(csvLine(['a', 'b "c", d', ''])).toBe('a,"b ""c"", d",');
});

test('fails for a row with another number of cells', () => {
  expect(() => readTable('things', '# things\na,b\n1,2\n1\n')).toThrow(new Error('[things.csv] row 2 has 1 cells: the header has 2.'));
});
