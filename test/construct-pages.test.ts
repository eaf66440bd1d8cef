import * as fs from 'fs';
import * as path from 'path';
import { Construct } from 'constructs';
import { IN_TESTS } from './setup';
import { Example, SourceClass, Sources } from '../scripts/construct-pages/example';
import { FOLDER, pageName } from '../scripts/construct-pages/homes';
import { synthesisSections } from '../scripts/construct-pages/page';
import { ExampleSynthesis } from '../scripts/construct-pages/synthesis';
import { anchorOf, Words } from '../scripts/construct-pages/words';
import * as strata from '../src';

/** Modules whose constructs have no examples yet. */
const WITHOUT_EXAMPLES: string[] = [];

const root = path.join(__dirname, '..');
const sources = new Sources(path.join(root, 'src'));
const exported: Readonly<Record<string, unknown>> = strata;
const constructs = sources.classes.filter(({ name, abstract }) => !abstract && isConstruct(exported[name]));
const pages = fs
  .readdirSync(path.join(root, FOLDER), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort();

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const moduleOf = ({ file }: SourceClass): string => file.split(path.sep)[0];
const pageOf = (construct: SourceClass): string => `${moduleOf(construct)}/${pageName(construct.name)}`;

function isConstruct(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof Construct;
}

test('every construct has an example', () => {
  const modules = new Set(constructs.filter(({ example }) => example === undefined).map(moduleOf));
  expect([...modules].sort()).toEqual(WITHOUT_EXAMPLES);
});

test('every construct has a page, every page has a construct, and the index links to all', () => {
  expect(constructs.length).toBeGreaterThan(50);
  expect(pages.filter((page) => !page.endsWith('types.md'))).toEqual(constructs.map(pageOf).sort());
  const index = read('API.md');
  expect(constructs.filter((construct) => !index.includes(`[\`${construct.name}\`](${FOLDER}/${pageOf(construct)})`))).toEqual([]);
});

test('the page of a construct has its example', () => {
  const stale = constructs
    .filter(({ example }) => example !== undefined)
    .filter((construct) => !read(`${FOLDER}/${pageOf(construct)}`).includes(construct.example!));
  expect(stale.map(({ name }) => name)).toEqual([]);
});

test('the page of a construct has its props', () => {
  const stale = constructs.flatMap((construct) => {
    const page = read(`${FOLDER}/${pageOf(construct)}`);
    const props = sources.members.get(`${construct.name}Props`) ?? [];
    return props.filter((prop) => !page.includes(`\n| \`${prop}\` |`)).map((prop) => `${construct.name}: ${prop}`);
  });
  expect(stale).toEqual([]);
});

test.each(['Keda', 'ManagedNodes'])(
  'the page of %s says what its example creates and allows',
  (name) => {
    const construct = constructs.find((each) => each.name === name)!;
    const { context } = JSON.parse(read('cdk.json')) as { context: Record<string, unknown> };
    const synthesis = new ExampleSynthesis({ ...context, ...IN_TESTS });
    const { creates, permissions, deletion } = synthesisSections(name, new Example(construct.example!, sources.names), synthesis);
    const page = read(`${FOLDER}/${pageOf(construct)}`);
    for (const section of [creates, permissions, deletion]) expect(page).toContain(section.join('\n').trim());
  },
  60_000,
);

test('a link of a docstring to a class that its file does not import is written as code', () => {
  // jsii writes such a link with a space
  const words = new Words({ types: [] } as unknown as ConstructorParameters<typeof Words>[0], {} as never, 'page.md');
  expect(words.default({ default: '- of {@link Keda } or {@link Keda.of}' })).toBe('of `Keda` or `Keda.of`');
});

test('an example with a finding of preflight is refused', () => {
  const code =
    "new ManagedNodes(this, 'Nodes', { cluster: new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, " +
    'admins: [admin] }) });';
  const synthesis = new ExampleSynthesis(IN_TESTS);
  expect(() => synthesis.added('ManagedNodes', new Example(code, sources.names))).toThrow(
    /^warning pod-network-missing \[Example\/Nodes\] /m,
  );
}, 60_000);

test('every link to a heading of a page leads to one', () => {
  const headings = new Map(
    pages.map((page) => [page, new Set([...read(`${FOLDER}/${page}`).matchAll(/^#+ (.*)$/gm)].map(([, text]) => anchorOf(text)))]),
  );
  const links = (from: string, text: string): string[] =>
    [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]*)\)/g)]
      .filter(
        ([, file, anchor]) => !headings.get(path.posix.join(path.posix.dirname(from), file || path.posix.basename(from)))?.has(anchor),
      )
      .map(([link]) => `${from}: ${link}`);
  expect(pages.flatMap((page) => links(page, read(`${FOLDER}/${page}`)))).toEqual([]);
  expect(links('API.md', read('API.md').split(`${FOLDER}/`).join(''))).toEqual([]);
});
