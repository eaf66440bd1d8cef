import { itemsOf, pairsOf } from '../../../ingress/annotation-values.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { GroupConflict, listenerConflicts } from '../../reading/alb-group-listeners.rules';
import { albAnnotation, albGroupOf, albIngressesOf, ANNOTATIONS, classSettings, INGRESS } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

interface SharedAnnotation {
  readonly name: string;
  /** the parameter of the class that wins over the annotation. */
  readonly parameter?: string;
  /** how values are compared: a list by its order, a map by its common keys, or as a whole. */
  readonly as?: 'set' | 'list' | 'map' | 'whole' | 'boolean';
  /** it is read where any member sets this annotation, to true for a boolean. */
  readonly needs?: string;
}

const FRONT = { needs: 'enable-frontend-nlb' } as const;

/**
 * Annotations on which all Ingresses of a group that have them must agree. Source: aws-load-balancer-controller v3.5.0, pkg/ingress,
 * model_build_load_balancer*.go, model_build_tags.go and model_build_frontend_nlb.go, errors that begin with "conflicting".
 */
const SHARED: readonly SharedAnnotation[] = [
  { name: 'scheme', parameter: 'scheme' },
  { name: 'ip-address-type', parameter: 'ipAddressType' },
  { name: 'load-balancer-name', parameter: 'loadBalancerName' },
  { name: 'subnets', parameter: 'subnets', as: 'set' },
  { name: 'security-groups', as: 'list' },
  { name: 'manage-backend-security-group-rules', as: 'boolean', needs: 'security-groups' },
  { name: 'customer-owned-ipv4-pool' },
  { name: 'wafv2-acl-arn', parameter: 'wafv2AclArn' },
  { name: 'wafv2-acl-name', parameter: 'wafv2AclName' },
  { name: 'waf-acl-id' },
  { name: 'shield-advanced-protection', as: 'boolean' },
  { name: 'ssl-redirect', parameter: 'sslRedirectPort' },
  { name: 'load-balancer-attributes', parameter: 'loadBalancerAttributes', as: 'map' },
  { name: 'minimum-load-balancer-capacity', parameter: 'minimumLoadBalancerCapacity', as: 'map' },
  { name: 'ipam-ipv4-pool-id', parameter: 'ipamConfiguration' },
  { name: 'tags', parameter: 'tags', as: 'map' },
  { name: 'enable-frontend-nlb', as: 'boolean' },
  { name: 'frontend-nlb-scheme', ...FRONT },
  { name: 'frontend-nlb-subnets', as: 'set', ...FRONT },
  { name: 'frontend-nlb-security-groups', as: 'list', ...FRONT },
  { name: 'frontend-nlb-eip-allocations', as: 'set', ...FRONT },
  { name: 'frontend-nlb-attributes', as: 'whole', ...FRONT },
  { name: 'frontend-nlb-tags', as: 'whole', ...FRONT },
];

export const albGroupConflict: Rule = {
  id: 'alb-group-conflict',
  area: 'Network',
  severity: 'error',
  description: 'Ingresses of one group that contradict each other: scheme, subnets, name, attributes, listeners, several default backends',
  reason: 'the Ingresses of a group share one load balancer, and the controller rejects the whole group if they contradict each other',
  source: ANNOTATIONS,
  // groups of Auto Mode are those of a class
  check: (facts) =>
    (facts.autoMode ? [] : groupsOf(facts)).flatMap((members) => [
      ...conflicts(members, facts),
      ...classConflicts(members, facts),
      ...missingAttributes(members),
      ...listenerConflicts(members, facts).map((conflict) => violationOf(conflict)),
      ...defaultBackends(members),
    ]),
};

function groupsOf(facts: Facts): (readonly Located<KubernetesObject>[])[] {
  const groups = new Map<string, Located<KubernetesObject>[]>();
  for (const each of albIngressesOf(facts)) {
    const group = albGroupOf(each.value, facts);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups.values()].filter((members) => members.length > 1);
}

const violationOf = ({ first, other, name, values }: GroupConflict): Violation => ({
  path: other.path,
  finding:
    `${describeObject(other.value)} has ${name}: '${values[1]}', and ${describeObject(first.value)} of the same group ` +
    `has '${values[0]}'`,
  remediation: 'Set the annotation on one Ingress of the group, or to one value on all of them',
});

const conflicts = (members: readonly Located<KubernetesObject>[], facts: Facts): Violation[] =>
  SHARED.filter(({ needs }) => needs === undefined || members.some(({ value }) => isOn(albAnnotation(value, needs)))).flatMap((shared) => {
    const given = members.flatMap((member) => {
      const text = textOf(member.value, shared, facts);
      return text !== undefined && !isDeployTimeValue(text) ? [{ member, text }] : [];
    });
    const [first, ...others] = given;
    const other = others.find(({ text }) => disagree(first.text, text, shared.as));
    return other
      ? [violationOf({ first: first.member, other: other.member, name: `${INGRESS}${shared.name}`, values: [first.text, other.text] })]
      : [];
  });

const isOn = (text: string | undefined): boolean => text !== undefined && !['false', ''].includes(text.toLowerCase());

// the parameter of a class, where it is a string, is the value of its Ingresses
function textOf(ingress: KubernetesObject, { name, parameter }: SharedAnnotation, facts: Facts): string | undefined {
  const settings = classSettings(ingress, facts);
  if (settings === undefined) return undefined;
  const ofClass = parameter === undefined ? undefined : at(settings, parameter);
  if (typeof ofClass === 'string' && ofClass !== '') return ofClass;
  return ofClass === undefined || ofClass === '' ? albAnnotation(ingress, name) : undefined;
}

function disagree(one: string, other: string, as: SharedAnnotation['as']): boolean {
  switch (as) {
    case 'set':
      return itemsOf(one).sort().join() !== itemsOf(other).sort().join();
    case 'list':
      return itemsOf(one).join() !== itemsOf(other).join();
    case 'boolean':
      return isOn(one) !== isOn(other);
    case 'map': {
      const values = new Map(pairsOf(one));
      return pairsOf(other).some(([key, value]) => values.has(key) && values.get(key) !== value);
    }
    case 'whole':
      return wholeOf(one) !== wholeOf(other);
    default:
      return one !== other;
  }
}

const wholeOf = (text: string): string => JSON.stringify([...new Map(pairsOf(text))].sort());

/** Subnets of classes. Source: pkg/ingress/model_build_load_balancer.go, buildLoadBalancerSubnetMappings. */
function classConflicts(members: readonly Located<KubernetesObject>[], facts: Facts): Violation[] {
  const given = members.map((member) => ({ member, subnets: at(classSettings(member.value, facts), 'subnets') }));
  const [first, ...others] = given.filter(({ subnets }) => typeof subnets === 'object' && subnets !== null);
  if (first === undefined) return [];
  const other =
    others.find(
      ({ subnets }) =>
        !isDeployTimeValue(JSON.stringify([subnets, first.subnets])) && JSON.stringify(subnets) !== JSON.stringify(first.subnets),
    ) ??
    given.find(
      ({ member, subnets }) =>
        subnets === undefined && classSettings(member.value, facts) !== undefined && albAnnotation(member.value, 'subnets') !== undefined,
    );
  if (other === undefined) return [];
  return [
    {
      path: other.member.path,
      finding:
        `${describeObject(other.member.value)} has other subnets than ${describeObject(first.member.value)} of the same group, ` +
        'whose class sets them',
      remediation: 'Use one class for all Ingresses of the group, or set the subnets in one place',
    },
  ];
}

/**
 * Members without the attributes of the Network Load Balancer in front that an earlier member sets. Source:
 * pkg/ingress/model_build_frontend_nlb.go, getFrontendNlbAttributes; group_loader.go for their order.
 */
function missingAttributes(members: readonly Located<KubernetesObject>[]): Violation[] {
  const name = 'frontend-nlb-attributes';
  const orders = members.map(({ value }) => albAnnotation(value, 'group.order') ?? '0');
  const isEnabled = members.some(({ value }) => isOn(albAnnotation(value, 'enable-frontend-nlb')));
  if (!isEnabled || orders.some((order) => !/^-?\d+$/.test(order))) return [];
  const keyOf = ({ value }: Located<KubernetesObject>) => `${namespaceOf(value)}/${value.metadata?.name}`;
  const sorted = members
    .map((member, index) => ({ member, order: Number(orders[index]), key: keyOf(member) }))
    .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
    .map(({ member }) => member);
  const first = sorted.findIndex(({ value }) => albAnnotation(value, name) !== undefined);
  const other = first < 0 ? undefined : sorted.slice(first).find(({ value }) => albAnnotation(value, name) === undefined);
  if (other === undefined) return [];
  return [
    {
      path: other.path,
      finding: `${describeObject(other.value)} has no ${name}, and ${describeObject(sorted[first].value)} of the same group has them`,
      remediation: `Set ${name} to the same value on all Ingresses of the group`,
    },
  ];
}

function defaultBackends(members: readonly Located<KubernetesObject>[]): Violation[] {
  const [first, second] = members.filter(({ value }) => at(value, 'spec', 'defaultBackend') !== undefined);
  // listeners of other ports have default actions of their own
  if (!second || members.some(({ value }) => albAnnotation(value, 'listen-ports') !== undefined)) return [];
  if (members.some(({ value }) => listAt(value, 'spec').some(isDeployTimeValue))) return [];
  return [
    {
      path: second.path,
      finding: `${describeObject(second.value)} has a default backend, and so has ${describeObject(first.value)} of the same group`,
      remediation: 'Keep the default backend of one of them',
    },
  ];
}
