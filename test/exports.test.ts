import * as strata from '../src';

const isClass = (value: unknown): boolean => typeof value === 'function' && /^class\b/.test(value.toString());
const isEnum = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((member) => typeof member === 'string');

/** The exports of a module that are neither a class nor an enum: jsii does not accept them, and an editor would offer them to users. */
const internalsOf = (module: object): string[] =>
  Object.entries(module)
    .filter(([, value]) => !isClass(value) && !isEnum(value))
    .map(([name]) => name);

test('the package exports classes and enums only', () => {
  expect(internalsOf(strata)).toEqual([]);
});

test('a function and a constant are found', () => {
  expect(internalsOf({ roleFor: () => undefined, LIMIT: 5, MESSAGE: { finding: 'x', nested: {} }, Tier: { PUBLIC: 'public' } })).toEqual([
    'roleFor',
    'LIMIT',
    'MESSAGE',
  ]);
});
