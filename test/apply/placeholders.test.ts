import { App, Aws, CfnParameter, CfnResource, Fn, IResolvable, Lazy, SecretValue, Stack, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Manifest } from '../../src/apply/manifest';
import { insertValues, Substitutions } from '../../src/handler/substitutions.rules';
import { Fields, resolved } from '../handler/template-values';
import { newStack } from '../harness';

const stack: Stack = newStack();
const [list, text, count] = ['List', 'Text', 'Count'].map(
  (id) => new CfnParameter(stack, id, { type: id === 'List' ? 'CommaDelimitedList' : 'String', default: 'x' }),
);
const manifestOf = (scope: Stack, value: unknown) =>
  new Manifest(
    scope,
    () => [value],
    ([json]) => [JSON.stringify(json)],
  ).properties;
const propertiesOf = (value: unknown) => {
  const { Manifest: Json, Values } = stack.resolve(manifestOf(stack, value)) as { readonly Manifest: string; readonly Values?: Fields };
  return { Json, Values };
};
const number = Token.asNumber(count.value);
const choice = (yes: unknown, no: unknown): IResolvable => Fn.conditionIf('C', yes, no);

test.each<[string, unknown, unknown, unknown]>([
  ['a string', { a: Aws.REGION }, { a: '<<AWS::Region>>' }, { 'AWS::Region': { Ref: 'AWS::Region' } }],
  [
    'a part of a string',
    { a: `arn:${Aws.PARTITION}:s3:::${text.valueAsString}` },
    { a: 'arn:<<AWS::Partition>>:s3:::<<Text>>' },
    { 'AWS::Partition': { Ref: 'AWS::Partition' }, Text: { Ref: 'Text' } },
  ],
  ['a number', { a: number }, { a: '<<number:Count>>' }, { Count: { Ref: 'Count' } }],
  ['a number in a string', { a: `:${number}` }, { a: ':<<Count>>' }, { Count: { Ref: 'Count' } }],
  ['a list', { a: list.valueAsList }, { a: '<<list:List>>' }, { List: { Ref: 'List' } }],
  ['an attribute', [Fn.getAtt('Thing', 'Endpoint.Port')], ['<<Thing.Endpoint.Port>>'], { 'Thing.Endpoint.Port': expect.anything() }],
  ['a key', { [Aws.REGION]: 1 }, { '<<AWS::Region>>': 1 }, { 'AWS::Region': { Ref: 'AWS::Region' } }],
  ['nothing', { a: 'literal <<Text>>' }, { a: 'literal <<=Text>>' }, undefined],
  [
    'tokens in a lazy object, with their types',
    Lazy.any({ produce: () => ({ a: [number, text.valueAsString], b: list.valueAsList }) }),
    { a: ['<<number:Count>>', '<<Text>>'], b: '<<list:List>>' },
    { Count: { Ref: 'Count' }, Text: { Ref: 'Text' }, List: { Ref: 'List' } },
  ],
  ['tokens in a lazy list', Lazy.list({ produce: () => [text.valueAsString, 'b'] }), ['<<Text>>', 'b'], { Text: { Ref: 'Text' } }],
  ['literal text in pieces', [`<<Te${Lazy.string({ produce: () => 'xt' })}>>`], ['<<=Text>>'], undefined],
])('a value that CloudFormation inserts is a placeholder: %s', (_, value, json, values) => {
  const { Json, Values } = propertiesOf(value);
  expect([JSON.parse(Json), Values]).toEqual([json, values]);
});

test('dynamic references are values, because CloudFormation does not escape what it inserts', () => {
  const { Json, Values = {} } = propertiesOf([
    SecretValue.secretsManager('token', { jsonField: 'a' }).unsafeUnwrap(),
    `x{{resolve:ssm:/a}}y{{resolve:ssm:/b}}`,
    `{{resolve:ssm:/${Aws.REGION}}}`,
    SecretValue.secretsManager(text.valueAsString).unsafeUnwrap(),
  ]);
  expect(Json).not.toContain('{{');
  expect(Object.values(Values)).toEqual([
    '{{resolve:secretsmanager:token:SecretString:a::}}',
    '{{resolve:ssm:/a}}',
    '{{resolve:ssm:/b}}',
    { 'Fn::Join': ['', ['{{resolve:ssm:/', { Ref: 'AWS::Region' }, '}}']] },
    { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Text' }, ':SecretString:::}}']] },
  ]);
});

/** What the function makes of it. */
function inserted(value: unknown, parameters: Fields, conditions: Record<string, boolean> = {}): unknown {
  const { Json, Values = {} } = propertiesOf(value);
  return insertValues(JSON.parse(Json), resolved(Values, parameters, conditions) as Substitutions);
}

describe('strings of JSON', () => {
  const url = text.valueAsString;
  const json = (value: unknown) => JSON.stringify(value);
  test.each<[string, unknown, unknown]>([
    ['a value in a string', json({ url }), '{"url":"<<escaped:Text>>"}'],
    ['a part of a string, and a key', json([{ [url]: `x${url}y` }]), '[{"<<escaped:Text>>":"x<<escaped:Text>>y"}]'],
    ['JSON of Stack.toJsonString', Lazy.string({ produce: () => stack.toJsonString({ url }) }), '{"url":"<<escaped:Text>>"}'],
    ['JSON in JSON', json({ inner: json({ url }) }), '{"inner":"{\\"url\\":\\"<<escaped:escaped:Text>>\\"}"}'],
    ['JSON with blanks', `{\n  "a": "${url}",\n  "b": "\\/"\n}\n`, '{\n  "a": "<<escaped:Text>>",\n  "b": "\\/"\n}\n'],
    ['literal text of a value', json({ a: Fn.join('', ['"', url]) }), '{"a":"\\"<<escaped:Text>>"}'],
    [
      'JSON of Stack.toJsonString in JSON',
      json([Lazy.string({ produce: () => stack.toJsonString({ url }) })]),
      '["{\\"url\\":\\"<<escaped:escaped:Text>>\\"}"]',
    ],
    ['an escape sequence that a value interrupts', `{"a":"\\u00${url}e9"}`, '{"a":"\\u00<<Text>>e9"}'],
    ['a number', json({ number }), '{"number":<<Count>>}'],
    ['a value without quotes', `{"list":${url}}`, '{"list":<<Text>>}'],
    ['a value beside the JSON', `${url}{"a":1}`, '<<Text>>{"a":1}'],
    ['no JSON', `{{ .Values.a }} "${url}"`, '{{ .Values.a }} "<<Text>>"'],
    ['JSON that ends too early', `{"a":"${url}"`, '{"a":"<<Text>>"'],
    ['a backslash before the value', `{"a":"\\${url}"}`, '{"a":"\\<<Text>>"}'],
    ['a string of JSON alone', json(url), '"<<Text>>"'],
    [
      'literal text that looks like a placeholder',
      json({ a: '<<escaped:Text>>', url }),
      '{"a":"<<=escaped:Text>>","url":"<<escaped:Text>>"}',
    ],
  ])('escape %s', (_, value, expected) => {
    expect(JSON.parse(propertiesOf([value]).Json)).toEqual([expected]);
  });

  test('escape dynamic references, also those that contain a value', () => {
    const { Json, Values = {} } = propertiesOf([json({ a: '{{resolve:ssm:/a}}', b: `x{{resolve:ssm:/${Aws.REGION}}}` })]);
    expect(JSON.parse(Json)).toEqual([expect.stringMatching(/^\{"a":"<<escaped:resolve-\w+>>","b":"x<<escaped:Join-\w+>>"\}$/)]);
    expect(Object.values(Values)).toEqual(['{{resolve:ssm:/a}}', { 'Fn::Join': ['', ['{{resolve:ssm:/', { Ref: 'AWS::Region' }, '}}']] }]);
  });

  // for CDK, a number of this size is a token
  const anyJson = fc.json().filter((written) => !/-1\.\d+e\+289/.test(written));
  const content = fc.oneof(fc.string({ unit: 'binary' }), anyJson, fc.constantFrom('"', '\\', '\\"', '","x":"y', '\n\u2028', '<<Text>>'));
  const key = fc.oneof(fc.string(), fc.constantFrom('"', '\\', 'a":"b'));

  test('any value arrives literally, at any depth', () => {
    const wrapped = (value: unknown, depth: number): unknown => (depth === 0 ? value : json({ wrapped: wrapped(value, depth - 1), n: 1 }));
    const unwrapped = (value: unknown, depth: number): unknown =>
      depth === 0 ? value : unwrapped((JSON.parse(value as string) as { wrapped: unknown }).wrapped, depth - 1);
    fc.assert(
      fc.property(content, key, content, fc.integer({ min: 1, max: 4 }), (Text, literal, around, depth) => {
        const value = { [literal]: [`${around}${url}`, around], both: `${url}${url}` };
        const { a } = inserted({ a: wrapped(value, depth) }, { Text }) as { a: unknown };
        // the innermost object is not a string
        const found = unwrapped(a, depth);
        expect(found).toEqual({ [literal]: [`${around}${Text}`, around], both: `${Text}${Text}` });
      }),
    );
  });

  test('any value of a condition arrives literally', () => {
    const value = { a: choice({ config: json({ url }) }, json({ url: [choice(url, 'x').toString()] })) };
    fc.assert(
      fc.property(content, fc.boolean(), (Text, C) => {
        const { a } = inserted(value, { Text }, { C }) as { a: { config: string } | string };
        expect(JSON.parse(typeof a === 'string' ? a : a.config)).toEqual({ url: C ? Text : ['x'] });
      }),
    );
  });
});

describe('conditions', () => {
  const value = {
    truth: choice(true, false),
    object: choice({ a: 1, text: text.valueAsString, n: number }, [1, 'x"']),
    inner: choice(choice('a', 1), 2),
    maybe: choice(Aws.NO_VALUE, 'there'),
    list: [choice(Aws.NO_VALUE, 3), 4],
    text: choice('yes', 'no').toString(),
    never: Aws.NO_VALUE,
  };
  test.each([
    [true, { truth: true, object: { a: 1, text: '"', n: 7 }, inner: 'a', list: [4], text: 'yes' }],
    [false, { truth: false, object: [1, 'x"'], inner: 2, maybe: 'there', list: [3, 4], text: 'no' }],
  ])('select values of any type: %s', (C, expected) => {
    expect(inserted(value, { Text: '"', Count: '7' }, { C })).toEqual(expected);
  });

  test('guard the values of their branches, whose resources may not exist otherwise', () => {
    const { Values = {} } = propertiesOf([choice({ a: Fn.getAtt('Sometimes', 'Arn') }, {})]);
    expect(Object.values(Values)).toContainEqual({ 'Fn::If': ['C', { 'Fn::GetAtt': ['Sometimes', 'Arn'] }, { Ref: 'AWS::NoValue' }] });
    expect(JSON.stringify(Values)).not.toContain('"Sometimes.Arn":');
  });
});

test('a parameter of any content arrives literally, and adds no object', () => {
  const content = fc.oneof(fc.string(), fc.json(), fc.constantFrom('"}},{"apiVersion":"v1"', '-----BEGIN\n"\\', '<<Text>>', '{{x}}'));
  const manifest = [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: text.valueAsString, b: `x"${text.valueAsString}<<Text>>` } }];
  fc.assert(
    fc.property(content, (Text) => {
      expect(inserted(manifest, { Text })).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: Text, b: `x"${Text}<<Text>>` } }]);
    }),
  );
});

test('references to other stacks are seen', () => {
  const app = new App();
  const [base, other] = ['Base', 'Other'].map((id) => new Stack(app, id));
  const parameter = new CfnParameter(base, 'Name');
  const resource = new CfnResource(other, 'Thing', {
    type: 'Custom::Thing',
    properties: manifestOf(other, Lazy.any({ produce: () => ({ a: parameter.valueAsString }) })),
  });
  app.synth();
  expect(other.dependencies).toEqual([base]);
  expect(
    Object.values(
      (other.resolve(resource._toCloudFormation()) as Fields & { Resources: { Thing: any } }).Resources.Thing.Properties.Values,
    ),
  ).toEqual([{ 'Fn::ImportValue': expect.stringMatching(/^Base:ExportsOutputRefName/) }]);
});
