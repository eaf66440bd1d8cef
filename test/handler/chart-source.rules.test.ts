import { remoteChartOf } from '../../src/handler/chart-source.rules';
import { Failure } from '../../src/handler/custom-resource-request';

const REPOSITORY = 'https://charts.example.com';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  [
    'of a repository',
    { chart: 'shop', repository: REPOSITORY, version: '1.0.0' },
    { name: 'shop', options: ['--repo', REPOSITORY, '--version', '1.0.0'] },
  ],
  [
    'of an OCI registry',
    { chart: 'shop', repository: 'oci://oci.example.com/charts/shop', version: '1.0.0' },
    { name: 'oci://oci.example.com/charts/shop', options: ['--version', '1.0.0'], registry: 'oci.example.com' },
  ],
  [
    'of a digest',
    { chart: 'shop', repository: `oci://oci.example.com/charts/shop@${DIGEST}` },
    { name: `oci://oci.example.com/charts/shop@${DIGEST}`, options: [], registry: 'oci.example.com' },
  ],
])('a chart %s', (_, source, expected) => expect(remoteChartOf(source)).toEqual(expected));

const name = (chart: string) => `the chart name is '${chart}': must contain letters, digits, '.', '_' and '-' only`;
const scheme = (repository: string) => `the repository of chart 'shop' is '${repository}': must begin with https:// or oci://`;
const VERSION = "the version of chart 'shop' is missing: set its version, or the digest of the chart in an OCI registry";

test.each([
  ['an option as name', { chart: '--post-renderer=evil', repository: REPOSITORY, version: '1.0.0' }, name('--post-renderer=evil')],
  ['a file as name', { chart: 's3://bucket/chart', repository: REPOSITORY, version: '1.0.0' }, name('s3://bucket/chart')],
  ['a path as name', { chart: '../chart', repository: REPOSITORY, version: '1.0.0' }, name('../chart')],
  ['http', { chart: 'shop', repository: 'http://charts.example.com', version: '1.0.0' }, scheme('http://charts.example.com')],
  ['a file', { chart: 'shop', repository: 'file:///etc', version: '1.0.0' }, scheme('file:///etc')],
  ['an option as repository', { chart: 'shop', repository: '-x', version: '1.0.0' }, scheme('-x')],
  ['no repository', { chart: 'shop', repository: '', version: '1.0.0' }, scheme('')],
  ['no version', { chart: 'shop', repository: REPOSITORY }, VERSION],
  ['an invalid digest', { chart: 'shop', repository: 'oci://oci.example.com/shop@sha256:12' }, VERSION],
])('fails for %s', (_, source, message) => expect(() => remoteChartOf(source)).toThrow(new Failure(message)));
