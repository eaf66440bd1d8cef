import { Aws, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { tokenJson } from '../../src/apply/token-json';
import { newStack } from '../harness';

const stack: Stack = newStack();
const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' });
const rendered = (value: unknown) => stack.resolve(tokenJson(() => value));

test.each<[string, unknown]>([
  ['text', 'a "quoted"\nline'],
  ['number', 1.5],
  ['truth', false],
  ['nothing', null],
  ['nested', { a: [1, { b: 'c' }], 'd-e': {} }],
])('a value without tokens is JSON: %s', (_, value) => {
  expect(JSON.parse(rendered(value))).toEqual(value);
});

test.each<[string, unknown, unknown]>([
  ['a text', { a: Aws.REGION }, ['{"a":"', { Ref: 'AWS::Region' }, '"}']],
  ['a text inside of another, which is escaped', { a: `x"\n${Aws.REGION}"y` }, ['{"a":"x\\"\\n', { Ref: 'AWS::Region' }, '\\"y"}']],
  ['a number', { a: Token.asNumber(Fn.ref('Count')) }, ['{"a":', { Ref: 'Count' }, '}']],
  ['an object like Fn.getAtt', { a: Fn.getAtt('Thing', 'Arn') }, ['{"a":"', { 'Fn::GetAtt': ['Thing', 'Arn'] }, '"}']],
  ['a key', { [Aws.REGION]: 1 }, ['{"', { Ref: 'AWS::Region' }, '":1}']],
  ['a list of unknown length', { a: list.valueAsList }, ['{"a":["', { 'Fn::Join': ['","', { Ref: 'List' }] }, '"]}']],
  ['a choice', { a: Fn.conditionIf('C', 'x"', 'y').toString() }, ['{"a":"', { 'Fn::If': ['C', 'x\\"', 'y'] }, '"}']],
  [
    'literal text of a value in a string of JSON',
    { a: JSON.stringify({ b: Fn.join('', ['"', Aws.REGION]) }) },
    ['{"a":"{\\"b\\":\\"\\\\\\"', { Ref: 'AWS::Region' }, '\\"}"}'],
  ],
])('%s becomes what CloudFormation fills in', (_, value, parts) => {
  expect(rendered(value)).toEqual({ 'Fn::Join': ['', parts] });
});

test.each<[string, unknown, unknown]>([
  ['an object', { a: Lazy.any({ produce: () => ({ b: 1 }) }) }, { a: { b: 1 } }],
  ['a list', { a: Lazy.list({ produce: () => ['x', 'y'] }) }, { a: ['x', 'y'] }],
  ['a number', { a: Lazy.number({ produce: () => 3 }) }, { a: 3 }],
])('a token that is %s at synth is written as one', (_, value, expected) => {
  expect(JSON.parse(rendered(value))).toEqual(expected);
});
