import { CONDITION_CASES } from './service-conditions.cases';
import { Property, propertiesOf } from '../../scripts/service-constraints/cloudformation';
import { SERVICE_CONDITIONS, ServiceCondition } from '../../src/preflight/aws/service-conditions.data';
import { serviceProblems } from '../../src/preflight/aws/service-constraints.rules';

const ROWS = Object.entries(SERVICE_CONDITIONS).flatMap(([type, conditions]) =>
  conditions.map((condition) => [condition.id, type, condition] as const),
);
const broken = (type: string, properties: Record<string, unknown>) =>
  serviceProblems(type, properties).filter(({ condition }) => condition !== undefined);

test('every condition has an id of its own and two cases, and every case a condition', () => {
  const ids = ROWS.map(([id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => CONDITION_CASES[id] === undefined)).toEqual([]);
  expect(Object.keys(CONDITION_CASES).filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(ROWS)('%s', (id, type) => {
  const [fails, passes] = CONDITION_CASES[id] ?? [{}, {}];

  test('fails', () => expect(broken(type, fails).map(({ condition }) => condition)).toEqual([id]));
  test('passes', () => expect(broken(type, passes)).toEqual([]));
});

test('what is refused is said in these words', () => {
  expect(
    ROWS.map(([id, type]) =>
      broken(type, CONDITION_CASES[id][0])
        .map(({ finding, constraint, remediation, source }) => `${type}: ${finding}: ${constraint}. ${remediation} (${source})`)
        .join(),
    ),
  ).toMatchSnapshot();
});

/** Properties that a path names and CloudFormation does not have. */
function unknownSteps(properties: readonly Property[], steps: readonly string[]): string[] {
  const [step, ...rest] = steps;
  const property = properties.find(({ name }) => name === step.replace('[]', ''));
  if (property === undefined || (step.endsWith('[]') && !property.list)) return [step];
  return rest.length === 0 || property.below === undefined ? [] : unknownSteps(property.below(), rest);
}

function ownPaths(condition: ServiceCondition): readonly string[] {
  switch (condition.kind) {
    case 'values':
    case 'pattern':
    case 'range':
    case 'unique':
      return [condition.path];
    case 'count':
      return [condition.list];
    case 'each':
      return [`${condition.list}[].${condition.path}`];
    default:
      return condition.paths;
  }
}

function pathsOf(condition: ServiceCondition): string[] {
  const own = ownPaths(condition);
  const below = (path: string) => (condition.at ? `${condition.at}.${path}` : path);
  return [...own.map(below), ...(condition.when ?? []).map(({ path, atRoot }) => (atRoot ? path : below(path)))];
}

test('every path is one of CloudFormation', () => {
  expect(
    ROWS.flatMap(([id, type, condition]) =>
      pathsOf(condition)
        .filter((path) => unknownSteps(propertiesOf(type), path.split('.')).length > 0)
        .map((path) => `${id} ${path}`),
    ),
  ).toEqual([]);
});

test.each([
  ['a reference', { Ref: 'Size' }],
  ['a function', { 'Fn::FindInMap': ['Sizes', 'Large', 'Min'] }],
  ['a choice', { 'Fn::If': ['Large', 3, { Ref: 'AWS::NoValue' }] }],
  ['what rules see of a reference', { ref: 'App/Size', attribute: 'Ref' }],
  ['a text that is filled in', '<known-at-deploy>'],
])('nothing is said of %s', (_, value) => {
  expect(
    serviceProblems('AWS::EKS::Nodegroup', {
      ClusterName: value,
      NodeRole: value,
      Subnets: value,
      AmiType: value,
      ScalingConfig: { MinSize: 1, MaxSize: value, DesiredSize: value },
      UpdateConfig: value,
      LaunchTemplate: { Id: value },
      Taints: [value],
    }),
  ).toEqual([]);
});

test('a value that may be left out at deploy is neither there nor missing', () => {
  const perhaps = { 'Fn::If': ['Large', 3, { Ref: 'AWS::NoValue' }] };
  expect(
    broken('AWS::EKS::Nodegroup', {
      ScalingConfig: { MinSize: 1, MaxSize: 3, DesiredSize: perhaps },
      LaunchTemplate: { Id: 'lt-0', Name: perhaps },
      DiskSize: perhaps,
      UpdateConfig: { MaxUnavailable: perhaps },
    }),
  ).toEqual([]);
  expect(
    broken('AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 1, DesiredSize: { Ref: 'AWS::NoValue' }, MaxSize: perhaps } }).map(
      ({ finding }) => finding,
    ),
  ).toEqual(['ScalingConfig has MinSize without DesiredSize']);
});
