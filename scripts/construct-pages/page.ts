import { Assembly, Method, moduleOf, Property, Type } from './assembly';
import { Example } from './example';
import { Homes } from './homes';
import { limitLines } from './limits';
import { permissionLines } from './permissions';
import { PRELUDE } from './prelude';
import { Added, ExampleSynthesis, KubernetesObject } from './synthesis';
import { code, table, Words } from './words';

/** A Helm chart in a template. */
const RELEASE = 'Custom::StrataHelmRelease';

/** The page of a construct. */
export class ConstructPage {
  private readonly words: Words;

  constructor(
    private readonly assembly: Assembly,
    private readonly homes: Homes,
    private readonly construct: Type,
  ) {
    this.words = new Words(assembly, homes, homes.pageOf(construct));
  }

  /** The page as Markdown. */
  text(synthesis: ExampleSynthesis): string {
    const { construct } = this;
    return [
      `# ${construct.name}`,
      '',
      this.words.text(construct.docs),
      '',
      ...(construct.docs?.see ? [`See ${construct.docs.see}`, ''] : []),
      `Module [\`${moduleOf(construct)}\`](../../../src/${moduleOf(construct)}/README.md), ` +
        `[source](../../../${construct.locationInModule.filename}), [all constructs](../../../API.md).`,
      '',
      ...(construct.docs?.deprecated ? [`**Deprecated**: ${construct.docs.deprecated}`, ''] : []),
      ...exampleLines(construct, this.exported),
      ...this.props(),
      ...this.attributes(),
      ...this.synthesisLines(synthesis, section('Limits', limitLines(construct, this.homes.inline(construct), this.words))),
      ...section(
        'Types',
        this.homes.typesOn(this.homes.pageOf(construct)).flatMap((type) => typeLines(type, this.words)),
      ),
    ].join('\n');
  }

  private synthesisLines(synthesis: ExampleSynthesis, limits: readonly string[]): string[] {
    const { name, docs } = this.construct;
    if (docs?.example === undefined) return [...limits];
    const { creates, permissions, deletion } = synthesisSections(name, new Example(docs.example, this.exported), synthesis);
    return [...creates, ...permissions, ...limits, ...deletion];
  }

  private get exported(): ReadonlySet<string> {
    return new Set(this.assembly.types.map(({ name }) => name));
  }

  private props(): string[] {
    const structs = this.homes.inline(this.construct);
    if (structs.length === 0) return [];
    const required = structs.flatMap(({ properties = [] }) => properties).filter(({ optional }) => !optional);
    const topics = structs.map((struct) => ({ struct, properties: (struct.properties ?? []).filter(({ optional }) => optional) }));
    return [
      '## Props',
      '',
      ...(required.length > 0 ? ['### Required', '', ...propTable(required, this.words, false)] : []),
      ...topics
        .filter(({ properties }) => properties.length > 0)
        .flatMap(({ struct, properties }) => [
          `### ${struct.name}`,
          '',
          ...(isPropsSentence(struct) ? [] : [this.words.text(struct.docs), '']),
          ...propTable(properties, this.words, true),
        ]),
    ];
  }

  private attributes(): string[] {
    const classes = this.assembly.withBases(this.construct);
    const properties = unique(classes.flatMap((type) => type.properties ?? []));
    const methods = unique(classes.flatMap((type) => type.methods ?? []));
    const base = this.assembly.foreignBase(this.construct);
    return [
      ...(properties.length > 0 ? ['## Attributes', '', ...attributeTable(properties, this.words)] : []),
      ...(base && base !== 'constructs.Construct' ? [`It has all attributes and methods of ${this.words.type({ fqn: base })}.`, ''] : []),
      ...(methods.length > 0 ? ['## Methods', '', ...methodTable(methods, this.construct.name, this.words)] : []),
    ];
  }
}

/** The page of what several constructs of a module use. */
export function typesPage(module: string, assembly: Assembly, homes: Homes): string | undefined {
  const page = homes.typesPageOf(module);
  const types = homes.typesOn(page);
  if (types.length === 0) return undefined;
  const words = new Words(assembly, homes, page);
  return [
    `# Types of ${module}`,
    '',
    `What several constructs use. Module [\`${module}\`](../../../src/${module}/README.md), [all constructs](../../../API.md).`,
    '',
    ...types.flatMap((type) => typeLines(type, words)),
  ].join('\n');
}

/** The example of a construct, with what it assumes. */
export function exampleLines({ docs }: Type, exported: ReadonlySet<string>): string[] {
  if (docs?.example === undefined) return [];
  const example = new Example(docs.example, exported);
  const declared = ['`this` is a `Stack`', ...example.prelude.map((name) => `\`${name}\` is ${PRELUDE[name]}`)];
  return ['## Example', '', '```ts', example.text, '```', '', `${declared.join('; ')}.`, ''];
}

/** What the synthesis of an example tells, a section each. */
export interface SynthesisSections {
  readonly creates: readonly string[];
  readonly permissions: readonly string[];
  readonly deletion: readonly string[];
}

/** What the example of a construct creates, allows and leaves behind. */
export function synthesisSections(name: string, example: Example, synthesis: ExampleSynthesis): SynthesisSections {
  const added = synthesis.added(name, example);
  const from = example.before(name).code.trim() === '' ? 'The example' : `The example, from \`new ${name}\` on,`;
  return {
    creates: section('What the example creates', [`${from} adds:`, '', ...createdLines(added)]),
    permissions: section('Permissions in the example', permissionLines(added)),
    deletion: section('Deletion', deletionLines(added)),
  };
}

function section(heading: string, lines: readonly string[]): string[] {
  const text = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return text.length === 0 ? [] : [`## ${heading}`, '', ...text, ''];
}

function createdLines({ resources, changes, objects, intrinsics }: Added): string[] {
  const types = Object.values(resources).map((resource) => resource.Type);
  const count = (type: string): string => String(types.filter((each) => each === type).length);
  const charts = Object.values(resources)
    .filter((resource) => resource.Type === RELEASE)
    .map(({ Properties = {} }) => Properties);
  return [
    ...table(
      ['resource', 'number'],
      [...new Set(types)].sort().map((type) => [code(type), count(type)]),
    ),
    ...table(
      ['Helm chart', 'version', 'namespace'],
      charts.map(({ Chart, Version, Namespace }) =>
        [Chart ?? 'of an asset', Version ?? '', Namespace].map((each) => intrinsics.text(each)),
      ),
    ),
    ...table(
      ['Kubernetes object', 'name', 'namespace'],
      [...objects]
        .sort(byName)
        .map(({ apiVersion, kind, metadata }) => [`${code(kind)} (${apiVersion})`, metadata.name, metadata.namespace ?? '']),
    ),
    ...table(
      ['changed resource', 'properties'],
      Object.entries(changes).map(([id, properties]) => [code(intrinsics.pathOf(id)), properties.map(code).join(', ')]),
    ),
  ];
}

const sortKey = ({ kind, metadata }: KubernetesObject): string => [kind, metadata.namespace ?? '', metadata.name].join(' ');

const byName = (a: KubernetesObject, b: KubernetesObject): number => (sortKey(a) < sortKey(b) ? -1 : 1);

function deletionLines({ resources, intrinsics }: Added): string[] {
  const kept = Object.entries(resources).filter(([, { DeletionPolicy = 'Delete' }]) => DeletionPolicy !== 'Delete');
  if (Object.keys(resources).length === 0) return [];
  const words = 'these resources with the stack, or when the construct is removed';
  if (kept.length === 0) return [`CloudFormation deletes all of ${words}.`];
  return [
    `CloudFormation deletes ${words}, except:`,
    '',
    ...kept.map(([id, resource]) => `- ${code(intrinsics.pathOf(id))} (${code(resource.Type)}): ${code(resource.DeletionPolicy!)}`),
  ];
}

/** A type that is not a construct, with all its members. */
function typeLines(type: Type, words: Words): string[] {
  const factories = (type.methods ?? []).filter((method) => method.static);
  const constants = (type.properties ?? []).filter((property) => property.static);
  const properties = (type.properties ?? []).filter((property) => !property.static);
  const methods = (type.methods ?? []).filter((method) => !method.static);
  return [
    `### ${type.name}`,
    '',
    words.text(type.docs),
    '',
    ...(type.docs?.see ? [`See ${type.docs.see}`, ''] : []),
    ...inheritedLine(type, words),
    ...table(
      ['member', 'description'],
      (type.members ?? []).map(({ name, docs }) => [code(`${type.name}.${name}`), words.line(docs)]),
    ),
    ...(type.kind === 'interface' ? propTable(properties, words, true) : attributeTable(properties, words)),
    ...table(
      ['constant', 'description'],
      constants.map(({ name, docs }) => [code(`${type.name}.${name}`), words.line(docs)]),
    ),
    ...methodTable(factories, type.name, words),
    ...methodTable(methods, type.name, words),
  ];
}

/** What a type has beside its own members. */
function inheritedLine({ interfaces = [], base, kind }: Type, words: Words): string[] {
  const inherited = [...interfaces, ...(base && kind === 'class' ? [base] : [])];
  return inherited.length === 0 ? [] : [`It has all members of ${inherited.map((fqn) => words.type({ fqn })).join(' and ')}.`, ''];
}

/** Props structs say no more than their name. */
const isPropsSentence = ({ docs }: Type): boolean => docs?.remarks === undefined && /^Properties of /.test(docs?.summary ?? '');

function propTable(properties: readonly Property[], words: Words, defaults: boolean): string[] {
  return table(
    ['prop', 'type', ...(defaults ? ['default'] : []), 'description'],
    properties.map((property) => [
      code(property.name),
      words.type(property.type),
      ...(defaults ? [defaultOf(property, words)] : []),
      words.line(property.docs),
    ]),
  );
}

const defaultOf = ({ optional, docs }: Property, words: Words): string => (optional ? words.default(docs) : '*required*');

const attributeTable = (properties: readonly Property[], words: Words): string[] =>
  table(
    ['attribute', 'type', 'description'],
    properties.map(({ name, type, docs }) => [code(name), words.type(type), words.line(docs)]),
  );

const methodTable = (methods: readonly Method[], owner: string, words: Words): string[] =>
  table(
    ['method', 'parameters', 'description'],
    methods.map((method) => [
      words.signature(method, method.static ? owner : undefined),
      words.parameters(method),
      words.line(method.docs),
    ]),
  );

function unique<T extends { readonly name: string }>(members: readonly T[]): readonly T[] {
  return members.filter(({ name }, index) => members.findIndex((each) => each.name === name) === index);
}
