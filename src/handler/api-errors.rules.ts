/** An answer other than success. Source: apimachinery, pkg/apis/meta/v1/types.go, Status. */
export interface ApiStatus {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
}

/** A field that another field manager owns with another value. */
export interface FieldConflict {
  readonly field: string;
  readonly manager: string;
}

export type ErrorKind = 'transient' | 'unauthorized' | 'final';

/**
 * Whether a request is sent again.
 *
 * - 401: the token has expired. 403 of RBAC: the access entry of the function, or its policy, is not effective yet. Source: EKS User Guide,
 *   access entries are eventually consistent.
 * - 429, 502, 503, 504, a timeout of the server, and an InternalError, with which the API server also answers when a webhook cannot be
 *   called. Source: apimachinery, pkg/api/errors; apiserver, pkg/admission/plugin/webhook/errors/statuserror.go.
 * - A webhook that denies the request, a quota and every other answer are final.
 */
export function classifyStatus({ code, reason, message }: ApiStatus): ErrorKind {
  if (/denied the request/.test(message)) return 'final';
  if (code === 401 || (code === 403 && RBAC.test(message))) return 'unauthorized';
  if (code === NO_ANSWER || [429, 502, 503, 504].includes(code) || reason === 'InternalError') return 'transient';
  return code === 409 && /the object has been modified/.test(message) ? 'transient' : 'final';
}

/** Code of a request without an answer. */
export const NO_ANSWER = 0;

// source: apiserver, pkg/endpoints/handlers/responsewriters/errors.go, forbiddenMessage
const RBAC = /^\S+ (".*" )?is forbidden: User ".*" cannot /;

/** The conflicts of a server-side apply. Source: apimachinery, pkg/util/managedfields/internal/conflict.go. */
export const conflictsOf = ({ details }: ApiStatus): FieldConflict[] =>
  (details?.causes ?? [])
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => ({ field, manager: /conflict with "([^"]+)"/.exec(message)?.[1] ?? message }));

/** Why an object was not applied. */
export type RejectionCause = 'conflict' | 'kind not served' | 'namespace not found' | 'namespace terminating' | 'immutable' | 'other';

export function causeOf(status: ApiStatus): RejectionCause {
  const { code, message, details } = status;
  if (conflictsOf(status).length > 0) return 'conflict';
  if (code === 404 && details?.kind === 'namespaces') return 'namespace not found';
  if (code === 404) return 'kind not served';
  if (details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating')) return 'namespace terminating';
  return code === 422 && IMMUTABLE.test(message) ? 'immutable' : 'other';
}

// source: apimachinery, pkg/api/validation (FieldImmutableErrorMsg); pkg/apis/apps, core and rbac/validation
const IMMUTABLE =
  /field is immutable|cannot change roleRef|spec is immutable|updates to \w+ spec for fields other than|may not change once set/;

/** One line for a failure. */
export const statusMessage = (status: ApiStatus): string =>
  ['', status.message].includes(status.reason) || conflictsOf(status).length > 0 ? status.message : `${status.reason}: ${status.message}`;
