import * as fs from 'fs';
import { NODE_FEATURE_NAMES, NODE_FEATURES, NODE_TYPES, NodeFeature, NodeType } from '../../src/nodes/tables/node-features.data';
import { featureProblems, featureTable, refusal } from '../../src/nodes/tables/node-features.rules';

const FEATURES = Object.keys(NODE_FEATURES) as NodeFeature[];
const CELLS = FEATURES.flatMap((feature) => NODE_TYPES.map((type): [NodeType, NodeFeature] => [type, feature]));

test('has a row for every feature that has a name', () => expect(FEATURES).toEqual(Object.keys(NODE_FEATURE_NAMES)));

test.each(CELLS)('%s × %s is an answer', (type, feature) => {
  const answer = NODE_FEATURES[feature][type];
  if (answer === 'yes' || 'notKnown' in answer) return expect(refusal(type, feature)).toBeUndefined();
  if ('limits' in answer) return expect(answer.limits).toMatch(/\w/);
  expect(answer).toEqual({
    reason: expect.stringMatching(/\w/),
    source: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/eks\//),
  });
  const [problem] = featureProblems(type, feature, 'x');
  expect(problem).toMatchObject({
    finding: expect.stringContaining(NODE_FEATURE_NAMES[feature]),
    constraint: answer.reason,
    source: answer.source,
  });
  expect(problem.remediation).toMatch(/^(Use \w+Nodes( or \w+Nodes)*|Leave it out)$/);
});

test('a problem names the pair, why, and who can', () => {
  expect(featureProblems('fargate', 'gpu', 'a pod asks for nvidia.com/gpu')).toEqual([
    {
      finding: 'a pod asks for nvidia.com/gpu: FargateNodes does not support NVIDIA GPUs',
      constraint: 'Fargate has no GPUs',
      remediation: 'Use ManagedNodes or SelfManagedNodes or AutoModeNodes or KarpenterNodes or HybridNodes',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
    },
  ]);
  expect(featureProblems('managed', 'gpu', 'x')).toEqual([]);
});

test('what no source says is neither promised nor named as a way out', () => {
  expect(refusal('karpenter', 'outposts')).toBeUndefined();
  expect(featureProblems('fargate', 'outposts', 'x')[0].remediation).toBe('Use SelfManagedNodes');
});

test('the README shows the table', () => expect(fs.readFileSync('src/nodes/README.md', 'utf8')).toContain(featureTable()));
