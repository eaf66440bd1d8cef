import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { FORBIDDEN_ZONE_IDS, forbiddenZoneIdIn, zoneKindOf, zoneProblems } from '../../../network/zones.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { violationsOf } from '../../reading/problems.rules';
import { Violation, Rule } from '../../rule';

export const clusterZone: Rule = {
  id: 'cluster-zone',
  area: 'Infrastructure',
  severity: 'error',
  description: 'control plane subnet in an Availability Zone that EKS does not support',
  reason:
    `cluster subnets must not be in ${Object.keys(FORBIDDEN_ZONE_IDS).join(', ')}, ` +
    'and the name of such a zone differs between accounts',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: (facts) =>
    facts.resources
      .ofType('AWS::EKS::Cluster')
      .filter(({ properties }) => at(properties, 'OutpostConfig') === undefined)
      .flatMap((cluster) => inZones(cluster, facts)),
};

function inZones({ path, properties }: ResourceFacts, { resources, region }: Facts): Violation[] {
  const subnets = resources.findAll(listAt(properties, 'ResourcesVpcConfig', 'SubnetIds'));
  const forbidden = subnets.filter((subnet) => String(at(subnet.properties, 'AvailabilityZoneId')) in FORBIDDEN_ZONE_IDS);
  const possible = forbiddenZoneIdIn(region);
  const names =
    possible === undefined
      ? []
      : subnets
          .map((subnet) => at(subnet.properties, 'AvailabilityZone'))
          .filter((name): name is string => typeof name === 'string' && !isDeployTimeValue(name));
  const edges = subnets.filter(({ properties: { AvailabilityZone: zone } }) => typeof zone === 'string' && zoneKindOf(zone) !== 'zone');
  return [
    ...edges.flatMap(({ path: subnet, properties: { AvailabilityZone: zone } }) =>
      violationsOf(path, `the control plane subnet ${subnet}`, zoneProblems('AvailabilityZone', [String(zone)])),
    ),
    ...forbidden.map((subnet): Violation => ({
      path,
      finding: `the control plane subnet ${subnet.path} is in ${String(subnet.properties.AvailabilityZoneId)}`,
      remediation: 'Use subnets in other zones',
    })),
    ...(names.length === 0
      ? []
      : [
          {
            path,
            finding: `the control plane subnets are in ${[...new Set(names)].join(' and ')}, one of which may be ${possible}`,
            remediation:
              'Set the zones of the VPC by ID (aws ec2 describe-availability-zones shows names and IDs), ' +
              `or acknowledge this if none of them is ${possible}`,
            severity: 'warning' as const,
          },
        ]),
  ];
}
