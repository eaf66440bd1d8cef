import { AlbPlan } from '../alb/alb.rules';
import { NlbPlan } from '../nlb/nlb.rules';

const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const keyValues = (pairs: Readonly<Record<string, string>>): object[] | undefined =>
  Object.keys(pairs).length > 0 ? Object.entries(pairs).map(([key, value]) => ({ key, value })) : undefined;
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** The spec of a LoadBalancerConfiguration for an Application Load Balancer. Source: the CRD of aws-load-balancer-controller 3.5. */
export function albConfiguration(plan: AlbPlan): Record<string, unknown> {
  const [defaultCertificate, ...certificates] = plan.certificates;
  const plain = keyValues(plan.listenerAttributes[`HTTP-${plan.httpPort}`] ?? {});
  const listeners = [
    ...(plain ? [{ protocolPort: `HTTP:${plan.httpPort}`, listenerAttributes: plain }] : []),
    ...(defaultCertificate === undefined
      ? []
      : [
          present({
            protocolPort: `HTTPS:${plan.httpsPort}`,
            defaultCertificate,
            certificates: certificates.length > 0 ? certificates : undefined,
            sslPolicy: plan.sslPolicy ?? TLS_POLICY,
            mutualAuthentication: plan.mutualTls,
            listenerAttributes: keyValues(plan.listenerAttributes[`HTTPS-${plan.httpsPort}`] ?? {}),
          }),
        ]),
  ];
  return present({
    ...commonConfiguration(plan),
    loadBalancerSubnets: plan.subnets?.map((identifier) => ({ identifier })),
    sourceRanges: plan.inboundCidrs,
    securityGroupPrefixes: plan.prefixLists,
    ipv4IPAMPoolId: plan.ipamPoolId,
    wafV2: plan.webAclArn === undefined ? undefined : { webACL: plan.webAclArn },
    shieldConfiguration: plan.shield === undefined ? undefined : { enabled: plan.shield },
    customerOwnedIpv4Pool: plan.customerPool,
    listenerConfigurations: listeners.length > 0 ? listeners : undefined,
  });
}

const onOff = (on: boolean): string => (on ? 'on' : 'off');

/** The spec of a LoadBalancerConfiguration for a Network Load Balancer. */
export function nlbConfiguration(
  plan: NlbPlan,
  ports: readonly { readonly port: number; readonly protocol: string }[],
): Record<string, unknown> {
  const [defaultCertificate, ...certificates] = plan.certificates;
  const subnets = plan.subnets?.map((identifier, index) =>
    present({
      identifier,
      eipAllocation: plan.eipAllocations?.[index],
      privateIPv4Allocation: plan.privateIpv4Addresses?.[index],
      ipv6Allocation: plan.ipv6Addresses?.[index],
      sourceNATIPv6Prefix: plan.sourceNatPrefixes?.[index],
    }),
  );
  const listeners = ports
    .map(({ protocol, port }) => {
      const ends = protocol === 'TLS' && defaultCertificate !== undefined;
      return present({
        protocolPort: `${protocol}:${port}`,
        ...(ends
          ? {
              defaultCertificate,
              certificates: certificates.length > 0 ? certificates : undefined,
              sslPolicy: plan.sslPolicy ?? TLS_POLICY,
              alpnPolicy: plan.alpnPolicy,
            }
          : {}),
        quicEnabled: plan.quicPorts?.includes(port) ? true : undefined,
        listenerAttributes: keyValues(plan.listenerAttributes[`${protocol}-${port}`] ?? {}),
      });
    })
    .filter((each) => Object.keys(each).length > 1);
  return present({
    ...commonConfiguration(plan),
    loadBalancerSubnets: subnets,
    sourceRanges: plan.inboundCidrs,
    disableSecurityGroup: plan.disableSecurityGroup,
    enableICMP: plan.icmp,
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: plan.privateLinkRules === undefined ? undefined : onOff(plan.privateLinkRules),
    listenerConfigurations: listeners.length > 0 ? listeners : undefined,
  });
}

/**
 * Fields of the defaultConfiguration of a TargetGroupConfiguration: health checks and attributes of the targets of a Network Load
 * Balancer.
 */
export function nlbTargets({ health, proxyProtocolV2, targetAttributes, multiCluster }: NlbPlan): Record<string, unknown> {
  const { protocol = health.path ? 'HTTP' : undefined } = health;
  const check = present({
    healthCheckProtocol: protocol,
    healthCheckPort: health.port?.toString(),
    healthCheckPath: health.path,
    healthCheckInterval: health.interval,
    healthCheckTimeout: health.timeout,
    healthyThresholdCount: health.healthy,
    unhealthyThresholdCount: health.unhealthy,
    matcher: health.codes === undefined ? undefined : { httpCode: health.codes },
  });
  return present({
    healthCheckConfig: Object.keys(check).length > 0 ? check : undefined,
    targetGroupAttributes: keyValues({ ...targetAttributes, ...(proxyProtocolV2 ? { 'proxy_protocol_v2.enabled': 'true' } : {}) }),
    enableMultiCluster: multiCluster,
  });
}

function commonConfiguration(plan: AlbPlan | NlbPlan): Record<string, unknown> {
  return {
    scheme: plan.scheme,
    loadBalancerName: plan.name,
    ipAddressType: plan.ipAddressType,
    securityGroups: plan.securityGroups,
    manageBackendSecurityGroupRules: plan.securityGroups ? true : undefined,
    loadBalancerAttributes: keyValues(plan.attributes),
    tags: Object.keys(plan.tags).length > 0 ? plan.tags : undefined,
    minimumLoadBalancerCapacity: plan.capacityUnits === undefined ? undefined : { capacityUnits: plan.capacityUnits },
  };
}

/** A listener of a Gateway. Certificates are in the LoadBalancerConfiguration: the controller does not read them from Secrets. */
export function listener(
  name: string,
  protocol: string,
  port: number,
  hostname: string | undefined,
  from: string,
): Record<string, unknown> {
  return present({ name, protocol, port, hostname, allowedRoutes: { namespaces: { from } } });
}
