import { spawn } from 'child_process';
import { errorSummary, classifyError } from './command-errors.rules';
import { Failure, InvocationTimeout, Invocation } from './custom-resource-request';

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

/** How long something may go on failing for a moment before it counts as broken. */
const RETRY_TIMEOUT = 5 * 60_000;
const RETRY_DELAYS = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Tries again, with growing pauses, what fails for a moment: a server that cannot be reached or has too much to do, a webhook that is not
 * ready, credentials that ran out. After five minutes it is one clear failure.
 */
export async function withRetries(
  run: Invocation,
  attempt: () => Promise<CommandResult>,
  renewCredentials: () => void,
): Promise<CommandResult> {
  const givesUpAt = run.clock.now() + RETRY_TIMEOUT;
  for (let tries = 0; ; tries++) {
    const printed = await attempt();
    const kind = printed.code === 0 ? 'final' : classifyError(printed.stderr);
    if (kind === 'final') return printed;
    const pause = RETRY_DELAYS[Math.min(tries, RETRY_DELAYS.length - 1)];
    if (run.clock.now() + pause > givesUpAt) {
      throw new Failure(`${HINTS[kind]} (tried for ${RETRY_TIMEOUT / 60_000} minutes): ${errorSummary(printed.stderr)}`);
    }
    if (run.clock.now() + pause > run.deadline) throw new InvocationTimeout();
    run.log(`retrying in ${pause / 1000} s: ${errorSummary(printed.stderr)}`);
    if (kind === 'unauthorized') renewCredentials();
    await run.clock.sleep(pause);
  }
}

const HINTS = {
  transient: 'the API server is not available',
  unauthorized: 'the API server rejects the role of the function (Unauthorized): check its access entry',
} as const;
