// Makes the compiled package quick to load: a file per part of the library, which is read when something of it is used, and in which each
// module, and each module of aws-cdk-lib, is evaluated when it is first used.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');
const { lazyImports } = require('./lazy-imports');

const LIB = path.join(__dirname, '../lib');
const PARTS = path.join(LIB, 'parts');
const INDEX = path.join(LIB, 'index.js');
/** Tables of more bytes are parts of their own: one rule, or none, reads them. */
const LARGE_TABLE = 20_000;

fs.rmSync(PARTS, { recursive: true, force: true });
const moduleFiles = fs
  .readdirSync(LIB, { recursive: true })
  .filter((file) => file.endsWith('.js') && file !== 'index.js')
  .sort();
const sources = new Map(moduleFiles.map((file) => [file, fs.readFileSync(path.join(LIB, file), 'utf8')]));

/** The part of a module: its folder of src, or itself where it is a large table. */
function partOf(file) {
  const isLargeTable = file.endsWith('.data.js') && codeOf(file).length > LARGE_TABLE;
  return isLargeTable ? path.basename(file, '.js') : file.split(path.sep)[0];
}

// without the source map, which jsii appends
const codeOf = (file) => sources.get(file).replace(/^\/\/# sourceMappingURL=.*$/m, '');

const parts = new Map();
for (const file of moduleFiles) parts.set(partOf(file), [...(parts.get(partOf(file)) ?? []), file]);

/** The names that the package exports, by module, as its index has them. */
function exportedNames() {
  const index = fs.readFileSync(INDEX, 'utf8');
  const files = [...new Set([...index.matchAll(/require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file))];
  const starred = new Set([...index.matchAll(/__exportStar\(require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file));
  const picked = new Set([...index.matchAll(/Object\.defineProperty\(exports, "(\w+)"/g)].map(([, name]) => name));
  return files
    .flatMap((file) =>
      Object.keys(require(path.join(LIB, file)))
        .filter((name) => starred.has(file) || picked.has(name))
        .map((name) => [name, moduleAt(INDEX, file)]),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const moduleAt = (from, request) => path.relative(LIB, require.resolve(path.join(path.dirname(from), request)));
const textOf = (part, file) => `require(${JSON.stringify(`./${part}`)})[${JSON.stringify(file)}]()`;

/** Each module of a part as a function that evaluates it once; a module of another part is asked of its file. */
function writePart(part, files) {
  for (const file of files) {
    const loaderOf = (request) => {
      const wanted = moduleAt(path.join(LIB, file), request);
      return partOf(wanted) === part ? `require(${JSON.stringify(request)})` : textOf(`${partOf(wanted)}.js`, wanted);
    };
    fs.writeFileSync(path.join(LIB, file), lazyImports(sources.get(file), loaderOf));
  }
  const entry = files.map((file) => `exports[${JSON.stringify(file)}] = () => require(${JSON.stringify(`./${file}`)});`).join('\n');
  esbuild.buildSync({
    stdin: { contents: entry, resolveDir: LIB },
    outfile: path.join(PARTS, `${part}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // compiled modules name each other without the extension
    external: [...parts.keys()].map((each) => `./${each}.js`),
    minifySyntax: true,
    logLevel: 'warning',
  });
}

const exported = exportedNames();
fs.mkdirSync(PARTS, { recursive: true });
for (const [part, files] of parts) writePart(part, files);
for (const file of moduleFiles) fs.rmSync(path.join(LIB, file));
fs.writeFileSync(
  INDEX,
  [
    '"use strict";',
    // the assignment hides the getter from cjs-module-lexer, which would not take a name with one for an export
    'let name;',
    ...exported.map(
      ([exportedName, file]) =>
        `Object.defineProperty(exports, name = "${exportedName}", { enumerable: true, configurable: true, get: () => ` +
        `${textOf(`parts/${partOf(file)}.js`, file)}.${exportedName} });`,
    ),
    // never evaluated: it tells ES modules which names there are
    `0 && (module.exports = { ${exported.map(([exportedName]) => exportedName).join(', ')} });`,
    '',
  ].join('\n'),
);
