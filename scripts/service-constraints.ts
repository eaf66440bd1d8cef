import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Property, propertiesOf } from './service-constraints/cloudformation';
import { Constraint, Model, modelOf, Shape } from './service-constraints/model';
import { foundByCdk, objectsToFirst } from './service-constraints/planted';
import { SOURCES } from './service-constraints/sources';
import { SERVICE_CONDITIONS } from '../src/preflight/aws/service-conditions.data';
import { CONDITION_CASES } from '../test/preflight/service-conditions.cases';

// Writes src/preflight/aws/service-constraints.data.ts: npm run service-constraints -- <checkout of boto/botocore>

/** Paths of one type with what the service model says of each. */
export function constraintsOf(type: string, models: (service: string) => Model): Constraint[] {
  const { operations, names = {}, without = [] } = SOURCES[type];
  const tree = propertiesOf(type);
  const found = new Map<string, Constraint>();
  for (const [service, operation, below = ''] of operations) {
    const model = models(service);
    const start = below === '' ? tree : at(tree, below);
    for (const each of walk(start, model.inputOf(operation), below, { model, names, source: `${service} ${operation}` })) {
      if (!found.has(each.path)) found.set(each.path, each);
    }
  }
  return [...found.values()].filter(
    ({ path: where }) => !without.some((prefix) => where === prefix || where.startsWith(`${prefix}.`) || where.startsWith(`${prefix}[]`)),
  );
}

interface Context {
  readonly model: Model;
  /** path of a property → path of the member below the input, where the names differ. */
  readonly names: Readonly<Record<string, string>>;
  readonly source: string;
}

function* walk(
  properties: readonly Property[],
  shape: Shape,
  prefix: string,
  context: Context,
  seen: readonly string[] = [],
): Generator<Constraint> {
  for (const property of properties) {
    const where = prefix === '' ? property.name : `${prefix}.${property.name}`;
    const asked = context.names[where] ?? property.name;
    const name = Object.keys(shape.members ?? {}).find((each) => each.toLowerCase() === asked.toLowerCase());
    if (name === undefined) continue;
    const member = shape.members![name];
    const isRequired = property.required && (shape.required ?? []).includes(name);
    yield* of(property, member.shape, where, isRequired, context, seen);
  }
}

function* of(
  property: Property,
  shapeName: string,
  where: string,
  required: boolean,
  context: Context,
  seen: readonly string[],
): Generator<Constraint> {
  const shape = context.model.shape(shapeName);
  if (seen.includes(shapeName)) return;
  const kind = property.list ? 'list' : property.kind;
  const base = { path: where, source: context.source, required, kind };
  const own = context.model.limitsOf(shape, kind);
  if (required || own !== undefined) yield { ...base, ...own };
  if (property.list && shape.type === 'list') {
    yield* of({ ...property, list: false }, shape.member!.shape, `${where}[]`, false, context, [...seen, shapeName]);
  } else if (!property.list && property.below && shape.type === 'structure') {
    yield* walk(property.below(), shape, where, context, [...seen, shapeName]);
  }
}

const at = (properties: readonly Property[], where: string): readonly Property[] =>
  where.split('.').reduce((list, name) => list.find((each) => each.name === name)!.below!(), properties);

/** What bounds are of, in front of them: a number, a count of items, else a length. */
const KINDS: Readonly<Record<string, string>> = { number: '#', list: '@' };

/**
 * One line a path, with tabs: path, `!` where required, bounds, values, pattern, operation; in front a `~` where CDK's validation finds it,
 * too.
 */
function line(
  { path: where, required, kind, min, max, pattern, values, source }: Constraint,
  cdk: boolean,
  sources: readonly string[],
): string {
  const bounds = min === undefined && max === undefined ? '' : `${KINDS[kind] ?? ''}${min ?? ''}..${max ?? ''}`;
  return [`${cdk ? '~' : ''}${where}${required ? '!' : ''}`, bounds, values?.join(',') ?? '', pattern ?? '', sources.indexOf(source) || '']
    .join('\t')
    .trimEnd();
}

export function serviceConstraintsModule(checkout: string): string {
  const read = new Map<string, Model>();
  const models = (service: string) => read.get(service) ?? read.set(service, modelOf(checkout, service)).get(service)!;
  const all = Object.keys(SOURCES)
    .sort()
    .map((type) => [type, constraintsOf(type, models)] as const);
  const planted = foundByCdk(all);
  const [commit, date] = execFileSync('git', ['-C', checkout, 'log', '-1', '--format=%H %cs'], { encoding: 'utf8' }).trim().split(' ');
  const rows = all
    .filter(([, constraints]) => constraints.length > 0)
    .map(([type, constraints]) => {
      const sources = [...new Set(constraints.map(({ source }) => source))];
      const lines = constraints.map((each) => line(each, planted(type, each.path), sources));
      return `  '${type}': String.raw\`${sources.join(', ')}\n${lines.join('\n')}\`,`;
    });
  return `/**
 * Input limits of the service models, by CloudFormation type: one string per type. Its first line lists the operations; each further line
 * is a property path with tab-separated columns: the path (with \`!\` if it is required), bounds of a length (\`#\` of a number, \`@\` of a
 * count), values, pattern, and the index of the operation. CDK's validation checks a path with the prefix \`~\` with the same limits.
 * Generated by scripts/service-constraints.ts.
 *
 * Source: boto/botocore, botocore/data/<service>/<version>/service-2.json, commit ${commit}.
 */
export const SERVICE_CONSTRAINTS_DATE = '${date}';

export const SERVICE_CONSTRAINTS: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
}

/** Conditions that are marked as found by CDK's validation and are not. */
function wrongMarks(): string[] {
  const marked = Object.entries(SERVICE_CONDITIONS).flatMap(([type, conditions]) =>
    conditions.filter(({ foundByCdk: mark }) => mark).map(({ id }) => [id, type, ...CONDITION_CASES[id]] as const),
  );
  const found = objectsToFirst(marked);
  return marked.map(([id]) => id).filter((id) => !found.includes(id));
}

if (require.main === module) {
  const [checkout] = process.argv.slice(2);
  if (checkout === undefined) {
    console.error('Name the checkout: npm run service-constraints -- <folder of boto/botocore>');
    process.exit(1);
  }
  fs.writeFileSync(path.join(__dirname, '../src/preflight/aws/service-constraints.data.ts'), serviceConstraintsModule(checkout));
  const wrong = wrongMarks();
  if (wrong.length > 0) {
    console.error(`CDK's validation does not find what is marked so in service-conditions.data.ts: ${wrong.join(', ')}`);
    process.exitCode = 1;
  }
}
