import { nearestName } from '../../../errors/nearest-name.rules';
import { LOAD_BALANCER_ATTRIBUTES, WithAttributes } from '../../../ingress/load-balancer-attributes.data';
import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ANNOTATIONS, INGRESS, SERVICE } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

interface Attribute {
  readonly path: string;
  readonly by: string;
  readonly of: WithAttributes;
  readonly key: string;
}

export const loadBalancerAttributeUnknown: Rule = {
  id: 'load-balancer-attribute-unknown',
  area: 'Network',
  // Elastic Load Balancing adds attributes every few months
  severity: 'warning',
  description: 'unknown attribute of a load balancer, target group or listener',
  reason:
    'Elastic Load Balancing rejects an unknown attribute key, and the controller then leaves the load balancer unchanged; the ' +
    'table of attributes is of November 2026',
  source: ANNOTATIONS,
  check: (facts) => [...ofObjects(facts), ...ofResources(facts)].filter(isUnknown).map(found),
};

const keys = (of: WithAttributes): readonly string[] => LOAD_BALANCER_ATTRIBUTES[of];
const isUnknown = ({ of, key }: Attribute): boolean => !isDeployTimeValue(key) && !keys(of).includes(key);
const IN_WORDS: Readonly<Record<WithAttributes, string>> = {
  loadBalancer: 'load balancer',
  targetGroup: 'target group',
  listener: 'listener',
};

function found({ path, by, of, key }: Attribute): Violation {
  const near = nearestName(key, keys(of));
  const elsewhere = (Object.keys(IN_WORDS) as WithAttributes[]).find((other) => keys(other).includes(key));
  const otherwise = near ? `Use ${near}` : 'Check the key, and acknowledge this finding if the key is newer';
  const fix = elsewhere ? `Set it on the ${IN_WORDS[elsewhere]}` : otherwise;
  return { path, finding: `${by} sets the unknown ${IN_WORDS[of]} attribute '${key}'`, remediation: fix };
}

/** Annotations with attributes, as `key=value,…`. */
const BY_ANNOTATION: readonly (readonly [RegExp, WithAttributes])[] = [INGRESS, SERVICE].flatMap((prefix) => [
  [new RegExp(`^${prefix}${prefix === INGRESS ? 'load-balancer-' : ''}attributes$`), 'loadBalancer'] as const,
  [new RegExp(`^${prefix}target-group-attributes$`), 'targetGroup'] as const,
  [new RegExp(`^${prefix}listener-attributes\\.`), 'listener'] as const,
]);

/** Fields with attributes in objects of the controller, as a list of keys and values. */
const BY_FIELD: Readonly<Record<string, WithAttributes>> = {
  loadBalancerAttributes: 'loadBalancer',
  targetGroupAttributes: 'targetGroup',
  listenerAttributes: 'listener',
};
const OF_CONTROLLER = new Set([
  'elbv2.k8s.aws/IngressClassParams',
  'eks.amazonaws.com/IngressClassParams',
  'gateway.k8s.aws/LoadBalancerConfiguration',
  'gateway.k8s.aws/TargetGroupConfiguration',
]);

const ofObjects = ({ objects }: Facts): Attribute[] =>
  objects.flatMap(({ path, value }) =>
    [...annotated(value), ...(OF_CONTROLLER.has(groupKindOf(value)) ? listed(value.spec) : [])].map((each) => ({
      path,
      by: describeObject(value),
      ...each,
    })),
  );

type Key = Pick<Attribute, 'of' | 'key'>;

function annotated(object: KubernetesObject): Key[] {
  return Object.entries(object.metadata?.annotations ?? {}).flatMap(([name, text]) => {
    const of = BY_ANNOTATION.find(([pattern]) => pattern.test(name))?.[1];
    if (of === undefined || typeof text !== 'string') return [];
    return text
      .split(',')
      .map((each) => each.split('=')[0].trim())
      .filter(Boolean)
      .map((key) => ({ of, key }));
  });
}

function listed(value: unknown): Key[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inside]) => {
    const of = BY_FIELD[field];
    if (of === undefined || !Array.isArray(inside)) return listed(inside);
    return inside
      .map((each) => stringAt(each, 'key'))
      .filter((key): key is string => key !== undefined)
      .map((key) => ({ of, key }));
  });
}

/** CloudFormation resources, and their property with attributes. */
const BY_TYPE: Readonly<Record<string, readonly [string, WithAttributes]>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['LoadBalancerAttributes', 'loadBalancer'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['TargetGroupAttributes', 'targetGroup'],
  'AWS::ElasticLoadBalancingV2::Listener': ['ListenerAttributes', 'listener'],
};

const ofResources = ({ resources }: Facts): Attribute[] =>
  resources.shared.flatMap(({ path, type, properties }) => {
    if (!(type in BY_TYPE)) return [];
    const [property, of] = BY_TYPE[type];
    const given = listAt(properties, property).map((each) => at(each, 'Key'));
    return given.filter((key): key is string => typeof key === 'string').map((key) => ({ path, by: type, of, key }));
  });
