import { at, KubernetesObject, namespaceOf, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { runsOnFargate } from '../../placement/scheduling-results.rules';
import { albIngressesOf, ANNOTATIONS, INGRESS } from '../../reading/alb.rules';
import { backendsOf } from '../../reading/backends.rules';
import { ingressTargetType } from '../../reading/ip-family.rules';
import { backendWorkloadsOf } from '../../reading/traffic.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

export const instanceTargetService: Rule = {
  id: 'instance-target-service',
  area: 'Network',
  severity: 'error',
  description: 'Ingress with instance targets to a Service without a node port',
  reason:
    'an instance target is the node port of a Service: the controller reports "TargetGroup port is empty. When ' +
    'using Instance targets, your ' +
    "service be must of type 'NodePort' or 'LoadBalancer'\"",
  source: ANNOTATIONS,
  check: (facts) =>
    // the pods of an IPv6 cluster cannot be instance targets: a rule of its own
    (facts.ipFamily === 'ipv6' ? [] : albIngressesOf(facts)).flatMap(({ path, value }) =>
      ingressTargetType(value, facts) === 'instance'
        ? servicesOf(value, facts)
            .filter((service) => !hasNodePort(service) && !hasPodsOnFargateOnly(service, facts))
            .map((service) => ({
              path,
              finding: `${describeObject(value)} has instance targets, and ${describeObject(service)} has type ClusterIP`,
              remediation: `Set ${INGRESS}target-type: ip, or the type of the Service to NodePort`,
            }))
        : [],
    ),
};

// a node port does not help pods on Fargate: a rule of its own
const hasPodsOnFargateOnly = (service: KubernetesObject, facts: Facts): boolean =>
  !facts.hasInstances &&
  facts.fargateSelectors.length > 0 &&
  backendWorkloadsOf(facts.manifests, service).some((workload) => runsOnFargate(facts, workload));

const hasNodePort = (service: KubernetesObject): boolean => (stringAt(service, 'spec', 'type') ?? 'ClusterIP') !== 'ClusterIP';

// the annotation of a Service wins over that of the Ingress
const servicesOf = (ingress: KubernetesObject, { manifests }: Facts): KubernetesObject[] =>
  [...new Set(backendsOf(ingress).map(({ service }) => service))]
    .map((name) => manifests.find('/Service', namespaceOf(ingress), name)?.value)
    .filter(
      (each): each is KubernetesObject => each !== undefined && at(each, 'metadata', 'annotations', `${INGRESS}target-type`) === undefined,
    );
