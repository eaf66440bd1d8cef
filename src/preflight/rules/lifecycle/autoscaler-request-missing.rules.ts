import { at, groupOf, isFilledIn, KubernetesObject, listAt, namespaceOf, textAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { requestOf } from '../../placement/pod-requests.rules';
import { named } from '../../reading/manifests.rules';
import { Found, Rule } from '../../rule';

export const autoscalerRequestMissing: Rule = {
  id: 'autoscaler-request-missing',
  area: 'Lifecycle',
  severity: 'error',
  finds: 'an autoscaler on a part of what pods ask for, and pods that ask for nothing',
  why: 'a utilization is a part of the request: while one container of the pods has none, the autoscaler reports an error and never scales',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
  ofPods: true,
  check: (facts) => facts.manifests.ofKind('autoscaling/HorizontalPodAutoscaler').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, autoscaler: KubernetesObject, { manifests }: Facts): Found[] {
  const target = at(autoscaler, 'spec', 'scaleTargetRef');
  const namespace = namespaceOf(autoscaler);
  const object = manifests.find(`${groupOf(textAt(target, 'apiVersion') ?? 'v1')}/${textAt(target, 'kind')}`, namespace, textAt(target, 'name'))?.value;
  const maker = manifests.makerOf(object);
  // a LimitRange may give requests to pods that have none
  if (!maker || manifests.ofKind('/LimitRange').some(({ value }) => namespaceOf(value) === namespace || isFilledIn(namespaceOf(value)))) return [];
  const containers = [...listAt(maker.pod, 'containers'), ...listAt(maker.pod, 'initContainers').filter((init) => at(init, 'restartPolicy') === 'Always')];
  return utilizations(autoscaler).filter(({ resource }) => !asksFor(maker.pod, resource)).flatMap(({ resource, container }) => {
    const without = containers.filter((each) => container === undefined || textAt(each, 'name') === container).filter((each) => !asksFor(each, resource)).map((each) => textAt(each, 'name'));
    return without.length === 0 ? [] : [{
      path,
      what: `${named(autoscaler)} scales on the utilization of ${resource}, and ${without.join(', ')} of ${maker.name} ${without.length === 1 ? 'asks' : 'ask'} for none`,
      fix: `Give ${without.length === 1 ? 'it' : 'them'} a request of ${resource}`,
    }];
  });
}

const asksFor = (each: unknown, resource: string): boolean =>
  resource in requestOf(each) || [[], ['resources'], ['resources', 'requests'], ['resources', 'limits']].some((path) => isFilledIn(at(each, ...path)));

// without anything to scale on it is cpu
function utilizations(autoscaler: KubernetesObject): { readonly resource: string; readonly container?: string }[] {
  const [target, metrics] = [at(autoscaler, 'spec', 'targetCPUUtilizationPercentage'), at(autoscaler, 'spec', 'metrics')];
  if (typeof target === 'number' || (target === undefined && (metrics === undefined || metrics === null))) return [{ resource: 'cpu' }];
  return listAt(autoscaler, 'spec', 'metrics').flatMap((metric) => [at(metric, 'resource'), at(metric, 'containerResource')])
    .filter((source) => textAt(source, 'target', 'type') === 'Utilization')
    .map((source) => ({ resource: textAt(source, 'name') ?? '', container: textAt(source, 'container') })).filter(({ resource, container }) => !isFilledIn(resource) && !isFilledIn(container));
}
