import { Problem } from '../../errors/problems';

/** Settings of a load balancer as plain data, tokens as text. */
export interface AlbPlan {
  readonly scheme: 'internet-facing' | 'internal';
  readonly name?: string;
  /** nothing where the cluster decides. */
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
  /** what was given for HTTPS without a certificate. */
  readonly tlsOnly: readonly string[];
}

export const ALB_SOURCE = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/';
/** Source: Elastic Load Balancing, quotas for Application Load Balancers: 25 beside the default. */
const MOST_CERTIFICATES = 26;
/** Source: Elastic Load Balancing, security policies for HTTPS listeners. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
const TOKEN = '${Token[';

const isToken = (text: string): boolean => text.includes(TOKEN);
const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

/** What Elastic Load Balancing or its controller would refuse. */
export function albProblems(plan: AlbPlan): Problem[] {
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string, source: string = ALB_SOURCE) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source });
  const { name, certificates, sslPolicy, inboundCidrs = [] } = plan;
  if (name !== undefined && !isToken(name) && (!/^[a-zA-Z0-9]([-a-zA-Z0-9]{0,30}[a-zA-Z0-9])?$/.test(name) || name.startsWith('internal-')))
    add(`loadBalancerName is '${name}'`, 'it has 1–32 letters, digits or hyphens and does not begin with internal-', 'Correct it');
  if (plan.subnets !== undefined && plan.subnets.length < 2)
    add(`subnets has ${plan.subnets.length}`, 'an Application Load Balancer lives in two zones or more', 'Name subnets of two zones');
  if (plan.securityGroups && inboundCidrs.length + (plan.prefixLists ?? []).length > 0)
    add(
      'both securityGroups and inboundCidrs or inboundPrefixLists are given',
      'who may reach it is said by security groups then',
      'Leave one of them out',
    );
  for (const cidr of inboundCidrs)
    if (!isToken(cidr) && !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(cidr))
      add(`inboundCidrs names '${cidr}'`, 'it is a block of addresses', "Write it like '203.0.113.0/24'");
  if (certificates.length > MOST_CERTIFICATES)
    add(
      `certificates has ${certificates.length}`,
      `a load balancer has at most ${MOST_CERTIFICATES}`,
      'Leave some out, or use a certificate with several names',
    );
  if (sslPolicy !== undefined && !isToken(sslPolicy) && !/^ELBSecurityPolicy-/.test(sslPolicy))
    add(
      `sslPolicy is '${sslPolicy}'`,
      'it begins with ELBSecurityPolicy-',
      `Write it like '${TLS_POLICY}'`,
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    );
  for (const [prop, port] of [
    ['httpPort', plan.httpPort],
    ['httpsPort', plan.httpsPort],
  ] as const)
    if (!isPort(port)) add(`${prop} is ${port}`, 'it is 1 to 65535', 'Correct it');
  if (plan.httpPort === plan.httpsPort) add(`httpPort and httpsPort are ${plan.httpPort}`, 'a port has one listener', 'Choose another');
  if (certificates.length === 0 && plan.tlsOnly.length > 0)
    add(
      `${plan.tlsOnly.join(', ')} given without a certificate`,
      'there is no listener for HTTPS without one',
      'Give certificates, or leave it out',
    );
  if (plan.scheme === 'internal' && plan.ipAddressType === 'dualstack-without-public-ipv4')
    add('ipAddressType is dualstack-without-public-ipv4', 'an internal load balancer has no public addresses', 'Use DUALSTACK');
  if (plan.frontend?.scheme === 'internal' && plan.frontend.eipAllocations)
    add(
      'frontendNlb.eipAllocations is given for an internal load balancer',
      'it has no public addresses',
      'Give internetFacing: true, or leave it out',
    );
  return problems;
}

const listed = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** Annotations of an Ingress, behind their prefix. Source: aws-load-balancer-controller v3.5.0, annotations.md. */
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
    'listen-ports': tls
      ? JSON.stringify([{ HTTP: plan.httpPort }, { HTTPS: plan.httpsPort }])
      : plan.httpPort === 80
        ? undefined
        : JSON.stringify([{ HTTP: plan.httpPort }]),
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

/** Pairs as custom resources list them; nothing for none. */
export const keyValues = (pairs: Readonly<Record<string, string>>): object[] | undefined =>
  Object.keys(pairs).length > 0 ? Object.entries(pairs).map(([key, value]) => ({ key, value })) : undefined;
const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The spec of IngressClassParams, which wins over annotations. Source: the CRDs of the controller 3.5.0, and of Auto Mode. */
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
  if (autoMode)
    return present({ ...common, listeners: withoutAttributes(common.listeners), certificateARNs: tls ? plan.certificates : undefined });
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
