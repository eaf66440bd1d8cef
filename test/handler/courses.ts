import { App, Course, Deployed, Fault, FunctionModel, StackModel, templateOf } from './cloudformation-model';
import { ClusterModel, Seen } from './cluster-model';
import { objectOf } from './kinds.data';
import { keyOfObject } from '../../src/handler/object-ref.rules';
import { stackLabelValue } from '../../src/handler/ownership';
import { runs } from '../thorough';

/** An app as text: `A: x y*` is a deployment with two objects, the second in a later version. */
export type Sketch = Readonly<Record<string, string>>;

export function drawn(sketch: Sketch, kind: string | ((name: string) => string), words: Partial<Deployed> = {}): App {
  const objectsOf = (id: string, names: string) =>
    names
      .split(' ')
      .filter(Boolean)
      .map((name) => {
        const plain = name.replace(/\*/g, '');
        return objectOf(typeof kind === 'string' ? kind : kind(plain), plain, `${name} of ${id}`);
      });
  return Object.fromEntries(Object.entries(sketch).map(([id, names]) => [id, { objects: objectsOf(id, names), ...words }]));
}

/** The same numbers in every run: the generator of Park and Miller. */
export function generator(seed: number): (count: number) => number {
  let state = seed + 1;
  return (count) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % count;
  };
}

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]));

/**
 * Courses of an update: all of them if they are not more than requested, otherwise the requested number, with every fault. The fast suite
 * plays a tenth of them, with every fault too.
 */
export function coursesOf(from: App, to: App, requested: number): Course[] {
  const orders = permutations([...new Set([...Object.keys(from), ...Object.keys(to)])]);
  const [before, after] = [templateOf(from), templateOf(to)];
  const steps = Object.keys(after).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id])).length;
  const faults: (Fault | undefined)[] = [undefined];
  for (let step = 0; step <= steps; step++) {
    faults.push({ step, how: 'elsewhere' });
    if (step < steps) faults.push({ step, how: 'refused' }, { step, how: 'half applied' }, { step, how: 'not ready' });
  }
  const most = Math.min(requested, Math.max(faults.length, runs(requested)));
  const pick = generator(requested);
  if (orders.length ** 2 * faults.length > most) {
    const any = () => orders[pick(orders.length)];
    return Array.from({ length: most }, (_, index) => ({ order: any(), rollbackOrder: any(), fault: faults[index % faults.length] }));
  }
  return orders.flatMap((order) => orders.flatMap((rollbackOrder) => faults.map((fault) => ({ order, rollbackOrder, fault }))));
}

const staysByItself = (key: string): boolean => key.startsWith('/PersistentVolumeClaim ');

interface Deployment {
  readonly stack: StackModel;
  readonly app: App;
}

/** What a lost record may cost: the records themselves, and after a loss in the middle the content of the version before. */
export interface Lenience {
  readonly records?: boolean;
  readonly content?: boolean;
}

/** What is wrong in the cluster when these are the apps of its stacks, and that was in it before. */
export function violations(
  cluster: ClusterModel,
  deployments: readonly Deployment[],
  before: ReadonlyMap<string, Seen>,
  lenience: Lenience = {},
): string[] {
  const expected = new Map(deployments.flatMap(({ stack, app }) => Object.values(app).flatMap((deployed) => expectedOf(stack, deployed))));
  const records = deployments.flatMap(({ app }) =>
    Object.entries(app).map(([id, { release }]) => (release === undefined ? id : `release ${release}`)),
  );
  return [
    ...deployments.flatMap(({ stack }) => stack.problems),
    ...wrongObjects(cluster, expected, before, lenience),
    ...wrongLeftovers(cluster, expected, before),
    ...(lenience.records ? [] : wrongRecords(cluster, records)),
  ];
}

function expectedOf(
  { stackId }: StackModel,
  { objects = [], removeClaims, removeNamespaces, release }: Deployed,
): [string, Omit<Seen, 'uid'>][] {
  const words: Readonly<Record<string, boolean | undefined>> = { PersistentVolumeClaim: removeClaims, Namespace: removeNamespaces };
  return objects.map((object) => [
    keyOfObject(object),
    {
      content: object.metadata?.annotations?.content ?? '',
      owner: release === undefined ? stackLabelValue(stackId) : undefined,
      removable: release === undefined && words[object.kind] === true,
    },
  ]);
}

function wrongObjects(
  cluster: ClusterModel,
  expected: ReadonlyMap<string, Omit<Seen, 'uid'>>,
  before: ReadonlyMap<string, Seen>,
  lenience: Lenience,
): string[] {
  const seen = cluster.seen();
  return [...expected].flatMap(([key, plain]) => {
    const found = seen.get(key);
    const wanted = lenience.content && found ? { ...plain, content: found.content, removable: found.removable } : plain;
    const kept: Seen = { uid: before.get(key)?.uid ?? found?.uid ?? 'any', ...wanted };
    return [
      ...(JSON.stringify(found) === JSON.stringify(kept) ? [] : [`${key} is ${JSON.stringify(found)} instead of ${JSON.stringify(kept)}`]),
      ...(cluster.deleted.includes(kept.uid) ? [`${key} was deleted`] : []),
    ];
  });
}

function wrongLeftovers(cluster: ClusterModel, expected: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, Seen>): string[] {
  const seen = cluster.seen();
  const left = [...seen.keys()].filter((key) => !expected.has(key) && !staysByItself(key)).map((key) => `${key} is left behind`);
  const unwanted = [...before].filter(([key]) => staysByItself(key) && !expected.has(key));
  return [
    ...left,
    ...unwanted.flatMap(([key, { uid, removable }]) => {
      const there = seen.get(key)?.uid === uid && !cluster.deleted.includes(uid);
      if (removable) return seen.has(key) ? [`${key} is still there`] : [];
      return there ? [] : [`${key} is gone without a word`];
    }),
  ];
}

function wrongRecords(cluster: ClusterModel, expected: readonly string[]): string[] {
  const recorded = cluster
    .records()
    .map(({ deployment, release }) => (release === undefined ? deployment : `release ${release.split('/')[1]}`));
  const [found, wanted] = [recorded, [...expected]].map((names) => names.sort().join());
  return found === wanted ? [] : [`the records are of ${found} instead of ${wanted}`];
}

export function emptyCluster(): { readonly cluster: ClusterModel; readonly lambda: FunctionModel; readonly stack: StackModel } {
  const cluster = new ClusterModel();
  const lambda = new FunctionModel(cluster);
  return { cluster, lambda, stack: new StackModel(lambda) };
}

/** Takes one update on a course, again without a fault where that failed, and takes the stack away: everything that is wrong on the way. */
export async function courseOf(
  from: App,
  to: App,
  course: Course,
  prepare: (lambda: FunctionModel) => void = () => undefined,
): Promise<string[]> {
  const { cluster, lambda, stack } = emptyCluster();
  const told = (when: string, app: App, before: ReadonlyMap<string, Seen>) =>
    violations(cluster, [{ stack, app }], before).map((problem) => `${when} of ${JSON.stringify(course)}: ${problem}`);
  prepare(lambda);
  await stack.deploy(templateOf(from));
  const before = cluster.seen();
  const result = await stack.deploy(templateOf(to), course);
  const problems = result === 'complete' ? [] : told('after the rollback', from, before);
  if (result === 'rolled back') await stack.deploy(templateOf(to), { order: course.order, parallel: course.parallel });
  problems.push(...told('after the update', to, before));
  const last = cluster.seen();
  await stack.remove(course);
  return [...problems, ...told('after the removal of the stack', {}, last)];
}

export async function allCourses(from: App, to: App, most: number): Promise<string[]> {
  const problems: string[] = [];
  for (const course of coursesOf(from, to, most)) problems.push(...(await courseOf(from, to, course)));
  return problems;
}

/** When the records of a cluster get lost. */
export type Loss = 'before the update' | 'between its failure and the rollback' | 'before the removal';

/** Takes an update on a course on which all records get lost, and takes the stack away: everything that is wrong on the way. */
export async function courseWithLoss(from: App, to: App, course: Course, loss: Loss): Promise<string[]> {
  const { cluster, stack } = emptyCluster();
  const found = (app: App, was: ReadonlyMap<string, Seen>, content: boolean) =>
    violations(cluster, [{ stack, app }], was, { records: true, content });
  const told = (when: string, app: App, was: ReadonlyMap<string, Seen>, content: boolean) =>
    found(app, was, content).map((problem) => `${when} of ${JSON.stringify(course)}: ${problem}`);
  await stack.deploy(templateOf(from));
  const before = cluster.seen();
  if (loss === 'before the update') cluster.loseRecords();
  if (loss === 'between its failure and the rollback') stack.beforeRollback = () => cluster.loseRecords();
  const result = await stack.deploy(templateOf(to), course);
  stack.beforeRollback = () => undefined;
  const problems = result === 'complete' ? [] : told('after the rollback', from, before, loss !== 'before the removal');
  if (result === 'rolled back') await stack.deploy(templateOf(to), { order: course.order });
  problems.push(...told('after the update', to, before, false));
  if (loss === 'before the removal') cluster.loseRecords();
  const last = cluster.seen();
  await stack.remove(course);
  return [...problems, ...told('after the removal of the stack', {}, last, false)];
}
