import { examples, NAMES, RECOMMENDED, templates } from './apps';
import { Facts } from '../../src/preflight/facts/facts.rules';
import { Preflight } from '../../src/preflight/preflight';
import { THOROUGH } from '../thorough';

// of every example in the thorough run
const CHOSEN = THOROUGH ? NAMES : ['quickstart', 'shop'];
const ASKED_BEFORE = examples(RECOMMENDED, CHOSEN);
const APPS = examples(RECOMMENDED, CHOSEN);

// plain data, so that a difference is readable, without what rules have derived from it
const plain = (facts: readonly Facts[]): unknown =>
  JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => {
      if (key === 'cache') return undefined;
      return value instanceof Map ? Object.fromEntries(value) : value;
    }),
  );

test.each(CHOSEN)('preflight reads the same before and after the synthesis of example %s, and does not change its template', (name) => {
  const app = ASKED_BEFORE[name];
  const preflight = Preflight.of(app);
  const before = plain(preflight._facts());
  const synthesized = templates(app);
  // those of the validation are read from the templates
  expect(plain(preflight._synthesizedFacts())).toEqual(before);
  expect(plain(preflight._facts())).toEqual(before);
  expect(synthesized).toEqual(templates(APPS[name]));
});
