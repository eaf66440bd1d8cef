import { groupKindOf, isDeployTimeValue, KubernetesObject, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Annotations and fields with the name of a load balancer. */
const ANNOTATIONS = ['alb.ingress.kubernetes.io/load-balancer-name', 'service.beta.kubernetes.io/aws-load-balancer-name'];
const FIELDS: Readonly<Record<string, string>> = {
  'elbv2.k8s.aws/IngressClassParams': 'loadBalancerName',
  'gateway.k8s.aws/LoadBalancerConfiguration': 'loadBalancerName',
};

export const loadBalancerName: Rule = {
  id: 'load-balancer-name',
  area: 'Limits',
  severity: 'error',
  description: 'invalid load balancer name',
  reason:
    'a load balancer name must have at most 32 letters, digits and hyphens, must not begin or end with a hyphen, and must not ' +
    'begin with internal-',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  check: ({ objects }) =>
    objects.flatMap(({ path, value }) =>
      namesIn(value)
        .filter((name) => !isDeployTimeValue(name) && !isName(name))
        .map((name) => ({
          path,
          finding: `${describeObject(value)} sets the load balancer name '${name}' (${name.length} characters)`,
          remediation: name.length > 32 ? 'Shorten the name, or remove it' : 'Change the name, or remove it',
        })),
    ),
};

const isName = (name: string): boolean => /^[A-Za-z0-9]([-A-Za-z0-9]{0,30}[A-Za-z0-9])?$/.test(name) && !name.startsWith('internal-');

// an empty name counts as not set
function namesIn(object: KubernetesObject): string[] {
  const field = FIELDS[groupKindOf(object)];
  return [...ANNOTATIONS.map((key) => stringAt(object, 'metadata', 'annotations', key)), field && stringAt(object, 'spec', field)].filter(
    (name): name is string => Boolean(name),
  );
}
