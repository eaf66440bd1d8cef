import { numberAt } from '../manifests.rules';
import { Rule } from '../rule';

export const nodeGroupSizes: Rule = {
  id: 'node-group-sizes',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'a node group whose sizes contradict each other',
  why: 'EKS refuses a group whose desired size is not between its smallest and its largest, and whose largest is 0',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html',
  check: ({ resources }) => resources.ofType('AWS::EKS::Nodegroup').flatMap(({ path, properties }) => {
    const [min, max, desired] = ['MinSize', 'MaxSize', 'DesiredSize'].map((name) => numberAt(properties, 'ScalingConfig', name));
    const right = (min === undefined || max === undefined || min <= max) && (max === undefined || max > 0)
      && (desired === undefined || ((min === undefined || desired >= min) && (max === undefined || desired <= max)));
    return right ? [] : [{ path, what: `the group has ${inWords({ minSize: min, maxSize: max, desiredSize: desired })}`, fix: 'Let them be minSize ≤ desiredSize ≤ maxSize, and maxSize 1 at the least' }];
  }),
};

const inWords = (sizes: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(sizes).filter(([, size]) => size !== undefined).map(([name, size]) => `${name} ${size}`).join(', ').replace(/, (?=[^,]*$)/, ' and ');
