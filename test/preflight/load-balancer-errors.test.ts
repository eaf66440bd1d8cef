import { factsOfCase } from './cases/case';
import { ERROR_EXAMPLES } from './load-balancer-errors.cases';
import { CONTROLLER_ERRORS } from './load-balancer-errors.data';
import { CHARTS } from '../../src/catalog/charts.data';
import { check } from '../../src/preflight/check.rules';
import { RULES } from '../../src/preflight/rules';

const errors = Object.entries(CONTROLLER_ERRORS).flatMap(([file, all]) => all.map(([line, message, by]) => ({ file, line, message, by })));
const REASONS = ['-internal', '-state of AWS or of the cluster', '-option of the controller'];
const ids = new Set(RULES.map(({ id }) => id));
const reported = errors.filter(({ by }) => ids.has(by));

test('each error has a rule that exists, or a reason', () =>
  expect(errors.filter(({ by }) => !ids.has(by) && !REASONS.includes(by))).toEqual([]));

test('each error is listed once, with its message', () => {
  const places = errors.map(({ file, line }) => `${file}:${line}`);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  expect(errors.filter(({ message }) => message === '')).toEqual([]);
});

test('the number of errors is that of the source', () => expect(errors).toHaveLength(283));

test('each error of a rule has an example, and each example an error', () => {
  const examples = Object.entries(ERROR_EXAMPLES).flatMap(([file, lines]) => Object.keys(lines).map((line) => `${file}:${line}`));
  expect(examples.sort()).toEqual(reported.map(({ file, line }) => `${file}:${line}`).sort());
});

test.each(reported.map(({ file, line, message, by }) => [`${file}:${line} ${message}`, by, ERROR_EXAMPLES[file]?.[line]] as const))(
  '%s is reported by %s',
  (_, by, example) => expect(check(RULES, factsOfCase(example)).map(({ rule }) => rule.id)).toContain(by),
);

test('the table is of the pinned version', () => expect(CHARTS['aws-load-balancer-controller'].installed.version).toBe('3.5.0'));
