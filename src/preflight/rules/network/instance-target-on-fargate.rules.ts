import { groupKindOf, KubernetesObject, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { No, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { Facts } from '../../facts/facts.rules';
import { onFargate } from '../../placement/pod-places.rules';
import { isOfAlb } from '../../reading/alb.rules';
import { backendsOf } from '../../reading/backends.rules';
import { ingressTargetType, serviceTargetType } from '../../reading/ip-family.rules';
import { named } from '../../reading/manifests.rules';
import { servedBy } from '../../reading/traffic.rules';
import { Rule } from '../../rule';

export const instanceTargetOnFargate: Rule = {
  id: 'instance-target-on-fargate',
  area: 'Network',
  severity: 'error',
  finds: 'a load balancer that reaches pods on Fargate by instance',
  why: (NODE_FEATURES.instanceTargets.fargate as No).no,
  source: (NODE_FEATURES.instanceTargets.fargate as No).source,
  check: (facts) => (facts.fargate.length === 0 ? [] : facts.objects).flatMap(
    ({ path, value }) => servicesByInstance(value, facts).flatMap((service) => {
      const pods = servedBy(facts.manifests, service).find((maker) => onFargate(facts, maker));
      // instances beside Fargate pass requests on
      return pods ? [{ path, what: `${named(value)} reaches pods of ${pods.name} by instance, and they run on Fargate`, fix: 'Use target type ip', severity: facts.hasInstances ? 'warning' as const : undefined }] : [];
    })),
};

// Services whose pods are reached by a port of their node
function servicesByInstance(object: KubernetesObject, facts: Facts): KubernetesObject[] {
  switch (groupKindOf(object)) {
    case '/Service': return serviceTargetType(object, facts) === 'instance' ? [object] : [];
    case 'networking.k8s.io/Ingress': {
      return isOfAlb(object, facts) && ingressTargetType(object, facts) === 'instance' ? servicesOf(object, facts) : [];
    }
    default: return [];
  }
}

const servicesOf = (ingress: KubernetesObject, { manifests }: Facts): KubernetesObject[] => backendsOf(ingress)
  .map(({ service }) => manifests.find('/Service', namespaceOf(ingress), service)?.value).filter((each): each is KubernetesObject => each !== undefined);
