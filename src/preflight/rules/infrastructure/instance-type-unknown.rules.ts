import { at, groupKindOf, isDeployTimeValue, listAt, stringAt } from '../../../kubernetes/kubernetes-object.rules';
import { isInstanceFamily, isInstanceType, nearestInstanceType } from '../../../nodes/tables/instance-types.rules';
import { Facts } from '../../facts/facts.rules';
import { Located } from '../../facts/located.rules';
import { ResourceFacts } from '../../facts/resource-facts.rules';
import { describeObject } from '../../reading/workloads.rules';
import { Violation, Rule } from '../../rule';

export const instanceTypeUnknown: Rule = {
  id: 'instance-type-unknown',
  area: 'Infrastructure',
  // AWS adds instance types every month
  severity: 'warning',
  description: 'unknown instance type or family',
  reason:
    'EKS rejects a node group with an instance type that does not exist (Ec2InstanceTypeDoesNotExist), and a Karpenter or Auto ' +
    'Mode node pool launches no instances for it. The list of this library is of November 2026',
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

interface Name extends Located<string> {
  /** the object with the name, like ` in NodePool 'general'`; empty for a resource, which its path names. */
  readonly subject?: string;
}

function found(what: 'type' | 'family', { path, value, subject = '' }: Name): Violation {
  const near = nearestInstanceType(value);
  return {
    path,
    finding: `unknown instance ${what} '${value}'${subject}`,
    remediation: `${near === undefined ? 'Check the name, and' : `Use ${near}, or`} acknowledge this if it is newer than the list`,
  };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && !isDeployTimeValue(value);
const from = (path: string, values: readonly unknown[], subject?: string): Name[] =>
  values.filter(isName).map((value) => ({ path, value, subject }));

/** The instance types in the properties of each resource type. */
const NAMED: Readonly<Record<string, (properties: ResourceFacts['properties']) => readonly unknown[]>> = {
  'AWS::EKS::Nodegroup': (properties) => listAt(properties, 'InstanceTypes'),
  'AWS::EC2::LaunchTemplate': (properties) => [at(properties, 'LaunchTemplateData', 'InstanceType')],
  'AWS::AutoScaling::AutoScalingGroup': (properties) =>
    listAt(properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'Overrides').map((override) => at(override, 'InstanceType')),
};

const typesOf = (facts: Facts): Name[] => [
  ...[...facts.resources.own, ...facts.resources.shared].flatMap(({ path, type, properties }) =>
    from(path, NAMED[type]?.(properties) ?? []),
  ),
  ...required(facts, /^node\.kubernetes\.io\/instance-type$/),
];

const familiesOf = (facts: Facts): Name[] => required(facts, /^(karpenter\.k8s\.aws|eks\.amazonaws\.com)\/instance-family$/);

// only operator In: excluded instance types need not exist
const required = ({ objects }: Facts, label: RegExp): Name[] =>
  objects
    .filter(({ value }) => groupKindOf(value) === 'karpenter.sh/NodePool')
    .flatMap(({ path, value }) =>
      listAt(value, 'spec', 'template', 'spec', 'requirements')
        .filter((each) => stringAt(each, 'operator') === 'In' && label.test(stringAt(each, 'key') ?? ''))
        .flatMap((each) => from(path, listAt(each, 'values'), ` in ${describeObject(value)}`)),
    );
