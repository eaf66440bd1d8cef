import { at, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albGroupOf } from '../../reading/alb.rules';
import { named } from '../../reading/manifests.rules';
import { Rule } from '../../rule';

export const routeTwice: Rule = {
  id: 'route-twice',
  area: 'Network',
  severity: 'warning',
  finds: 'two Ingresses of one load balancer with the same host and path',
  why: 'of two rules for the same host and path the first answers every request, and the other none',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#group.order',
  check: (facts) => {
    const seen = new Map<string, { readonly object: KubernetesObject; readonly backend: string }>();
    return facts.manifests.ofKind('networking.k8s.io/Ingress').flatMap(({ path, value }) => pathsOf(value).flatMap(({ route, backend }) => {
      const key = `${balancerOf(value, facts)} ${route}`;
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { object: value, backend });
      return before === undefined || before.object === value || before.backend === backend ? [] : [{ path, what: `${named(value)} leads ${route} to ${backend}, and ${named(before.object)} leads it to ${before.backend}`, fix: 'Give one of them another host or path' }];
    }));
  },
};

function balancerOf(ingress: KubernetesObject, facts: Facts): string {
  const group = albGroupOf(ingress, facts);
  return group === undefined ? named(ingress) : `group ${group}`;
}

function pathsOf(ingress: KubernetesObject): { readonly route: string; readonly backend: string }[] {
  return listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths').map((each) => ({
    route: `${textAt(rule, 'host') ?? '*'}${textAt(each, 'path') ?? '/'} (${textAt(each, 'pathType') ?? ''})`,
    backend: `${namespaceOf(ingress)}/${textAt(each, 'backend', 'service', 'name') ?? ''}:${String(at(each, 'backend', 'service', 'port', 'number') ?? at(each, 'backend', 'service', 'port', 'name'))}`,
  }))).filter(({ route }) => !isFilledIn(route));
}
