import { App } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Json } from '../harness';

/** What came of an order: its templates, or the message of its error. */
export type Result = Json | string;

/** All orders of some values. */
export function ordersOf<T>(values: readonly T[]): T[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, index) =>
    ordersOf([...values.slice(0, index), ...values.slice(index + 1)]).map((rest) => [value, ...rest]),
  );
}

/**
 * The templates that come of independent statements in each of their orders, as a user would write them. The test fails if an order fails,
 * or if another template comes of it.
 *
 * @param prepare what comes before them
 * @param steps the statements
 */
export function inEveryOrder<T extends IConstruct>(prepare: () => T, steps: readonly ((made: T) => unknown)[]): Json {
  const [first, ...others] = ordersOf(steps).map((order) => resultOf(prepare, order));
  if (typeof first === 'string') throw new Error(first);
  for (const other of others) expect(other).toEqual(first);
  return first;
}

/** What comes of statements in the order in which they stand. */
export function resultOf<T extends IConstruct>(prepare: () => T, steps: readonly ((made: T) => unknown)[]): Result {
  try {
    const made = prepare();
    steps.forEach((step) => step(made));
    const assembly = (made.node.root as App).synth();
    return Object.fromEntries(assembly.stacks.map(({ stackName, template }) => [stackName, template as Json]));
  } catch (error) {
    return (error as Error).message;
  }
}
