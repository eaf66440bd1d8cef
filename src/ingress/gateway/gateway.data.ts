import { kind, CapabilityData } from '../../catalog/capability.rules';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Kinds of the standard channel of the Gateway API 1.6. Source: kubernetes-sigs/gateway-api, config/crd/standard. */
export const GATEWAY_KINDS: readonly CapabilityData[] = [
  'GatewayClass', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet', 'ReferenceGrant', 'BackendTLSPolicy',
].map((name) => kind(GATEWAY_GROUP, name));

/**
 * Group and version of the kinds that configure load balancers of Gateways. v1beta1 is served and deprecated, with the same fields.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller v3.5.0, helm/aws-load-balancer-controller/crds/gateway-crds.yaml.
 */
export const CONFIGURATION_GROUP = 'gateway.k8s.aws';
export const CONFIGURATION_API = `${CONFIGURATION_GROUP}/v1`;

/**
 * Controllers that create load balancers for Gateways. Source: aws-load-balancer-controller, gateway.md; EKS User Guide,
 * auto-configure-gateway-api.
 */
export const GATEWAY_CONTROLLERS = {
  controller: { alb: 'gateway.k8s.aws/alb', nlb: 'gateway.k8s.aws/nlb' },
  autoMode: { alb: 'eks.amazonaws.com/gateway-alb', nlb: 'eks.amazonaws.com/gateway-nlb' },
} as const;
