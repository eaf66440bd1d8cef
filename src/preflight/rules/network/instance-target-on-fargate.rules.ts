import { groupKindOf, KubernetesObject, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { Facts } from '../../facts/facts.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { isAlbIngress } from '../../reading/alb.rules';
import { backendsOf } from '../../reading/backends.rules';
import { ingressTargetType, ipTargetsFor, serviceTargetType } from '../../reading/ip-family.rules';
import { backendWorkloadsOf } from '../../reading/traffic.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const instanceTargetOnFargate: Rule = {
  id: 'instance-target-on-fargate',
  area: 'Network',
  severity: 'error',
  description: 'load balancer with instance targets for pods on Fargate',
  reason: (NODE_FEATURES.instanceTargets.fargate as Unsupported).reason,
  source: (NODE_FEATURES.instanceTargets.fargate as Unsupported).source,
  check: (facts) =>
    (facts.fargateSelectors.length === 0 ? [] : facts.objects).flatMap(({ path, value }) =>
      servicesByInstance(value, facts).flatMap((service) => {
        const pods = backendWorkloadsOf(facts.manifests, service).find((maker) => runsOnFargate(facts, maker));
        // instances outside Fargate forward the requests
        return pods
          ? [
              {
                path,
                finding: `${describeObject(value)} uses instance targets for pods of ${pods.name}, which run on Fargate`,
                remediation: ipTargetsFor(value),
                severity: facts.hasInstances ? ('warning' as const) : undefined,
              },
            ]
          : [];
      }),
    ),
};

// Services with instance targets
function servicesByInstance(object: KubernetesObject, facts: Facts): KubernetesObject[] {
  switch (groupKindOf(object)) {
    case '/Service':
      return serviceTargetType(object, facts) === 'instance' ? [object] : [];
    case 'networking.k8s.io/Ingress': {
      return isAlbIngress(object, facts) && ingressTargetType(object, facts) === 'instance' ? servicesOf(object, facts) : [];
    }
    default:
      return [];
  }
}

const servicesOf = (ingress: KubernetesObject, { manifests }: Facts): KubernetesObject[] =>
  backendsOf(ingress)
    .map(({ service }) => manifests.find('/Service', namespaceOf(ingress), service)?.value)
    .filter((each): each is KubernetesObject => each !== undefined);
