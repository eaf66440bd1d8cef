import { at, groupKindOf, KubernetesObject, namespaceOf, textAt } from '../../inventory/kubernetes-object.rules';
import { No, NODE_FEATURES } from '../../nodes/node-features.data';
import { albAnnotation, classSettings, CONTROLLER_CHART, isOfAlb, SERVICE } from '../alb.rules';
import { backendsOf } from '../backends.rules';
import { Facts } from '../facts.rules';
import { named } from '../manifests.rules';
import { onFargate } from '../placement/pod-places.rules';
import { Rule } from '../rule';
import { servedBy } from '../traffic.rules';

export const instanceTargets: Rule = {
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
    case '/Service': return (textAt(object, 'metadata', 'annotations', `${SERVICE}nlb-target-type`) ?? defaultOfService(object, facts)) === 'instance' ? [object] : [];
    case 'networking.k8s.io/Ingress': return isOfAlb(object, facts) && targetTypeOf(object, facts) === 'instance' ? servicesOf(object, facts) : [];
    default: return [];
  }
}

const targetTypeOf = (ingress: KubernetesObject, facts: Facts): unknown => {
  const settings = classSettings(ingress, facts);
  return settings === undefined ? undefined : at(settings, 'targetType') ?? albAnnotation(ingress, 'target-type') ?? defaultOf(facts);
};

const defaultOfService = (service: KubernetesObject, facts: Facts): unknown => (textAt(service, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb' ? defaultOf(facts) : undefined);

// the controller's own default, where it is installed here; that of Auto Mode reaches pods by address
const defaultOf = ({ charts, autoMode }: Facts): unknown => {
  const chart = charts.find(({ value }) => value.chart === CONTROLLER_CHART);
  return chart === undefined || autoMode ? undefined : at(chart.value.values, 'defaultTargetType') ?? 'instance';
};

const servicesOf = (ingress: KubernetesObject, { manifests }: Facts): KubernetesObject[] => backendsOf(ingress)
  .map(({ service }) => manifests.find('/Service', namespaceOf(ingress), service)?.value).filter((each): each is KubernetesObject => each !== undefined);
