import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What ExternalDNS may do in its hosted zones. */
export const RECORDS_POLICY: UpstreamPolicy<{ readonly hostedZones: readonly string[] }> = {
  policyOf: {
    version: 'v0.21.0', file: 'kubernetes-sigs/external-dns v0.21.0, docs/tutorials/aws.md',
  },
  statements: ({ hostedZones }) => [
    { actions: actionsOf('route53', 'ChangeResourceRecordSets ListResourceRecordSets ListTagsForResources'), resources: hostedZones },
    // looking for zones has no resource in IAM
    { actions: ['route53:ListHostedZones'] },
  ],
};

/** What ExternalDNS, with its provider aws-sd, may do in a namespace of AWS Cloud Map, and what Cloud Map does on its behalf. */
export const CLOUD_MAP_POLICY: UpstreamPolicy<{ readonly namespace: string; readonly services: string; readonly hostedZones: string }> = {
  policyOf: {
    version: '1.22.0',
    file: 'kubernetes-sigs/external-dns v0.22.0 (the app of chart 1.22.0), docs/tutorials/aws-sd.md and provider/awssd/aws_sd.go',
    differs: 'without what creates namespaces, hosted zones and health checks, which it does not',
  },
  statements: ({ namespace, services, hostedZones }) => [
    {
      actions: actionsOf('servicediscovery', 'CreateService UpdateService DeleteService GetService RegisterInstance DeregisterInstance TagResource'),
      resources: [namespace, services],
    },
    // listing has no resource in IAM
    { actions: actionsOf('servicediscovery', 'ListNamespaces ListServices ListInstances DiscoverInstances') },
    { actions: actionsOf('route53', 'GetHostedZone ChangeResourceRecordSets'), resources: [hostedZones] },
    { actions: ['route53:ListHostedZonesByName'] },
  ],
};
