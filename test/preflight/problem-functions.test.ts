import * as path from 'path';
import { factsOfCase } from './cases/case';
import { coveredPlaces, differences, problemFunctionsIn, problemFunctionsOf } from './problem-functions';
import { PROBLEM_FUNCTIONS, Covered } from './problem-functions.data';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';

const functions = problemFunctionsOf(path.join(__dirname, '../../src'));
/** The ids of the rules that find something in the wrong value. */
const rulesThatFind = ({ wrong }: Covered): string[] => check(RULES, factsOfCase(wrong)).map(({ rule }) => rule.id);

test('every function that returns problems has an entry, and every entry a function', () =>
  expect(differences(functions, PROBLEM_FUNCTIONS)).toEqual([]));

test.each(coveredPlaces(PROBLEM_FUNCTIONS))('%s: a wrong value in %s is found', (_, __, covered) => {
  expect(RULES.map(({ id }) => id)).toContain(covered.rule);
  expect(rulesThatFind(covered)).toContain(covered.rule);
});

describe('the test itself', () => {
  test('finds a function without an entry, and an entry without a function', () => {
    const [first, ...others] = functions;
    expect(differences(others, PROBLEM_FUNCTIONS)).toEqual([`${first} does not exist`]);
    expect(differences([...functions, 'nodes/a.ts newProblems'], PROBLEM_FUNCTIONS)).toEqual(['nodes/a.ts newProblems has no entry']);
  });

  test('finds a part of nothing, and holders without a place', () => {
    expect(differences(['a b', 'c d'], { 'a b': { partOf: 'x y' }, 'c d': { holders: {} } })).toEqual([
      'a b is a part of no entry',
      'c d has no holders and no reason',
    ]);
  });

  test('finds functions by their declaration', () =>
    expect(problemFunctionsIn('export function aProblems(\nconst bProblem = () =>\n  const localProblem = 1;\nfunction other(')).toEqual([
      'aProblems',
      'bProblem',
    ]));

  test('does not accept the right value, or the rule of another value', () => {
    const entry = PROBLEM_FUNCTIONS['nodes/labels.rules.ts labelProblems'] as { holders: Record<string, Covered> };
    const planted: Covered = { ...entry.holders['AWS::EKS::Nodegroup'], wrong: { resources: { 'App/It': ['AWS::EKS::Nodegroup', {}] } } };
    expect(rulesThatFind(planted)).not.toContain('node-labels');
    expect(rulesThatFind(entry.holders['AWS::EKS::Nodegroup'])).not.toContain('node-disk');
  });
});
