/** What CloudFormation asks of a custom resource. Source: CloudFormation User Guide, crpg-ref-requests. */
export interface CustomResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  /** CloudFormation writes every value as text. */
  readonly ResourceProperties: Properties;
  /** on an update: what was asked for before. */
  readonly OldResourceProperties?: Properties;
  /** how far an earlier run of the function came. */
  readonly progress?: Progress;
}

/**
 * What Lambda sends to the on-failure destination when all attempts of an asynchronous invocation failed. Source: AWS Lambda Developer
 * Guide, retaining records of asynchronous invocations.
 */
export interface FailureRecord {
  readonly requestContext: {
    /** 'RetriesExhausted' or 'EventAgeExceeded'. */
    readonly condition: string;
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: CustomResourceRequest;
  readonly responsePayload?: { readonly errorMessage?: string };
}

export interface Properties {
  readonly ClusterName: string;
  readonly [name: string]: unknown;
}

/** How far a request has come: what one run of the function leaves to the next. */
export interface Progress {
  /** milliseconds since 1970 at which the first run began. */
  readonly startedAt: number;
  readonly step: string;
  /** how many objects of the step are done. */
  readonly done?: number;
}

/** What happened to a request in one run of the function. */
export type Outcome =
  | { readonly type: 'done'; readonly data?: Readonly<Record<string, string>> }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'unfinished'; readonly progress: Progress }
  /** another invocation works on the deployment. */
  | { readonly type: 'abandoned'; readonly reason: string };

/** Time, which tests set. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** One run of the function: it must stop, or hand over to the next, before its time is up. */
export interface Invocation {
  readonly clock: Clock;
  /** when this run has to stop. */
  readonly deadline: number;
  readonly log: (message: string) => void;
  /** Ends the programs that the run has started, when it must stop at once. */
  readonly signal?: AbortSignal;
  /** Logs something that the reader of a failure has to know as well. */
  readonly logForFailure: (message: string) => void;
}

/** Fails a request with a message for the events of the stack. */
export class Failure extends Error {}

/** Ends a run whose time is up, where it stands. */
export class InvocationTimeout extends Error {}

const MINUTE = 60_000;

/**
 * CloudFormation gives up after an hour: it must be answered before. Source: CloudFormation User Guide, custom resources, ServiceTimeout.
 */
export const MAX_DURATION = 55 * MINUTE;

/** Asks again and again until there is an answer; nothing when the time of the request is up. */
export async function pollUntil<T>(
  run: Invocation,
  endsAt: number,
  ask: () => Promise<T | undefined>,
  pause = 5_000,
): Promise<T | undefined> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (run.clock.now() + pause > endsAt) return undefined;
    if (run.clock.now() + pause > run.deadline) throw new InvocationTimeout();
    await run.clock.sleep(pause);
  }
}
