import { at, isDeployTimeValue, KubernetesObject, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { albAnnotation, albGroupOf, albIngressesOf, ANNOTATIONS, classSettings } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

interface SharedAnnotation {
  readonly name: string;
  /** the parameter of the class that wins over the annotation. */
  readonly parameter?: string;
  readonly as?: 'set' | 'map';
}

/**
 * Annotations on which all Ingresses of a group that have them must agree. Source: aws-load-balancer-controller v3.5.0, pkg/ingress,
 * model_build_load_balancer*.go and model_build_frontend_nlb.go, errors that begin with "conflicting".
 */
const SHARED: readonly SharedAnnotation[] = [
  { name: 'scheme', parameter: 'scheme' },
  { name: 'ip-address-type', parameter: 'ipAddressType' },
  { name: 'load-balancer-name', parameter: 'loadBalancerName' },
  { name: 'subnets', parameter: 'subnets', as: 'set' },
  { name: 'security-groups', as: 'set' },
  { name: 'customer-owned-ipv4-pool' },
  { name: 'wafv2-acl-arn', parameter: 'wafv2AclArn' },
  { name: 'wafv2-acl-name', parameter: 'wafv2AclName' },
  { name: 'waf-acl-id' },
  { name: 'shield-advanced-protection' },
  { name: 'ssl-redirect', parameter: 'sslRedirectPort' },
  { name: 'load-balancer-attributes', parameter: 'loadBalancerAttributes', as: 'map' },
  { name: 'minimum-load-balancer-capacity', parameter: 'minimumLoadBalancerCapacity', as: 'map' },
  { name: 'ipam-ipv4-pool-id', parameter: 'ipamConfiguration' },
  { name: 'frontend-nlb-scheme' },
  { name: 'frontend-nlb-subnets', as: 'set' },
  { name: 'frontend-nlb-security-groups', as: 'set' },
];

export const albGroupConflict: Rule = {
  id: 'alb-group-conflict',
  area: 'Network',
  severity: 'error',
  description: 'Ingresses of one group that contradict each other: scheme, subnets, name, attributes, several default backends',
  reason: 'the Ingresses of a group share one load balancer, and the controller rejects the whole group if they contradict each other',
  source: ANNOTATIONS,
  // groups of Auto Mode are those of a class
  check: (facts) =>
    (facts.autoMode ? [] : groupsOf(facts)).flatMap((members) => [...conflicts(members, facts), ...defaultBackends(members)]),
};

function groupsOf(facts: Facts): (readonly Located<KubernetesObject>[])[] {
  const groups = new Map<string, Located<KubernetesObject>[]>();
  for (const each of albIngressesOf(facts)) {
    const group = albGroupOf(each.value, facts);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups.values()].filter((members) => members.length > 1);
}

const conflicts = (members: readonly Located<KubernetesObject>[], facts: Facts): Violation[] =>
  SHARED.flatMap((shared) => {
    const given = members.flatMap(({ path, value }) => {
      const settings = classSettings(value, facts);
      const text = albAnnotation(value, shared.name);
      const isRead = settings !== undefined && (shared.parameter === undefined || at(settings, shared.parameter) === undefined);
      return isRead && text !== undefined && !isDeployTimeValue(text) ? [{ path, ingress: value, text }] : [];
    });
    const [first, ...others] = given;
    const other = others.find(({ text }) => disagree(first.text, text, shared.as));
    if (!other) return [];
    return [
      {
        path: other.path,
        finding:
          `${describeObject(other.ingress)} has ${shared.name}: '${other.text}', and ${describeObject(first.ingress)} of the same group ` +
          `has '${first.text}'`,
        remediation: 'Set the annotation on one Ingress of the group, or to one value on all of them',
      },
    ];
  });

function disagree(one: string, other: string, as: SharedAnnotation['as']): boolean {
  if (as === undefined) return one !== other;
  const [a, b] = [one, other].map((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
      .sort(),
  );
  if (as === 'set') return a.join() !== b.join();
  const values = new Map(a.map((pair) => pair.split('=').map((part) => part.trim()) as [string, string]));
  return b.some((pair) => {
    const [key, value] = pair.split('=').map((part) => part.trim());
    return values.has(key) && values.get(key) !== value;
  });
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
