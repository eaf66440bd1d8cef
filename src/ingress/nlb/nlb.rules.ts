import { Problem } from '../../errors/problems';

/** A Network Load Balancer as plain data, tokens as strings, durations in seconds. */
export interface NlbPlan {
  readonly scheme: 'internet-facing' | 'internal';
  readonly name?: string;
  /** undefined if it depends on the cluster. */
  readonly ipAddressType?: string;
  readonly subnets?: readonly string[];
  readonly eipAllocations?: readonly string[];
  readonly privateIpv4Addresses?: readonly string[];
  readonly ipv6Addresses?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly inboundCidrs?: readonly string[];
  readonly certificates: readonly string[];
  readonly tlsPorts?: readonly number[];
  readonly sslPolicy?: string;
  readonly alpnPolicy?: string;
  readonly backendTls?: boolean;
  readonly targetType: string;
  readonly health: {
    readonly protocol?: string;
    readonly port?: number;
    readonly path?: string;
    readonly interval?: number;
    readonly timeout?: number;
    readonly healthy?: number;
    readonly unhealthy?: number;
    readonly codes?: string;
  };
  readonly proxyProtocolV2: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly targetAttributes: Readonly<Record<string, string>>;
  readonly listenerAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly capacityUnits?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly disableSecurityGroup?: boolean;
  readonly privateLinkRules?: boolean;
  readonly sourceNatPrefixes?: readonly string[];
  readonly tcpUdpListener?: boolean;
  readonly icmp?: boolean;
  readonly quicPorts?: readonly number[];
  readonly multiCluster?: boolean;
  readonly host?: string;
  readonly autoMode: boolean;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A port of a Service. */
export interface NlbPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly protocol: string;
}

export const NLB_SOURCE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/';
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
const ALPN = ['HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred', 'None'];
/** Source: Elastic Load Balancing, quotas for Network Load Balancers. */
const MOST_LISTENERS = 50;

/** What Elastic Load Balancing or the load balancer controller would reject or ignore. */
export function nlbProblems(plan: NlbPlan, ports: readonly NlbPort[]): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: NLB_SOURCE });
  const { name, certificates, health, subnets } = plan;
  if (
    name !== undefined &&
    !name.includes('${Token[') &&
    (!/^[a-zA-Z0-9]([-a-zA-Z0-9]{0,30}[a-zA-Z0-9])?$/.test(name) || name.startsWith('internal-'))
  ) {
    add(
      `loadBalancerName is '${name}'`,
      'must be 1–32 letters, digits or hyphens, and must not begin with internal-',
      'Set `loadBalancerName` to a name like shop-public',
    );
  }
  if (plan.ipAddressType === 'dualstack-without-public-ipv4') {
    add(
      'ipAddressType is dualstack-without-public-ipv4',
      'must be ipv4 or dualstack for a Network Load Balancer',
      'Use LoadBalancerIpAddressType.DUALSTACK',
    );
  }
  if (plan.scheme === 'internal' && plan.eipAllocations) {
    add(
      'eipAllocations is set for an internal load balancer',
      'only internet-facing load balancers have Elastic IP addresses',
      'Use `privateIpv4Addresses`, or Route.publicNlb()',
    );
  }
  if (plan.scheme === 'internet-facing' && plan.privateIpv4Addresses) {
    add(
      'privateIpv4Addresses is set for an internet-facing load balancer',
      'only internal load balancers support private addresses of your choice',
      'Use `eipAllocations`, or Route.internalNlb()',
    );
  }
  if (plan.ipv6Addresses && plan.ipAddressType !== 'dualstack') {
    add(
      'ipv6Addresses is set and ipAddressType is not dualstack',
      'only dual-stack load balancers have IPv6 addresses',
      'Set `ipAddressType` to LoadBalancerIpAddressType.DUALSTACK',
    );
  }
  for (const prop of ['eipAllocations', 'privateIpv4Addresses', 'ipv6Addresses'] as const) {
    const given = plan[prop];
    if (given && subnets && given.length !== subnets.length) {
      add(
        `${prop} has ${given.length} entries and subnets has ${subnets.length}`,
        'must have one entry for each subnet',
        `Change ${prop} or subnets`,
      );
    }
  }
  if (plan.securityGroups && plan.inboundCidrs) {
    add(
      'securityGroups and inboundCidrs are both set',
      'they are mutually exclusive: the controller ignores inbound CIDRs of your own security groups',
      'Remove `securityGroups` or `inboundCidrs`',
    );
  }
  if (plan.disableSecurityGroup && (plan.securityGroups ?? plan.inboundCidrs)) {
    add(
      'disableSecurityGroup is set together with securityGroups or inboundCidrs',
      'they are mutually exclusive: a load balancer without a security group accepts all clients',
      'Remove `disableSecurityGroup`, or remove `securityGroups` and `inboundCidrs`',
    );
  }
  if (plan.sourceNatPrefixes && plan.ipAddressType !== 'dualstack') {
    add(
      'sourceNatIpv6Prefixes is set and ipAddressType is not dualstack',
      'only dual-stack load balancers have IPv6 clients',
      'Set `ipAddressType` to LoadBalancerIpAddressType.DUALSTACK',
    );
  }
  const tlsOnly = Object.entries({
    tlsPorts: plan.tlsPorts,
    sslPolicy: plan.sslPolicy,
    alpnPolicy: plan.alpnPolicy,
    backendTls: plan.backendTls,
  })
    .filter(([, value]) => value !== undefined)
    .map(([each]) => each);
  if (certificates.length === 0 && tlsOnly.length > 0) {
    add(
      `${tlsOnly.join(', ')} set without certificates`,
      'a TLS listener requires a certificate',
      `Set certificates, or remove ${tlsOnly.join(', ')}`,
    );
  }
  const unheard = (plan.tlsPorts ?? []).filter((each) => !ports.some(({ port }) => port === each));
  if (unheard.length > 0) {
    add(
      `tlsPorts has ${unheard.join(', ')}`,
      `must contain only ports of the listeners, ${ports.map(({ port }) => port).join(', ')}; listeners not in tlsPorts use plain TCP`,
      'Change `tlsPorts` or the ports',
    );
  }
  if (plan.alpnPolicy !== undefined && !ALPN.includes(plan.alpnPolicy)) {
    add(`alpnPolicy is '${plan.alpnPolicy}'`, `must be one of ${ALPN.join(', ')}`, 'Set `alpnPolicy` to one of them');
  }
  if (plan.sslPolicy !== undefined && !plan.sslPolicy.startsWith('ELBSecurityPolicy-')) {
    add(`sslPolicy is '${plan.sslPolicy}'`, 'must begin with ELBSecurityPolicy-', `Set it to a policy like '${TLS_POLICY}'`);
  }
  if (health.protocol !== undefined && !['TCP', 'HTTP', 'HTTPS'].includes(health.protocol)) {
    add(`healthCheck.protocol is '${health.protocol}'`, 'must be TCP, HTTP or HTTPS', 'Set `healthCheck.protocol` to one of them');
  }
  if (health.protocol === 'TCP' && (health.path ?? health.codes) !== undefined) {
    add(
      'healthCheck.protocol is TCP and healthCheck has a path or successCodes',
      'a path and success codes apply to HTTP and HTTPS only',
      'Remove `healthCheck.protocol`',
    );
  }
  if (ports.length === 0 || ports.length > MOST_LISTENERS) {
    add(
      `ports has ${ports.length} entries`,
      `a Network Load Balancer has 1 to ${MOST_LISTENERS} listeners`,
      ports.length === 0 ? 'Add a port' : 'Remove ports, or use a second load balancer',
    );
  }
  const twice = ports.find(({ port, protocol }, index) =>
    ports.some((other, before) => before < index && other.port === port && other.protocol === protocol),
  );
  if (twice) add(`ports has ${twice.protocol} ${twice.port} twice`, 'a port can have only one listener', 'Remove one of the two entries');
  for (const { port, protocol } of ports) {
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      add(`port is ${port}`, 'must be an integer from 1 to 65535', 'Set `port` to a value in this range');
    }
    if (!['TCP', 'UDP'].includes(protocol)) add(`protocol is '${protocol}'`, 'must be TCP or UDP', 'Set `protocol` to one of them');
  }
  return problems;
}

const listed = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
/** Prefix of the annotations of a Service. */
export const NLB_ANNOTATION = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Annotations of a Service. Source: aws-load-balancer-controller v3.5.0, service annotations. */
export function nlbAnnotations(plan: NlbPlan): Record<string, string> {
  const { health, autoMode } = plan;
  const tls = plan.certificates.length > 0;
  const given: Record<string, string | undefined> = {
    scheme: plan.scheme,
    'nlb-target-type': plan.targetType,
    name: plan.name,
    'ip-address-type': plan.ipAddressType,
    subnets: plan.subnets?.join(','),
    'eip-allocations': plan.eipAllocations?.join(','),
    'private-ipv4-addresses': plan.privateIpv4Addresses?.join(','),
    'ipv6-addresses': plan.ipv6Addresses?.join(','),
    'security-groups': plan.securityGroups?.join(','),
    'manage-backend-security-group-rules': plan.securityGroups ? 'true' : undefined,
    'ssl-cert': tls ? plan.certificates.join(',') : undefined,
    'ssl-ports': plan.tlsPorts?.join(','),
    'ssl-negotiation-policy': tls ? (plan.sslPolicy ?? TLS_POLICY) : undefined,
    'alpn-policy': plan.alpnPolicy,
    'backend-protocol': plan.backendTls ? 'ssl' : undefined,
    'healthcheck-protocol': health.protocol ?? (health.path ? 'HTTP' : undefined),
    'healthcheck-port': health.port?.toString(),
    'healthcheck-path': health.path,
    'healthcheck-interval': health.interval?.toString(),
    'healthcheck-timeout': health.timeout?.toString(),
    'healthcheck-healthy-threshold': health.healthy?.toString(),
    'healthcheck-unhealthy-threshold': health.unhealthy?.toString(),
    'healthcheck-success-codes': health.codes,
    'proxy-protocol': plan.proxyProtocolV2 && !autoMode ? '*' : undefined,
    attributes: listed(plan.attributes) || undefined,
    'target-group-attributes':
      listed({ ...plan.targetAttributes, ...(plan.proxyProtocolV2 && autoMode ? { 'proxy_protocol_v2.enabled': 'true' } : {}) }) ||
      undefined,
    'minimum-load-balancer-capacity': plan.capacityUnits === undefined ? undefined : `CapacityUnits=${plan.capacityUnits}`,
    'additional-resource-tags': listed(plan.tags) || undefined,
    'disable-nlb-sg': plan.disableSecurityGroup ? 'true' : undefined,
    'inbound-sg-rules-on-private-link-traffic': plan.privateLinkRules === undefined ? undefined : onOrOff(plan.privateLinkRules),
    'enable-prefix-for-ipv6-source-nat': plan.sourceNatPrefixes ? 'on' : undefined,
    'source-nat-ipv6-prefixes': plan.sourceNatPrefixes?.join(','),
    'enable-tcp-udp-listener': plan.tcpUdpListener ? 'true' : undefined,
    'enable-icmp-for-path-mtu-discovery': plan.icmp ? 'on' : undefined,
    'quic-enabled-ports': plan.quicPorts?.join(','),
    'multi-cluster-target-group': plan.multiCluster === undefined ? undefined : String(plan.multiCluster),
    ...Object.fromEntries(
      Object.entries(plan.listenerAttributes).map(([listener, attributes]) => [`listener-attributes.${listener}`, listed(attributes)]),
    ),
    ...plan.annotations,
  };
  return {
    ...Object.fromEntries(
      Object.entries(given)
        .filter((entry): entry is [string, string] => entry[1] !== undefined)
        .map(([name, value]) => [`${NLB_ANNOTATION}${name}`, value]),
    ),
    ...(plan.host ? { 'external-dns.alpha.kubernetes.io/hostname': plan.host } : {}),
  };
}

const onOrOff = (value: boolean): string => (value ? 'on' : 'off');

/** The Service for which the controller creates a Network Load Balancer. */
export function nlbService(
  plan: NlbPlan,
  ports: readonly NlbPort[],
  selector: Readonly<Record<string, string>>,
): { apiVersion: string; kind: string; spec: object } {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    spec: {
      type: 'LoadBalancer',
      // loadBalancerClass selects the controller, and can never change
      loadBalancerClass: plan.autoMode ? 'eks.amazonaws.com/nlb' : 'service.k8s.aws/nlb',
      // targets are pod addresses
      ...(plan.targetType === 'ip' ? { allocateLoadBalancerNodePorts: false } : {}),
      ...(plan.inboundCidrs ? { loadBalancerSourceRanges: plan.inboundCidrs } : {}),
      selector,
      ports,
    },
  };
}
