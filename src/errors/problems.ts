import { IConstruct } from 'constructs';

/** What is wrong with one value, in the four parts that every message of this library has. */
export interface Problem {
  /** what is wrong, in the words of the prop, with the value. */
  readonly finding: string;
  /** the limit, with its number and unit. */
  readonly constraint: string;
  /** what to change. */
  readonly remediation: string;
  /** where the limit comes from. */
  readonly source?: string;
}

/** `[path] what: limit. fix (source)`: the one formula for every message of this library. */
export function problemMessage(path: string, problem: Problem): string {
  return `[${path}] ${problemText(problem)}`;
}

/** The same without the path, for where CDK writes it itself. */
export function problemText({ finding, constraint, remediation, source }: Problem): string {
  return `${finding}: ${constraint}. ${remediation}${source ? ` (${source})` : ''}`;
}

/** Collects what is wrong in one place, so that a user reads all of it at once and not the first of it. */
export class Problems {
  private readonly problems: Problem[] = [];

  constructor(private readonly path: string) {}

  add(...problems: Problem[]): void {
    this.problems.push(...problems);
  }

  throwIfAny(): void {
    if (this.problems.length === 0) return;
    throw new StrataError(this.problems.map((problem) => problemMessage(this.path, problem)).join('\n'));
  }
}

/** Thrown for input that cannot work. */
export class StrataError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StrataError';
  }
}

/** Throws the problems of a construct that cannot be made, all together. */
export function failOn(scope: IConstruct, id: string, problems: Problem[]): void {
  const collected = new Problems([scope.node.path, id].filter(Boolean).join('/'));
  collected.add(...problems);
  collected.throwIfAny();
}
