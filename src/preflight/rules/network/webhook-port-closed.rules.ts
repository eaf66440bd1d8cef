import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { backendsOf, targetPortOf } from '../../reading/backends.rules';
import { securityGroupsOf, templateData } from '../../reading/nodes.rules';
import { containersOf, Manifests, describeObject, numberAt } from '../../reading/workloads.rules';
import { Rule } from '../../rule';

const ASKED_BY_THE_API_SERVER = new Set([
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'apiregistration.k8s.io/APIService',
]);

export const webhookPortClosed: Rule = {
  id: 'webhook-port-closed',
  area: 'Network',
  severity: 'warning',
  description: 'webhook on a port that the security groups of the nodes do not allow',
  reason:
    'the API server calls the pod of a webhook from the cluster security group: nodes with only other security groups must allow ' +
    'the port of the pod, or every request that the webhook intercepts fails',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  check: ({ objects, manifests, resources }: Facts) => {
    const groups = resources.ofType('AWS::EKS::Nodegroup');
    const openings = groups.map((group) => openPorts(group, resources));
    // the pods may run on a node group that allows the port
    if (groups.length === 0 || openings.some((open) => open === undefined)) return [];
    return objects
      .filter(({ value }) => ASKED_BY_THE_API_SERVER.has(groupKindOf(value)))
      .flatMap(({ path, value }) =>
        portsBehind(value, manifests)
          .filter((port) => !openings.some((open) => open!.some(([from, to]) => port >= from && port <= to)))
          .map((port) => ({
            path,
            finding:
              `${describeObject(value)} is called on port ${port} of its pods, which no security group of the nodes allows from ` +
              'the control plane',
            remediation: 'Allow this port from the cluster security group, or attach the cluster security group to the nodes',
          })),
      );
  },
};

type Range = readonly [from: number, to: number];
const ALL: Range = [0, 65_535];

/** Ports that the security groups of the nodes allow; undefined if one is the cluster security group or unknown. */
function openPorts(group: ResourceFacts, resources: Resources): Range[] | undefined {
  const listed = securityGroupsOf(templateData(resources.launchTemplateOf(group)));
  const made = listed.map((each) => resources.find(each)).filter((each) => each?.type === 'AWS::EC2::SecurityGroup');
  if (listed.length === 0 || made.length < listed.length) return undefined;
  const rules = made.flatMap((each) => [
    ...listAt(each?.properties, 'SecurityGroupIngress'),
    ...resources.shared
      .filter(({ type, properties }) => type === 'AWS::EC2::SecurityGroupIngress' && stringAt(properties, 'GroupId', 'ref') === each?.id)
      .map(({ properties }) => properties),
  ]);
  // sources are ignored: a CIDR block may include the control plane
  return rules.map((rule): Range => {
    const [from, to] = [numberAt(rule, 'FromPort'), numberAt(rule, 'ToPort')];
    return from === undefined || to === undefined || at(rule, 'IpProtocol') === '-1' ? ALL : [from, to];
  });
}

function portsBehind(object: KubernetesObject, manifests: Manifests): number[] {
  return backendsOf(object).flatMap(({ service, namespace, port }) => {
    const target = manifests.find('/Service', namespace, service)?.value;
    const wanted = listAt(target, 'spec', 'ports').find((each) => at(each, 'port') === port);
    const targetPort = targetPortOf(wanted);
    if (typeof targetPort === 'number') return [targetPort];
    if (target === undefined || typeof targetPort !== 'string' || isDeployTimeValue(targetPort)) return [];
    const ports = manifests
      .backendsOf(target)
      .flatMap(({ podSpec }) => containersOf(podSpec))
      .flatMap((container) => listAt(container, 'ports'))
      .filter((each) => at(each, 'name') === targetPort);
    return ports.map((each) => at(each, 'containerPort')).filter((each): each is number => typeof each === 'number');
  });
}
