import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AlbOptions, FrontendNlb, LoadBalancerLogs } from './alb-options';
import { AlbPlan } from './alb.rules';
import { allowAlbLogs } from '../log-buckets';
import { schemeOf } from '../scheme.rules';

/** Options with their defaults, as plain data. Adds the bucket policies for logs. */
export function albPlanOf(scheme: AlbPlan['scheme'], options: AlbOptions, more: readonly ICertificate[] = []): AlbPlan {
  const { httpPort = 80, httpsPort = 443, mutualTls, accessLogs, connectionLogs } = options;
  return {
    scheme,
    name: options.loadBalancerName,
    ipAddressType: options.ipAddressType,
    subnets: options.subnets?.map(({ subnetId }) => subnetId),
    securityGroups: options.securityGroups?.map(({ securityGroupId }) => securityGroupId),
    inboundCidrs: options.inboundCidrs,
    prefixLists: options.inboundPrefixLists?.map(({ prefixListId }) => prefixListId),
    certificates: [...more, ...(options.certificates ?? [])].map(({ certificateArn }) => certificateArn),
    sslPolicy: options.sslPolicy,
    httpPort,
    httpsPort,
    mutualTls: mutualTls?._settings,
    webAclArn: options.webAclArn,
    shield: options.shieldAdvanced,
    attributes: {
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      ...(options.idleTimeout ? { 'idle_timeout.timeout_seconds': String(options.idleTimeout.toSeconds()) } : {}),
      ...(options.deletionProtection === undefined ? {} : { 'deletion_protection.enabled': String(options.deletionProtection) }),
      ...(options.http2 === undefined ? {} : { 'routing.http2.enabled': String(options.http2) }),
      ...logAttributes('access_logs', accessLogs),
      ...logAttributes('connection_logs', connectionLogs),
      ...options.loadBalancerAttributes,
    },
    listenerAttributes: options.listenerAttributes ?? {},
    capacityUnits: options.minimumCapacityUnits,
    ipamPoolId: options.ipamPoolId,
    customerPool: options.customerOwnedIpv4Pool,
    frontend: frontendOf(options.frontendNlb),
    tags: options.tags ?? {},
    tlsOnly: Object.entries({ mutualTls, sslPolicy: options.sslPolicy, httpsPort: options.httpsPort })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name),
  };
}

function frontendOf(nlb?: FrontendNlb): AlbPlan['frontend'] {
  return (
    nlb && {
      scheme: schemeOf(nlb.internetFacing),
      subnets: nlb.subnets?.map(({ subnetId }) => subnetId),
      securityGroups: nlb.securityGroups?.map(({ securityGroupId }) => securityGroupId),
      eipAllocations: nlb.eipAllocations,
      ports: nlb.listenerPortMapping,
      attributes: nlb.loadBalancerAttributes ?? {},
    }
  );
}

function logAttributes(kind: string, logs?: LoadBalancerLogs): Record<string, string> {
  if (!logs) return {};
  allowAlbLogs(logs);
  return {
    [`${kind}.s3.enabled`]: 'true',
    [`${kind}.s3.bucket`]: logs.bucket.bucketName,
    ...(logs.prefix ? { [`${kind}.s3.prefix`]: logs.prefix } : {}),
  };
}
