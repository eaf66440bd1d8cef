import { Conflict } from './api-fields';

/** An answer of the API server that is not the one that was asked for. Source: Kubernetes API reference, Status. */
export interface Problem {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: object;
}

export const noNamespace = (name: string): Problem => ({
  code: 404,
  reason: 'NotFound',
  message: `namespaces "${name}" not found`,
  details: { name, kind: 'namespaces' },
});

export const notFound = (resource: string, name: string): Problem => ({
  code: 404,
  reason: 'NotFound',
  message: `${resource} "${name}" not found`,
  details: { name, kind: resource },
});

export const alreadyThere = (resource: string, name: string): Problem => ({
  code: 409,
  reason: 'AlreadyExists',
  message: `${resource} "${name}" already exists`,
  details: { name, kind: resource },
});

/** A webhook that says no. */
export const denied = (webhook: string, why: string): Problem => ({
  code: 400,
  reason: 'BadRequest',
  message: `admission webhook "${webhook}" denied the request: ${why}`,
});

/** A webhook whose pods do not run yet. */
export const noEndpoints = (webhook: string): Problem => ({
  code: 500,
  reason: 'InternalError',
  message:
    `Internal error occurred: failed calling webhook "${webhook}": failed to call webhook: Post ` +
    '"https://webhook.system.svc:443/validate?timeout=10s": no endpoints available for service "webhook"',
});

export const tooManyRequests: Problem = {
  code: 429,
  reason: 'TooManyRequests',
  message: 'the server has received too many requests and has asked us to try again later',
  details: {},
};

export const unauthorized: Problem = { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };

/** Source: Kubernetes, apimachinery managedfields, conflict.go. */
export function conflicting(conflicts: readonly Conflict[], apiVersion: string): Problem {
  const using = (manager: string) => `"${manager}" using ${apiVersion}`;
  const managers = [...new Set(conflicts.map(({ manager }) => manager))].sort();
  const lists = managers.flatMap((manager) => [
    `conflicts with ${using(manager)}:`,
    ...conflicts.filter((each) => each.manager === manager).map(({ path }) => `- ${path}`),
  ]);
  const [{ manager: first, path: only }] = conflicts;
  return {
    code: 409,
    reason: 'Conflict',
    message:
      conflicts.length === 1
        ? `Apply failed with 1 conflict: conflict with ${using(first)}: ${only}`
        : `Apply failed with ${conflicts.length} conflicts: ${lists.join('\n')}`,
    details: {
      causes: conflicts.map(({ manager, path }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${using(manager)}`,
        field: path,
      })),
    },
  };
}
