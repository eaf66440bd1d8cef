import { spawn } from 'child_process';
import { errorSummary, classifyError } from './command-errors.rules';
import { Invocation } from './custom-resource-request';
import { AttemptFailure, retrying } from './retries';

/** What a program printed, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly input?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ends a program that does not. */
  readonly timeoutMilliseconds: number;
}

/** Runs a program to its end. */
export function execute(
  program: string,
  args: readonly string[],
  { input = '', env, timeoutMilliseconds }: CommandOptions,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env: env as NodeJS.ProcessEnv, timeout: timeoutMilliseconds, killSignal: 'SIGKILL' });
    const [stdout, stderr]: Buffer[][] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr:
          Buffer.concat(stderr).toString() +
          (signal ? `\ncontext deadline exceeded: ${program} did not finish in ${timeoutMilliseconds / 1000} s` : ''),
      }),
    );
    // a program that ends before it has read everything says why on its own
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Repeats a program that fails with a transient error. */
export const withRetries = (run: Invocation, attempt: () => Promise<CommandResult>, renewCredentials: () => void): Promise<CommandResult> =>
  retrying(run, attempt, failureOf, renewCredentials);

const failureOf = ({ code, stderr }: CommandResult): AttemptFailure | undefined =>
  code === 0 ? undefined : { kind: classifyError(stderr), message: errorSummary(stderr) };
