import { healthPortProblem } from './alb-targets.rules';
import { SERVICE } from './alb.rules';
import { serviceTargetType } from './ip-family.rules';
import { describeObject } from './workloads.rules';
import { itemsOf } from '../../ingress/annotation-values.rules';
import { fieldOf, jsonOf } from '../../ingress/json-fields.rules';
import { serviceActionProblem, targetGroupsOf } from '../../ingress/nlb/nlb-action-json.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';

/** Annotations of actions, by protocol and port of the listener. */
const ACTIONS = 'service.beta.kubernetes.io/actions.';

const annotation = (service: KubernetesObject, name: string): string | undefined =>
  stringAt(service, 'metadata', 'annotations', `${SERVICE}${name}`);

interface Port {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
}

// undefined if any of them is known at deploy
function portsOf(service: KubernetesObject): Port[] | undefined {
  const ports = listAt(service, 'spec', 'ports').map((each) => ({
    name: stringAt(each, 'name'),
    port: at(each, 'port'),
    protocol: stringAt(each, 'protocol') ?? 'TCP',
  }));
  const isKnown = ports.every(
    ({ name, port, protocol }) => typeof port === 'number' && !isDeployTimeValue(name) && !isDeployTimeValue(protocol),
  );
  return isKnown ? (ports as Port[]) : undefined;
}

/**
 * Problems of the listeners and target groups of a Service, in the words of the controller. Source: aws-load-balancer-controller v3.5.0,
 * pkg/service, model_build_listener.go and model_build_target_group.go.
 */
export function nlbListenerProblems(service: KubernetesObject, facts: Facts): string[] {
  const ports = portsOf(service);
  return [
    ...healthProblems([service], service, facts),
    ...(ports === undefined ? [] : [...mergeProblems(service, ports), ...quicProblems(service, ports)]),
    ...actionProblems(service, facts),
  ];
}

function healthProblems(targets: readonly KubernetesObject[], service: KubernetesObject, facts: Facts): string[] {
  const type = serviceTargetType(service, facts);
  return targets.flatMap((target) => healthPortProblem(annotation(service, 'healthcheck-port'), target, type) ?? []);
}

const merges = (service: KubernetesObject): boolean => annotation(service, 'enable-tcp-udp-listener') === 'true';

// ports with one number are one listener
function mergeProblems(service: KubernetesObject, ports: readonly Port[]): string[] {
  if (!merges(service)) return [];
  return [...new Set(ports.map(({ port }) => port))].flatMap((number) => {
    const protocols = ports.filter(({ port }) => port === number).map(({ protocol }) => protocol);
    if (protocols.length === 1) return [];
    if (protocols.length > 2) return [`can only merge two ports, not ${protocols.length} (port ${number})`];
    const other = protocols.find((protocol) => !['TCP', 'UDP'].includes(protocol));
    if (other) return [`unsupported protocol for merging: ${other} (port ${number})`];
    return protocols[0] === protocols[1] ? [`protocols can't match for merging: ${protocols[0]} (port ${number})`] : [];
  });
}

// QUIC needs UDP, alone or together with TCP
function quicProblems(service: KubernetesObject, ports: readonly Port[]): string[] {
  const given = annotation(service, 'quic-enabled-ports') ?? '';
  const enabled = isDeployTimeValue(given) ? [] : itemsOf(given);
  const isUdp = (number: number) => ports.some(({ port, protocol }) => port === number && protocol === 'UDP');
  return ports
    .filter(
      ({ name, port, protocol }) => protocol !== 'UDP' && enabled.some((each) => each === name || each === String(port)) && !isUdp(port),
    )
    .map(({ port, protocol }) => `Unsupported QUIC upgrade for protocol ${protocol} (port ${port})`);
}

function actionProblems(service: KubernetesObject, facts: Facts): string[] {
  return Object.entries(service.metadata?.annotations ?? {}).flatMap(([key, text]) => {
    if (!key.startsWith(ACTIONS) || isDeployTimeValue(text)) return [];
    const action = jsonOf(text);
    if (action === undefined) return [`failed to parse json annotation, ${key}`];
    const problem = serviceActionProblem(action);
    return problem === undefined ? targetProblems(action, service, facts) : [`${problem} (${key})`];
  });
}

// the annotations are those of the Service with the load balancer, and the type and ports those of the target
function targetProblems(action: object, service: KubernetesObject, facts: Facts): string[] {
  const targets = targetGroupsOf(action).flatMap((group) => {
    const name = fieldOf(group, 'serviceName');
    return (typeof name === 'string' && facts.manifests.find('/Service', namespaceOf(service), name)?.value) || [];
  });
  const isInstance = serviceTargetType(service, facts) === 'instance';
  const unreachable = targets.filter(
    (target) => isInstance && !['NodePort', 'LoadBalancer'].includes(stringAt(target, 'spec', 'type') ?? ''),
  );
  const typeOf = (target: KubernetesObject) => stringAt(target, 'spec', 'type') ?? 'ClusterIP';
  return [
    ...unreachable.map(
      (target) => `unsupported service type "${typeOf(target)}" for load balancer target type "instance" (${describeObject(target)})`,
    ),
    ...healthProblems(targets, service, facts),
  ];
}

/** Actions for a listener that the Service does not have, which the controller ignores. */
export function ignoredActions(service: KubernetesObject): string[] {
  const ports = portsOf(service);
  if (ports === undefined) return [];
  const listeners = new Set(
    ports.flatMap(({ port, protocol }) => [protocol, 'TLS', 'TCP_UDP', 'QUIC', 'TCP_QUIC'].map((each) => `${each}-${port}`)),
  );
  return Object.keys(service.metadata?.annotations ?? {})
    .filter((key) => key.startsWith(ACTIONS) && !listeners.has(key.slice(ACTIONS.length)))
    .map((key) => `${key} is set, and the Service does not have this listener`);
}
