import { GroupMember, groupMembersOf, listensOn } from './alb-listeners.rules';
import { albAnnotation, classSettings } from './alb.rules';
import { itemsOf, pairsOf } from '../../ingress/annotation-values.rules';
import { fieldOf, jsonOf } from '../../ingress/json-fields.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';

/** Two Ingresses of a group with two values of what they share. */
export interface GroupConflict {
  readonly first: Located<KubernetesObject>;
  readonly other: Located<KubernetesObject>;
  readonly name: string;
  readonly values: readonly [first: string, other: string];
}

/** The value of a member for one port, in a form that can be compared; undefined if it has none, or it is not known. */
type Reading = (member: GroupMember, port: string, settings: object) => string | undefined;

const text = ({ ingress }: GroupMember, name: string): string | undefined => {
  const value = albAnnotation(ingress, name);
  return isDeployTimeValue(value) ? undefined : value;
};

const setOf = (items: readonly unknown[]): string | undefined =>
  items.length === 0 || items.some(isDeployTimeValue) ? undefined : [...new Set(items.map(String))].sort().join(',');

const isHttps = (member: GroupMember, port: string): boolean => listensOn(member, 'HTTPS', port);

/**
 * What all Ingresses with a listener on one port must agree on. Source: aws-load-balancer-controller v3.5.0, pkg/ingress,
 * model_builder.go, mergeListenPortConfigs.
 */
const OF_PORT: Readonly<Record<string, Reading>> = {
  'the protocol': (member, port) => member.listeners?.find((listener) => listener[1] === port)?.[0],
  'inbound-cidrs': (member, _, settings) => {
    const ofClass = listAt(settings, 'inboundCIDRs');
    return setOf(ofClass.length > 0 ? ofClass : itemsOf(text(member, 'inbound-cidrs') ?? ''));
  },
  'security-group-prefix-lists': (member, _, settings) => {
    const ofClass = [...listAt(settings, 'prefixListsIDs'), ...listAt(settings, 'PrefixListsIDs')];
    return setOf(ofClass.length > 0 ? ofClass : itemsOf(text(member, 'security-group-prefix-lists') ?? ''));
  },
  'ssl-policy': (member, port, settings) => {
    const policy = at(settings, 'sslPolicy') ?? text(member, 'ssl-policy');
    return isHttps(member, port) && typeof policy === 'string' && !isDeployTimeValue(policy) ? policy : undefined;
  },
  'mutual-authentication': (member, port) => {
    const entry = authenticationOf(member, port);
    return entry === undefined ? undefined : SETTINGS.map((name) => `${name}=${settingOf(entry, name)}`).join(',');
  },
  // the controller resolves names
  'the trust store': (member, port) => {
    const store = fieldOf(authenticationOf(member, port), 'trustStore');
    return typeof store === 'string' && store.startsWith('arn:') ? store : undefined;
  },
};

const SETTINGS = ['mode', 'ignoreClientCertificateExpiry', 'advertiseTrustStoreCaNames'];

const settingOf = (entry: unknown, name: string): string =>
  String(fieldOf(entry, name) ?? (name === 'ignoreClientCertificateExpiry' && fieldOf(entry, 'mode') === 'verify' ? false : ''));

const authenticationOf = (member: GroupMember, port: string): unknown =>
  isHttps(member, port)
    ? listAt({ all: jsonOf(text(member, 'mutual-authentication') ?? '') }, 'all').find((each) => String(fieldOf(each, 'port')) === port)
    : undefined;

/** What all Ingresses with a port of the Network Load Balancer in front must agree on. Source: pkg/ingress/model_build_frontend_nlb.go. */
const OF_FRONT = [
  'healthcheck-port',
  'healthcheck-protocol',
  'healthcheck-path',
  'healthcheck-interval-seconds',
  'healthcheck-timeout-seconds',
  'healthcheck-healthy-threshold-count',
  'healthcheck-unhealthy-threshold-count',
].map((name) => `frontend-nlb-${name}`);

/** The conflicts of the listeners of a group. */
export function listenerConflicts(group: readonly Located<KubernetesObject>[], facts: Facts): GroupConflict[] {
  const all = new Map(groupMembersOf(facts).map((member) => [member.ingress, member]));
  const members = group
    .map(({ value }) => all.get(value))
    .filter((member): member is GroupMember => member?.listeners !== undefined)
    .filter(({ ingress }) => !hasListeners(ingress, facts));
  const ports = [...new Set(members.flatMap(({ listeners = [] }) => listeners.map(([, port]) => port)))];
  return [
    ...ports.flatMap((port) => {
      const listening = members.filter(({ listeners = [] }) => listeners.some((listener) => listener[1] === port));
      return [
        ...Object.entries(OF_PORT).flatMap(([name, reading]) =>
          conflictOf(`${name} of port ${port}`, listening, (member) => reading(member, port, classSettings(member.ingress, facts) ?? {})),
        ),
        ...attributeConflicts(listening, port),
      ];
    }),
    ...frontConflicts(members),
  ];
}

function conflictOf(name: string, members: readonly GroupMember[], reading: (member: GroupMember) => string | undefined): GroupConflict[] {
  const given = members.flatMap((member) => {
    const value = reading(member);
    return value === undefined ? [] : [{ member, value }];
  });
  const [first, ...others] = given;
  const other = others.find(({ value }) => value !== first.value);
  return other ? [{ first: located(first.member), other: located(other.member), name, values: [first.value, other.value] }] : [];
}

const located = ({ path, ingress }: GroupMember): Located<KubernetesObject> => ({ path, value: ingress });

// listeners of a class have attributes alone
const hasListeners = (ingress: KubernetesObject, facts: Facts): boolean => listAt(classSettings(ingress, facts), 'listeners').length > 0;

function attributeConflicts(members: readonly GroupMember[], port: string): GroupConflict[] {
  return ['HTTP', 'HTTPS'].flatMap((protocol) => {
    const name = `listener-attributes.${protocol}-${port}`;
    const listening = members.filter((member) => listensOn(member, protocol, port));
    const given = listening.map((member) => ({ member, pairs: new Map(pairsOf(text(member, name) ?? '')) }));
    const keys = [...new Set(given.flatMap(({ pairs }) => [...pairs.keys()]))];
    return keys.flatMap((key) =>
      conflictOf(`${key} in ${name}`, listening, (member) => given.find((each) => each.member === member)?.pairs.get(key)),
    );
  });
}

function frontConflicts(members: readonly GroupMember[]): GroupConflict[] {
  if (!members.some((member) => text(member, 'enable-frontend-nlb') === 'true')) return [];
  const mappings = members.map((member) => ({ member, ports: frontPortsOf(member) }));
  const ports = [...new Set(mappings.flatMap(({ ports: each }) => [...each.keys()]))];
  return ports.flatMap((port) => {
    const sharing = mappings.filter(({ ports: each }) => each.has(port));
    const among = sharing.map(({ member }) => member);
    return [
      ...conflictOf(`the target port of NLB port ${port}`, among, (member) =>
        sharing.find((each) => each.member === member)?.ports.get(port),
      ),
      ...OF_FRONT.flatMap((name) => conflictOf(`${name} of NLB port ${port}`, among, (member) => text(member, name))),
    ];
  });
}

// a port of a mapping leads to a listener of the same Ingress, or is skipped
function frontPortsOf(member: GroupMember): Map<string, string> {
  const mapping = albAnnotation(member.ingress, 'frontend-nlb-listener-port-mapping');
  if (isDeployTimeValue(mapping)) return new Map();
  const own = (member.listeners ?? []).map(([, port]) => port);
  const pairs = pairsOf(mapping ?? '');
  return new Map(pairs.length > 0 ? pairs.filter(([, port]) => own.includes(port)) : own.map((port) => [port, port]));
}
