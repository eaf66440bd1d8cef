import { IConstruct } from 'constructs';

/** A problem of one value, with the four parts of every message of this library. */
export interface Problem {
  /** the fault, with the name of the prop and its value. */
  readonly finding: string;
  /** the limit, with its number and unit. */
  readonly constraint: string;
  /** what to change, as an imperative. */
  readonly remediation: string;
  /** URL of the page with the limit. */
  readonly source?: string;
}

/** `[path] finding: constraint. remediation (source)`: the format of every message of this library. */
export function problemMessage(path: string, problem: Problem): string {
  return `[${path}] ${problemText(problem)}`;
}

/** The message without the path, for places where CDK adds it. */
export function problemText(problem: Problem): string {
  const { finding, constraint, remediation, source } = NUMBER_TOKEN.test(problem.finding) ? ofToken(problem) : problem;
  return `${finding}: ${constraint}. ${remediation}${source ? ` (${source})` : ''}`;
}

/** The number for which CDK writes a value that is known at deployment. Source: aws-cdk-lib, core/lib/private/encoding.ts. */
const NUMBER_TOKEN = /-1\.88815\d+e\+289/;

/** A limit of a number that is known at deployment alone. */
const ofToken = ({ finding, constraint, source }: Problem): Problem => ({
  finding: finding.replace(new RegExp(NUMBER_TOKEN, 'g'), 'a value that is known only at deployment'),
  constraint: `it is compared with a limit at synthesis: ${constraint}`,
  remediation: 'Use a literal number',
  source,
});

/** Collects the problems of one construct, so that all of them are reported at once. */
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

/** Error for invalid input. */
export class StrataError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StrataError';
  }
}

/** Throws all problems of a construct together. */
export function failOn(scope: IConstruct, id: string, problems: Problem[]): void {
  const collected = new Problems([scope.node.path, id].filter(Boolean).join('/'));
  collected.add(...problems);
  collected.throwIfAny();
}
