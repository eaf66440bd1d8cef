import { at, groupKindOf, isDeployTimeValue, KubernetesObject, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { backendsOf } from '../../reading/backends.rules';
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
  description: 'a webhook on a port that the security groups of the nodes keep closed',
  reason:
    'the API server asks a webhook at its pod, from the security group of the cluster: nodes that have other groups alone must ' +
    'let it in on the port of the pod, or every object that the webhook looks at is refused',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  check: ({ objects, manifests, resources }: Facts) => {
    const groups = resources.ofType('AWS::EKS::Nodegroup');
    const openings = groups.map((group) => openPorts(group, resources));
    // one group of nodes that is open may be where the pods run
    if (groups.length === 0 || openings.some((open) => open === undefined)) return [];
    return objects
      .filter(({ value }) => ASKED_BY_THE_API_SERVER.has(groupKindOf(value)))
      .flatMap(({ path, value }) =>
        portsBehind(value, manifests)
          .filter((port) => !openings.some((open) => open!.some(([from, to]) => port >= from && port <= to)))
          .map((port) => ({
            path,
            finding:
              `${describeObject(value)} is asked on port ${port} of its pods, which no security group of the nodes lets the ` +
              'control plane reach',
            remediation: 'Let the security group of the cluster in on that port, or give the nodes that group',
          })),
      );
  },
};

type Range = readonly [from: number, to: number];
const ALL: Range = [0, 65_535];

/** What the groups of nodes let in; nothing where one of them is that of the cluster, or is not known. */
function openPorts(group: ResourceFacts, resources: Resources): Range[] | undefined {
  const data = at(resources.find(at(group.properties, 'LaunchTemplate', 'Id'))?.properties, 'LaunchTemplateData');
  const listed = [...listAt(data, 'SecurityGroupIds'), ...listAt(data, 'NetworkInterfaces').flatMap((each) => listAt(each, 'Groups'))];
  const made = listed.map((each) => resources.find(each)).filter((each) => each?.type === 'AWS::EC2::SecurityGroup');
  if (listed.length === 0 || made.length < listed.length) return undefined;
  const rules = made.flatMap((each) => [
    ...listAt(each?.properties, 'SecurityGroupIngress'),
    ...resources.shared
      .filter(({ type, properties }) => type === 'AWS::EC2::SecurityGroupIngress' && stringAt(properties, 'GroupId', 'ref') === each?.id)
      .map(({ properties }) => properties),
  ]);
  // who is let in is not looked at: a block of addresses may hold those of the control plane
  return rules.map((rule): Range => {
    const [from, to] = [numberAt(rule, 'FromPort'), numberAt(rule, 'ToPort')];
    return from === undefined || to === undefined || at(rule, 'IpProtocol') === '-1' ? ALL : [from, to];
  });
}

function portsBehind(object: KubernetesObject, manifests: Manifests): number[] {
  return backendsOf(object).flatMap(({ service, namespace, port }) => {
    const target = manifests.find('/Service', namespace, service)?.value;
    const wanted = listAt(target, 'spec', 'ports').find((each) => at(each, 'port') === port);
    const targetPort = at(wanted, 'targetPort') ?? at(wanted, 'port');
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
