import * as fs from 'fs';
import * as path from 'path';
import { DELIVERY_SCENARIOS, Proof } from './delivery-scenarios.data';

const titles = new Map<string, ReadonlySet<string>>();

function titlesIn(file: string): ReadonlySet<string> {
  const known = titles.get(file);
  if (known) return known;
  const source = fs.readFileSync(path.join(__dirname, '..', file), 'utf8');
  // the title of a table comes after its closing parenthesis
  const found = new Set([...source.matchAll(/(?:\btest|\bdescribe|\]|\))\(\s*(['"`])((?:\\.|(?!\1).)+)\1/g)].map(([, , title]) => title));
  titles.set(file, found);
  return found;
}

const missing = (proofs: readonly Proof[]): string[] =>
  proofs.filter(([file, title]) => !titlesIn(file).has(title)).map(([file, title]) => `${file} has no test '${title}'`);

test('each scenario has one row', () =>
  expect(DELIVERY_SCENARIOS.map(({ number }) => number)).toEqual(Array.from({ length: 75 }, (_, index) => index + 1)));

test.each(DELIVERY_SCENARIOS)('scenario $number, $what, has tests that exist, or a reason', ({ tests, reason = '' }) => {
  expect(missing(tests)).toEqual([]);
  expect(tests.length > 0 || reason.length > 10).toBe(true);
});

test('a test that does not exist is found', () =>
  expect(missing([['handler/model.test.ts', 'something else']])).toEqual(["handler/model.test.ts has no test 'something else'"]));
