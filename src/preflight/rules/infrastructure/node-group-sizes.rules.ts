import { at } from '../../../kubernetes/kubernetes-object.rules';
import { numberAt } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

const SIZES = ['MinSize', 'MaxSize', 'DesiredSize'];

// source: aws/api-models-aws, eks 2017-11-01, NodegroupScalingConfig
export const nodeGroupSizes: Rule = {
  id: 'node-group-sizes',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a node group whose sizes contradict each other, or are incomplete',
  reason: 'EKS creates a group with all three sizes or with none: minSize ≤ desiredSize ≤ maxSize, and maxSize is 1 or more',
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
            finding: `the group has ${sizes}`,
            remediation: 'Let them be minSize ≤ desiredSize ≤ maxSize, and maxSize 1 at the least',
          },
        ];
      }
      if (missing.length === 0 || missing.length === SIZES.length) return [];
      return [
        {
          path,
          finding: `the group has sizes without ${missing.map(propOf).join(' and ')}`,
          remediation: 'Give all three: a parameter where an autoscaler changes desiredSize',
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
