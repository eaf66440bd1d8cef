import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Dependable, IConstruct } from 'constructs';
import { isInTemplate, resourcesBelow } from './final-resource';
import { mayBeReferenced } from './referenced';
import { logicalIdsIn, RenderedResource, renderResource } from './rendered-resource';
import { oncePerSynthesis } from './synthesis-pass';
import { logicalIdOf } from './written-templates';

/** The edge that would close a cycle: what the resources on it already say. */
export interface ClosedCycle {
  /** from the resource that must come first to the one that must come after it, each of which depends on the next; empty between stacks. */
  readonly path: readonly CfnResource[];
  /** whether each dependency on the path was added to the graph, so that none is of the user. */
  readonly added: boolean;
}

/** The dependencies between the resources of a stage. */
export const resourceGraphOf = (scope: IConstruct): ResourceGraph =>
  oncePerSynthesis(scope, 'resource graph', () => new ResourceGraph(Stage.of(scope)!));

/**
 * What CloudFormation will order by: DependsOn, construct dependencies and references, and the edges that are added here. A nested stack is
 * one resource of its parent. Everything is read when it is needed.
 */
export class ResourceGraph {
  private readonly direct = new Map<CfnResource, ReadonlySet<CfnResource>>();
  private readonly own = new Map<Stack, Map<CfnResource, readonly CfnResource[]>>();
  private readonly added = new Map<CfnResource, Set<CfnResource>>();
  private readonly addedStacks = new Map<Stack, Set<Stack>>();
  private readonly targets = new Map<IConstruct, readonly CfnResource[]>();
  private readonly ids = new Map<Stack, ReadonlyMap<string, CfnResource>>();
  private nested?: ReadonlyMap<CfnResource, Stack>;
  // of one resource at a time, because manifests are large
  private last?: { readonly resource: CfnResource; readonly rendered?: RenderedResource };
  private resources?: ReadonlyMap<Stack, readonly CfnResource[]>;
  private dependents?: ReadonlyMap<CfnResource, ReadonlySet<CfnResource>>;
  private readonly ownDependencies = new Map<CfnResource, readonly CfnResource[]>();
  private readonly addedTo = new Map<CfnResource, Set<CfnResource>>();

  constructor(private readonly stage: Stage) {}

  /** Adds an edge, unless it closes a cycle: the cycle is returned then. */
  add(from: CfnResource, to: CfnResource): ClosedCycle | undefined {
    // before the caller turns an edge into a DependsOn, which would count as a dependency of the user
    this.dependents = this.dependents ?? this.dependentsByDependency();
    const template = commonTemplate(from, to);
    if (template === undefined) return this.addBetweenStacks(topOf(from), topOf(to));
    const [first, last] = [liftedTo(to, template)!, liftedTo(from, template)!];
    const path = this.isNeededBy(from, to) ? pathBetween(first, last, (node) => this.neighbours(node, template)) : undefined;
    if (path !== undefined) return { path, added: path.slice(1).every((each, index) => this.isAdded(path[index], each)) };
    addTo(this.added, from, to);
    addTo(this.addedTo, to, from);
    return undefined;
  }

  /** Cycles without the edges that were refused: one for each group of resources that depend on each other. */
  cycles(): CfnResource[][] {
    return [...this.byTemplate().keys()].flatMap((template) => this.cyclesIn(template));
  }

  /** How a resource depends on another. */
  refersTo(from: CfnResource, to: CfnResource): boolean {
    const template = Stack.of(from);
    return this.inside(from).some((each) => this.references(each).some((target) => liftedTo(target, template) === to));
  }

  /** What a resource depends on by calls of `addDependency()`, also of the constructs around both. */
  dependenciesOf(resource: CfnResource): CfnResource[] {
    const ofConstructs = resource.node.scopes.filter((scope) => !Stage.isStage(scope)).flatMap((scope) => this.targetsOf(scope));
    return [...resource.obtainDependencies().filter(CfnResource.isCfnResource), ...ofConstructs];
  }

  /**
   * Whether a resource may depend on another, by what is known without rendering a resource: dependencies, and which resources are
   * referenced at all. In most apps nothing refers to what comes last, so that no resource is rendered before the synthesis of CDK.
   */
  private isNeededBy(resource: CfnResource, dependent: CfnResource): boolean {
    if (Stack.of(resource) !== Stack.of(dependent) || this.nestedStacks().size > 0) return true;
    const reached = new Set([resource]);
    for (const each of reached) {
      if (each === dependent || mayBeReferenced(each)) return true;
      for (const next of [...(this.dependents?.get(each) ?? []), ...(this.addedTo.get(each) ?? [])]) reached.add(next);
    }
    return false;
  }

  // an override may write any logical id
  private dependentsByDependency(): ReadonlyMap<CfnResource, ReadonlySet<CfnResource>> {
    const found = new Map<CfnResource, Set<CfnResource>>();
    for (const resource of [...this.byTemplate().values()].flat()) {
      const targets = hasOverrides(resource) ? this.directOf(resource) : this.ownDependenciesOf(resource);
      for (const target of targets) addTo(found, target, resource);
    }
    return found;
  }

  private ownDependenciesOf(resource: CfnResource): readonly CfnResource[] {
    const found = this.ownDependencies.get(resource) ?? this.dependenciesOf(resource);
    this.ownDependencies.set(resource, found);
    return found;
  }

  private addBetweenStacks(from: Stack, to: Stack): ClosedCycle | undefined {
    if (pathBetween(to, from, (stack) => this.stacksBefore(stack)) !== undefined) return { path: [], added: false };
    addTo(this.addedStacks, from, to);
    return undefined;
  }

  private cyclesIn(template: Stack): CfnResource[][] {
    const found: CfnResource[][] = [];
    const left = new Map(
      this.byTemplate()
        .get(template)!
        .map((node) => [node, this.neighbours(node, template)]),
    );
    for (;;) {
      removeLeaves(left);
      const [start] = left.keys();
      if (start === undefined) return found;
      const cycle = shortestCycle(start, (node) => (left.get(node) ?? []).filter((next) => left.has(next)));
      if (cycle) found.push(cycle);
      (cycle ?? [start]).forEach((node) => left.delete(node));
    }
  }

  private neighbours(node: CfnResource, template: Stack): readonly CfnResource[] {
    const inside = this.inside(node);
    const own = this.ownNeighbours(node, template, inside);
    const added = inside.flatMap((each) => [...(this.added.get(each) ?? [])]);
    return added.length === 0 ? own : [...new Set([...own, ...neighboursAmong(added, node, template)])];
  }

  // without the edges that are added: the same each time that a path is searched
  private ownNeighbours(node: CfnResource, template: Stack, inside: readonly CfnResource[]): readonly CfnResource[] {
    const ofTemplate = this.own.get(template) ?? new Map<CfnResource, readonly CfnResource[]>();
    const known = ofTemplate.get(node);
    if (known) return known;
    const found = neighboursAmong(
      inside.flatMap((each) => [...this.directOf(each)]),
      node,
      template,
    );
    this.own.set(template, ofTemplate.set(node, found));
    return found;
  }

  private isAdded(from: CfnResource, to: CfnResource): boolean {
    const template = Stack.of(to);
    const leadsTo = (target: CfnResource) => liftedTo(target, template) === to;
    return !this.inside(from).some((each) => [...this.directOf(each)].some(leadsTo));
  }

  private stacksBefore(stack: Stack): Stack[] {
    const resources = [...this.byTemplate()].filter(([each]) => topStack(each) === stack).flatMap(([, each]) => each);
    const referenced = resources.flatMap((each) => [...this.directOf(each)].map(topOf));
    return [...new Set([...stack.dependencies, ...(this.addedStacks.get(stack) ?? []), ...referenced])].filter((each) => each !== stack);
  }

  // a resource, and what is in it if it is a nested stack
  private inside(node: CfnResource): readonly CfnResource[] {
    const stack = this.nestedStacks().get(node);
    return stack === undefined ? [node] : [node, ...resourcesBelow(stack)];
  }

  private nestedStacks(): ReadonlyMap<CfnResource, Stack> {
    this.nested = this.nested ?? nestedStacksIn(this.stage);
    return this.nested;
  }

  private directOf(resource: CfnResource): ReadonlySet<CfnResource> {
    const known = this.direct.get(resource);
    if (known) return known;
    const found = new Set(
      [...this.references(resource), ...this.raw(resource), ...this.ownDependenciesOf(resource)].filter((each) => each !== resource),
    );
    this.direct.set(resource, found);
    return found;
  }

  private references(resource: CfnResource): CfnResource[] {
    const rendered = this.rendered(resource);
    if (rendered === undefined) return [];
    const elsewhere = [...rendered.imports.values()].map(({ target }) => target).filter(CfnResource.isCfnResource);
    return [...elsewhere, ...this.withIds(resource, logicalIdsIn(rendered.properties))];
  }

  // what an override or an included template writes into DependsOn
  private raw(resource: CfnResource): CfnResource[] {
    const added = this.added.get(resource);
    return this.withIds(resource, this.rendered(resource)?.dependsOn ?? []).filter((each) => !added?.has(each));
  }

  private withIds(resource: CfnResource, ids: readonly string[]): CfnResource[] {
    return ids.flatMap((id) => this.idsOf(resource).get(id) ?? []);
  }

  private rendered(resource: CfnResource): RenderedResource | undefined {
    if (this.last?.resource !== resource) this.last = { resource, rendered: renderResource(resource) };
    return this.last.rendered;
  }

  private targetsOf(scope: IConstruct): readonly CfnResource[] {
    const known = this.targets.get(scope);
    if (known) return known;
    const roots = scope.node.dependencies.flatMap((each) => Dependable.of(each).dependencyRoots);
    const found = roots.filter((root) => root !== scope).flatMap(resourcesBelow);
    this.targets.set(scope, found);
    return found;
  }

  private idsOf(resource: CfnResource): ReadonlyMap<string, CfnResource> {
    const stack = Stack.of(resource);
    const known = this.ids.get(stack);
    if (known) return known;
    const ids = new Map((this.byTemplate().get(stack) ?? []).map((each) => [logicalIdOf(each), each]));
    this.ids.set(stack, ids);
    return ids;
  }

  private byTemplate(): ReadonlyMap<Stack, readonly CfnResource[]> {
    if (this.resources) return this.resources;
    const found = new Map<Stack, CfnResource[]>();
    for (const each of resourcesBelow(this.stage)) {
      if (Stage.of(each) !== this.stage || !isInTemplate(each)) continue;
      const known = found.get(Stack.of(each));
      if (known) known.push(each);
      else found.set(Stack.of(each), [each]);
    }
    this.resources = found;
    return found;
  }
}

function addTo<T>(edges: Map<T, Set<T>>, from: T, to: T): void {
  edges.set(from, (edges.get(from) ?? new Set<T>()).add(to));
}

function hasOverrides(resource: CfnResource): boolean {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides: object };
  return Object.keys(rawOverrides).length > 0;
}

const nestedStacksIn = (stage: Stage): Map<CfnResource, Stack> =>
  new Map(
    stage.node
      .findAll()
      .filter(Stack.isStack)
      .flatMap((stack) => (stack.nestedStackResource ? [[stack.nestedStackResource as CfnResource, stack] as const] : [])),
  );

const topStack = (stack: Stack): Stack => (stack.nestedStackParent ? topStack(stack.nestedStackParent) : stack);
const topOf = (resource: CfnResource): Stack => topStack(Stack.of(resource));

const templatesAround = (stack: Stack): Stack[] => [stack, ...(stack.nestedStackParent ? templatesAround(stack.nestedStackParent) : [])];

function commonTemplate(one: CfnResource, other: CfnResource): Stack | undefined {
  const around = new Set(templatesAround(Stack.of(other)));
  return templatesAround(Stack.of(one)).find((stack) => around.has(stack));
}

/** The resource of a template that is, or contains as a nested stack, a resource. */
function liftedTo(resource: CfnResource, template: Stack): CfnResource | undefined {
  const stack = Stack.of(resource);
  if (stack === template) return resource;
  const { nestedStackResource } = stack;
  return nestedStackResource ? liftedTo(nestedStackResource as CfnResource, template) : undefined;
}

const neighboursAmong = (targets: readonly CfnResource[], node: CfnResource, template: Stack): CfnResource[] =>
  [...new Set(targets.flatMap((target) => liftedTo(target, template) ?? []))].filter((target) => target !== node);

/** The shortest way from one node to another, both included. */
function pathBetween<T>(start: T, goal: T, next: (node: T) => readonly T[]): T[] | undefined {
  const cameFrom = new Map<T, T | undefined>([[start, undefined]]);
  for (const node of cameFrom.keys()) {
    if (node === goal) return pathTo(node, cameFrom);
    for (const each of next(node)) if (!cameFrom.has(each)) cameFrom.set(each, node);
  }
  return undefined;
}

function pathTo<T>(node: T, cameFrom: ReadonlyMap<T, T | undefined>): T[] {
  const before = cameFrom.get(node);
  return before === undefined ? [node] : [...pathTo(before, cameFrom), node];
}

function shortestCycle<T>(start: T, next: (node: T) => readonly T[]): T[] | undefined {
  const paths = next(start).flatMap((each) => [pathBetween(each, start, next) ?? []]);
  const [shortest] = paths.filter((path) => path.length > 0).sort((one, other) => one.length - other.length);
  return shortest && [start, ...shortest.slice(0, -1)];
}

// what depends on nothing that is left is on no cycle
function removeLeaves<T>(left: Map<T, readonly T[]>): void {
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const [node, next] of left) if (!next.some((each) => left.has(each))) left.delete(node);
  }
}
