// Delays the imports of a compiled module to the first use of each: what an app does not use is not loaded.
const ts = require('typescript');

const OPTIONS = { allowJs: true, noLib: true, noResolve: true, target: ts.ScriptTarget.ES2022, types: [] };
const IMPORT = /^(__importStar\(|__importDefault\()?require\(["'][^"']+["']\)\)?$/;

/** The module as a program of its own, so that the compiler says to which declaration each name belongs. */
function programOf(code) {
  const file = ts.createSourceFile('/module.js', code, ts.ScriptTarget.ES2022, true);
  const host = {
    ...ts.createCompilerHost(OPTIONS),
    fileExists: (name) => name === file.fileName,
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
  };
  return { file, checker: ts.createProgram([file.fileName], OPTIONS, host).getTypeChecker() };
}

/** The declaration to which a name in an expression refers. */
function declarationOf(checker, node) {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  // an alias of a module has no value declaration
  return symbol?.declarations?.[0];
}

/** The module that a call of `require` names. */
function requiredBy(node) {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'require' || !ts.isStringLiteral(node.arguments[0])) return undefined;
  return node.arguments[0].text;
}

/**
 * `const x = require("y");` becomes a function, and each use of `x` its call, which loads `y` the first time. The text of each `require` of
 * a relative path comes from `loaderOf`, if it is given.
 */
function lazyImports(code, loaderOf = (file) => `require(${JSON.stringify(file)})`) {
  const { file, checker } = programOf(code);
  const edits = [];
  const replace = (from, to, text) => edits.push({ from, to, text });
  const imports = new Set();
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    const { name, initializer } = declaration;
    if (others.length > 0 || !initializer || !ts.isIdentifier(name) || !IMPORT.test(initializer.getText())) continue;
    imports.add(declaration);
    replace(statement.getStart(), initializer.getStart(), `let ${name.text}$; const ${name.text} = () => ${name.text}$ ??= `);
  }
  const visit = (node) => {
    const required = requiredBy(node);
    if (required?.startsWith('.')) {
      replace(node.getStart(), node.end, loaderOf(required));
      return;
    }
    if (ts.isIdentifier(node) && imports.has(declarationOf(checker, node)) && !imports.has(node.parent)) {
      // in parentheses, for `new x.Y()`
      const used = `(${node.text}())`;
      replace(node.getStart(), node.end, ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ${used}` : used);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), code);
}

module.exports = { lazyImports };
