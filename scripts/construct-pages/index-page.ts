import { Assembly, moduleOf, Type } from './assembly';
import { Homes } from './homes';
import { code, firstSentence, table, Words } from './words';

const INTRODUCTION = `# API

One page per construct: what it is, an example, props, what it creates, permissions, limits, deletion. Structs are on the page of the
construct that uses them. Generated from the docstrings and the synthesis of the examples: \`npm run construct-pages\`,
after \`npm run compile\`.
`;

/** The index of all pages, as API.md. */
export function indexPage(assembly: Assembly, homes: Homes): string {
  const words = new Words(assembly, homes, 'API.md');
  const line = (type: Type): string[] => [words.link(type, code(type.name)), words.line({ summary: firstSentence(type.docs) })];
  const sections = assembly.modules.map((module) => {
    const types = assembly.types.filter((type) => moduleOf(type) === module);
    const values = types.filter((type) => type.kind !== 'interface' && !assembly.isConstruct(type));
    return [
      `## ${module}`,
      '',
      `[How it works](src/${module}/README.md)`,
      '',
      ...table(['construct', 'description'], types.filter((type) => assembly.isConstruct(type)).map(line)),
      ...table(['value', 'description'], values.map(line)),
    ].join('\n');
  });
  return [INTRODUCTION, ...sections].join('\n');
}
