import { Problem, Problems } from '../errors/problems';

/** Fails with all problems of a route. */
export function failRoute(name: string, problems: Problem[]): void {
  const collected = new Problems(name);
  collected.add(...problems);
  collected.throwIfAny();
}
