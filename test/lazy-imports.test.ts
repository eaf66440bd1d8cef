import { compileFunction } from 'vm';

const { lazyImports } = jest.requireActual<{ lazyImports: (code: string, loaderOf?: (file: string) => string) => string }>(
  '../scripts/lazy-imports.js',
);

const FILES: Readonly<Record<string, () => unknown>> = {
  './b': () => ({
    b: 'b',
    make: class {
      made = 'made';
    },
  }),
};

/** What a module exports as `result` with delayed imports, and which files it loaded until then. */
function evaluated(code: string): { result: unknown; loaded: string[] } {
  const loaded: string[] = [];
  const load = (file: string): unknown => {
    loaded.push(file);
    return FILES[file]();
  };
  const exported: { result?: unknown } = {};
  compileFunction(lazyImports(code), ['require', 'exports'])(load, exported);
  return { result: exported.result, loaded };
}

const HELPERS =
  'const __importStar = (m) => ({ ...m, star: true });\nconst __importDefault = (m) => (m && m.__esModule ? m : { default: m });\n';

// name, code, result
const CASES: readonly (readonly [string, string, unknown])[] = [
  ['a member', 'const b_1 = require("./b");\nexports.result = b_1.b;', 'b'],
  ['a call in parentheses, as TypeScript writes it', 'const b_1 = require("./b");\nexports.result = new (0, b_1.make)().made;', 'made'],
  ['a constructor', 'const b = require("./b");\nexports.result = new b.make().made;', 'made'],
  ['a star import', `${HELPERS}const b = __importStar(require("./b"));\nexports.result = [b.b, b.star];`, ['b', true]],
  ['a default import', `${HELPERS}const b_1 = __importDefault(require("./b"));\nexports.result = b_1.default.b;`, 'b'],
  ['a shorthand property', 'const b = require("./b");\nexports.result = { b }.b.b;', 'b'],
  ['a parameter of the same name', 'const b = require("./b");\nexports.result = ((b) => b)("own") + b.b;', 'ownb'],
  ['a parameter with a default of the same name', 'const b = require("./b");\nexports.result = ((c = b.b) => c)();', 'b'],
  ['a variable of the same name in a block', 'const b = require("./b");\n{ const b = { b: "own" }; exports.result = { b }.b.b; }', 'own'],
  ['a destructured name', 'const b = require("./b");\nconst f = ({ b }) => b;\nexports.result = f({ b: "own" }) + b.b;', 'ownb'],
  [
    'a member, a key, a method and a label of the same name',
    [
      'const b = require("./b");',
      'class C { b() { return b.b; } static b = "s"; }',
      'b: for (;;) break b;',
      'exports.result = [new C().b(), C.b, { b: "k" }.b, { "b": 1 }.b, `${b.b}`];',
    ].join('\n'),
    ['b', 's', 'k', 1, 'b'],
  ],
  ['a class that extends an import', 'const b = require("./b");\nclass C extends b.make {}\nexports.result = new C().made;', 'made'],
  [
    'a computed key, a spread and typeof',
    'const b = require("./b");\nexports.result = { [b.b]: [typeof b, ...[b.b]] };',
    { b: ['object', 'b'] },
  ],
  ['text and comments', 'const b = require("./b"); // b\nexports.result = "b" + /* b */ /b/.source;', 'bb'],
];

test.each(CASES)('%s is what it was', (_, code, result) => expect(evaluated(code).result).toEqual(result));

test('what is not used is not loaded, and what is used is loaded once', () => {
  expect(evaluated('const b_1 = require("./b");\nexports.result = () => b_1.b;').loaded).toEqual([]);
  expect(evaluated('const b_1 = require("./b");\nexports.result = [b_1.b, b_1.b];').loaded).toEqual(['./b']);
});

test('a module that is loaded for its effects alone is loaded', () => {
  expect(evaluated('require("./b");\nexports.result = 1;').loaded).toEqual(['./b']);
});

test('lines stay where they are, so that a stack trace names them', () => {
  const code = 'const b_1 = require("./b");\n\nexports.f = () => {\n  throw new Error(b_1.b);\n};';
  expect(
    lazyImports(code)
      .split('\n')
      .map((line) => line.includes('throw')),
  ).toEqual([false, false, false, true, false]);
});

test('relative paths are replaced wherever they are required, and packages are not', () => {
  const code = 'const fs = require("fs");\nconst later = () => require(\'./b\');\nconst b_1 = require("./b");\nexports.x = [fs.x, b_1.b];';
  const found = lazyImports(code, (file) => `part(${JSON.stringify(file)})`);
  expect(found).toContain('require("fs")');
  expect(found.match(/part\("\.\/b"\)/g)).toHaveLength(2);
});
