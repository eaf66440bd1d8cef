import { Need } from './need.rules';
import { MayWrite } from './writers.rules';
import { covers, isForRules, keyOf, ThingData } from '../catalog/thing.rules';
import { BUILT_IN_NAMESPACES, BUILT_IN_OBJECTS } from '../kubernetes/kinds.data';

/** One provider of one thing; `by` is an opaque handle that the caller understands. */
export interface Provision<By> {
  readonly thing: ThingData;
  readonly by: By;
}

/** One need of one resource; `object` says in words which object in it has the need. */
export interface Requirement<By> extends Need {
  readonly by: By;
  readonly object?: string;
}

/** What is known of the world beside the things themselves. */
export interface World {
  /** every cluster-scoped object is either made here or known by a table. */
  readonly clusterClosed: boolean;
  /** namespaces that are made here and that nobody else is known to write to. */
  readonly closedNamespaces: ReadonlySet<string>;
  /** what a user declared to exist. */
  readonly external: readonly ThingData[];
  /** what runs in the cluster and may make objects. */
  readonly mayWrite: MayWrite;
}

export type Verdict = 'provided' | 'absent' | 'unknown';

export interface Matched<By> {
  readonly requirement: Requirement<By>;
  readonly verdict: Verdict;
  readonly providers: readonly By[];
}

/**
 * Matches what is required with what is provided: the only place of this library that does.
 *
 * Three values: *provided*, *absent* (nobody here provides it and nobody else can), *unknown* (somebody outside may).
 */
export function match<By>(requirements: readonly Requirement<By>[], provisions: readonly Provision<By>[], world: World): Matched<By>[] {
  const providers = new Map<string, By[]>();
  for (const { thing, by } of provisions) {
    const known = providers.get(keyOf(thing)) ?? [];
    known.push(by);
    providers.set(keyOf(thing), known);
  }
  return requirements.map((requirement) => {
    const found = providers.get(keyOf(requirement.thing));
    return { requirement, verdict: found ? 'provided' : verdictWithoutProvider(requirement.thing, world), providers: found ?? [] };
  });
}


/** Declarations that cover nothing that anybody requires: a reader should be told, they are probably mistyped. */
export function unneededDeclarations<By>(requirements: readonly Requirement<By>[], external: readonly ThingData[]): ThingData[] {
  const isNeeded = (declared: ThingData) => requirements.some(({ thing }) => covers(declared, thing) || isNamespaceOf(declared, thing));
  return external.filter((declared) => !isForRules(declared) && !isNeeded(declared));
}

/** What is known of a thing that nobody here provides. */
export function verdictWithoutProvider(thing: ThingData, world: World): Verdict {
  if (isBuiltIn(thing) || world.external.some((declared) => covers(declared, thing))) return 'provided';
  if (world.mayWrite(thing)) return 'unknown';
  switch (thing.type) {
    case 'part':
    case 'kind':
      return world.clusterClosed ? 'absent' : 'unknown';
    case 'object':
      if (thing.namespace === undefined) return world.clusterClosed ? 'absent' : 'unknown';
      return world.closedNamespaces.has(thing.namespace) && world.clusterClosed ? 'absent' : 'unknown';
  }
}

/** Whether every cluster has a thing. */
export function isBuiltIn(thing: ThingData): boolean {
  return thing.type === 'object' && BUILT_IN_OBJECTS.some((builtIn) => covers({ type: 'object', ...builtIn }, thing));
}

const isNamespaceOf = (declared: ThingData, thing: ThingData): boolean =>
  declared.type === 'object' && declared.kind === 'Namespace' && declared.group === ''
  && thing.type === 'object' && covers(declared, { type: 'object', group: '', kind: 'Namespace', name: thing.namespace ?? '' });

/** Namespaces made by these provisions that nobody outside is declared or known to write to. */
export function closedNamespaces<By>(
  provisions: readonly Provision<By>[], external: readonly ThingData[], writtenByOthers: ReadonlySet<string>,
): Set<string> {
  const made = provisions.flatMap(({ thing }) => (thing.type === 'object' && thing.kind === 'Namespace' && thing.group === '' ? [thing] : []));
  return new Set(made
    .filter((namespace) => !external.some((declared) => covers(declared, namespace)))
    .map((namespace) => namespace.name)
    .filter((name) => !writtenByOthers.has(name) && !BUILT_IN_NAMESPACES.has(name)));
}
