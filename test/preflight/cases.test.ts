import { CASES } from './cases';
import { factsOfCase, Given } from './cases/case';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';

const results = (given: Given) => check(RULES, factsOfCase(given)).map(({ rule, violation }) => ({ id: rule.id, what: violation.finding }));
const title = ({ name, manifests }: Given, index: number) => name ?? `${index + 1}: ${(manifests ?? '').split('\n').slice(0, 2).join(' ')}`;

test('every rule has one failing and two passing cases at the least', () => {
  expect(RULES.filter(({ id }) => !(CASES[id]?.fails.length >= 1 && CASES[id].passes.length >= 2)).map(({ id }) => id)).toEqual([]);
  expect(Object.keys(CASES).filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
});

test('every rule is listed once', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(Object.entries(CASES))('%s', (id, { fails, passes }) => {
  test.each(fails.map((each, index) => [title(each, index), each] as const))('fails: %s', (_, given) => {
    const found = results(given);
    expect(found.filter((each) => each.id === id).map(({ what }) => what)).toEqual(given.found);
    expect([...new Set(found.filter((each) => each.id !== id).map((each) => each.id))].sort()).toEqual([...(given.also ?? [])].sort());
  });

  test.each(passes.map((each, index) => [title(each, index), each] as const))('passes: %s', (_, given) => {
    expect(results(given)).toEqual([]);
  });
});
