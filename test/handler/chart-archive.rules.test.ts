import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { strToU8, zipSync } from 'fflate';
import { crdChart, filesInTgz, filesInZip } from '../../src/handler/chart-archive.rules';
import { Failure } from '../../src/handler/custom-resource-request';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-test-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const ONLY = 'a chart contains regular files in its directory only';
const entry = (name: string, problem: string) => new Failure(`entry '${name}' of the chart archive ${problem}: ${ONLY}`);

function write(name: string, content: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), content);
}
const packed = (...args: string[]): Buffer => {
  execFileSync('tar', ['-czf', 'packed.tgz', ...args], { cwd: folder });
  return fs.readFileSync(path.join(folder, 'packed.tgz'));
};

describe('a .zip archive', () => {
  test('contains the files of its folders', () => {
    const zip = zipSync({ 'shop/Chart.yaml': strToU8('name: shop'), 'shop/templates/': new Uint8Array(), 'a..b': strToU8('c') });
    expect([...filesInZip(zip)].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([
      ['shop/Chart.yaml', 'name: shop'],
      ['a..b', 'c'],
    ]);
  });

  test.each([
    ['../evil', 'is outside of the directory of the chart'],
    ['shop/../../evil', 'is outside of the directory of the chart'],
    ['shop\\..\\..\\evil', 'is outside of the directory of the chart'],
    ['/etc/evil', 'has an absolute path'],
    ['C:\\evil', 'has an absolute path'],
  ])('fails for the entry %s', (name, problem) => {
    expect(() => filesInZip(zipSync({ 'Chart.yaml': strToU8(''), [name]: strToU8('evil') }))).toThrow(entry(name, problem));
  });

  test('fails for a symbolic link', () => {
    const zip = zipSync({ 'Chart.yaml': strToU8(''), 'values.yaml': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 * 0x10000 }] });
    expect(() => filesInZip(zip)).toThrow(entry('values.yaml', 'is a symbolic link'));
  });
});

describe('a packed chart', () => {
  test.each(['ustar', 'pax', 'gnu'])('contains its files, in the format %s, also with long names', (format) => {
    const long = `shop/${'templates/'.repeat(15)}${'x'.repeat(60)}.yaml`;
    write('shop/Chart.yaml', 'name: shop');
    write('shop/empty', '');
    write(long, 'long');
    const files = filesInTgz(packed(`--format=${format}`, 'shop'));
    expect(new Map([...files].map(([name, content]) => [name, Buffer.from(content).toString()]))).toEqual(
      new Map([
        ['shop/Chart.yaml', 'name: shop'],
        ['shop/empty', ''],
        [long, 'long'],
      ]),
    );
  });

  test('fails for a link', () => {
    write('shop/Chart.yaml', 'name: shop');
    fs.symlinkSync('/etc/passwd', path.join(folder, 'shop/values.yaml'));
    expect(() => filesInTgz(packed('shop'))).toThrow(entry('shop/values.yaml', 'is a link'));
  });

  test('fails for a file outside of its folder', () => {
    write('evil', 'evil');
    expect(() => filesInTgz(packed('-P', '--transform=s,^,shop/../../,', 'evil'))).toThrow(
      entry('shop/../../evil', 'is outside of the directory of the chart'),
    );
  });
});

describe('a chart with CRDs', () => {
  const files = (contents: Record<string, string | Buffer>) =>
    new Map(Object.entries(contents).map(([name, content]): [string, Uint8Array] => [name, Buffer.from(content)]));

  test('is rendered without its templates and without the check of the version of Kubernetes', () => {
    write('sub/Chart.yaml', 'name: sub\nversion: 1.0.0\nkubeVersion: ">=1.30"');
    write('sub/crds/one.yaml', 'one');
    write('sub/templates/all.yaml', 'all');
    const chart = crdChart(
      files({
        'Chart.yaml': 'name: shop\nkubeVersion: >-\n  >=1.30\nversion: 1.0.0\n',
        'templates/a.yaml': 'a',
        'crds/two.yaml': 'two',
        'charts/other/templates/b.yaml': 'b',
        'charts/other/Chart.yaml': 'name: other\n',
        'charts/sub-1.0.0.tgz': packed('sub'),
      }),
    );
    expect([...chart!].map(([name, content]) => [name, Buffer.from(content).toString()]).sort()).toEqual([
      ['Chart.yaml', 'name: shop\nversion: 1.0.0\n'],
      ['charts/other/Chart.yaml', 'name: other\n'],
      ['charts/sub/Chart.yaml', 'name: sub\nversion: 1.0.0\n'],
      ['charts/sub/crds/one.yaml', 'one'],
      ['crds/two.yaml', 'two'],
    ]);
  });

  test('is none without a file in crds/', () => {
    expect(
      crdChart(files({ 'Chart.yaml': 'name: shop', 'templates/crds.yaml': 'a', 'charts/sub/Chart.yaml': 'name: sub' })),
    ).toBeUndefined();
  });
});
