import { CHARTS } from '../../src/catalog/charts.data';
import { CUSTOM_FIELDS, CUSTOM_KINDS, CUSTOM_LIMITS, CUSTOM_RULES } from '../../src/catalog/custom-kinds.data';
import { parseCel } from '../../src/kubernetes/cel/cel-parser.rules';
import { Limits } from '../../src/kubernetes/crd-schema.rules';
import { FieldTable } from '../../src/kubernetes/field-table.rules';

const rows: [string, string, string][] = CUSTOM_KINDS.flatMap(({ kinds }) =>
  Object.entries(kinds).flatMap(([kind, versions]) =>
    Object.entries(versions).map(([version, type]): [string, string, string] => [kind, version, type]),
  ),
);

test.each(rows)('%s %s has a type whose fields are in the table', (_, __, type) => {
  const table = new FieldTable(CUSTOM_FIELDS, CUSTOM_LIMITS, CUSTOM_RULES);
  const { fields } = table.typeOf(type.split('#')[0]);
  expect([...fields.keys()]).toEqual(expect.arrayContaining(['apiVersion', 'kind', 'metadata']));
});

test('the table is smaller than 150 kB', () =>
  expect(CUSTOM_FIELDS.length + CUSTOM_LIMITS.length + CUSTOM_RULES.length).toBeLessThan(150_000));

test('each validation rule can be parsed', () => {
  const rules = CUSTOM_RULES.trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as [string])[0]);
  expect(rules.filter((rule) => parseCel(rule) === undefined)).toEqual([]);
});

test('each limit names rules of the table', () => {
  const count = CUSTOM_RULES.trim().split('\n').length;
  const limits = CUSTOM_LIMITS.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Limits);
  expect(limits.flatMap(({ rules = [] }) => rules).filter((rule) => rule >= count)).toEqual([]);
});

test('the version of a chart is the pinned one, so that it changes with the chart', () => {
  const versions = CUSTOM_KINDS.flatMap(({ charts = {} }) => Object.entries(charts));
  const pinned = Object.fromEntries(
    Object.entries(CHARTS).map(([name, row]) => [name, 'installed' in row ? row.installed.version : undefined]),
  );
  expect(versions.filter(([name, version]) => pinned[name] !== version)).toEqual([]);
});
