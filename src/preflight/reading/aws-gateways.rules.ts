import { CONTROLLER_CHART } from './alb.rules';
import { gatewaysOfRoute, routesOf } from './gateways.rules';
import { LoadBalancerKind } from '../../ingress/ip-address-type.rules';
import { at, isDeployTimeValue, KubernetesObject, listAt, namespaceOf, stringAt } from '../../kubernetes/kubernetes-object.rules';
import { Facts } from '../facts/facts.rules';
import { Located } from '../facts/located.rules';

/** Controllers of GatewayClasses, by what they create. Source: aws-load-balancer-controller v3.5.0, docs/guide/gateway/gateway.md. */
export const AWS_GATEWAYS: Readonly<Record<string, LoadBalancerKind>> = {
  'gateway.k8s.aws/alb': 'application',
  'gateway.k8s.aws/nlb': 'network',
};

/** A Gateway of the load balancer controller. */
export interface AwsGateway {
  readonly path: string;
  readonly gateway: KubernetesObject;
  readonly kind: LoadBalancerKind;
  /** its configuration and that of its class; undefined if any of them is not in the app. */
  readonly configurations?: readonly KubernetesObject[];
}

/** The configurations of a Gateway: that of its class, and its own; undefined if any of them is not in the app. */
export function configurationsOf(
  gateway: KubernetesObject,
  gatewayClass: KubernetesObject | undefined,
  { manifests }: Pick<Facts, 'manifests'>,
): KubernetesObject[] | undefined {
  const references = [
    [at(gateway, 'spec', 'infrastructure', 'parametersRef'), namespaceOf(gateway)],
    [at(gatewayClass, 'spec', 'parametersRef'), undefined],
  ] as const;
  const found = references
    .filter(([reference]) => reference !== undefined)
    .map(
      ([reference, namespace]) =>
        manifests.find(
          'gateway.k8s.aws/LoadBalancerConfiguration',
          stringAt(reference, 'namespace') ?? namespace,
          stringAt(reference, 'name'),
        )?.value,
    );
  return found.includes(undefined) ? undefined : (found as KubernetesObject[]);
}

export const gatewayClassOf = (gateway: KubernetesObject, { manifests }: Pick<Facts, 'manifests'>): KubernetesObject | undefined =>
  manifests.find('gateway.networking.k8s.io/GatewayClass', undefined, stringAt(gateway, 'spec', 'gatewayClassName'))?.value;

/** The Gateways of the app whose class is that of the load balancer controller. */
export const awsGatewaysOf = (facts: Pick<Facts, 'manifests'>): AwsGateway[] =>
  facts.manifests.ofKind('gateway.networking.k8s.io/Gateway').flatMap(({ path, value }) => {
    const gatewayClass = gatewayClassOf(value, facts);
    const kind = AWS_GATEWAYS[stringAt(gatewayClass, 'spec', 'controllerName') ?? ''];
    return kind === undefined ? [] : [{ path, gateway: value, kind, configurations: configurationsOf(value, gatewayClass, facts) }];
  });

/** A field of the configurations of a Gateway, or what it is without one; undefined if it is not known. */
export function configuredValue({ configurations }: AwsGateway, field: string, byDefault: string | undefined): string | undefined {
  if (configurations === undefined) return undefined;
  const given = [...new Set(configurations.map(({ spec }) => at(spec, field)).filter((value) => value !== undefined))];
  if (given.length === 0) return byDefault;
  return given.length === 1 && typeof given[0] === 'string' && !isDeployTimeValue(given[0]) ? given[0] : undefined;
}

/** The scheme of load balancers without one; undefined if the controller is not known. Source: pkg/config/controller_config.go. */
export function defaultSchemeOf({ helmReleases }: Pick<Facts, 'helmReleases'>): string | undefined {
  const values = helmReleases.find(({ value }) => value.chart === CONTROLLER_CHART)?.value.values;
  return typeof values === 'object' ? (stringAt(values, 'defaultLoadBalancerScheme') ?? 'internal') : undefined;
}

/** The routes of the app that name a Gateway of the load balancer controller, with these Gateways. */
export function awsRoutesOf(facts: Pick<Facts, 'manifests'>): (Located<KubernetesObject> & { readonly gateways: readonly AwsGateway[] })[] {
  const all = awsGatewaysOf(facts);
  return routesOf(facts).flatMap((route) => {
    const named = new Set(gatewaysOfRoute(route.value, facts).map(({ gateway }) => gateway));
    const gateways = all.filter(({ gateway }) => named.has(gateway));
    return gateways.length === 0 || isDeployTimeValue(JSON.stringify(route.value.spec)) ? [] : [{ ...route, gateways }];
  });
}

/** A listener port of a Gateway, with its protocol in the load balancer. */
export interface ListenerPort {
  readonly port: number;
  /** undefined if the protocols of its listeners cannot be merged. */
  readonly protocol?: string;
  readonly hostnames: readonly string[];
}

/** Protocols that one port can have together. Source: pkg/gateway/model/model_build_listener.go, mergeProtocols. */
const MERGED: Readonly<Record<string, string>> = {
  'TCP UDP': 'TCP_UDP',
  'TCP_UDP TCP': 'TCP_UDP',
  'TCP_UDP UDP': 'TCP_UDP',
  'UDP TCP': 'TCP_UDP',
};

/** The ports of a Gateway; undefined if any of them is known at deploy. */
export function listenerPortsOf({ spec }: KubernetesObject): ListenerPort[] | undefined {
  if (isDeployTimeValue(JSON.stringify(at(spec, 'listeners') ?? []))) return undefined;
  const ports = new Map<number, ListenerPort>();
  for (const listener of listAt(spec, 'listeners')) {
    const port = Number(at(listener, 'port'));
    const before = ports.get(port);
    const protocol = protocolOf(listener);
    const hostnames = [...(before?.hostnames ?? []), stringAt(listener, 'hostname') ?? ''].filter(Boolean);
    ports.set(port, { port, protocol: before === undefined ? protocol : mergedOf(before.protocol, protocol), hostnames });
  }
  return [...ports.values()];
}

const mergedOf = (one: string | undefined, other: string): string | undefined =>
  one === other || one === undefined ? one : MERGED[`${one} ${other}`];

// TLS that passes through is TCP
function protocolOf(listener: unknown): string {
  const protocol = stringAt(listener, 'protocol') ?? '';
  return protocol === 'TLS' && stringAt(listener, 'tls', 'mode') === 'Passthrough' ? 'TCP' : protocol;
}
