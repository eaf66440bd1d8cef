import * as fs from 'fs';
import * as path from 'path';
import { AddonRow, ADDONS } from '../../src/catalog/addons.data';
import { ChartRow, CHARTS } from '../../src/catalog/charts.data';
import { PinnedVersion, upstreamVersionOf, VersionsByMinor } from '../../src/catalog/pinned-version.rules';
import { addonTable, chartTable } from '../../src/catalog/tables.rules';
import { API_SOURCES, KINDS_VERSION } from '../../src/kubernetes/api-kinds.data';
import { FIELDS_VERSION } from '../../src/kubernetes/kubernetes-fields.data';
import {
  ByMinor,
  KUBERNETES_CALENDAR_DATE,
  KUBERNETES_VERSIONS,
  Minor,
  SUPPORTED_VERSIONS,
} from '../../src/kubernetes/kubernetes-version.data';
import { creatableVersions, NEWEST_VERSION } from '../../src/kubernetes/kubernetes-version.rules';
import { cellOf, knownMinors, newestOf, unknown, UnknownCell } from '../../src/kubernetes/versions.rules';

const addons = Object.entries<AddonRow>(ADDONS);
const charts = Object.entries<ChartRow>(CHARTS);
const cellsOf = (name: string, versions: VersionsByMinor): [string, PinnedVersion][] =>
  knownMinors(versions).map((minor) => [`${name} of ${minor}`, cellOf<PinnedVersion>(versions, minor)!]);
const PINNED: [string, PinnedVersion][] = [
  ...charts.flatMap(([name, { installed }]): [string, PinnedVersion][] => (installed ? [[name, installed]] : [])),
  ...addons.flatMap(([name, { versions }]) => cellsOf(name, versions)),
  ...charts.flatMap(([name, { images }]) => (images ? cellsOf(`image of ${name}`, images) : [])),
];
/** Every table with a column for each minor. */
const BY_MINOR: [string, Readonly<Record<string, unknown>>][] = [
  ...addons.map(([name, { versions }]): [string, Readonly<Record<string, unknown>>] => [`versions of ${name}`, versions]),
  ...charts.flatMap(([name, { images, minVersions }]) =>
    Object.entries({ images, minVersions }).flatMap(([column, table]): [string, Readonly<Record<string, unknown>>][] =>
      table ? [[`${column} of ${name}`, table]] : [],
    ),
  ),
  ['sources of the tables of kinds', API_SOURCES],
];

describe('a table by minor', () => {
  test('has a column for each version that EKS creates', () =>
    expect(Object.keys(SUPPORTED_VERSIONS).reverse()).toEqual(creatableVersions(KUBERNETES_CALENDAR_DATE)));
  test.each(BY_MINOR)('%s has a cell or a reason in each column', (_, table) => {
    const minors = Object.keys(table);
    expect(minors).toEqual(expect.arrayContaining(creatableVersions()));
    expect(minors.filter((minor) => !(minor in KUBERNETES_VERSIONS))).toEqual([]);
    const reasons = Object.values(table).filter(
      (cell): cell is UnknownCell => typeof cell === 'object' && cell !== null && 'unknown' in cell,
    );
    expect(reasons.filter(({ unknown: reason }) => reason.length < 20)).toEqual([]);
  });
  test('does not compile without a cell for a minor', () => {
    // @ts-expect-error 1.32 is missing
    const versions: VersionsByMinor = { 1.36: SOME, 1.35: SOME, 1.34: SOME, 1.33: SOME };
    // @ts-expect-error 1.36 is missing
    const images: ChartRow['images'] = { 1.35: SOME, 1.34: SOME, 1.33: SOME, 1.32: SOME };
    // @ts-expect-error 1.36 is missing
    const minVersions: ChartRow['minVersions'] = { 1.35: '1.9.0', 1.34: '1.6.0', 1.33: '1.5.0', 1.32: '1.2.0' };
    // @ts-expect-error 1.34 is missing
    const sources: typeof API_SOURCES = { 1.36: '', 1.35: '', 1.33: '', 1.32: '' };
    expect([versions, images, minVersions, sources].map((table) => Object.keys(table!).length)).toEqual([4, 4, 4, 4]);
  });
  test('does not compile without a column that the calendar gets', () => {
    type WithNext = Readonly<Record<Minor | '1.99', PinnedVersion | UnknownCell>>;
    // @ts-expect-error each add-on lacks the cell of the new minor
    const next: Readonly<Record<keyof typeof ADDONS, { readonly versions: WithNext }>> = ADDONS;
    // @ts-expect-error the images lack it
    const images: WithNext = CHARTS['cluster-autoscaler'].images;
    // @ts-expect-error the oldest versions lack it
    const minVersions: Readonly<Record<Minor | '1.99', string>> = CHARTS.karpenter.minVersions;
    expect([next, images, minVersions]).toHaveLength(3);
  });
  test('does not compile with a column that the calendar does not have', () => {
    // @ts-expect-error 1.99 is not a version of the calendar
    const table: ByMinor<string> = { 1.99: '', 1.36: '', 1.35: '', 1.34: '', 1.33: '', 1.32: '' };
    expect(table).toHaveProperty(['1.36']);
  });
  test('has no value where it is not known, and for a minor without a column', () => {
    const table = { 1.36: unknown('no source has it'), 1.35: 'b', 1.34: 'a' };
    expect(['1.36', '1.35', '1.99', undefined].map((minor) => cellOf<string>(table, minor))).toEqual([
      undefined,
      'b',
      undefined,
      undefined,
    ]);
    expect([newestOf<string>(table), newestOf<string>({})]).toEqual(['b', undefined]);
  });
});

const SOME: PinnedVersion = { version: 'v1.0.0-eksbuild.1', source: 'a test' };

test.each([
  ['add-ons', addonTable],
  ['charts', chartTable],
])('the README shows the table of %s', (_, table) => {
  expect(fs.readFileSync('src/catalog/README.md', 'utf8')).toContain(table());
});

test('the tables of kinds and of fields describe one version', () => expect(KINDS_VERSION).toBe(FIELDS_VERSION));

test('the kubectl layer is within the version skew of the newest minor: one minor in each direction', () => {
  const { dependencies } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const [layer] = Object.keys(dependencies).flatMap((name) => /lambda-layer-kubectl-v(\d+)$/.exec(name)?.[1] ?? []);
  expect(Math.abs(Number(NEWEST_VERSION.split('.')[1]) - Number(layer))).toBeLessThanOrEqual(1);
});

test.each(addons)('the versions of %s are written like EKS writes them', (_, { versions }) => {
  for (const minor of knownMinors(versions)) {
    expect(cellOf<PinnedVersion>(versions, minor)!.version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
  }
});

test('kube-proxy has the minor of its cluster', () => {
  for (const [minor, { version }] of Object.entries(ADDONS['kube-proxy'].versions)) expect(version.startsWith(`v${minor}.`)).toBe(true);
});

test.each(PINNED)('%s says where its version was seen', (_, { source }) => expect(source.length).toBeGreaterThan(20));

test('a version without a source does not compile', () => {
  // @ts-expect-error seen is missing
  const pinned: PinnedVersion = { version: 'v1.10.0-eksbuild.1' };
  expect(pinned.version).toBe('v1.10.0-eksbuild.1');
});

test.each([
  ['v1.23.1-eksbuild.1', 'v1.23.1'],
  ['3.5.0', '3.5.0'],
])('the release of %s is %s', (version, release) => expect(upstreamVersionOf(version)).toBe(release));

const SRC = path.join(__dirname, '../../src');
const filesOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))
    .filter((file) => file.endsWith('.ts'));
const TEXTS: [string, string][] = filesOf(SRC).map((file) => [path.relative(SRC, file), fs.readFileSync(file, 'utf8')]);

// a version of a chart, an add-on or an image that code sets or falls back to
const LITERAL = /(?:[vV]ersions?|imageTag)(?: \?\?| =|:) ?'v?\d+\.\d+\.\d+[^']*'/;
const literals = (texts: readonly [string, string][]): string[] =>
  texts
    .filter(
      ([name, text]) =>
        !/catalog\/(charts|addons)\.data\.ts$|-policy\.data\.ts$/.test(name) && LITERAL.test(text.replace(/\/\*\*[\s\S]*?\*\//g, '')),
    )
    .map(([name]) => name);

describe('a pinned version', () => {
  test('is in a table', () => expect(literals(TEXTS)).toEqual([]));
  test('is found in code', () =>
    expect(literals([['addons/other.ts', "version: props.chartVersion ?? '2.20.2',"]])).toEqual(['addons/other.ts']));
});
