import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { reservationProblems } from '../../../nodes/ec2/ec2-nodes.rules';
import { Facts } from '../../facts/facts.rules';
import { ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { templateData } from '../../reading/nodes.rules';
import { violationsOf } from '../../reading/problems.rules';
import { Rule, Violation } from '../../rule';

export const nodeReservation: Rule = {
  id: 'node-reservation',
  area: 'Infrastructure',
  severity: 'error',
  description: 'Capacity Block or capacity reservation that contradicts its node group',
  reason:
    'a node group with the capacity type CAPACITY_BLOCK requires a launch template with the market type capacity-block and the ' +
    'reservation; reserved capacity is neither Spot capacity nor in a placement group of its own',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html',
  check: ({ resources }: Facts) =>
    resources.ofType('AWS::EKS::Nodegroup').flatMap((group) => [...block(group, resources), ...reservation(group, resources)]),
};

function block(group: ResourceFacts, resources: Resources): Violation[] {
  const { path, properties } = group;
  if (at(properties, 'CapacityType') !== 'CAPACITY_BLOCK') return [];
  const template = resources.launchTemplateOf(group);
  // a launch template of another app is not known
  if (template === undefined && 'LaunchTemplate' in properties) return [];
  const market = at(templateData(template), 'InstanceMarketOptions', 'MarketType');
  const target = at(templateData(template), 'CapacityReservationSpecification', 'CapacityReservationTarget');
  const missing = [
    ...(market === 'capacity-block' || isDeployTimeValue(market) ? [] : ['InstanceMarketOptions.MarketType capacity-block']),
    ...(target === undefined ? ['CapacityReservationSpecification.CapacityReservationTarget'] : []),
  ];
  return missing.length === 0
    ? []
    : [
        {
          path,
          finding: `the node group has the capacity type CAPACITY_BLOCK, and no launch template with ${missing.join(' and ')}`,
          remediation: `Set ${missing.join(' and ')} in the launch template`,
        },
      ];
}

function reservation(group: ResourceFacts, resources: Resources): Violation[] {
  const { path, properties } = group;
  const data = templateData(resources.launchTemplateOf(group));
  const target = at(data, 'CapacityReservationSpecification', 'CapacityReservationTarget');
  if (target === undefined) return [];
  const isBlock = stringAt(data, 'InstanceMarketOptions', 'MarketType') === 'capacity-block';
  const problems = reservationProblems({
    spot: at(properties, 'CapacityType') === 'SPOT',
    reservation: { capacityBlock: isBlock },
    // the reservations of a resource group may be of several types
    instanceTypes: at(target, 'CapacityReservationId') === undefined ? [] : listAt(properties, 'InstanceTypes').map(String),
    placementGroup: at(data, 'Placement', 'GroupName') !== undefined,
  });
  return violationsOf(path, 'the node group', problems);
}
