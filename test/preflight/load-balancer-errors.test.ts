import { CONTROLLER_ERRORS } from './load-balancer-errors.data';
import { CHARTS } from '../../src/catalog/charts.data';
import { RULES } from '../../src/preflight/rules';

const errors = Object.entries(CONTROLLER_ERRORS).flatMap(([file, all]) => all.map(([line, message, by]) => ({ file, line, message, by })));
const REASONS = ['-internal', '-state of AWS or of the cluster', '-option of the controller', '-not checked'];
/** The errors that a manifest alone leads to, and that no rule reports yet. */
const OPEN = 93;
const ids = new Set(RULES.map(({ id }) => id));

test('each error has a rule that exists, or a reason', () =>
  expect(errors.filter(({ by }) => !ids.has(by) && !REASONS.includes(by))).toEqual([]));

test('each error is listed once', () => {
  const places = errors.map(({ file, line }) => `${file}:${line}`);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

test('the number of errors is that of the source, and the open ones do not become more', () => {
  expect(errors).toHaveLength(283);
  expect(errors.filter(({ by }) => by === '-not checked').length).toBeLessThanOrEqual(OPEN);
});

test('the table is of the pinned version', () => expect(CHARTS['aws-load-balancer-controller'].installed.version).toBe('3.5.0'));
