/** What Helm prints when something only fails for a moment. Source: messages of client-go, the API server and its webhooks. */
const TRANSIENT: readonly RegExp[] = [
  /connection refused|connection to the server .* was refused|connection reset|broken pipe|no route to host/i,
  /i\/o timeout|TLS handshake timeout|EOF\b/i,
  /unable to connect to the server|context deadline exceeded|Client\.Timeout|request canceled|timed out waiting for/i,
  /no such host|lookup .* on/i,
  /TooManyRequests|too many requests|the server is currently unable to handle the request|ServiceUnavailable|etcdserver/i,
  /InternalError|Internal error occurred(?!: failed calling webhook.*denied)/i,
  /the server was unable to return a response in the time allotted|the object has been modified|unexpected EOF|http2: /i,
  /failed calling webhook|failed to call webhook|no endpoints available for service/i,
];

/**
 * The token has run out, or the access entry of the function, or its policy, is not known to the API server yet. Source: EKS User Guide,
 * access entries are eventually consistent.
 */
const UNAUTHORIZED =
  /you must be logged in|Unauthorized|the server has asked for the client to provide credentials|is forbidden: User "[^"]*" cannot /i;

export type ErrorKind = 'transient' | 'unauthorized' | 'final';

/** Whether it is worth to try again. */
export function classifyError(message: string): ErrorKind {
  if (UNAUTHORIZED.test(message)) return 'unauthorized';
  // a webhook that answers no means it
  if (/denied the request/.test(message)) return 'final';
  return TRANSIENT.some((pattern) => pattern.test(message)) ? 'transient' : 'final';
}

/**
 * Whether a hook of a release failed or timed out: Helm says so with the name of the event, or with the object that it waited for. A hook
 * that could not be created has not run. Source: Helm 4, pkg/action/{install,upgrade,hooks}.go, pkg/kube/statuswait.go.
 */
export const isHookFailure = (message: string): boolean =>
  /(pre|post)-(upgrade hooks failed|install): |not ready\. status: /.test(message) && !/warning: Hook \S+ \S+ failed: /.test(message);

/** Whether it is worth to run Helm again: a hook is not repeated. */
export const classifyHelmError = (message: string): ErrorKind => (isHookFailure(message) ? 'final' : classifyError(message));

/** The kind that the API server does not serve, from `no matches for kind "X" in version "g/v"`. */
export function unknownKind(message: string): { readonly kind: string; readonly apiVersion: string } | undefined {
  const [, kind, apiVersion] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(message) ?? [];
  return kind === undefined ? undefined : { kind, apiVersion };
}

/** One line of what was printed, without warnings, advice and the log of the program itself. */
export function errorSummary(printed: string): string {
  const lines = printed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^([EWI]\d{4}|Warning:|level=)/.test(line));
  const told = lines
    .join(' ')
    .replace(/Please review the fields above.*$/s, '')
    .replace(/^(error: |Error: )+/, '')
    .replace(/Error from server(?: \((\w+)\))?: /g, (_, reason?: string) => (reason ? `${reason}: ` : ''));
  // what is written to the program has no name that a reader knows
  return told
    .replace(/(unable to recognize|error validating) "STDIN": /g, '')
    .replace(/error when (applying|creating|patching) (patch:.*?to:|"[^"]*"):\s*/gis, '')
    .trim();
}
