import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const root = path.join(__dirname, '..');
const LONG = 'x'.repeat(130);
const lines = (count: number) => Array.from({ length: count }, (_, index) => `export const a${index} = ${index};`).join('\n');

/** Rule, file and the fault in it. */
const FAULTS: readonly (readonly [string, string, string])[] = [
  ['eslint(curly)', 'src/nodes/curly.ts', 'export const f = (a: boolean) => {\n  if (a)\n    return 1;\n  else {\n    return 2;\n  }\n};'],
  ['eslint(no-bitwise)', 'src/nodes/bitwise.ts', 'export const f = (a: number) => a & 1;'],
  ['eslint(no-nested-ternary)', 'src/nodes/ternary.ts', 'export const f = (a: number) => (a > 1 ? 1 : a > 0 ? 2 : 3);'],
  ['eslint(no-shadow)', 'src/nodes/shadow.ts', 'const a = 1;\nexport const f = (b: number[]) => b.map((a) => a);\nexport { a };'],
  ['eslint(no-shadow)', 'src/nodes/shadow-type.ts', 'export type T = string;\nexport function f<T>(a: T): T {\n  return a;\n}'],
  ['eslint(no-shadow)', 'src/nodes/shadow-enum.ts', 'export enum E { A }\nexport function f(): number {\n  const E = 1;\n  return E;\n}'],
  ['eslint(max-lines)', 'src/nodes/lines.ts', lines(301)],
  ['eslint(max-lines)', 'test/nodes/lines.ts', lines(1001)],
  ['import(no-duplicates)', 'src/nodes/twice.ts', "import { a } from './x';\nimport { b } from './x';\nexport const c = [a, b];"],
  ['typescript(dot-notation)', 'src/nodes/dot.ts', "export const f = (a: { b: string }) => a['b'];"],
  ['typescript(no-floating-promises)', 'src/nodes/floating.ts', 'export function f(a: () => Promise<void>): void {\n  a();\n}'],
  ['typescript(no-require-imports)', 'src/nodes/require.ts', "export const fs: unknown = require('fs');"],
  ['typescript(no-require-imports)', '.projenrc.ts', "export const fs: unknown = require('fs');"],
  [
    'typescript(return-await)',
    'src/nodes/return.ts',
    'export async function f(a: () => Promise<void>): Promise<void> {\n  try {\n    return a();\n  } catch {\n    return;\n  }\n}',
  ],
  ...["'constructs'", "'cdk8s'", "'fs'", "'node:path'", "'aws-cdk-lib'", "'aws-cdk-lib/aws-iam'", "'cdk8s-plus-27'"].flatMap(
    (name, index) =>
      ['data', 'rules'].map(
        (suffix) =>
          ['eslint(no-restricted-imports)', `src/nodes/table${index}.${suffix}.ts`, `import * as a from ${name};\nexport { a };`] as const,
      ),
  ),
  ...[
    "import { a } from '../report/x';\nexport { a };",
    "import type { A } from '../report/x';\nexport type B = A;",
    "export * from '../report/x';",
    "export { a } from '../report/x';",
    "export const a = import('../report/x');",
    "export type A = typeof import('../report/x');",
    "import { a } from '../../src/report/x';\nexport { a };",
  ].map((code, index) => ['strata(rooms)', `src/nodes/room${index}.ts`, code] as const),
  ['strata(rooms)', 'src/errors/deep/room.ts', "import { a } from '../../kubernetes';\nexport { a };"],
  ['strata(dependencies)', 'src/nodes/development.ts', "import * as a from 'fflate';\nexport { a };"],
  ['strata(dependencies)', 'src/nodes/scope.ts', "import * as a from '@aws-sdk/client-eks';\nexport { a };"],
  ['strata(dependencies)', 'src/nodes/own-name.ts', "import * as a from 'cdk-eks-strata';\nexport { a };"],
  [
    'strata(import-order)',
    'src/nodes/parent.data.ts',
    "import { a } from '../model/x';\nimport { b } from './x';\nexport const c = [a, b];",
  ],
  ['strata(import-order)', 'src/nodes/name.data.ts', "import { a } from './b';\nimport { b } from './A';\nexport const c = [a, b];"],
  ['strata(import-order)', 'src/nodes/package.data.ts', "import { b } from './A';\nimport { a } from 'yaml';\nexport const c = [a, b];"],
  ['strata(import-order)', 'scripts/built-in.data.ts', "import { a } from 'yaml';\nimport { b } from 'fs';\nexport const c = [a, b];"],
  ...[
    'export class A {\n  b() {}\n  c = 1;\n}',
    'export class A {\n  b() {}\n  constructor() {}\n}',
    'export class A {\n  constructor() {}\n  c = 1;\n}',
    'export class A {\n  b = 1;\n  static c = 1;\n}',
    'export class A {\n  private static b = 1;\n  static c() {}\n}',
    'export class A {\n  private static b() {}\n  private static readonly c = 1;\n}',
    'export class A {\n  private static b = 1;\n  protected static c() {}\n}',
    'export class A {\n  b = () => 1;\n  c = 1;\n}',
    'export abstract class A {\n  abstract b(): void;\n  abstract c: number;\n}',
    'export const A = class {\n  b() {}\n  c = 1;\n};',
    'export interface A {\n  b(): void;\n  c: number;\n}',
    'export type A = {\n  b(): void;\n  c: number;\n};',
  ].map((code, index) => ['strata(member-ordering)', `src/nodes/members${index}.ts`, code] as const),
  ['strata(max-len)', 'src/nodes/string.ts', `export const a = '${LONG}';`],
  ['strata(max-len)', 'src/nodes/template.ts', `export const a = \`\n${LONG}\t\t\t\t\n\`;`],
  ['strata(max-len)', 'test/comment.ts', `// ${LONG} ${LONG}`],
];

/** Files without a fault that resemble those above. */
const PASSING: Readonly<Record<string, string>> = {
  'src/nodes/curly-line.ts': 'export function f(a: boolean): number {\n  if (a) return 1;\n  return 2;\n}',
  'src/nodes/type-and-value.ts': 'export type A = string;\nexport function f(A: number): number {\n  return A;\n}',
  'src/nodes/lines-of-comments.ts': `${lines(300)}\n\n// a comment\n`,
  'src/nodes/long.data.ts': `export const a = '${LONG}';\n${lines(301)}`,
  'test/nodes/more-lines.ts': lines(1000),
  'src/nodes/index-signature.ts': "export const f = (a: { 'b-c': string }) => a['b-c'];",
  'src/nodes/above.ts': "import { b } from './x';\nimport { a } from '../errors/x';\nexport const c = [a, b];",
  'src/index.ts': "export * from './report';\nexport * from './errors';",
  'test/errors/below.ts': "import { a } from '../../src/report/x';\nexport { a };",
  'src/nodes/peer.ts':
    "import * as a from 'aws-cdk-lib/aws-iam';\nimport * as b from 'yaml';\nimport * as c from 'node:path';\nexport { a, b, c };",
  'src/handler/runtime.ts': "import * as a from '@aws-sdk/client-eks';\nexport { a };",
  'scripts/development.ts': "import * as a from 'fflate';\nexport { a };",
  'src/nodes/in-order.data.ts':
    "import * as d from 'yaml';\nimport { b } from './A';\nimport { a } from './b';\nimport { c } from '../x';\nexport { a, b, c, d };",
  'src/nodes/members.ts':
    'export class A {\n  static a = 1;\n  static b() {}\n  private static c = 1;\n  static #d = 1;\n' +
    '  get e() {\n    return A.#d;\n  }\n  f = A.c;\n' +
    '  constructor() {}\n  private g(a: string): void;\n  private g(): void {}\n  get h() {\n    return this.g;\n  }\n}',
  'src/nodes/url.ts': `// https://example.com/${LONG}/${LONG}`,
  'src/nodes/expression.ts': `export const a = /${LONG}/.test('${LONG}');`,
  'src/nodes/disabled.ts':
    `// oxlint-disable-next-line strata/max-len\nexport const a = '${LONG}';\n` +
    '// eslint-disable-next-line no-bitwise\nexport const b = 1 & 2;',
  'scripts/common.js': `const fs = require('fs');\nmodule.exports = [fs, '${LONG}'];`,
  'test/.blocks/README_md_0.ts': `export const a = '${LONG}';`,
};

/** A temporary folder with the files and the configuration of this repository. */
function inFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'strata-lint-')));
  try {
    for (const file of ['.oxlintrc.json', '.oxfmtrc.json', 'package.json', 'scripts/lint-plugin.js']) {
      fs.cpSync(path.join(root, file), path.join(folder, file));
    }
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const tsconfig = { compilerOptions: { strict: true, target: 'es2022', module: 'commonjs', types: ['node'] }, include: ['**/*.ts'] };
    for (const [file, text] of Object.entries({ ...files, 'tsconfig.json': JSON.stringify(tsconfig) })) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), `${text}\n`);
    }
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Runs a program of node_modules, which may fail. */
const run = (folder: string, name: string, ...args: string[]) =>
  spawnSync(path.join(root, 'node_modules/.bin', name), args, { cwd: folder, encoding: 'utf8' });

describe('lint', () => {
  let reported: Map<string, string[]>;
  beforeAll(() => {
    const files = { ...PASSING, ...Object.fromEntries(FAULTS.map(([, file, code]) => [file, code])) };
    const names = Object.keys(files);
    const { stdout } = inFolder(files, (folder) =>
      run(folder, 'oxlint', '--type-aware', '--no-ignore', '--tsconfig', 'tsconfig.json', '-f', 'json', ...names),
    );
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    reported = new Map(names.map((name) => [name, diagnostics.filter(({ filename }) => filename === name).map(({ code }) => code)]));
  });

  test.each(FAULTS)('%s is reported in %s', (rule, file) => expect(reported.get(file)).toEqual([rule]));

  test.each(Object.keys(PASSING))('%s has no fault', (file) => expect(reported.get(file)).toEqual([]));

  test('each rule of the configuration has a fault here', () => {
    const { rules, overrides } = JSON.parse(fs.readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')) as Record<string, object>;
    const names = [rules, ...Object.values(overrides).map((each: { rules: object }) => each.rules)].flatMap(Object.keys);
    const planted = new Set(
      FAULTS.map(([rule]) =>
        rule
          .replace(/^eslint-plugin-|^eslint\(/, '')
          .replace('(', '/')
          .replace(')', ''),
      ),
    );
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
  });
});

test('the layout has imports in order: built-in modules, packages, the same folder, other folders; then by name', () => {
  const pairs = [
    ["import { b } from './x';", "import { a } from '../x';"],
    ["import { b } from 'fs';", "import { a } from 'yaml';"],
    ["import { b } from 'yaml';", "import { a } from './x';"],
    ["import { b } from './A';", "import { a } from './b';"],
  ];
  const files = pairs.flatMap(([first, second], index) => [
    [`src/right${index}.ts`, `${first}\n${second}\n\nexport const c = [a, b];`],
    [`src/wrong${index}.ts`, `${second}\n${first}\n\nexport const c = [a, b];`],
  ]);
  const { stdout } = inFolder(Object.fromEntries(files), (folder) => run(folder, 'oxfmt', '--list-different', 'src'));
  expect(stdout.trim().split('\n').sort()).toEqual(pairs.map((_, index) => `src/wrong${index}.ts`));
});
