// Rules that oxlint lacks, as a plugin of it (jsPlugins in .oxlintrc.json). test/lint.test.ts plants a fault against each.
const fs = require('fs');
const { isBuiltin } = require('module');
const path = require('path');

/** Calls `check` with each string literal that names a module, in imports, exports and types. */
function moduleNames(check) {
  const checkString = (node) => {
    const literal = node?.type === 'TSLiteralType' ? node.literal : node;
    if (typeof literal?.value === 'string') check(literal);
  };
  const checkSource = (node) => checkString(node.source);
  return {
    ImportDeclaration: checkSource,
    ExportNamedDeclaration: checkSource,
    ExportAllDeclaration: checkSource,
    ImportExpression: checkSource,
    TSImportType: (node) => checkString(node.source ?? node.argument),
    TSExternalModuleReference: (node) => checkString(node.expression),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') checkString(node.arguments[0]);
    },
  };
}

/** The folders of src are in an order (the option): files import from their own folder and from those above it. */
function rooms(context) {
  const [order] = context.options;
  const roomOf = (file) => order.indexOf(path.relative(path.join(context.cwd, 'src'), file).split(path.sep)[0]);
  const room = roomOf(context.filename);
  if (room < 0) return {};
  return moduleNames((node) => {
    if (!node.value.startsWith('.')) return;
    const imported = roomOf(path.join(path.dirname(context.filename), node.value));
    if (imported > room) context.report({ node, message: `${order[room]} comes before ${order[imported]}: see ARCHITECTURE.md` });
  });
}

const installed = new Map();

/** The packages that are installed with the package whose `package.json` is in the folder. */
function installedWith(folder) {
  if (!installed.has(folder)) {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    installed.set(folder, new Set(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })));
  }
  return installed.get(folder);
}

/** What users run imports packages that are installed with it. */
function dependencies(context) {
  return moduleNames((node) => {
    if (node.value.startsWith('.') || isBuiltin(node.value)) return;
    const name = node.value.split('/', node.value.startsWith('@') ? 2 : 1).join('/');
    if (!installedWith(context.cwd).has(name)) context.report({ node, message: `'${name}' is neither a dependency nor a peer dependency` });
  });
}

/** The order of imports that `sortImports` of oxfmt gives: built-in modules, packages, the same folder, other folders; then by name. */
function importOrder(context) {
  const rankOf = (name) => {
    if (isBuiltin(name)) return 0;
    if (!name.startsWith('.')) return 1;
    return name.startsWith('..') ? 3 : 2;
  };
  return {
    Program: ({ body }) => {
      const imports = body.filter(({ type, specifiers }) => type === 'ImportDeclaration' && specifiers.length > 0);
      const sources = imports.map(({ source }) => source);
      sources.slice(1).forEach((node, index) => {
        const [[beforeRank, before], [rank, name]] = [sources[index], node].map(({ value }) => [rankOf(value), value.toLowerCase()]);
        if (rank < beforeRank || (rank === beforeRank && name < before)) {
          context.report({ node, message: `the import of '${node.value}' comes before that of '${sources[index].value}'` });
        }
      });
    },
  };
}

const MEMBERS = [
  'public-static-field',
  'public-static-method',
  'protected-static-field',
  'protected-static-method',
  'private-static-field',
  'private-static-method',
  'field',
  'constructor',
  'method',
];

/** What kind of member it is. Accessors, signatures of overloads, index signatures and static blocks have no place of their own. */
function kindOf(member) {
  switch (member.type) {
    case 'MethodDefinition':
      return member.value.type === 'TSEmptyBodyFunctionExpression' ? undefined : member.kind;
    case 'TSAbstractMethodDefinition':
    case 'TSMethodSignature':
      return member.kind;
    case 'TSConstructSignatureDeclaration':
      return 'constructor';
    case 'PropertyDefinition':
      return /^(?:Arrow)?FunctionExpression$/.test(member.value?.type) ? 'method' : 'field';
    case 'TSAbstractPropertyDefinition':
    case 'TSPropertySignature':
      return 'field';
    default:
      return undefined;
  }
}

function groupOf(member) {
  const kind = kindOf(member);
  const isStatic = member.static && member.key?.type !== 'PrivateIdentifier';
  return isStatic ? `${member.accessibility ?? 'public'}-static-${kind}` : kind;
}

/** The order of members of classes, interfaces and type literals. */
function memberOrdering(context) {
  const check = (members) => {
    let last = -1;
    for (const node of members) {
      const rank = MEMBERS.indexOf(groupOf(node));
      if (rank >= 0 && rank < last) {
        const [group, lastGroup] = [rank, last].map((each) => MEMBERS[each].replaceAll('-', ' '));
        context.report({ node, message: `a ${group} comes before each ${lastGroup}` });
      }
      last = Math.max(last, rank);
    }
  };
  return {
    ClassBody: ({ body }) => check(body),
    TSInterfaceBody: ({ body }) => check(body),
    TSTypeLiteral: ({ members }) => check(members),
  };
}

/** The columns of a line. A tab goes to the next multiple of four. */
function columnsOf(text) {
  return [...text].reduce((columns, character) => columns + (character === '\t' ? 4 - (columns % 4) : 1), 0);
}

/** The columns of a line (the option), strings and comments included. Lines with a URL or a regular expression are exempt. */
function maxLen(context) {
  const [limit] = context.options;
  const url = /[^:/?#]:\/\/[^?#]/;
  const exempt = new Set();
  return {
    Literal: ({ regex, loc }) => {
      if (regex) exempt.add(loc.start.line);
    },
    'Program:exit': () => {
      context.sourceCode.lines.forEach((text, index) => {
        const line = index + 1;
        if ((text.length <= limit && !text.includes('\t')) || exempt.has(line) || url.test(text)) return;
        const columns = columnsOf(text);
        if (columns <= limit) return;
        const loc = { start: { line, column: 0 }, end: { line, column: text.length } };
        context.report({ loc, message: `the line has ${columns} columns: at most ${limit}` });
      });
    },
  };
}

module.exports = {
  meta: { name: 'strata' },
  rules: {
    rooms: { meta: { schema: false }, create: rooms },
    dependencies: { create: dependencies },
    'import-order': { create: importOrder },
    'member-ordering': { create: memberOrdering },
    'max-len': { meta: { schema: false }, create: maxLen },
  },
};
