import { API_CASES } from './api-validation.cases';
import { API_VALIDATION } from './api-validation.data';
import { factsOfCase } from './cases/case';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';

const results = (object: object) => check(RULES, factsOfCase({ manifests: JSON.stringify(object) }));
const ids = new Set(RULES.map(({ id }) => id));

describe('functions of the validation of the API server', () => {
  const entries = Object.entries(API_VALIDATION);

  test('every function has rules that exist, or a reason', () => {
    const wrong = entries.filter(([, { rules, reason }]) => !(rules?.length || reason) || rules?.some((id) => !ids.has(id)));
    expect(wrong.map(([name]) => name)).toEqual([]);
  });
  test('every rule with a case implements a function', () => {
    const named = new Set(entries.flatMap(([, { rules = [] }]) => rules));
    expect([...new Set(API_CASES.map(({ rule }) => rule))].filter((rule) => !named.has(rule))).toEqual([]);
  });
  test('every rule that implements a function has a case', () => {
    const covered = new Set(API_CASES.map(({ rule }) => rule));
    expect([...new Set(entries.flatMap(([, { rules = [] }]) => rules))].filter((rule) => !covered.has(rule))).toEqual([]);
  });
});

describe.each(API_CASES.map((each) => [each.name, each] as const))('%s', (_, { rule, bad, good }) => {
  test('fails: it is found', () => {
    expect(results(bad).map((found) => found.rule.id)).toContain(rule);
  });
  test('the twin has no error', () => {
    expect(
      results(good)
        .filter(({ severity }) => severity === 'error')
        .map((found) => found.violation.finding),
    ).toEqual([]);
  });
});
