import { NODE_FEATURES } from '../../src/nodes/node-features.data';

test.each(Object.entries(NODE_FEATURES))('every no of %s has a reason and a page', (_, row) => {
  for (const answer of Object.values(row)) {
    if (answer !== 'yes') expect(answer).toEqual({ no: expect.stringMatching(/\w/), source: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/eks\//) });
  }
});

test('Fargate is the exception that the table exists for', () => {
  const nos = Object.entries(NODE_FEATURES).filter(([, { fargate }]) => fargate !== 'yes').map(([feature]) => feature);
  expect(nos).toEqual(expect.arrayContaining(['podIdentity', 'daemonSets', 'privileged', 'ebs', 'gpu', 'arm64', 'spot', 'windows']));
  expect(NODE_FEATURES.irsa.fargate).toBe('yes');
});
