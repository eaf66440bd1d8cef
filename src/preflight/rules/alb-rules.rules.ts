import { KubernetesObject, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { ingressesOf } from '../alb.rules';
import { Facts } from '../facts.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { albAnnotation } from './load-balancer-subnets.rules';

/** Source: Elastic Load Balancing, quotas for Application Load Balancers. */
const MOST_RULES = 100;

export const albRules: Rule = {
  id: 'alb-rules',
  area: 'Limits',
  severity: 'error',
  finds: 'more than 100 rules on one load balancer',
  why: `an Application Load Balancer has at most ${MOST_RULES} rules beside its default ones, and the controller makes none of those beyond`,
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  check: (facts) => {
    const balancers = new Map<string, { readonly path: string; count: number }>();
    for (const { path, value } of ingressesOf(facts)) {
      const group = albAnnotation(value, 'group.name') ?? groupOfClass(value, facts);
      const key = group === undefined ? named(value) : `the group '${group}'`;
      const known = balancers.get(key) ?? { path, count: 0 };
      known.count += listAt(value, 'spec', 'rules').flatMap((rule) => listAt((rule as { http?: unknown }).http, 'paths')).length;
      balancers.set(key, known);
    }
    return [...balancers].filter(([, { count }]) => count > MOST_RULES).map(([name, { path, count }]) => ({ path, what: `the load balancer of ${name} has ${count} rules`, fix: 'Share them between two groups, or raise the quota and acknowledge this' }));
  },
};

function groupOfClass(ingress: KubernetesObject, { objects }: Facts): string | undefined {
  const name = textAt(ingress, 'spec', 'ingressClassName');
  const params = objects.find(({ value }) => value.kind === 'IngressClassParams' && value.metadata?.name === name)?.value;
  const group = textAt(params, 'spec', 'group', 'name');
  return group && `${group} of class ${name}`;
}
