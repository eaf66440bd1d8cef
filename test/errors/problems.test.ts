import { problemMessage, Problems } from '../../src/errors/problems';

test('a message has path, problem, limit, fix and source in that order', () => {
  expect(
    problemMessage('Shop/Vpc', { finding: 'cidr is 1', constraint: 'it is 2', remediation: 'Write 2', source: 'https://example.com' }),
  ).toBe('[Shop/Vpc] cidr is 1: it is 2. Write 2 (https://example.com)');
});

test('fails with all problems at once', () => {
  const problems = new Problems('Shop');
  problems.add(
    { finding: 'a is 1', constraint: 'it is 2', remediation: 'Write 2' },
    { finding: 'b is 3', constraint: 'it is 4', remediation: 'Write 4' },
  );
  expect(() => problems.throwIfAny()).toThrow('[Shop] a is 1: it is 2. Write 2\n[Shop] b is 3: it is 4. Write 4');
});

test('without a problem nothing is thrown', () => {
  expect(new Problems('Shop').throwIfAny()).toBeUndefined();
});
