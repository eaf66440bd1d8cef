import { ErrorKind } from './api-errors.rules';
import { Failure, Invocation, InvocationTimeout } from './custom-resource-request';

/** Why an attempt failed, and whether it is repeated. */
export interface AttemptFailure {
  readonly kind: ErrorKind;
  readonly message: string;
  /** what the server asks for. */
  readonly retryAfterSeconds?: number;
}

/** How long transient errors are retried. */
const RETRY_TIMEOUT = 5 * 60_000;
const RETRY_DELAYS = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Repeats, with growing delays, what fails for a moment: a server that cannot be reached or has too much to do, a webhook that is not
 * ready, credentials that have expired. After five minutes it is one clear failure.
 */
export async function retrying<T>(
  run: Invocation,
  attempt: () => Promise<T>,
  failureOf: (result: T) => AttemptFailure | undefined,
  renewCredentials: () => void,
  hints: RetryHints = HINTS,
): Promise<T> {
  const givesUpAt = run.clock.now() + RETRY_TIMEOUT;
  for (let tries = 0; ; tries++) {
    const result = await attempt();
    const failure = failureOf(result);
    if (!failure || failure.kind === 'final') return result;
    const delay = Math.max(RETRY_DELAYS[Math.min(tries, RETRY_DELAYS.length - 1)], (failure.retryAfterSeconds ?? 0) * 1000);
    if (run.clock.now() + delay > givesUpAt) {
      throw new Failure(`${hints[failure.kind]} (tried for ${RETRY_TIMEOUT / 60_000} minutes): ${failure.message}`);
    }
    if (run.clock.now() + delay > run.deadline) throw new InvocationTimeout();
    run.log(`retrying in ${delay / 1000} s: ${failure.message}`);
    if (failure.kind === 'unauthorized') renewCredentials();
    await run.clock.sleep(delay);
  }
}

/** What is wrong after five minutes. */
export type RetryHints = Readonly<Record<Exclude<ErrorKind, 'final'>, string>>;

const HINTS: RetryHints = {
  transient: 'the API server is not available',
  unauthorized: 'the API server rejects the role of the function (Unauthorized or Forbidden): check its access entry and its RBAC rules',
};
