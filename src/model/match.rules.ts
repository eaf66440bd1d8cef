import { MayCreate } from './controller-permissions.rules';
import { Dependency } from './dependency.rules';
import { covers, isForPreflight, keyOf, CapabilityData } from '../catalog/capability.rules';
import { BUILT_IN_NAMESPACES, BUILT_IN_OBJECTS } from '../kubernetes/kinds.data';

/** One provider of one thing; `by` is an opaque handle that the caller understands. */
export interface Provision<By> {
  readonly capability: CapabilityData;
  readonly provider: By;
}

/** One need of one resource; `object` says in words which object in it has the need. */
export interface Requirement<By> extends Dependency {
  readonly dependent: By;
  readonly object?: string;
}

/** What is known of the world beside the things themselves. */
export interface ModelScope {
  /** every cluster-scoped object is either made here or known by a table. */
  readonly complete: boolean;
  /** namespaces that this app creates and to which no other writer is known. */
  readonly completeNamespaces: ReadonlySet<string>;
  /** what a user declared to exist. */
  readonly external: readonly CapabilityData[];
  /** what runs in the cluster and may make objects. */
  readonly mayCreate: MayCreate;
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
 * Three values: *provided*, *absent* (neither this app nor a controller or an external declaration provides it), *unknown* (a controller or
 * another app may provide it).
 */
export function match<By>(
  requirements: readonly Requirement<By>[],
  provisions: readonly Provision<By>[],
  world: ModelScope,
): Matched<By>[] {
  const providers = new Map<string, By[]>();
  for (const { capability, provider } of provisions) {
    const known = providers.get(keyOf(capability)) ?? [];
    known.push(provider);
    providers.set(keyOf(capability), known);
  }
  return requirements.map((requirement) => {
    const found = providers.get(keyOf(requirement.capability));
    return { requirement, verdict: found ? 'provided' : verdictInScope(requirement.capability, world), providers: found ?? [] };
  });
}

/** Declarations that match no requirement: they are reported, because they are probably mistyped. */
export function unusedDeclarations<By>(requirements: readonly Requirement<By>[], external: readonly CapabilityData[]): CapabilityData[] {
  const isNeeded = (declared: CapabilityData) =>
    requirements.some(({ capability }) => covers(declared, capability) || isNamespaceOf(declared, capability));
  return external.filter((declared) => !isForPreflight(declared) && !isNeeded(declared));
}

/** The verdict on a capability that this app does not provide. */
export function verdictInScope(thing: CapabilityData, world: ModelScope): Verdict {
  if (isBuiltIn(thing) || world.external.some((declared) => covers(declared, thing))) return 'provided';
  if (world.mayCreate(thing)) return 'unknown';
  switch (thing.type) {
    case 'feature':
    case 'kind':
      return world.complete ? 'absent' : 'unknown';
    case 'object':
      if (thing.namespace === undefined) return world.complete ? 'absent' : 'unknown';
      return world.completeNamespaces.has(thing.namespace) && world.complete ? 'absent' : 'unknown';
  }
}

/** Whether every cluster has a thing. */
export function isBuiltIn(thing: CapabilityData): boolean {
  return thing.type === 'object' && BUILT_IN_OBJECTS.some((builtIn) => covers({ type: 'object', ...builtIn }, thing));
}

const isNamespaceOf = (declared: CapabilityData, thing: CapabilityData): boolean =>
  declared.type === 'object' &&
  declared.kind === 'Namespace' &&
  declared.group === '' &&
  thing.type === 'object' &&
  covers(declared, { type: 'object', group: '', kind: 'Namespace', name: thing.namespace ?? '' });

/** Namespaces that these provisions create and to which no external writer is declared or known. */
export function completeNamespaces<By>(
  provisions: readonly Provision<By>[],
  external: readonly CapabilityData[],
  writtenByOthers: ReadonlySet<string>,
): Set<string> {
  const made = provisions.flatMap(({ capability }) =>
    capability.type === 'object' && capability.kind === 'Namespace' && capability.group === '' ? [capability] : [],
  );
  return new Set(
    made
      .filter((namespace) => !external.some((declared) => covers(declared, namespace)))
      .map((namespace) => namespace.name)
      .filter((name) => !writtenByOthers.has(name) && !BUILT_IN_NAMESPACES.has(name)),
  );
}
