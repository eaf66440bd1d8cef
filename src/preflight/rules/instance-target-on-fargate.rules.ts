import { groupKindOf, KubernetesObject, listAt, namespaceOf, podLabelsOf, podSpecOf, textAt } from '../../inventory/kubernetes-object.rules';
import { selectsPods } from '../../nodes/fargate.rules';
import { No, NODE_FEATURES } from '../../nodes/node-features.data';
import { SERVICE } from '../alb.rules';
import { named } from '../manifests.rules';
import { Rule } from '../rule';
import { albAnnotation } from './load-balancer-subnets.rules';

export const instanceTargets: Rule = {
  id: 'instance-target-on-fargate',
  area: 'Network',
  severity: 'error',
  finds: 'a load balancer that reaches pods on Fargate by instance',
  why: (NODE_FEATURES.instanceTargets.fargate as No).no,
  source: (NODE_FEATURES.instanceTargets.fargate as No).source,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.objects.flatMap(({ path, value }) => servicesByInstance(value).flatMap((name) => {
    const service = facts.objects.find((other) => groupKindOf(other.value) === '/Service' && namespaceOf(other.value) === namespaceOf(value) && other.value.metadata?.name === name);
    const selector = Object.entries((service?.value as { spec?: { selector?: Record<string, string> } } | undefined)?.spec?.selector ?? {});
    const isTarget = (each: KubernetesObject) => podSpecOf(each) !== undefined && namespaceOf(each) === namespaceOf(value)
      && selector.length > 0 && selector.every(([key, text]) => podLabelsOf(each)[key] === text);
    const pods = facts.objects.find((each) => isTarget(each.value) && facts.fargate.some((profile) => selectsPods(profile, each.value)));
    return pods ? [{ path, what: `${named(value)} reaches pods of ${named(pods.value)} by instance, and they run on Fargate`, fix: 'Use target type ip' }] : [];
  }))),
};

// Services whose pods are reached by a port of their node
function servicesByInstance(object: KubernetesObject): string[] {
  if (groupKindOf(object) === '/Service') return object.metadata?.annotations?.[`${SERVICE}nlb-target-type`] === 'instance' ? [object.metadata.name ?? ''] : [];
  if (groupKindOf(object) !== 'networking.k8s.io/Ingress' || albAnnotation(object, 'target-type') !== 'instance') return [];
  return backendsOf(object);
}

const backendsOf = (ingress: KubernetesObject): string[] => listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt((rule as { http?: unknown }).http, 'paths'))
  .map((path) => textAt(path, 'backend', 'service', 'name')).filter((name): name is string => name !== undefined);
