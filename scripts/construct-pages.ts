import * as fs from 'fs';
import * as path from 'path';
import { Assembly, Type } from './construct-pages/assembly';
import { FOLDER, Homes } from './construct-pages/homes';
import { indexPage } from './construct-pages/index-page';
import { ConstructPage, typesPage } from './construct-pages/page';
import { ExampleSynthesis } from './construct-pages/synthesis';

// Writes API.md and a page per construct from the assembly that `npm run compile` writes: npm run construct-pages [-- <assembly>]

const root = path.join(__dirname, '..');
const [file = path.join(root, '.jsii')] = process.argv.slice(2);

// CDK's own rules cost seconds a stack; the examples are small
process.env.CDK_VALIDATION = 'false';

const assembly = Assembly.read(file);
const homes = new Homes(assembly);
const { context } = JSON.parse(fs.readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
// the layer of kubectl has 37 MB, and would be copied for every example
const synthesis = new ExampleSynthesis({ ...context, 'aws:cdk:disable-asset-staging': true });

// all mistakes of examples at once
const mistakes: string[] = [];
const pages = new Map([
  ...assembly.constructs.map((construct): [string, string | undefined] => [homes.pageOf(construct), pageOf(construct)]),
  ...assembly.modules.map((module): [string, string | undefined] => [homes.typesPageOf(module), typesPage(module, assembly, homes)]),
  ['API.md', indexPage(assembly, homes)] as [string, string],
]);
if (mistakes.length > 0) throw new Error(mistakes.join('\n\n'));

fs.rmSync(path.join(root, FOLDER), { recursive: true, force: true });
for (const [name, text] of pages) {
  if (text === undefined) continue;
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), `${text.trimEnd()}\n`);
}

function pageOf(construct: Type): string | undefined {
  try {
    return new ConstructPage(assembly, homes, construct).text(synthesis);
  } catch (error) {
    mistakes.push(`the example of ${construct.name}: ${(error as Error).message}`);
    return undefined;
  }
}
