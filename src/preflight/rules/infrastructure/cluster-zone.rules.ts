import { at, isDeployTimeValue, listAt } from '../../../kubernetes/kubernetes-object.rules';
import { FORBIDDEN_ZONE_IDS, forbiddenZoneIdIn } from '../../../network/zones.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const clusterZone: Rule = {
  id: 'cluster-zone',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a control plane in a zone in which EKS has none',
  reason:
    `EKS takes no subnets of a cluster in ${Object.keys(FORBIDDEN_ZONE_IDS).join(', ')}, ` +
    'and which name such a zone has differs from account to account',
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
  return [
    ...forbidden.map((subnet): Violation => ({
      path,
      finding: `its control plane is in the subnet ${subnet.path} of ${String(subnet.properties.AvailabilityZoneId)}`,
      remediation: 'Give subnets of other zones',
    })),
    ...(names.length === 0
      ? []
      : [
          {
            path,
            finding: `its control plane is in ${[...new Set(names)].join(' and ')}, and one of these may be ${possible}`,
            remediation:
              'Give the zones of the network by id (aws ec2 describe-availability-zones shows both), ' +
              `or acknowledge this once you know that none is ${possible}`,
            severity: 'warning' as const,
          },
        ]),
  ];
}
