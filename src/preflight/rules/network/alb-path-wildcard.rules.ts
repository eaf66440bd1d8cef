import { isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { albIngressesOf } from '../../reading/alb.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const albPathWildcard: Rule = {
  id: 'alb-path-wildcard',
  area: 'Network',
  severity: 'error',
  description: 'path of an Ingress with a wildcard and pathType Prefix or Exact',
  reason:
    'the load balancer controller rejects an Ingress whose path of pathType Prefix or Exact contains * or ?: "prefix path shouldn\'t ' +
    'contain wildcards"',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/spec/',
  check: (facts) =>
    albIngressesOf(facts).flatMap(({ path, value }) =>
      listAt(value, 'spec', 'rules')
        .flatMap((rule) => listAt(rule, 'http', 'paths'))
        .flatMap((each) => {
          const [text, type] = [stringAt(each, 'path') ?? '', stringAt(each, 'pathType') ?? ''];
          if (!['Prefix', 'Exact'].includes(type) || !/[*?]/.test(text) || isDeployTimeValue(text)) return [];
          return [
            {
              path,
              finding: `${describeObject(value)} has the path '${text}' with pathType ${type}`,
              remediation:
                type === 'Prefix'
                  ? `Use '${text.replace(/\/?[*?].*$/, '') || '/'}', or pathType ImplementationSpecific`
                  : 'Use pathType ImplementationSpecific',
            },
          ];
        }),
    ),
};
