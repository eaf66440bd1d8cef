import { at, groupKindOf, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isInstanceFamily, isInstanceType, nearestInstanceType } from '../../../nodes/tables/instance-types.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { Violation, Rule } from '../../rule';

export const instanceTypeUnknown: Rule = {
  id: 'instance-type-unknown',
  area: 'Infrastructure',
  // new ones come every month
  severity: 'warning',
  description: 'an instance type or family that the table of instance types does not have',
  reason:
    'EKS refuses a group with a type that EC2 does not have (Ec2InstanceTypeDoesNotExist), and a pool of Karpenter or Auto Mode ' +
    'starts nothing for it. The table is of November 2026',
  source: 'https://docs.aws.amazon.com/ec2/latest/instancetypes/',
  check: (facts) => [
    ...typesOf(facts)
      .filter(({ value }) => !isInstanceType(value) && !facts.customInstanceTypes.includes(value))
      .map((each) => found('type', each)),
    ...familiesOf(facts)
      .filter(({ value }) => !isInstanceFamily(value))
      .map((each) => found('family', each)),
  ],
};

function found(what: 'type' | 'family', { path, value }: Located<string>): Violation {
  const near = nearestInstanceType(value);
  return {
    path,
    finding: `the instance ${what} '${value}' is not in the table of instance types`,
    remediation: `${near === undefined ? 'Check the name, and' : `Write ${near}, or`} acknowledge this where it is newer`,
  };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && !isDeployTimeValue(value);
const from = (path: string, values: readonly unknown[]): Located<string>[] => values.filter(isName).map((value) => ({ path, value }));

/** Where each type of resource names instance types. */
const NAMED: Readonly<Record<string, (properties: ResourceFacts['properties']) => readonly unknown[]>> = {
  'AWS::EKS::Nodegroup': (properties) => listAt(properties, 'InstanceTypes'),
  'AWS::EC2::LaunchTemplate': (properties) => [at(properties, 'LaunchTemplateData', 'InstanceType')],
  'AWS::AutoScaling::AutoScalingGroup': (properties) =>
    listAt(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides').map((override) => at(override, 'InstanceType')),
};

const typesOf = (facts: Facts): Located<string>[] => [
  ...[...facts.resources.own, ...facts.resources.shared].flatMap(({ path, type, properties }) =>
    from(path, NAMED[type]?.(properties) ?? []),
  ),
  ...required(facts, /^node\.kubernetes\.io\/instance-type$/),
];

const familiesOf = (facts: Facts): Located<string>[] => required(facts, /^(karpenter\.k8s\.aws|eks\.amazonaws\.com)\/instance-family$/);

// what a pool may not have may be missing
const required = ({ objects }: Facts, label: RegExp): Located<string>[] =>
  objects
    .filter(({ value }) => groupKindOf(value) === 'karpenter.sh/NodePool')
    .flatMap(({ path, value }) =>
      listAt(value, 'spec', 'template', 'spec', 'requirements')
        .filter((each) => stringAt(each, 'operator') === 'In' && label.test(stringAt(each, 'key') ?? ''))
        .flatMap((each) => from(path, listAt(each, 'values'))),
    );
