import { blockErrors, networkOf } from './addresses.rules';
import { errorIf, forbidden, invalid, isGiven, isSet, required } from './field-error.rules';
import { numberError, PORT } from './numbers.rules';
import { portErrors } from './syntax.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../kubernetes-object.rules';

const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;
const PEERS = ['podSelector', 'namespaceSelector', 'ipBlock'];

/** Errors in a NetworkPolicy. Source: kubernetes, pkg/apis/networking/validation/validation.go: ValidateNetworkPolicySpec. */
export const networkPolicyErrors = (object: KubernetesObject): string[] => [
  ...DIRECTIONS.flatMap(([direction, peers]) =>
    listAt(object, 'spec', direction).flatMap((rule, index) => {
      const field = `spec.${direction}[${index}]`;
      return [
        ...listAt(rule, 'ports').flatMap((port, i) => policyPortErrors(port, `${field}.ports[${i}]`)),
        ...listAt(rule, peers).flatMap((peer, i) => peerErrors(peer, `${field}.${peers}[${i}]`)),
      ];
    }),
  ),
  ...errorIf(listAt(object, 'spec', 'policyTypes').length > 2, () =>
    invalid('spec.policyTypes', at(object, 'spec', 'policyTypes'), 'may not specify more than two policyTypes'),
  ),
];

function policyPortErrors(entry: unknown, field: string): string[] {
  const [port, end] = [at(entry, 'port'), at(entry, 'endPort')];
  const place = `${field}.endPort`;
  if (isDeployTimeValue(port)) return [];
  return [
    ...portErrors(port, `${field}.port`),
    ...numberError(end, place, PORT),
    ...errorIf(isSet(end) && !isSet(port), () => invalid(place, end, 'may not be specified when `port` is not specified')),
    ...errorIf(isSet(end) && typeof port === 'string', () => invalid(place, end, 'may not be specified when `port` is non-numeric')),
    ...errorIf(typeof end === 'number' && typeof port === 'number' && end < port, () =>
      invalid(place, end, 'must be greater than or equal to `port`'),
    ),
  ];
}

function peerErrors(peer: unknown, field: string): string[] {
  if (!isGiven(peer)) return [];
  const given = PEERS.filter((name) => isSet(at(peer, name)));
  if (given.length === 0) return [required(field, 'must specify a peer')];
  return [
    ...errorIf(given.length > 1 && given.includes('ipBlock'), () => forbidden(field, 'may not specify both ipBlock and another peer')),
    ...ipBlockErrors(at(peer, 'ipBlock'), `${field}.ipBlock`),
  ];
}

function ipBlockErrors(block: unknown, field: string): string[] {
  const cidr = at(block, 'cidr');
  const network = typeof cidr === 'string' && isGiven(cidr) ? networkOf(cidr) : undefined;
  return [
    ...(cidr === '' ? [required(`${field}.cidr`)] : blockErrors(cidr, `${field}.cidr`)),
    ...listAt(block, 'except').flatMap((except, index) => {
      const place = `${field}.except[${index}]`;
      const inside = typeof except === 'string' && isGiven(except) ? networkOf(except) : undefined;
      const isSubset = network === undefined || inside === undefined || (inside.startsWith(network) && inside !== network);
      return [...blockErrors(except, place), ...errorIf(!isSubset, () => invalid(place, except, 'must be a strict subset of `cidr`'))];
    }),
  ];
}
