// Makes the compiled package quick to load: one file, in which each part, and each part of aws-cdk-lib, is evaluated when it is first used.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');
const ts = require('typescript');

const lib = path.join(__dirname, '../lib');
const index = path.join(lib, 'index.js');
const source = fs.readFileSync(index, 'utf8');
const modules = [...new Set([...source.matchAll(/require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file))];

const starred = [...source.matchAll(/__exportStar\(require\("(\.\/[^"]+)"\)/g)].map(([, file]) => file);
const picked = new Set([...source.matchAll(/Object\.defineProperty\(exports, "(\w+)"/g)].map(([, name]) => name));
const exported = modules
  .flatMap((file) => Object.keys(require(path.join(lib, file))).filter((name) => starred.includes(file) || picked.has(name)).map((name) => [name, file]))
  .sort(([a], [b]) => (a < b ? -1 : 1));

fs.writeFileSync(index, [
  // the assignment hides the getter from cjs-module-lexer, which would not take a name with one for an export
  'let name;',
  ...exported.map(([name, file]) => `Object.defineProperty(exports, name = "${name}", { enumerable: true, configurable: true, get: () => require("${file}").${name} });`),
].join('\n'));

// an import is evaluated when something of it is used: what a user's app never touches is never loaded
for (const name of fs.readdirSync(lib, { recursive: true }).filter((each) => each.endsWith('.js') && each !== 'index.js')) {
  fs.writeFileSync(path.join(lib, name), lazyImports(fs.readFileSync(path.join(lib, name), 'utf8')));
}

function lazyImports(code) {
  const tree = ts.createSourceFile('part.js', code, ts.ScriptTarget.ES2022, true);
  const imports = new Map();
  for (const statement of tree.statements.filter(ts.isVariableStatement)) {
    const [{ name, initializer }] = statement.declarationList.declarations;
    const call = initializer && /^(__importStar\()?require\("[^"]+"\)\)?$/.test(initializer.getText()) ? initializer.getText() : undefined;
    if (call && ts.isIdentifier(name)) imports.set(name.text, { statement, call });
  }
  const edits = [...imports].map(([name, { statement, call }]) => ({ from: statement.getStart(), to: statement.end, text: `const ${name}$ = { get v() { const v = ${call}; Object.defineProperty(this, "v", { value: v }); return v; } };` }));
  const visit = (node) => {
    // the name of a member, and no use of the import
    const names = ts.isIdentifier(node) && (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent) || ts.isClassElement(node.parent)) && node.parent.name === node;
    if (ts.isIdentifier(node) && imports.has(node.text) && !names && !ts.isVariableDeclaration(node.parent)) edits.push({ from: node.getStart(), to: node.end, text: ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ${node.text}$.v` : `${node.text}$.v` });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return edits.sort((a, b) => b.from - a.from).reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), code);
}

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
