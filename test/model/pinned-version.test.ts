import * as fs from 'fs';
import * as path from 'path';
import { AUTOSCALER_IMAGES } from '../../src/addons/cluster-autoscaler-policy.data';
import { ADDON_VERSIONS } from '../../src/catalog/addon-versions.data';
import { CHART_VERSIONS } from '../../src/catalog/chart-versions.data';
import { PinnedVersion, releaseOf } from '../../src/catalog/pinned-version.rules';

const PINNED: [string, PinnedVersion][] = [
  ...Object.entries(CHART_VERSIONS),
  ...Object.entries(ADDON_VERSIONS as Record<string, Record<string, PinnedVersion>>).flatMap(([name, byMinor]) => (
    Object.entries(byMinor).map(([minor, pinned]): [string, PinnedVersion] => [`${name} of ${minor}`, pinned])
  )),
  ...Object.entries(AUTOSCALER_IMAGES).map(([minor, pinned]): [string, PinnedVersion] => [`image of ${minor}`, pinned]),
];

test.each(PINNED)('%s says where its version was seen', (_, { seen }) => expect(seen.length).toBeGreaterThan(20));

test('a version without a source does not compile', () => {
  // @ts-expect-error seen is missing
  const pinned: PinnedVersion = { version: 'v1.10.0-eksbuild.1' };
  expect(pinned.version).toBe('v1.10.0-eksbuild.1');
});

test.each([['v1.23.1-eksbuild.1', 'v1.23.1'], ['3.5.0', '3.5.0']])('the release of %s is %s', (version, release) => expect(releaseOf(version)).toBe(release));

const SRC = path.join(__dirname, '../../src');
const filesOf = (folder: string): string[] => fs.readdirSync(folder, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? filesOf(path.join(folder, entry.name)) : [path.join(folder, entry.name)])).filter((file) => file.endsWith('.ts'));
const TEXTS: [string, string][] = filesOf(SRC).map((file) => [path.relative(SRC, file), fs.readFileSync(file, 'utf8')]);

// a version of a chart, an add-on or an image that code sets or falls back to
const LITERAL = /(?:[vV]ersions?|imageTag)(?: \?\?| =|:) ?'v?\d+\.\d+\.\d+[^']*'/;
const literals = (texts: readonly [string, string][]): string[] => texts
  .filter(([name, text]) => !/catalog\/(chart|addon)-versions\.data\.ts$|-policy\.data\.ts$/.test(name) && LITERAL.test(text)).map(([name]) => name);

describe('a pinned version', () => {
  test('stands in a table', () => expect(literals(TEXTS)).toEqual([]));
  test('is found when it stands in code', () => expect(literals([['addons/other.ts', "version: props.chartVersion ?? '2.20.2',"]])).toEqual(['addons/other.ts']));
  test.each(TEXTS.flatMap(([name, text]) => [...text.matchAll(/CHART_VERSIONS(?:\.([a-z]+)|\['([^']+)'\])\.version/g)].map(([, plain, quoted]) => [name, plain ?? quoted, text]))
    .filter(([name]) => !/\.data\.ts$/.test(name)))('%s documents the version of %s as its default', (_, chart, text) => {
    expect(text).toContain(`@default '${(CHART_VERSIONS as Record<string, PinnedVersion>)[chart].version}'`);
  });
});
