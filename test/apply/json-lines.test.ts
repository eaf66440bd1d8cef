import * as fc from 'fast-check';
import { jsonLines, objectLines } from '../../src/apply/json-lines.rules';

const object = (kind: string, name: string, more: object) => ({ apiVersion: 'v1', kind, metadata: { namespace: 'shop', name }, ...more });
const read = (lines: readonly string[]): unknown => JSON.parse(lines.join(''));

test('an object has its kind and name on its first line, and a text a line for each of its lines', () => {
  expect(
    objectLines([
      { ...object('ConfigMap', 'web', { data: { color: 'red', 'nginx.conf': 'server {\n\t"a"\n}\n' } }) },
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        spec: {
          template: {
            spec: {
              containers: [
                {
                  args: ['--a', '--b'],
                  env: [{ value: '1', name: 'A' }],
                  livenessProbe: { tcpSocket: { port: 'http' } },
                  name: 'web',
                  resources: { limits: { memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
                },
              ],
              volumes: [],
            },
          },
        },
        metadata: { labels: { [`example.com/${'x'.repeat(60)}`]: 'web', app: 'web' }, name: 'web' },
      },
    ]),
  ).toEqual([
    '[',
    '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "namespace": "shop"}',
    ',"data": {',
    '  "color": "red"',
    ' ,"nginx.conf": "',
    'server {\\n',
    '\\t\\"a\\"\\n',
    '}\\n',
    '"',
    ' }',
    '}',
    ',',
    '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"',
    ' ,"labels": {',
    `   "example.com/${'x'.repeat(60)}": "web"`,
    '  ,"app": "web"',
    '  }',
    ' }',
    ',"spec": {',
    '  "template": {',
    '   "spec": {',
    '    "containers": [',
    '     {"name": "web"',
    '     ,"args": ["--a", "--b"]',
    '     ,"env": [',
    '       {"name": "A", "value": "1"}',
    '      ]',
    '     ,"livenessProbe": {"tcpSocket": {"port": "http"}}',
    '     ,"resources": {',
    '       "limits": {"memory": "1Gi"}',
    '      ,"requests": {',
    '        "cpu": "1"',
    '       ,"memory": "1Gi"',
    '       }',
    '      }',
    '     }',
    '    ]',
    '   ,"volumes": []',
    '   }',
    '  }',
    ' }',
    '}',
    ']',
  ]);
});

test.each<[string, unknown, string[]]>([
  ['a scalar', 1, ['1']],
  ['an empty map', {}, ['{}']],
  ['a map with one member', { a: { b: 'c' } }, ['{"a": {"b": "c"}}']],
  ['a map with two', { a: 1, b: [] }, ['{', '  "a": 1', ' ,"b": []', '}'].map((line) => line.replace(/^ ( ?[ ,])/, '$1'))],
  ['a list of 100 characters', ['x'.repeat(96)], [`["${'x'.repeat(96)}"]`]],
  ['a list of 101', ['x'.repeat(97)], ['[', ` "${'x'.repeat(97)}"`, ']']],
  ['a line and its end', 'a\n', ['"a\\n"']],
  ['two lines', 'a\nb', ['"', 'a\\n', 'b', '"']],
  ['an empty line', 'a\n\n', ['"', 'a\\n', '\\n', '"']],
  ['a list with a text', ['-c', 'a\nb'], ['[', ' "-c"', ',"', 'a\\n', 'b', '"', ']']],
  ['an item with a text as name', [{ name: 'a\nb' }], ['[', ' {', '  "name": "', 'a\\n', 'b', '"', ' }', ']']],
])('%s', (_, value, lines) => expect(jsonLines(value)).toEqual(lines));

const text = fc.oneof(
  fc.string(),
  fc.array(fc.string(), { maxLength: 4 }).map((lines) => lines.join('\n')),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any')),
    fc.dictionary(fc.oneof(text, fc.constantFrom('apiVersion', 'kind', 'metadata', 'name', 'namespace')), tie('any')),
  ),
})).any;

test('the lines are the value', () => {
  fc.assert(
    fc.property(value, fc.array(value), (one, several) => {
      // numbers as JSON has them
      const [json, jsonOfSeveral] = [JSON.stringify(one), JSON.stringify(several)];
      expect(read(jsonLines(JSON.parse(json)))).toEqual(JSON.parse(json));
      expect(read(objectLines(JSON.parse(jsonOfSeveral)))).toEqual(JSON.parse(jsonOfSeveral));
    }),
  );
});
