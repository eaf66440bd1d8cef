import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** Types of other packages that are plain objects, and enums; all others are classes or interfaces of classes. */
const OBJECTS = new Set(['SubnetSelection', 'TaintSpec', 'BlockDevice']);
const ENUMS = new Set([
  'RemovalPolicy',
  'RetentionDays',
  'LifecyclePolicy',
  'ThroughputMode',
  'ClusterLoggingTypes',
  'EbsDeviceVolumeType',
]);
/** Enums of CDK whose values users write as strings. */
const STRING_ENUMS: Readonly<Record<string, readonly string[]>> = { InstanceArchitecture: ['arm64', 'x86_64'] };

const PRIMITIVES = new Map([
  [ts.SyntaxKind.StringKeyword, 's'],
  [ts.SyntaxKind.NumberKeyword, 'n'],
  [ts.SyntaxKind.BooleanKeyword, 'b'],
  [ts.SyntaxKind.AnyKeyword, '*'],
  [ts.SyntaxKind.UnknownKeyword, '*'],
]);

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isInternal = (node: ts.Node): boolean => ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');

/**
 * The props of the library as the compact text that `src/props/props-table.ts` reads. The syntax is enough: jsii asks for explicit types
 * without unions.
 */
export class PropsTable {
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly enums = new Map<string, readonly string[]>();
  /** the interfaces that constructors and methods take. */
  private readonly taken = new Set<string>();

  constructor(private readonly folder: string) {
    const nodes = this.exportedFiles().flatMap(({ statements }) => [...statements].filter(isExported));
    nodes.forEach((node) => this.read(node));
    nodes.filter(ts.isClassDeclaration).forEach((each) => this.readTaken(each));
  }

  source(): string {
    const rows = new Map<string, string>();
    // a row may name more of them
    for (const name of this.taken) {
      const row = this.rowOf(this.interfaces.get(name)!);
      rows.set(name, row);
      for (const [other] of row.matchAll(/[A-Z]\w+/g)) if (this.interfaces.has(other)) this.taken.add(other);
    }
    const structs = [...rows].map(([name, row]) => `  ${name}: '${row}',`).sort();
    const used = structs.join('\n');
    const enums = [...this.enums, ...Object.entries(STRING_ENUMS)]
      .filter(([name]) => new RegExp(`[?!][[\\]{}]*${name}[ ']`).test(used))
      .map(([name, values]) => `  ${name}: '${values.join('|')}',`)
      .sort();
    return [
      '// Written by scripts/props-table.ts from the interfaces of props and options. Do not edit.',
      '',
      '/**',
      ' * The props of each interface: its bases, then `name?type` for each optional and `name!type` for each required prop. Types:',
      ' * `s` string, `n` number, `b` boolean, `*` any, `o` object, `e` enum of CDK, `[]` array of, `{}` map of, `#` class of',
      ' * the library, else a name.',
      ' */',
      'export const STRUCTS: Readonly<Record<string, string>> = {',
      ...structs,
      '};',
      '',
      '/** The values of each enum. */',
      'export const ENUM_VALUES: Readonly<Record<string, string>> = {',
      ...enums,
      '};',
      '',
    ].join('\n');
  }

  private exportedFiles(): ts.SourceFile[] {
    const index = fs.readFileSync(path.join(this.folder, 'index.ts'), 'utf8');
    return [...index.matchAll(/export \* from '(.+)'/g)].map(([, name]) => {
      const file = path.join(this.folder, `${name}.ts`);
      return ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
    });
  }

  private read(node: ts.Statement): void {
    if (ts.isInterfaceDeclaration(node) && !isInternal(node)) this.interfaces.set(node.name.text, node);
    if (ts.isEnumDeclaration(node)) {
      this.enums.set(
        node.name.text,
        node.members.map(({ initializer }) => {
          if (initializer === undefined || !ts.isStringLiteral(initializer)) {
            throw new Error(`${node.name.text} has a value that is not a string`);
          }
          return initializer.text;
        }),
      );
    }
  }

  private readTaken({ members }: ts.ClassDeclaration): void {
    for (const { parameters } of members.filter((each) => ts.isConstructorDeclaration(each) || ts.isMethodDeclaration(each))) {
      for (const { type } of parameters) if (type && this.interfaces.has(type.getText())) this.taken.add(type.getText());
    }
  }

  private rowOf(declaration: ts.InterfaceDeclaration): string {
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((each) => each.expression.getText()));
    const unknown = bases.filter((each) => !this.interfaces.has(each));
    if (unknown.length > 0) throw new Error(`${declaration.name.text} extends ${unknown.join(', ')}, which the package does not export`);
    const props = declaration.members.filter(ts.isPropertySignature).map((member) => {
      const name = member.name.getText();
      if (member.type === undefined) throw new Error(`${declaration.name.text}.${name} has no type`);
      return `${name}${member.questionToken ? '?' : '!'}${this.typeOf(member.type, `${declaration.name.text}.${name}`)}`;
    });
    return [...bases, ...props].join(' ');
  }

  private typeOf(type: ts.TypeNode, prop: string): string {
    const primitive = PRIMITIVES.get(type.kind as ts.KeywordTypeSyntaxKind);
    if (primitive !== undefined) return primitive;
    if (ts.isArrayTypeNode(type)) return `[]${this.typeOf(type.elementType, prop)}`;
    if (ts.isTypeLiteralNode(type)) {
      const [signature] = type.members;
      if (ts.isIndexSignatureDeclaration(signature)) return `{}${this.typeOf(signature.type, prop)}`;
    }
    if (ts.isTypeReferenceNode(type)) return this.nameOf(type);
    throw new Error(`${prop} has a type without a code: ${type.getText()}`);
  }

  private nameOf(type: ts.TypeReferenceNode): string {
    const name = type.typeName.getText();
    const simple = name.split('.').pop()!;
    const own = !name.includes('.') && !this.isOfPackage(name, type.getSourceFile());
    if (own) return this.interfaces.has(simple) || this.enums.has(simple) ? simple : `#${simple}`;
    if (OBJECTS.has(simple)) return 'o';
    if (ENUMS.has(simple)) return 'e';
    // cdk8s has both, too
    return ['Duration', 'Size'].includes(simple) && this.isOfCdk(name, type.getSourceFile()) ? `cdk.${simple}` : simple;
  }

  private isOfCdk(name: string, { statements }: ts.SourceFile): boolean {
    const [first] = name.split('.');
    return statements.filter(ts.isImportDeclaration).some(({ importClause, moduleSpecifier }) => {
      const imported: string[] = importClause?.namedBindings?.getText().match(/\w+/g) ?? [];
      return imported.includes(first) && (moduleSpecifier as ts.StringLiteral).text === 'aws-cdk-lib';
    });
  }

  // imported from a package, and not from a file of the sources
  private isOfPackage(name: string, file: ts.SourceFile): boolean {
    return file.statements.filter(ts.isImportDeclaration).some(({ importClause, moduleSpecifier }) => {
      const bindings = importClause?.namedBindings;
      const imported = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.name.text) : [];
      return imported.includes(name) && !(moduleSpecifier as ts.StringLiteral).text.startsWith('.');
    });
  }
}
