import { at, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albIngressesOf, albGroupOf } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

/** Source: Elastic Load Balancing, quotas for Application Load Balancers. */
const MOST_RULES = 100;
const MOST_VALUES = 5;

export const albRules: Rule = {
  id: 'alb-rules',
  area: 'Limits',
  severity: 'warning',
  description: 'more than 100 rules on one load balancer',
  reason:
    `an Application Load Balancer has at most ${MOST_RULES} rules, not counting default rules, unless the quota is raised, and the ` +
    'controller does not update a load balancer that needs more',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  check: (facts) => {
    const balancers = new Map<string, { readonly path: string; count: number }>();
    for (const { path, value } of albIngressesOf(facts)) {
      const group = albGroupOf(value, facts);
      const key = group === undefined ? describeObject(value) : `the group '${group}'`;
      const known = balancers.get(key) ?? { path, count: 0 };
      known.count += rulesOf(value);
      balancers.set(key, known);
    }
    return [...balancers]
      .filter(([, { count }]) => count > MOST_RULES)
      .map(([name, { path, count }]) => ({
        path,
        finding: `the load balancer of ${name} has ${count} rules`,
        remediation: 'Split the rules between two load balancers, or raise the quota and acknowledge this',
      }));
  },
};

// paths of a host with the same backend share a rule, up to its maximum of patterns
function rulesOf(ingress: KubernetesObject): number {
  return listAt(ingress, 'spec', 'rules').reduce<number>((sum, rule) => {
    const patterns = new Map<string, number>();
    for (const path of listAt(rule, 'http', 'paths')) {
      const backend = JSON.stringify(at(path, 'backend'));
      const both = at(path, 'pathType') === 'Prefix' && at(path, 'path') !== '/';
      patterns.set(backend, (patterns.get(backend) ?? 0) + (both ? 2 : 1));
    }
    const values = stringAt(rule, 'host') ? MOST_VALUES - 1 : MOST_VALUES;
    return sum + [...patterns.values()].reduce((rules, count) => rules + Math.ceil(count / values), 0);
  }, 0);
}
