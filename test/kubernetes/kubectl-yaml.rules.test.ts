import { readKubectlYaml } from '../../src/kubernetes/kubectl-yaml.rules';

const read = (...lines: string[]) => {
  const { contents, problems } = readKubectlYaml(lines.join('\n'));
  expect(problems).toEqual([]);
  return contents[0];
};
const problemsIn = (...lines: string[]) => readKubectlYaml(lines.join('\n')).problems.map(({ constraint }) => constraint);

// the right column is the output of kubectl label --local -o json (1.36)
test.each<[string, unknown]>([
  ['[y, Y, yes, Yes, YES, on, On, ON, true, True, TRUE]', Array(11).fill(true)],
  ['[n, N, no, No, NO, off, Off, OFF, false, False, FALSE]', Array(11).fill(false)],
  ['[tRue, yEs, yess, "yes", \'on\']', ['tRue', 'yEs', 'yess', 'yes', 'on']],
  ['[~, null, Null, NULL, nil]', [null, null, null, null, 'nil']],
  ['[0o14, 014, 0o755, 0x1F, 0X1F, 0b101, -0b11, -012, 0_7]', [12, 12, 493, 31, 31, 5, -3, -10, 7]],
  ['[1_000, +12, 08, 0800, 0644, 0]', [1000, 12, 8, 800, 420, 0]],
  ['[1e3, 1., .5, -.5, +.5, 5e-1, 12e03, .5e3, 1.10]', [1000, 1, 0.5, -0.5, 0.5, 0.5, 12000, 500, 1.1]],
  ['[1e400, 0x, 1:30, 190:20:30, 1.2.3, 0x1p-2]', ['1e400', '0x', '1:30', '190:20:30', '1.2.3', '0x1p-2']],
  ['[123456789012345678901234567890]', [123456789012345678901234567890]],
  ['[2001-01-01, 2001-12-14t21:59:43.10-05:00]', ['2001-01-01', '2001-12-14t21:59:43.10-05:00']],
  ['[!!str 12, !!float 1, !!int "12", !foo bar]', ['12', 1, 12, 'bar']],
  ['!!binary aGVsbG8=', 'hello'],
  ['{ on: 2, 12: 3, 1.5: 4 }', { true: 2, '12': 3, '1.5': 4 }],
])('%s', (yaml, value) => expect(read(`value: ${yaml}`)).toEqual({ value }));

test('a list in brackets and quoted strings may continue at any indent', () => {
  expect(
    read(
      'containers:',
      '  - args: ["',
      '      echo one;',
      '    echo two',
      '  "]',
      '    command: [sh,',
      '-c, { a: [1,',
      '2], # a comment ]',
      'b: "x]',
      '  y" }]',
      '    text: "one',
      'two"',
      "    other: 'it''s",
      " one'",
      'last: 1',
    ),
  ).toEqual({
    containers: [{ args: [' echo one; echo two '], command: ['sh', '-c', { a: [1, 2], b: 'x] y' }], text: 'one two', other: "it's one" }],
    last: 1,
  });
});

test('a key may be repeated with the same value', () => {
  expect(read('a: { b: 1, c: [1, 2] }', 'a: { b: 1, c: [1, 2] }')).toEqual({ a: { b: 1, c: [1, 2] } });
});

test.each<[string, string[], string]>([
  [
    'a key with two values',
    ['a: 1', 'b: { c: 1, d: 2, c: 3 }'],
    'key "c" is set twice in one map, with different values, at line 2, column 18',
  ],
  [
    'a list that does not end',
    ['a: [1, 2', 'b: 3'],
    'Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1',
  ],
  ['infinity', ['a: .inf'], '.inf is not a number of JSON, at line 1, column 4'],
  ['binary data that are not base64', ['a: !!binary "%"'], '!!binary value is not base64 at line 1, column 4'],
])('fails for %s', (_, lines, problem) => expect(problemsIn(...lines)).toEqual([problem]));

test('fails for an unknown alias', () => {
  expect(problemsIn('a: *b')).toEqual(['Unresolved alias (the anchor must be set before the alias): b']);
});
