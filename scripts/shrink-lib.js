// Makes the compiled package small and quick to load: without source maps, which hold every source a second time, and with an index
// that loads each name when it is first used. `exports.X = void 0` lets ES modules see the names (cjs-module-lexer).
const fs = require('fs');
const path = require('path');

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
  '"use strict";',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  ...exported.map(([name]) => `exports.${name} = void 0;`),
  ...eager.map((file) => `require("${file}");`),
  // the assignment hides the getter from cjs-module-lexer, which would take the name back
  'let name;',
  ...exported.map(([name, file]) => `Object.defineProperty(exports, name = "${name}", { enumerable: true, configurable: true, get: () => require("${file}").${name} });`),
  '',
].join('\n'));

for (const file of fs.readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.js'))) {
  const target = path.join(lib, file);
  fs.writeFileSync(target, fs.readFileSync(target, 'utf8').replace(/\n\/\/# sourceMappingURL=data:.*\s*$/, '\n'));
}
