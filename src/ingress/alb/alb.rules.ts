import { Problem } from '../../errors/problems';

/** Settings of a load balancer as plain data, tokens as strings. */
export interface AlbPlan {
  readonly scheme: 'internet-facing' | 'internal';
  readonly name?: string;
  /** undefined if it depends on the cluster. */
  readonly ipAddressType?: string;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly inboundCidrs?: readonly string[];
  readonly prefixLists?: readonly string[];
  readonly certificates: readonly string[];
  readonly sslPolicy?: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly mutualTls?: { readonly mode: string; readonly trustStore?: string };
  readonly webAclArn?: string;
  readonly shield?: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly listenerAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly capacityUnits?: number;
  readonly ipamPoolId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly customerPool?: string;
  readonly frontend?: {
    readonly scheme: string;
    readonly subnets?: readonly string[];
    readonly securityGroups?: readonly string[];
    readonly eipAllocations?: readonly string[];
    readonly ports?: Readonly<Record<string, number>>;
    readonly attributes: Readonly<Record<string, string>>;
  };
  /** names of the props that were given and apply to HTTPS only. */
  readonly tlsOnly: readonly string[];
}

export const ALB_SOURCE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
/** Source: Elastic Load Balancing, quotas for Application Load Balancers: 25 in addition to the default certificate. */
const MOST_CERTIFICATES = 26;
/** Source: Elastic Load Balancing, security policies for HTTPS listeners. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
const TOKEN = '${Token[';

const isToken = (text: string): boolean => text.includes(TOKEN);
const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

/** What Elastic Load Balancing or the load balancer controller would reject. */
export function albProblems(plan: AlbPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string, source: string = ALB_SOURCE) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source });
  const { name, certificates, sslPolicy, inboundCidrs = [] } = plan;
  if (
    name !== undefined &&
    !isToken(name) &&
    (!/^[a-zA-Z0-9]([-a-zA-Z0-9]{0,30}[a-zA-Z0-9])?$/.test(name) || name.startsWith('internal-'))
  ) {
    add(
      `loadBalancerName is '${name}'`,
      'must be 1–32 letters, digits or hyphens, and must not begin with internal-',
      'Set `loadBalancerName` to a name like shop-public',
    );
  }
  if (plan.subnets !== undefined && plan.subnets.length < 2) {
    add(
      `subnets has ${plan.subnets.length}`,
      'an Application Load Balancer needs subnets in at least two Availability Zones',
      'Add a subnet of another zone to `subnets`',
    );
  }
  if (plan.securityGroups && inboundCidrs.length + (plan.prefixLists ?? []).length > 0) {
    add(
      'securityGroups is set together with inboundCidrs or inboundPrefixLists',
      'they are mutually exclusive: the controller ignores inbound CIDRs and prefix lists of your own security groups',
      'Remove `securityGroups`, or remove `inboundCidrs` and `inboundPrefixLists`',
    );
  }
  for (const cidr of inboundCidrs) {
    if (!isToken(cidr) && !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(cidr)) {
      add(`inboundCidrs has '${cidr}'`, 'must be a CIDR block', "Use a value like '203.0.113.0/24'");
    }
  }
  if (certificates.length > MOST_CERTIFICATES) {
    add(
      `certificates has ${certificates.length} entries`,
      `must have at most ${MOST_CERTIFICATES}, the quota of a load balancer`,
      'Remove certificates, or use one with several names',
    );
  }
  if (sslPolicy !== undefined && !isToken(sslPolicy) && !/^ELBSecurityPolicy-/.test(sslPolicy)) {
    add(
      `sslPolicy is '${sslPolicy}'`,
      'must begin with ELBSecurityPolicy-',
      `Set it to a policy like '${TLS_POLICY}'`,
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    );
  }
  for (const [prop, port] of [
    ['httpPort', plan.httpPort],
    ['httpsPort', plan.httpsPort],
  ] as const) {
    if (!isPort(port)) add(`${prop} is ${port}`, 'must be an integer from 1 to 65535', `Set ${prop} to a port in this range`);
  }
  if (plan.httpPort === plan.httpsPort) {
    add(`httpPort and httpsPort are both ${plan.httpPort}`, 'a port can have only one listener', 'Set `httpsPort` to another port');
  }
  if (certificates.length === 0 && plan.tlsOnly.length > 0) {
    add(
      `${plan.tlsOnly.join(', ')} set without a certificate`,
      'an HTTPS listener requires a certificate',
      `Add a certificate, or remove ${plan.tlsOnly.join(', ')}`,
    );
  }
  if (plan.scheme === 'internal' && plan.ipAddressType === 'dualstack-without-public-ipv4') {
    add(
      'ipAddressType is dualstack-without-public-ipv4',
      'must be ipv4 or dualstack for an internal load balancer',
      'Use LoadBalancerIpAddressType.DUALSTACK',
    );
  }
  if (plan.frontend?.scheme === 'internal' && plan.frontend.eipAllocations) {
    add(
      'frontendNlb.eipAllocations is set for an internal load balancer',
      'only internet-facing load balancers have Elastic IP addresses',
      'Set `frontendNlb.internetFacing` to true, or remove `frontendNlb.eipAllocations`',
    );
  }
  return problems;
}

const listed = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** Annotations of an Ingress, without their prefix. Source: aws-load-balancer-controller v3.5.0, annotations.md. */
export function albAnnotations(plan: AlbPlan): Record<string, string> {
  const tls = plan.certificates.length > 0;
  const given: Record<string, string | undefined> = {
    scheme: plan.scheme,
    'load-balancer-name': plan.name,
    'ip-address-type': plan.ipAddressType,
    subnets: plan.subnets?.join(','),
    'security-groups': plan.securityGroups?.join(','),
    'manage-backend-security-group-rules': plan.securityGroups ? 'true' : undefined,
    'inbound-cidrs': plan.inboundCidrs?.join(','),
    'security-group-prefix-lists': plan.prefixLists?.join(','),
    'listen-ports': tls ? JSON.stringify([{ HTTP: plan.httpPort }, { HTTPS: plan.httpsPort }]) : httpListenPorts(plan),
    'ssl-redirect': tls ? String(plan.httpsPort) : undefined,
    'certificate-arn': tls ? plan.certificates.join(',') : undefined,
    'ssl-policy': tls ? (plan.sslPolicy ?? TLS_POLICY) : undefined,
    'mutual-authentication': plan.mutualTls && JSON.stringify([{ port: plan.httpsPort, ...plan.mutualTls }]),
    'wafv2-acl-arn': plan.webAclArn,
    'shield-advanced-protection': plan.shield === undefined ? undefined : String(plan.shield),
    'load-balancer-attributes': listed(plan.attributes) || undefined,
    'minimum-load-balancer-capacity': (plan.capacityUnits && `CapacityUnits=${plan.capacityUnits}`) || undefined,
    'ipam-ipv4-pool-id': plan.ipamPoolId,
    'customer-owned-ipv4-pool': plan.customerPool,
    tags: listed(plan.tags) || undefined,
    ...(plan.frontend ? frontendAnnotations(plan.frontend) : {}),
    ...Object.fromEntries(
      Object.entries(plan.listenerAttributes).map(([name, attributes]) => [`listener-attributes.${name}`, listed(attributes)]),
    ),
  };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

// 80 is the default of the controller
const httpListenPorts = ({ httpPort }: AlbPlan): string | undefined => (httpPort === 80 ? undefined : JSON.stringify([{ HTTP: httpPort }]));

function frontendAnnotations({
  scheme,
  subnets,
  securityGroups,
  eipAllocations,
  ports,
  attributes,
}: NonNullable<AlbPlan['frontend']>): Record<string, string | undefined> {
  const prefix = 'frontend-nlb-';
  return {
    'enable-frontend-nlb': 'true',
    [`${prefix}scheme`]: scheme,
    [`${prefix}subnets`]: subnets?.join(','),
    [`${prefix}security-groups`]: securityGroups?.join(','),
    [`${prefix}eip-allocations`]: eipAllocations?.join(','),
    [`${prefix}listener-port-mapping`]:
      ports &&
      Object.entries(ports)
        .map(([port, behind]) => `${port}=${behind}`)
        .join(','),
    [`${prefix}attributes`]: listed(attributes) || undefined,
  };
}

/** Pairs as a list of key and value, as custom resources have them; undefined when there are none. */
export const keyValues = (pairs: Readonly<Record<string, string>>): object[] | undefined =>
  Object.keys(pairs).length > 0 ? Object.entries(pairs).map(([key, value]) => ({ key, value })) : undefined;
const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The spec of IngressClassParams, which takes precedence over annotations. Source: the CRDs of the controller 3.5.0, and of Auto Mode. */
export function classParams(
  plan: AlbPlan,
  group: string | undefined,
  targetType: string | undefined,
  autoMode: boolean,
): Record<string, unknown> {
  const tls = plan.certificates.length > 0;
  const common = {
    scheme: plan.scheme,
    group: group === undefined ? undefined : { name: group },
    ipAddressType: plan.ipAddressType,
    subnets: plan.subnets && { ids: plan.subnets },
    inboundCIDRs: plan.inboundCidrs,
    sslPolicy: tls ? (plan.sslPolicy ?? TLS_POLICY) : undefined,
    loadBalancerAttributes: keyValues(plan.attributes),
    tags: keyValues(plan.tags),
    listeners: tls ? [{ protocol: 'HTTP', port: plan.httpPort }, listener(plan)] : [{ protocol: 'HTTP', port: plan.httpPort }],
  };
  if (autoMode) {
    return present({ ...common, listeners: withoutAttributes(common.listeners), certificateARNs: tls ? plan.certificates : undefined });
  }
  return present({
    ...common,
    certificateArn: tls ? plan.certificates : undefined,
    sslRedirectPort: tls ? String(plan.httpsPort) : undefined,
    prefixListsIDs: plan.prefixLists,
    loadBalancerName: plan.name,
    targetType,
    wafv2AclArn: plan.webAclArn,
    minimumLoadBalancerCapacity: plan.capacityUnits === undefined ? undefined : { capacityUnits: plan.capacityUnits },
    ipamConfiguration: plan.ipamPoolId === undefined ? undefined : { ipv4IPAMPoolId: plan.ipamPoolId },
  });
}

function listener(plan: AlbPlan): object {
  const attributes = keyValues(plan.listenerAttributes[`HTTPS-${plan.httpsPort}`] ?? {});
  return { protocol: 'HTTPS', port: plan.httpsPort, ...(attributes ? { listenerAttributes: attributes } : {}) };
}

const withoutAttributes = (listeners: readonly object[]): object[] =>
  listeners.map(({ protocol, port }: { protocol?: string; port?: number }) => ({ protocol, port }));
