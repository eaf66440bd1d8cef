import { at } from '../../../kubernetes/kubernetes-object.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const SIZES = ['MinSize', 'MaxSize', 'DesiredSize'];

// source: aws/api-models-aws, eks 2017-11-01, NodegroupScalingConfig
export const nodeGroupSizes: Rule = {
  id: 'node-group-sizes',
  area: 'Infrastructure',
  severity: 'error',
  description: 'contradictory or incomplete node group sizes',
  reason: 'a node group must have all three sizes or none, with minSize ≤ desiredSize ≤ maxSize, and maxSize must be at least 1',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html',
  check: ({ resources }) =>
    resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }): Violation[] => {
      const missing = SIZES.filter((name) => at(properties, 'ScalingConfig', name) === undefined);
      const [min, max, desired] = SIZES.map((name) => numberAt(properties, 'ScalingConfig', name));
      const contradicts =
        (min !== undefined && max !== undefined && min > max) ||
        max === 0 ||
        (desired !== undefined && ((min !== undefined && desired < min) || (max !== undefined && desired > max)));
      if (contradicts) {
        const sizes = inWords({ minSize: min, maxSize: max, desiredSize: desired });
        return [
          {
            path,
            finding: `the node group has ${sizes}`,
            remediation: 'Set minSize ≤ desiredSize ≤ maxSize, and maxSize to at least 1',
          },
        ];
      }
      if (missing.length === 0 || missing.length === SIZES.length) return [];
      return [
        {
          path,
          finding: `the node group has sizes without ${missing.map(propOf).join(' and ')}`,
          remediation: 'Set all three: desiredSize to a CloudFormation parameter if an autoscaler changes it',
        },
      ];
    }),
};

const propOf = (name: string): string => name[0].toLowerCase() + name.slice(1);

const inWords = (sizes: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(sizes)
    .filter(([, size]) => size !== undefined)
    .map(([name, size]) => `${name} ${size}`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');
