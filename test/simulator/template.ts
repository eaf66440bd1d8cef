import { App } from 'aws-cdk-lib';
import { Fields } from '../handler/api-fields';

/** A resource as it is in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Fields;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A template of CloudFormation. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** A stack of an app: its name, its template, and the folder of the assembly, which holds the files that are uploaded. */
export interface StackTemplate {
  readonly name: string;
  readonly template: Template;
  readonly folder: string;
}

/** Sections of a template that the simulator knows, or that do nothing at deploy. */
const SECTIONS = new Set([
  'Resources',
  'Parameters',
  'Mappings',
  'Outputs',
  'Rules',
  'Metadata',
  'Description',
  'AWSTemplateFormatVersion',
  'Transform',
]);

/** The stacks of an app in the order in which `cdk deploy --all` deploys them. */
export function stacksOf(app: App): StackTemplate[] {
  const assembly = app.synth();
  return assembly.stacks.map(({ stackName, template }) => ({
    name: stackName,
    template: checked(template as Template),
    folder: assembly.directory,
  }));
}

function checked(template: Template): Template {
  const unknown = Object.keys(template).filter((section) => !SECTIONS.has(section));
  if (unknown.length > 0) throw new Error(`the simulator has no model of the sections ${unknown.join(', ')}`);
  return template;
}

/**
 * What each resource of a template waits for. A name that does not exist, or a cycle, is refused as CloudFormation's validation refuses it.
 */
export function dependenciesOf({ Resources, Parameters = {} }: Template): Map<string, Set<string>> {
  const known = (id: string) => id in Resources;
  const graph = new Map(
    Object.entries(Resources).map(([id, { Properties, DependsOn = [] }]) => {
      const named = new Set([...[DependsOn].flat(), ...referencesIn(Properties)]);
      for (const each of named) {
        if (!known(each) && !(each in Parameters)) {
          throw new Error(`Template format error: Unresolved resource dependencies [${each}] in resource ${id}`);
        }
      }
      return [id, new Set([...named].filter(known))];
    }),
  );
  const cycle = cycleIn(graph);
  if (cycle) throw new Error(`Circular dependency between resources: [${cycle.join(', ')}]`);
  return graph;
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return String(inner).startsWith('AWS::') ? [] : [String(inner)];
    if (key === 'Fn::GetAtt') return [Array.isArray(inner) ? String(inner[0]) : String(inner).split('.')[0]];
    if (key === 'Fn::Sub') return referencesOfSub(inner);
    return referencesIn(inner);
  });
}

function referencesOfSub(inner: unknown): string[] {
  const [text, own] = Array.isArray(inner) ? (inner as [string, Fields]) : [String(inner), {}];
  const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name]) => name.split('.')[0])
    .filter((name) => !name.startsWith('AWS::') && !(name in own));
  return [...names, ...referencesIn(own)];
}

function cycleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(id)) return path.slice(path.indexOf(id));
    if (done.has(id)) return undefined;
    for (const next of graph.get(id) ?? []) {
      const found = visit(next, [...path, id]);
      if (found) return found;
    }
    done.add(id);
    return undefined;
  };
  for (const id of graph.keys()) {
    const found = visit(id, []);
    if (found) return found;
  }
  return undefined;
}

/**
 * An order that keeps dependencies. CloudFormation starts whatever is free at once, so what has no edge between it may come in any order:
 * `late` takes the resources of the end of the template as early as possible, which shows edges that are missing.
 */
export function inOrder(ids: readonly string[], graph: ReadonlyMap<string, ReadonlySet<string>>, late = false): string[] {
  const left = new Set(late ? [...ids].reverse() : ids);
  const order: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((id) => ![...(graph.get(id) ?? [])].some((each) => left.has(each)));
    if (next === undefined) throw new Error(`a cycle among ${[...left].join(', ')}`);
    left.delete(next);
    order.push(next);
  }
  return order;
}

/** The graph with its arrows turned round: what must be deleted before each resource. */
export function dependentsOf(graph: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const turned = new Map([...graph.keys()].map((id) => [id, new Set<string>()]));
  for (const [id, needed] of graph) needed.forEach((each) => turned.get(each)?.add(id));
  return turned;
}
