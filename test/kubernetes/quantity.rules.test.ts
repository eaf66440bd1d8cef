import * as fc from 'fast-check';
import { cpuMillis, memoryMiB, parseQuantity, quantity } from '../../src/kubernetes/quantity.rules';

/** A quantity as a fraction of whole numbers. */
interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

const power = (base: bigint, exponent: number): Exact =>
  exponent >= 0 ? { over: base ** BigInt(exponent), under: 1n } : { over: 1n, under: base ** BigInt(-exponent) };

/** How each suffix multiplies. */
const MULTIPLIERS = new Map<string, Exact>([
  ...['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, index): [string, Exact] => [suffix, power(10n, 3 * (index - 3))]),
  ...['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index): [string, Exact] => [suffix, power(1024n, index + 1)]),
]);

/** The grammar of Kubernetes, read letter by letter and reckoned exactly: signedNumber suffix. */
function exactly(text: string): Exact | undefined {
  let rest = text;
  const take = (letters: string): string => {
    const count = [...rest].findIndex((letter) => !letters.includes(letter));
    const taken = count === -1 ? rest : rest.slice(0, count);
    rest = rest.slice(taken.length);
    return taken;
  };
  const sign = /^[+-]?/.exec(rest)![0];
  rest = rest.slice(sign.length);
  const whole = take('0123456789');
  if (rest.startsWith('.')) rest = rest.slice(1);
  const fraction = take('0123456789');
  if (whole + fraction === '') return undefined;
  const number = { over: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), under: 10n ** BigInt(fraction.length) };
  const multiplier = MULTIPLIERS.get(rest) ?? (/^[eE][+-]?[0-9]+$/.test(rest) ? power(10n, Number(rest.slice(1))) : undefined);
  return multiplier && { over: number.over * multiplier.over, under: number.under * multiplier.under };
}

const compared = (one: Exact, other: Exact): number => {
  const difference = one.over * other.under - other.over * one.under;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

/** Whether a number stands for a fraction, as far as a number can. */
function standsFor(value: number, { over, under }: Exact): boolean {
  if (over === 0n) return value === 0;
  const scaled = (over * 10n ** 40n) / under;
  return Math.abs(value / (Number(scaled) / 1e40) - 1) < 1e-12;
}

const suffix = fc.constantFrom(...MULTIPLIERS.keys());
const exponent = fc
  .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.integer({ min: 0, max: 9 }))
  .map((parts) => parts.join(''));
const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }).map((each) => each.join(''));
const unsigned = fc.oneof(
  digits,
  digits.map((each) => `${each}.`),
  digits.map((each) => `.${each}`),
  fc.tuple(digits, digits).map((parts) => parts.join('.')),
);
const written = fc.tuple(fc.constantFrom('', '+', '-'), unsigned, fc.oneof(suffix, exponent)).map((parts) => parts.join(''));
/** Texts of the letters that quantities are made of, most of which are none. */
const almost = fc.array(fc.constantFrom(...'0123459.+-eEnumkKMGTPi B'), { maxLength: 7 }).map((letters) => letters.join(''));

test('a quantity is read as the grammar reads it', () => {
  fc.assert(fc.property(written, (text) => standsFor(parseQuantity(text)!, exactly(text)!)));
});

test('what the grammar refuses is refused, and nothing else', () => {
  // spaces around it are not part of it
  fc.assert(
    fc.property(almost, (text) => (parseQuantity(text) === undefined) === (exactly(text.replace(/^ +| +$/g, '')) === undefined)),
    { numRuns: 2_000 },
  );
});

test('the order of quantities is that of their numbers', () => {
  fc.assert(
    fc.property(written, written, (one, other) => {
      const [left, right] = [parseQuantity(one)!, parseQuantity(other)!];
      // as close as numbers can tell
      return Math.abs(left - right) <= 1e-12 * Math.abs(left) || Math.sign(left - right) === compared(exactly(one)!, exactly(other)!);
    }),
  );
});

test('a number is read as it is written in JSON', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => parseQuantity(value) === value));
  fc.assert(fc.property(fc.integer(), (value) => parseQuantity(JSON.parse(JSON.stringify(value))) === value));
});

test('whole milli-cores and MiB come back as they were written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      (value) =>
        cpuMillis(`${value}m`) === value &&
        cpuMillis(value / 1000) === value &&
        memoryMiB(`${value}Mi`) === value &&
        memoryMiB(`${value * 1024}Ki`) === value,
    ),
  );
});

test.each([
  ['1.5Gi', 1.5 * 2 ** 30],
  ['100m', 0.1],
  ['1e3', 1000],
  ['0.5', 0.5],
  ['1Ki', 1024],
  ['.5', 0.5],
  ['5.', 5],
  ['1E', 1e18],
  ['1E3', 1000],
  ['1Ei', 2 ** 60],
  ['-1', -1],
  ['+1', 1],
  ['1e-3', 0.001],
  ['1E+3', 1000],
  ['0', 0],
  ['007', 7],
  ['1n', 1e-9],
  ['1u', 1e-6],
  ['1k', 1000],
  [' 1Gi ', 2 ** 30],
  [2, 2],
  [0.25, 0.25],
])('%j is %d', (value, expected) => expect(parseQuantity(value)).toBeCloseTo(expected, 12));

test.each([
  '',
  ' ',
  '1 Gi',
  '1gi',
  '1GI',
  '1GB',
  '1K',
  '1ki',
  '1mi',
  'NaN',
  'Infinity',
  '1e',
  '1e3Gi',
  '1m5',
  '1.5.5',
  '1,5',
  '0x10',
  '1e1.5',
  '1Gi\n',
  'Gi',
  '--1',
  '1_000',
  'one',
  true,
  [],
  {},
  NaN,
  Infinity,
])('%j is none', (value) => {
  expect(parseQuantity(value)).toBeUndefined();
  expect(quantity(value)).toBe(0);
});
