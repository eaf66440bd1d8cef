import { SERVED_KINDS } from './api-kinds.data';
import { groupOf, pluralOf } from './kubernetes-object.rules';

/** Subresources, and resources without a kind, by group. Source: Kubernetes API reference; `kubectl api-resources`. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'pods/log', 'pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'pods/eviction', 'pods/ephemeralcontainers', 'pods/binding', 'pods/resize', 'nodes/proxy', 'nodes/metrics', 'nodes/stats',
    'nodes/log', 'nodes/spec', 'nodes/healthz', 'nodes/pods', 'nodes/configz', 'services/proxy', 'serviceaccounts/token', 'namespaces/finalize', 'componentstatuses', 'replicationcontrollers/scale', 'users', 'groups', 'events', 'endpoints',
    // of OpenShift: the permission to add any address to endpoints
    'endpoints/restricted',
  ],
  'apps': ['deployments/scale', 'deployments/rollback', 'statefulsets/scale', 'replicasets/scale'],
  'batch': [],
  'autoscaling': [],
  'policy': ['podsecuritypolicies'],
  'networking.k8s.io': [],
  'storage.k8s.io': [],
  'rbac.authorization.k8s.io': [],
};

/** The resources that a role may name in a group that Kubernetes has built in; nothing for other groups. */
export function resourcesOfGroup(group: string): ReadonlySet<string> | undefined {
  if (!(group in PARTS)) return undefined;
  const kinds = Object.entries(SERVED_KINDS).filter(([apiVersion]) => groupOf(apiVersion) === group).flatMap(([, names]) => names.map(pluralOf));
  return new Set([...kinds, ...PARTS[group]]);
}

/** What a role may allow. Source: Kubernetes, request verbs. */
export const VERBS = new Set([
  '*', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', 'proxy', 'post', 'put', 'head', 'options',
]);
