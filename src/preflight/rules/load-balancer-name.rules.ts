import { isFilledIn } from '../../inventory/kubernetes-object.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';

const ANNOTATIONS = ['alb.ingress.kubernetes.io/load-balancer-name', 'service.beta.kubernetes.io/aws-load-balancer-name'];

export const loadBalancerName: Rule = {
  id: 'load-balancer-name',
  area: 'Limits',
  severity: 'error',
  finds: 'a name that a load balancer cannot have',
  why: 'the name of a load balancer has at most 32 letters, digits and hyphens, begins and ends with none of the last, and does not begin with internal-',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  check: ({ objects }) => objects.flatMap(({ path, value }) => ANNOTATIONS.flatMap((key) => {
    const name = value.metadata?.annotations?.[key];
    return name === undefined || isFilledIn(name) || (/^[A-Za-z0-9]([-A-Za-z0-9]{0,30}[A-Za-z0-9])?$/.test(name) && !name.startsWith('internal-')) ? [] : [{
      path, what: `${named(value)} asks for a load balancer with the name '${name}' (${name.length} characters)`, fix: 'Shorten it, or leave it out',
    }];
  })),
};
