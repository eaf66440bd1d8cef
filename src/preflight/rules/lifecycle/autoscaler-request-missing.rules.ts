import {
  at,
  groupOf,
  isDeployTimeValue,
  KubernetesObject,
  listAt,
  namespaceOf,
  stringAt,
} from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { requestOf } from '../../placement/pod-requests.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const autoscalerRequestMissing: Rule = {
  id: 'autoscaler-request-missing',
  area: 'Lifecycle',
  severity: 'error',
  description: 'HorizontalPodAutoscaler on utilization of pods without resource requests',
  reason:
    'utilization is a percentage of the request: while a container has no request, the autoscaler reports FailedGetResourceMetric ' +
    '(missing request) and never scales',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
  readsPods: true,
  check: (facts) =>
    facts.manifests.ofKind('autoscaling/HorizontalPodAutoscaler').flatMap(({ path, value }) => problems(path, value, facts)),
};

function problems(path: string, autoscaler: KubernetesObject, { manifests }: Facts): Violation[] {
  const target = at(autoscaler, 'spec', 'scaleTargetRef');
  const namespace = namespaceOf(autoscaler);
  const object = manifests.find(
    `${groupOf(stringAt(target, 'apiVersion') ?? 'v1')}/${stringAt(target, 'kind')}`,
    namespace,
    stringAt(target, 'name'),
  )?.value;
  const maker = manifests.workloadOf(object);
  // a LimitRange may set default requests
  if (
    !maker ||
    manifests.ofKind('/LimitRange').some(({ value }) => namespaceOf(value) === namespace || isDeployTimeValue(namespaceOf(value)))
  ) {
    return [];
  }
  const containers = [
    ...listAt(maker.podSpec, 'containers'),
    ...listAt(maker.podSpec, 'initContainers').filter((init) => at(init, 'restartPolicy') === 'Always'),
  ];
  return utilizations(autoscaler)
    .filter(({ resource }) => !asksFor(maker.podSpec, resource))
    .flatMap(({ resource, container }) => {
      const without = containers
        .filter((each) => container === undefined || stringAt(each, 'name') === container)
        .filter((each) => !asksFor(each, resource))
        .map((each) => stringAt(each, 'name'));
      return without.length === 0
        ? []
        : [
            {
              path,
              finding:
                `${describeObject(autoscaler)} scales on ${resource} utilization, and ` +
                `${without.length === 1 ? 'container' : 'containers'} ${without.join(', ')} of ${maker.name} ` +
                `${without.length === 1 ? 'has' : 'have'} no ${resource} request`,
              remediation: `Set resources.requests.${resource} on ${without.length === 1 ? 'it' : 'them'}`,
            },
          ];
    });
}

const asksFor = (each: unknown, resource: string): boolean =>
  resource in requestOf(each) ||
  [[], ['resources'], ['resources', 'requests'], ['resources', 'limits']].some((path) => isDeployTimeValue(at(each, ...path)));

// the default metric is cpu
function utilizations(autoscaler: KubernetesObject): { readonly resource: string; readonly container?: string }[] {
  const [target, metrics] = [at(autoscaler, 'spec', 'targetCPUUtilizationPercentage'), at(autoscaler, 'spec', 'metrics')];
  if (typeof target === 'number' || (target === undefined && (metrics === undefined || metrics === null))) return [{ resource: 'cpu' }];
  return listAt(autoscaler, 'spec', 'metrics')
    .flatMap((metric) => [at(metric, 'resource'), at(metric, 'containerResource')])
    .filter((source) => stringAt(source, 'target', 'type') === 'Utilization')
    .map((source) => ({ resource: stringAt(source, 'name') ?? '', container: stringAt(source, 'container') }))
    .filter(({ resource, container }) => !isDeployTimeValue(resource) && !isDeployTimeValue(container));
}
