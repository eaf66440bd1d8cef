/** A template, as far as this file reads it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** One resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

/** A way from a resource that needs nothing to one that needs all before it. */
export interface Chain {
  readonly resources: readonly string[];
  /** how many of them are made by a Lambda function. */
  readonly lambdaBacked: number;
}

export const isLambdaBacked = (type: string): boolean => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

/** What each resource waits for: references and `DependsOn`. */
export function waitsFor(template: Template): Map<string, Set<string>> {
  const resources = template.Resources ?? {};
  return new Map(
    Object.entries(resources).map(([id, { Properties, DependsOn = [] }]) => {
      const named = [...[DependsOn].flat(), ...references(Properties)];
      return [id, new Set(named.filter((name) => name in resources && name !== id))];
    }),
  );
}

/** How many `DependsOn` edges a template has. */
export const dependsOnEdges = (template: Template): number =>
  Object.values(template.Resources ?? {}).reduce((sum, { DependsOn = [] }) => sum + [DependsOn].flat().length, 0);

/** The chain to a resource with the most Lambda-backed steps, and of those the longest. */
export function longestChain(template: Template, to: string): Chain {
  const graph = waitsFor(template);
  const known = new Map<string, Chain>();
  const chainTo = (id: string): Chain => {
    const before = known.get(id);
    if (before) return before;
    known.set(id, { resources: [], lambdaBacked: 0 }); // a circle ends here
    const best = [...(graph.get(id) ?? [])]
      .map(chainTo)
      .reduce<Chain>((a, b) => (isLonger(b, a) ? b : a), { resources: [], lambdaBacked: 0 });
    const chain = {
      resources: [...best.resources, id],
      lambdaBacked: best.lambdaBacked + (isLambdaBacked(template.Resources![id].Type) ? 1 : 0),
    };
    known.set(id, chain);
    return chain;
  };
  return chainTo(to);
}

const isLonger = (a: Chain, b: Chain): boolean =>
  a.lambdaBacked > b.lambdaBacked || (a.lambdaBacked === b.lambdaBacked && a.resources.length > b.resources.length);

/** Whether a resource waits, over any number of others, for one of a type. */
export function waitsForType(template: Template, id: string, type: string): boolean {
  const graph = waitsFor(template);
  const seen = new Set<string>();
  const visit = (at: string): boolean => {
    if (seen.has(at)) return false;
    seen.add(at);
    return [...(graph.get(at) ?? [])].some((next) => template.Resources![next].Type === type || visit(next));
  };
  return visit(id);
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, v]) => {
    if (key === 'Ref' && typeof v === 'string') return [v];
    if (key === 'Fn::GetAtt') return [typeof v === 'string' ? v.split('.')[0] : String((v as unknown[])[0])];
    if (key === 'Fn::Sub') {
      return [...String(Array.isArray(v) ? v[0] : v).matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, name]) => name).concat(references(v));
    }
    return references(v);
  });
}
