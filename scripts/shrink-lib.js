// Makes the compiled package quick to load: one file, in which each part is evaluated when it is first used, without source maps.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');

const lib = path.join(__dirname, '../lib');
const index = path.join(lib, 'index.js');
const source = fs.readFileSync(index, 'utf8');
const modules = [...new Set([...source.matchAll(/require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file))];
const eager = ['./preflight/plugin']; // registers itself with the inventory

const starred = [...source.matchAll(/__exportStar\(require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file);
const picked = new Set([...source.matchAll(/Object\.defineProperty\(exports, "(\w+)"/g)].map(([, name]) => name));
const exported = modules.filter((file) => !eager.includes(file))
  .flatMap((file) => Object.keys(require(path.join(lib, file))).filter((name) => starred.includes(file) || picked.has(name)).map((name) => [name, file]))
  .sort(([a], [b]) => (a < b ? -1 : 1));

fs.writeFileSync(index, [
  ...eager.map((file) => `require("${file}");`),
  // the assignment hides the getter from cjs-module-lexer, which would not take a name with one for an export
  'let name;',
  ...exported.map(([name, file]) => `Object.defineProperty(exports, name = "${name}", { enumerable: true, configurable: true, get: () => require("${file}").${name} });`),
].join('\n'));

const { outputFiles: [{ text }] } = esbuild.buildSync({
  entryPoints: [index], bundle: true, write: false, platform: 'node', target: 'node20', packages: 'external', minifySyntax: true,
});
for (const file of fs.readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.js'))) fs.rmSync(path.join(lib, file));
fs.writeFileSync(index, [
  text,
  // never evaluated: it tells ES modules which names there are
  `0 && (module.exports = { ${exported.map(([name]) => name).join(', ')} });`,
  '',
].join('\n'));
