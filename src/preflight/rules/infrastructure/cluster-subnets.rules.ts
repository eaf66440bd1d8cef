import { at, isDeployTimeValue } from '../../../kubernetes/kubernetes-object.rules';
import { Rule } from '../../rule';

const ZONES = 2;

export const clusterSubnets: Rule = {
  id: 'cluster-subnets',
  area: 'Infrastructure',
  severity: 'error',
  description: 'control plane subnets in a single Availability Zone',
  reason: 'a control plane must have subnets in at least two Availability Zones: EKS rejects a cluster with fewer',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  check: ({ resources }) =>
    resources.ofType('AWS::EKS::Cluster').flatMap(({ path, properties }) => {
      const listed = at(properties, 'ResourcesVpcConfig', 'SubnetIds');
      if (!Array.isArray(listed) || at(properties, 'OutpostConfig') !== undefined) return [];
      const zones = listed
        .map((subnet) => resources.find(subnet)?.properties)
        .map((subnet) => at(subnet, 'AvailabilityZoneId') ?? at(subnet, 'AvailabilityZone'));
      const known = zones.every((zone) => typeof zone === 'string' && !isDeployTimeValue(zone));
      // it may contain a list that is known at deploy
      if (listed.length < ZONES && !listed.some(isDeployTimeValue)) {
        return [
          {
            path,
            finding: `the control plane has ${listed.length === 0 ? 'no subnets' : 'only one subnet'}`,
            remediation: 'Use subnets of two Availability Zones',
          },
        ];
      }
      return known && new Set(zones).size < ZONES
        ? [
            {
              path,
              finding: `all subnets of the control plane are in ${String(zones[0])}`,
              remediation: 'Use subnets of two Availability Zones',
            },
          ]
        : [];
    }),
};
