import * as fc from 'fast-check';
import { withoutPlaceholders, withPlaceholders } from '../../src/handler/substitutions.rules';

test.each<[string, readonly unknown[], string, readonly unknown[]]>([
  ['in a text', ['{"a":"arn:', { Ref: 'X' }, ':z"}'], '{"a":"arn:<<strata:0>>:z"}', [{ Ref: 'X' }]],
  ['for a whole value', ['{"a":', { Ref: 'X' }, '}'], '{"a":"<<strata-value:0>>"}', [{ Ref: 'X' }]],
  [
    'twice, as one value',
    ['{"a":"', { Ref: 'X' }, '","b":', { Ref: 'X' }, '}'],
    '{"a":"<<strata:0>>","b":"<<strata-value:0>>"}',
    [{ Ref: 'X' }],
  ],
  [
    'behind quotes that are escaped',
    ['{"a":"\\"', { Ref: 'X' }, '\\\\","b":', { Ref: 'Y' }, '}'],
    '{"a":"\\"<<strata:0>>\\\\","b":"<<strata-value:1>>"}',
    [{ Ref: 'X' }, { Ref: 'Y' }],
  ],
  ['nowhere', ['{"a":1}'], '{"a":1}', []],
])('a value that CloudFormation fills in stands %s', (_, parts, text, values) => {
  expect(withPlaceholders(parts)).toEqual({ text, values });
  expect(JSON.parse(text)).toBeInstanceOf(Object);
});

test.each([
  ['a text', '{"a":"arn:<<strata:0>>:z"}', '{"a":"arn:value:z"}'],
  ['a whole value', '{"a":"<<strata-value:1>>"}', '{"a":3}'],
  ['more than nine values', '{"a":"<<strata:10>>"}', '{"a":"eleventh"}'],
  ['a value that is missing', '{"a":"<<strata:99>>"}', '{"a":""}'],
])('%s is filled in', (_, text, expected) => {
  expect(withoutPlaceholders(text, ['value', '3', ...Array<string>(8).fill(''), 'eleventh'])).toBe(expected);
});

test('a value that looks like a placeholder, or like a pattern of replacement, stays what it is', () => {
  expect(withoutPlaceholders('{"a":"<<strata:0>>"}', ['<<strata:1>> $& $1', 'never'])).toBe('{"a":"<<strata:1>> $& $1"}');
});

/** What stands between two tokens in JSON, and whether a token is within a text there. */
interface Piece {
  readonly before: string;
  readonly token: { readonly Ref: string };
  readonly after: string;
  readonly whole: boolean;
}

const aPiece = fc.record({
  before: fc.string(),
  token: fc.record({ Ref: fc.constantFrom('A', 'B', 'C') }),
  after: fc.string(),
  whole: fc.boolean(),
});

const written = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A list whose elements hold tokens in texts and as whole values. */
const partsOf = (pieces: readonly Piece[]): unknown[] => [
  '[',
  ...pieces.flatMap(({ before, token, after, whole }, index) => [
    `${index === 0 ? '' : ','}"${written(before)}`,
    ...(whole ? ['",', token, ',"'] : [token]),
    `${written(after)}"`,
  ]),
  ']',
];

test('a file with placeholders is JSON, and the same text once they are filled in', () => {
  const filledIn: Readonly<Record<string, string>> = { A: '17', B: '"b"', C: 'true' };
  fc.assert(
    fc.property(fc.array(aPiece), (pieces) => {
      const parts = partsOf(pieces);
      const { text, values } = withPlaceholders(parts);
      expect(JSON.parse(text)).toHaveLength(pieces.reduce((length, { whole }) => length + (whole ? 3 : 1), 0));
      const given = (part: unknown) => (typeof part === 'string' ? part : filledIn[(part as { Ref: string }).Ref]);
      expect(withoutPlaceholders(text, values.map(given))).toBe(parts.map(given).join(''));
    }),
  );
});
