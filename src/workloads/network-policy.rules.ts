import { PlainObject } from './workload-objects.rules';

/** A peer of a network policy as plain data. */
export type PeerPlan =
  | { readonly type: 'pods'; readonly namespace?: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly type: 'addresses'; readonly cidr: string; readonly except: readonly string[] }
  | { readonly type: 'anywhere' };

/** An allowed connection; without ports, on all ports. */
export interface ConnectionPlan {
  readonly peer: PeerPlan;
  readonly ports: readonly number[];
}

function peersOf(peer: PeerPlan): object[] {
  switch (peer.type) {
    case 'anywhere':
      return [];
    case 'addresses':
      return [{ ipBlock: { cidr: peer.cidr, ...(peer.except.length > 0 ? { except: peer.except } : {}) } }];
    case 'pods':
      return [
        {
          ...(peer.namespace === undefined
            ? {}
            : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } } }),
          ...(Object.keys(peer.labels).length > 0 || peer.namespace === undefined ? { podSelector: { matchLabels: peer.labels } } : {}),
        },
      ];
  }
}

function rule(direction: 'from' | 'to', { peer, ports }: ConnectionPlan): object {
  const peers = peersOf(peer);
  return {
    ...(peers.length > 0 ? { [direction]: peers } : {}),
    ...(ports.length > 0 ? { ports: ports.map((port) => ({ protocol: 'TCP', port })) } : {}),
  };
}

/**
 * Egress that is always allowed: DNS, to any resolver, and the credentials of Pod Identity, from an address of the node. Source: EKS User
 * Guide, pod-id-how-it-works.
 */
export const ALWAYS_ALLOWED: readonly object[] = [
  { ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })) },
  { to: ['169.254.170.23/32', 'fd00:ec2::23/128'].map((cidr) => ({ ipBlock: { cidr } })), ports: [{ protocol: 'TCP', port: 80 }] },
];

/** A policy for the pods with these labels: in the directions of its policyTypes, all other traffic is denied. */
export function networkPolicyObject(
  labels: Readonly<Record<string, string>>,
  incoming: readonly ConnectionPlan[] | undefined,
  outgoing: readonly ConnectionPlan[] | undefined,
): PlainObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: [...(incoming ? ['Ingress'] : []), ...(outgoing ? ['Egress'] : [])],
      ...(incoming ? { ingress: incoming.map((connection) => rule('from', connection)) } : {}),
      ...(outgoing ? { egress: [...ALWAYS_ALLOWED, ...outgoing.map((connection) => rule('to', connection))] } : {}),
    },
  };
}

/** A policy for all pods of a namespace: only the egress that is always allowed. */
export const defaultDenyObject = (): PlainObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: ALWAYS_ALLOWED },
});
