import { AlbPlan } from './alb.rules';
import { NlbPlan } from './nlb.rules';

const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(
  Object.entries(fields).filter(([, value]) => value !== undefined),
);
const keyValues = (pairs: Readonly<Record<string, string>>): object[] | undefined => (
  Object.keys(pairs).length > 0 ? Object.entries(pairs).map(([key, value]) => ({ key, value })) : undefined
);
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** The spec of a LoadBalancerConfiguration for an Application Load Balancer. Source: the CRD of aws-load-balancer-controller 3.5. */
export function albConfiguration(plan: AlbPlan): Record<string, unknown> {
  const [defaultCertificate, ...certificates] = plan.certificates;
  const attributes = keyValues(plan.listenerAttributes[`HTTPS-${plan.httpsPort}`] ?? {});
  return present({
    ...commonConfiguration(plan),
    loadBalancerSubnets: plan.subnets?.map((identifier) => ({ identifier })),
    sourceRanges: plan.inboundCidrs,
    securityGroupPrefixes: plan.prefixLists,
    ipv4IPAMPoolId: plan.ipamPoolId,
    wafV2: plan.webAclArn === undefined ? undefined : { webACL: plan.webAclArn },
    shieldConfiguration: plan.shield === undefined ? undefined : { enabled: plan.shield },
    listenerConfigurations: defaultCertificate === undefined ? undefined : [present({
      protocolPort: `HTTPS:${plan.httpsPort}`,
      defaultCertificate,
      certificates: certificates.length > 0 ? certificates : undefined,
      sslPolicy: plan.sslPolicy ?? TLS_POLICY,
      mutualAuthentication: plan.mutualTls,
      listenerAttributes: attributes,
    })],
  });
}

/** The same for a Network Load Balancer. */
export function nlbConfiguration(plan: NlbPlan, tlsPorts: readonly number[]): Record<string, unknown> {
  const [defaultCertificate, ...certificates] = plan.certificates;
  const subnets = plan.subnets?.map((identifier, index) => present({
    identifier,
    eipAllocation: plan.eipAllocations?.[index],
    privateIPv4Allocation: plan.privateIpv4Addresses?.[index],
    ipv6Allocation: plan.ipv6Addresses?.[index],
  }));
  return present({
    ...commonConfiguration(plan),
    loadBalancerSubnets: subnets,
    sourceRanges: plan.sourceRanges,
    listenerConfigurations: defaultCertificate === undefined ? undefined : tlsPorts.map((port) => present({
      protocolPort: `TLS:${port}`, defaultCertificate, certificates: certificates.length > 0 ? certificates : undefined, sslPolicy: plan.sslPolicy ?? TLS_POLICY, alpnPolicy: plan.alpnPolicy,
    })),
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

/** A listener of a Gateway. Certificates stand in the configuration of the load balancer: the controller reads none from Secrets. */
export function listener(name: string, protocol: string, port: number, hostname: string | undefined, from: string): Record<string, unknown> {
  return present({ name, protocol, port, hostname, allowedRoutes: { namespaces: { from } } });
}
