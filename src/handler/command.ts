import { spawn } from 'child_process';
import { errorSummary, classifyError, ErrorKind } from './command-errors.rules';
import { Invocation } from './custom-resource-request';
import { AttemptFailure, retrying, RetryHints } from './retries';

/** What a program printed, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** it was ended because it took too long. */
  readonly timedOut?: boolean;
}

export interface CommandOptions {
  readonly input?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ends a program that does not. */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

/** Runs a program to its end. */
export function execute(
  program: string,
  args: readonly string[],
  { input = '', env, timeoutMilliseconds, signal: abort }: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      env: env as NodeJS.ProcessEnv,
      timeout: timeoutMilliseconds,
      killSignal: 'SIGKILL',
      signal: abort,
    });
    const [stdout, stderr]: Buffer[][] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? 1,
        timedOut: child.killed,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + (signal ? `\n${endedBy(signal, child.killed, program, timeoutMilliseconds)}` : ''),
      }),
    );
    // a program that ends before it has read everything says why on its own
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const endedBy = (signal: NodeJS.Signals, timedOut: boolean, program: string, timeoutMilliseconds: number): string =>
  timedOut
    ? `context deadline exceeded: ${program} did not finish in ${timeoutMilliseconds / 1000} s`
    : `unexpected EOF: ${program} was ended by ${signal}`;

export interface RetryOptions {
  readonly classify?: (message: string) => ErrorKind;
  readonly hints?: RetryHints;
}

/** Repeats a program that fails with a transient error. */
export function withRetries(
  run: Invocation,
  attempt: () => Promise<CommandResult>,
  renewCredentials: () => void,
  { classify = classifyError, hints }: RetryOptions = {},
): Promise<CommandResult> {
  const failureOf = ({ code, stderr }: CommandResult): AttemptFailure | undefined =>
    code === 0 ? undefined : { kind: classify(stderr), message: errorSummary(stderr) };
  return retrying(run, attempt, failureOf, renewCredentials, hints);
}
