import { application } from './applications';
import { factsOfCase } from './cases/case';
import { all, gp3 } from './cases/given';
import { Counted } from './operations';
import { Facts } from '../../src/preflight/facts/facts.rules';
import { RULES } from '../../src/preflight/rules';

const factsOf = (applications: number): Facts =>
  factsOfCase({ manifests: all(gp3, ...Array.from({ length: applications }, (_, index) => application(`web-${index}`))) });

const FEW = 20;
const [few, many] = [new Counted(factsOf(FEW)), new Counted(factsOf(2 * FEW))];

/** Of n log n, for twice as many objects. */
const MOST = (2 * Math.log(2 * FEW)) / Math.log(FEW);

/** How many times as much a rule reads of twice as many objects. */
function growth(check: (facts: Facts) => unknown): number {
  const [one, two] = [few, many].map((facts) => {
    // what is computed once for several rules is computed before
    check(facts.value);
    const before = facts.reads;
    check(facts.value);
    return facts.reads - before;
  });
  return two / one;
}

test.each(RULES)('$id reads n log n of the objects or less', ({ check }) => {
  expect(growth(check)).toBeLessThanOrEqual(MOST);
});

test('a rule that compares all objects with all others is seen', () => {
  const quadratic = ({ objects }: Facts) => objects.map((one) => objects.filter((other) => other.value.kind === one.value.kind));
  expect(growth(quadratic)).toBeGreaterThan(3);
});

test('each rule reads something of these objects, or of what is not an object of Kubernetes', () => {
  const silent = RULES.filter(({ check }) => {
    const before = few.reads;
    check(few.value);
    return few.reads === before;
  });
  expect(silent).toEqual([]);
});
