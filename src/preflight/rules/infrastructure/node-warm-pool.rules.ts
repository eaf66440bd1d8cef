import { at, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { warmPoolProblems } from '../../../nodes/ec2/managed-nodes.rules';
import { selfManagedProblems } from '../../../nodes/ec2/self-managed-nodes.rules';
import { Facts } from '../../facts/facts.rules';
import { isFalse, ResourceFacts, Resources } from '../../facts/resource-facts.rules';
import { templateData } from '../../reading/nodes.rules';
import { violationsOf } from '../../reading/problems.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Rule, Violation } from '../../rule';

export const nodeWarmPool: Rule = {
  id: 'node-warm-pool',
  area: 'Infrastructure',
  severity: 'error',
  description: 'warm pool of Spot Instances, of several instance types, or of a custom AMI',
  reason:
    'Auto Scaling rejects a warm pool for a group with Spot Instances or a mixed instances policy, and EKS supports warm pools with ' +
    'EKS-optimized AMIs only',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html',
  check: ({ resources }: Facts) => [...managed(resources), ...selfManaged(resources)],
};

const isSpot = (data: unknown): boolean => stringAt(data, 'InstanceMarketOptions', 'MarketType') === 'spot';

const managed = (resources: Resources): Violation[] =>
  resources
    .ofType('AWS::EKS::Nodegroup')
    .filter(({ properties: { WarmPoolConfig: config } }) => typeof config === 'object' && !isFalse(at(config, 'Enabled')))
    .flatMap((group) => {
      const { path, properties } = group;
      const config = at(properties, 'WarmPoolConfig');
      const capacityType = stringAt(properties, 'CapacityType');
      const problems = warmPoolProblems({
        warmPool: {
          minSize: numberAt(config, 'MinSize'),
          maxGroupPreparedCapacity: numberAt(config, 'MaxGroupPreparedCapacity'),
        },
        customImage: at(templateData(resources.launchTemplateOf(group)), 'ImageId') !== undefined,
        // rule service-input compares the state of the pool with the AMI type
        os: 'AL2023',
        spot: capacityType === 'SPOT',
        instanceTypes: listAt(properties, 'InstanceTypes').length,
        capacityBlock: capacityType === 'CAPACITY_BLOCK',
      });
      return violationsOf(path, 'the node group', problems);
    });

const selfManaged = (resources: Resources): Violation[] =>
  resources.shared
    .filter(({ type }) => type === 'AWS::AutoScaling::WarmPool')
    .flatMap((pool) => {
      const group = groupOf(pool, resources);
      const mixed = at(group?.properties, 'MixedInstancesPolicy');
      if (group === undefined || isDeployTimeValue(mixed)) return [];
      const template = resources.find(at(group.properties, 'LaunchTemplate', 'LaunchTemplateId'));
      const problems = selfManagedProblems({
        spot: isSpot(templateData(template)),
        // a mixed instances policy is rejected with one instance type as well
        instanceTypes: mixed === undefined ? 1 : Math.max(2, listAt(mixed, 'LaunchTemplate', 'Overrides').length),
        customImage: false,
        warmPoolMinSize: numberAt(pool.properties, 'MinSize') ?? 0,
      });
      return violationsOf(pool.path, 'the warm pool', problems);
    });

const groupOf = ({ properties }: ResourceFacts, resources: Resources): ResourceFacts | undefined =>
  resources.find(properties.AutoScalingGroupName);
