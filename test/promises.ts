import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** Words with which a docstring asks for something, or could. */
const ASKS = /\b(needs?|must|make sure|requires?|has to|have to|ensures?)\b/i;

/** A docstring that asks for something, of an exported type or one of its public members. */
export interface Asking {
  /** `ClusterOptions.ipv6`, or the type itself. */
  readonly name: string;
  readonly text: string;
}

/** The docstrings of a source file that ask for something. */
export function askingIn(source: string, file: string = 'file.ts'): Asking[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  return parsed.statements
    .filter(isPublicType)
    .flatMap((type) => {
      const name = type.name!.text;
      const members = [...type.members]
        .filter(isPublic)
        .map((member) => ({ name: `${name}.${member.name?.getText() ?? 'constructor'}`, text: docOf(member) }));
      return [{ name, text: docOf(type) }, ...members];
    })
    .filter(({ text }) => ASKS.test(text) && !text.includes('@internal'));
}

/** Those of every file that `src/index.ts` exports. */
export function askingInSources(src: string): Asking[] {
  const index = fs.readFileSync(path.join(src, 'index.ts'), 'utf8');
  return [...index.matchAll(/from '\.\/(.+)'/g)].flatMap(([, name]) => {
    const file = path.join(src, `${name}.ts`);
    return askingIn(fs.readFileSync(file, 'utf8'), file);
  });
}

type Declared = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;

function isPublicType(statement: ts.Statement): statement is Declared {
  const isType = ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return isType && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isPublic(member: ts.Node & { readonly name?: ts.PropertyName }): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return !modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) && !member.name?.getText().startsWith('_');
}

const docOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => doc.getText())
    .join('\n');
