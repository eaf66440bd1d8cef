import { ADDONS } from './addons.data';
import { CHARTS } from './charts.data';

/**
 * What can be provided by a part of a cluster, or required from it, as plain data.
 *
 * - `object`: a Kubernetes object by kind and name; in a declaration a name may hold `*`
 * - `kind`: a kind that the API server serves (a CRD, or an aggregated API)
 * - `part`: something that is neither, with a name of this library (`nodes`, `cluster-dns`, …)
 */
export type CapabilityData =
  | { readonly type: 'object'; readonly group: string; readonly kind: string; readonly name: string; readonly namespace?: string }
  | { readonly type: 'kind'; readonly group: string; readonly kind: string }
  | { readonly type: 'feature'; readonly name: string };

/** One string per thing: equal exactly when the things are. */
export function keyOf(thing: CapabilityData): string {
  switch (thing.type) {
    case 'object':
      return `object ${thing.group}/${thing.kind} ${thing.namespace ?? ''}/${thing.name}`;
    case 'kind':
      return `kind ${thing.group}/${thing.kind}`;
    case 'feature':
      return `feature ${thing.name}`;
  }
}

/** A thing in a user's words. */
export function describeCapability(thing: CapabilityData): string {
  switch (thing.type) {
    case 'object':
      return `${thing.kind} '${thing.namespace ? `${thing.namespace}/` : ''}${thing.name}'`;
    case 'kind':
      return `kind ${thing.kind} (${thing.group || 'core'})`;
    case 'feature':
      return thing.name;
  }
}

/** Whether a declaration, whose names may hold `*`, covers a thing. */
export function covers(declared: CapabilityData, thing: CapabilityData): boolean {
  if (declared.type === 'object' && thing.type === 'object') {
    return (
      declared.group === thing.group &&
      (declared.kind === thing.kind || declared.kind === '*') &&
      matchesWildcard(declared.namespace ?? '', thing.namespace ?? '') &&
      matchesWildcard(declared.name, thing.name)
    );
  }
  return keyOf(declared) === keyOf(thing);
}

function matchesWildcard(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}

export const object = (group: string, kind: string, name: string, namespace?: string): CapabilityData => ({
  type: 'object',
  group,
  kind,
  name,
  ...(namespace === undefined ? {} : { namespace }),
});
export const kind = (group: string, name: string): CapabilityData => ({ type: 'kind', group, kind: name });
export const feature = (name: ClusterFeature): CapabilityData => ({ type: 'feature', name });

/** Subnets made elsewhere that carry the tags by which load balancers find them: no Kubernetes object, but declared like one. */
export const TAGGED_SUBNETS = object('ec2.amazonaws.com', 'Subnet', 'tagged');

/** What else a user may declare that rules ask for and the match does not. */
export const AUTOSCALER = object('cluster.k8s.io', 'Autoscaler', 'nodes');
export const NETWORK_POLICY_ENFORCER = object('cluster.k8s.io', 'NetworkPolicies', 'enforced');
export const registryCapability = (host: string): CapabilityData => object('cluster.k8s.io', 'Registry', host);

/** Whether rules look up a declaration of this kind: the match cannot tell whether it is used. */
export const isForPreflight = (thing: CapabilityData): boolean =>
  thing.type === 'object' &&
  (thing.group === 'cluster.k8s.io' || thing.group === 'ec2.amazonaws.com' || thing.kind === 'MutatingWebhookConfiguration');

/** The features that a row of the catalogue provides. */
type FeaturesOf<Row> =
  | (Row extends { provides: { features: readonly (infer Name)[] } } ? Name : never)
  | (Row extends { csi: { feature: infer Name } } ? Name : never);

/** The parts that are neither objects nor kinds: those of the rows of the catalogue, and these. */
export type ClusterFeature =
  | FeaturesOf<(typeof ADDONS)[keyof typeof ADDONS]>
  | FeaturesOf<(typeof CHARTS)[keyof typeof CHARTS]>
  | 'nodes' // something that runs pods
  | 'pod-security-group-rules' // let pods with a security group of their own ask for names, and be asked
  | 'load-balancer-subnets' // where load balancers have their interfaces, with their way to clients
  | 'elastic-nodes' // NodePools: pods that need them come after
  | 'node-access' // nodes of Auto Mode may join
  | `entry ${string}` // nodes with a role may join
  | 'handler-access' // what applies objects may log in
  | 'administrator' // an access entry of a user or role that can log in
  | 'oidc-users' // people of an OIDC provider
  | `group ${string}` // permissions of a group of Kubernetes
  | `aws-api ${string}` // an API of AWS, in a network that reaches it through an endpoint
  | `identity ${string}/${string}`; // the permissions of a service account
