import { actionsOf, UpstreamPolicy } from './upstream-policy.rules';

/** What cert-manager may do in the hosted zones in which it answers DNS01 challenges. */
export const DNS01_POLICY: UpstreamPolicy<{ readonly change: string; readonly hostedZones: readonly string[] }> = {
  policyOf: {
    version: 'v1.21.1',
    file: 'cert-manager/website 776e5db (2026-08-22), content/docs/configuration/acme/dns01/route53.md',
    differs: 'without route53:ListHostedZonesByName: issuers name the id of the hosted zone',
  },
  statements: ({ change, hostedZones }) => [
    { actions: ['route53:GetChange'], resources: [change] },
    {
      actions: actionsOf('route53', 'ChangeResourceRecordSets ListResourceRecordSets'),
      resources: hostedZones,
      conditions: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] } },
    },
  ],
};
