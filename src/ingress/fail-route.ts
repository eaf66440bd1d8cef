import { Problem, Problems } from '../errors/problems';

/** Fails with everything that is wrong with a route. */
export function failRoute(name: string, problems: Problem[]): void {
  const collected = new Problems(name);
  collected.add(...problems);
  collected.throwIfAny();
}
