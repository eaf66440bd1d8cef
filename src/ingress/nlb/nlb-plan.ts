import { NlbOptions } from './nlb-options';
import { NlbPlan } from './nlb.rules';
import { LoadBalancerLogs } from '../alb/alb-options';
import { LoadBalancerTargetType } from '../alb/alb-target-options';
import { allowNlbLogs } from '../log-buckets';

/** Options with their defaults, as plain data. Adds the bucket policy for logs. */
export function nlbPlanOf(scheme: NlbPlan['scheme'], options: NlbOptions): NlbPlan {
  const { healthCheck = {}, crossZone, deletionProtection, preserveClientIp } = options;
  return {
    scheme,
    name: options.loadBalancerName,
    ipAddressType: options.ipAddressType,
    subnets: options.subnets?.map(({ subnetId }) => subnetId),
    eipAllocations: options.eipAllocations,
    privateIpv4Addresses: options.privateIpv4Addresses,
    ipv6Addresses: options.ipv6Addresses,
    securityGroups: options.securityGroups?.map(({ securityGroupId }) => securityGroupId),
    inboundCidrs: options.inboundCidrs,
    certificates: (options.certificates ?? []).map(({ certificateArn }) => certificateArn),
    tlsPorts: options.tlsPorts,
    sslPolicy: options.sslPolicy,
    alpnPolicy: options.alpnPolicy,
    backendTls: options.backendTls,
    targetType: options.targetType ?? LoadBalancerTargetType.IP,
    health: {
      protocol: healthCheck.protocol,
      port: healthCheck.port,
      path: healthCheck.path,
      interval: healthCheck.interval?.toSeconds(),
      timeout: healthCheck.timeout?.toSeconds(),
      healthy: healthCheck.healthyThresholdCount,
      unhealthy: healthCheck.unhealthyThresholdCount,
      codes: healthCheck.successCodes,
    },
    proxyProtocolV2: options.proxyProtocolV2 ?? false,
    attributes: {
      ...(crossZone === undefined ? {} : { 'load_balancing.cross_zone.enabled': String(crossZone) }),
      ...(deletionProtection === undefined ? {} : { 'deletion_protection.enabled': String(deletionProtection) }),
      ...logAttributes(options.accessLogs),
      ...options.loadBalancerAttributes,
    },
    targetAttributes: {
      ...(preserveClientIp === undefined ? {} : { 'preserve_client_ip.enabled': String(preserveClientIp) }),
      ...options.targetGroupAttributes,
    },
    listenerAttributes: options.listenerAttributes ?? {},
    capacityUnits: options.minimumCapacityUnits,
    tags: options.tags ?? {},
    disableSecurityGroup: options.disableSecurityGroup,
    privateLinkRules: options.privateLinkRules,
    sourceNatPrefixes: options.sourceNatIpv6Prefixes,
    tcpUdpListener: options.tcpUdpListener,
    icmp: options.icmpPathMtuDiscovery,
    quicPorts: options.quicPorts,
    multiCluster: options.multiClusterTargetGroup,
    host: options.host,
    autoMode: options.autoMode ?? false,
    annotations: options.annotations ?? {},
  };
}

function logAttributes(logs?: LoadBalancerLogs): Record<string, string> {
  if (!logs) return {};
  allowNlbLogs(logs);
  return {
    'access_logs.s3.enabled': 'true',
    'access_logs.s3.bucket': logs.bucket.bucketName,
    ...(logs.prefix ? { 'access_logs.s3.prefix': logs.prefix } : {}),
  };
}
