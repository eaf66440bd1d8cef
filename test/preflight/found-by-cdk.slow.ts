import { CONDITION_CASES } from './service-conditions.cases';
import { objectsToFirst } from '../../scripts/service-constraints/planted';
import { SERVICE_CONDITIONS } from '../../src/preflight/aws/service-conditions.data';
import { serviceProblems } from '../../src/preflight/aws/service-constraints.rules';

const QUEUE = 'AWS::SQS::Queue';
const CONDITIONS = SERVICE_CONDITIONS[QUEUE];
// npm run service-constraints looks at all rows of all types, each of which takes a second
const FOUND = objectsToFirst([
  ['its limit', QUEUE, { DelaySeconds: 901 }, { DelaySeconds: 900 }],
  ['our limit', QUEUE, { RedriveAllowPolicy: { redrivePermission: 'allowAll', sourceQueueArns: ['a'] } }, {}],
  ...CONDITIONS.map(({ id }) => [id, QUEUE, ...CONDITION_CASES[id]] as const),
]);
const isMarked = (type: string, properties: Record<string, unknown>) => serviceProblems(type, properties)[0].foundByCdk;

test('a limit that CDK validation has, too, is marked, and one that it lacks is not', () => {
  expect(FOUND.filter((name) => name.endsWith('limit'))).toEqual(['its limit']);
  expect(isMarked('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, MaxSessionDuration: 1 })).toBe(true);
  expect(isMarked('AWS::EKS::Nodegroup', { ClusterName: 'c', NodeRole: 'r', Subnets: ['s'], Taints: [{ Key: 'x'.repeat(64) }] })).toBe(
    false,
  );
});

test('a condition that is marked as found by CDK validation is found by it, as an error', () => {
  expect(FOUND.filter((name) => !name.endsWith('limit'))).toEqual(CONDITIONS.filter(({ foundByCdk }) => foundByCdk).map(({ id }) => id));
});
