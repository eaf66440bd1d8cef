import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { Namespace, NAMESPACES } from './namespaces';
import { PRELUDE, PreludeName } from './prelude';

/** The `@example` of a construct, and what it uses without declaring it. */
export class Example {
  /** names that the example does not declare. */
  public readonly uses: ReadonlySet<string>;

  constructor(
    public readonly code: string,
    private readonly exported: ReadonlySet<string>,
  ) {
    this.uses = freeNames(code);
  }

  /** The names of the prelude that it uses. */
  get prelude(): readonly PreludeName[] {
    return (Object.keys(PRELUDE) as PreludeName[]).filter((name) => this.uses.has(name));
  }

  /** The imports that it needs. */
  get imports(): readonly string[] {
    const own = [...this.uses].filter((name) => this.exported.has(name)).sort();
    const namespaces = NAMESPACES.filter(({ alias }) => this.uses.has(alias));
    return [
      ...namespaces
        .filter(({ module }) => module.startsWith('aws-cdk-lib'))
        .map(importOf)
        .sort(),
      ...(own.length > 0 ? [`import { ${own.join(', ')} } from 'cdk-eks-strata';`] : []),
      ...namespaces
        .filter(({ module }) => !module.startsWith('aws-cdk-lib'))
        .map(importOf)
        .sort(),
    ];
  }

  /** What stands before a construct is first created: not the construct's own doing. */
  before(construct: string): Example {
    const [first] = parsed(this.code).statements.filter((statement) => new RegExp(`\\b${construct}\\b[.(]`).test(statement.getText()));
    return new Example(first ? this.code.slice(0, first.getFullStart()) : '', this.exported);
  }

  /** As readers copy it. */
  get text(): string {
    return [...this.imports, ...(this.imports.length > 0 ? [''] : []), this.code].join('\n');
  }

  /** As a module, which the compiler checks and the generator runs; `prelude` is the file of the prelude without its extension. */
  module(prelude: string): string {
    const parameter = this.prelude.length > 0 ? `{ ${this.prelude.join(', ')} }` : '_';
    return [
      "import { Stack as Scope } from 'aws-cdk-lib';",
      ...this.imports,
      `import { Prelude } from '${prelude}';`,
      '',
      `export function example(this: Scope, ${parameter}: Prelude): void {`,
      ...this.code.split('\n').map((line) => (line === '' ? '' : `  ${line}`)),
      '}',
      '',
    ].join('\n');
  }
}

const importOf = ({ alias, module }: Namespace): string => `import * as ${alias} from '${module}';`;

/** A class, as the sources have it. */
export interface SourceClass {
  readonly name: string;
  /** its file, from the folder that was read. */
  readonly file: string;
  readonly abstract: boolean;
  readonly example?: string;
  /** examples of its methods. */
  readonly methods: readonly { readonly name: string; readonly example: string }[];
}

/** What the files below a folder export, without compiling them. */
export class Sources {
  public readonly classes: readonly SourceClass[];
  /** names of exported classes, interfaces and enums. */
  public readonly names: ReadonlySet<string>;
  /** names of the members of exported interfaces, without what they inherit. */
  public readonly members: ReadonlyMap<string, readonly string[]>;

  constructor(folder: string) {
    const files = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.data.ts'));
    const exported = files.flatMap((file) => declarationsIn(path.join(folder, file)).map((declaration) => ({ file, declaration })));
    this.names = new Set(exported.map(({ declaration }) => declaration.name!.text));
    this.members = new Map(
      exported
        .map(({ declaration }) => declaration)
        .filter(ts.isInterfaceDeclaration)
        .map(({ name, members }) => [name.text, members.filter(ts.isPropertySignature).map((member) => member.name.getText())]),
    );
    this.classes = exported
      .flatMap(({ file, declaration }) => (ts.isClassDeclaration(declaration) ? [{ file, declaration }] : []))
      .map(({ file, declaration }) => ({
        name: declaration.name!.text,
        file,
        abstract: has(declaration, ts.SyntaxKind.AbstractKeyword),
        example: exampleOf(declaration),
        methods: declaration.members.flatMap((member) => {
          const example = exampleOf(member);
          return member.name && example !== undefined ? [{ name: member.name.getText(), example }] : [];
        }),
      }));
  }
}

type Declaration = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration;

const isDeclaration = (node: ts.Node): node is Declaration =>
  ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node);

const declarationsIn = (file: string): Declaration[] =>
  parsed(fs.readFileSync(file, 'utf8'))
    .statements.filter(isDeclaration)
    .filter((declaration) => declaration.name && has(declaration, ts.SyntaxKind.ExportKeyword));

const has = (node: Declaration, kind: ts.SyntaxKind): boolean => (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);

function exampleOf(declaration: ts.Node): string | undefined {
  const tag = ts.getJSDocTags(declaration).find(({ tagName }) => tagName.text === 'example');
  return ts.getTextOfJSDocComment(tag?.comment)?.trim();
}

const parsed = (text: string): ts.SourceFile => ts.createSourceFile('example.ts', text, ts.ScriptTarget.ES2022, true);

function freeNames(code: string): ReadonlySet<string> {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) (declares(node.parent, node) ? declared : used).add(isMemberName(node) ? '' : node.text);
    ts.forEachChild(node, visit);
  };
  visit(parsed(code));
  return new Set([...used].filter((name) => name !== '' && !declared.has(name)));
}

const declares = (parent: ts.Node, name: ts.Identifier): boolean =>
  (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) && parent.name === name;

/** The name of a member says nothing of a variable. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}
