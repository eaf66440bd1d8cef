import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { albGroupOf } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const routeTwice: Rule = {
  id: 'route-twice',
  area: 'Network',
  severity: 'warning',
  description: 'two Ingresses of one load balancer with the same host and path, and different backends',
  reason: 'of two rules for the same host and path, the first receives all requests, and the second none',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#group.order',
  check: (facts) => {
    const seen = new Map<string, { readonly object: KubernetesObject; readonly backend: string }>();
    return facts.manifests.ofKind('networking.k8s.io/Ingress').flatMap(({ path, value }) =>
      pathsOf(value).flatMap(({ route, backend }) => {
        const key = `${balancerOf(value, facts)} ${route}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, { object: value, backend });
        return before === undefined || before.object === value || before.backend === backend
          ? []
          : [
              {
                path,
                finding:
                  `${describeObject(value)} routes ${route} to ${backend}, and ${describeObject(before.object)} routes it to ` +
                  `${before.backend}`,
                remediation: 'Change the host or path of one of them',
              },
            ];
      }),
    );
  },
};

function balancerOf(ingress: KubernetesObject, facts: Facts): string {
  const group = albGroupOf(ingress, facts);
  return group === undefined ? describeObject(ingress) : `group ${group}`;
}

const portOf = (path: unknown): string =>
  String(at(path, 'backend', 'service', 'port', 'number') ?? at(path, 'backend', 'service', 'port', 'name'));

function pathsOf(ingress: KubernetesObject): { readonly route: string; readonly backend: string }[] {
  return listAt(ingress, 'spec', 'rules')
    .flatMap((rule) =>
      listAt(rule, 'http', 'paths').map((each) => ({
        route: `${stringAt(rule, 'host') ?? '*'}${stringAt(each, 'path') ?? '/'} (${stringAt(each, 'pathType') ?? ''})`,
        backend: `${namespaceOf(ingress)}/${stringAt(each, 'backend', 'service', 'name') ?? ''}:${portOf(each)}`,
      })),
    )
    .filter(({ route }) => !isDeployTimeValue(route));
}
