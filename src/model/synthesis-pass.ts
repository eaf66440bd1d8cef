import { Stage } from 'aws-cdk-lib';
import { Dependable, DependencyGroup, IConstruct } from 'constructs';

const PASS = Symbol.for('cdk-eks-strata.synthesis-pass');

interface SynthesisPass {
  readonly cache: Map<string, unknown>;
  readonly startActions: Map<string, () => void>;
}

/**
 * Runs `action` once at the beginning of every synthesis, after all aspects and before CDK collects dependencies.
 *
 * CDK evaluates the dependencies of the stage before those of anything in it (`prepareApp` walks parents first), so a
 * dependency of the stage whose roots are computed is told that a synthesis begins. It never has any roots.
 */
export function atStartOfSynthesis(scope: IConstruct, key: string, action: () => void): void {
  passOf(scope).startActions.set(key, action);
}

/** Computes a value once per synthesis: the tree may have changed before the next one. */
export function oncePerSynthesis<T>(scope: IConstruct, key: string, compute: () => T): T {
  const { cache } = passOf(scope);
  if (!cache.has(key)) cache.set(key, compute());
  return cache.get(key) as T;
}

/** Keeps a value until the next synthesis, in a stage of which something else is computed once per synthesis. */
export function keepInSynthesis(scope: IConstruct, key: string, value: unknown): void {
  existingPassOf(scope)?.cache.set(key, value);
}

/** A value that {@link keepInSynthesis} keeps. */
export const keptInSynthesis = (scope: IConstruct, key: string): unknown => existingPassOf(scope)?.cache.get(key);

/** Begins a pass without a synthesis, for questions about a tree that may have grown since the last one. */
export const beginPass = (scope: IConstruct): void => begin(passOf(scope));

function begin({ cache, startActions }: SynthesisPass): void {
  cache.clear();
  startActions.forEach((action) => action());
}

type StageWithPass = Stage & { [PASS]?: SynthesisPass };

const existingPassOf = (scope: IConstruct): SynthesisPass | undefined => (Stage.of(scope) as StageWithPass | undefined)?.[PASS];

function passOf(scope: IConstruct): SynthesisPass {
  const stage = Stage.of(scope) as StageWithPass | undefined;
  if (stage === undefined) throw new Error(`[${scope.node.path}] is not below an App`);
  if (stage[PASS] === undefined) {
    const pass: SynthesisPass = { cache: new Map(), startActions: new Map() };
    Object.defineProperty(stage, PASS, { value: pass });
    const marker = new DependencyGroup();
    Dependable.implement(marker, {
      get dependencyRoots(): IConstruct[] {
        begin(pass);
        return [];
      },
    });
    stage.node.addDependency(marker);
  }
  return stage[PASS]!;
}
