import * as fc from 'fast-check';
import { Failure } from '../../src/handler/custom-resource-request';
import { escapePlaceholders, insertValues } from '../../src/handler/substitutions.rules';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB"x\\n"\n-----END CERTIFICATE-----\n';

test.each<[string, unknown, Record<string, unknown>, unknown]>([
  ['a string', { a: '<<Orders.QueueUrl>>' }, { 'Orders.QueueUrl': 'https://orders' }, { a: 'https://orders' }],
  ['part of a string', { a: 'arn:<<AWS::Partition>>:z' }, { 'AWS::Partition': 'aws' }, { a: 'arn:aws:z' }],
  ['a string with quotes and line breaks', ['<<Ca>>'], { Ca: PEM }, [PEM]],
  ['a string that looks like a number', ['<<Count>>'], { Count: '3' }, ['3']],
  ['a number', ['<<number:Count>>'], { Count: '3' }, [3]],
  ['a negative number with an exponent', ['<<number:Count>>'], { Count: '-1.5e3' }, [-1500]],
  ['a list', { a: '<<list:Zones>>' }, { Zones: ['a', 'b'] }, { a: ['a', 'b'] }],
  ['an empty list', { a: '<<list:Zones>>' }, { Zones: [] }, { a: [] }],
  ['a boolean of a condition', { a: '<<json:If-1>>' }, { 'If-1': 'true' }, { a: true }],
  ['an object of a condition', { a: '<<json:If-1>>' }, { 'If-1': '{"b":["<<X>>",1]}', X: '"' }, { a: { b: ['"', 1] } }],
  ['a key', { '<<Key>>': 1 }, { Key: 'name' }, { name: 1 }],
  ['a key that is a property of every object', { '<<Key>>': 1 }, { Key: '__proto__' }, JSON.parse('{"__proto__":1}')],
  ['nothing, where a condition selects AWS::NoValue', { a: '<<json:If-1>>', b: ['<<If-1>>', 'x<<If-1>>'] }, {}, { b: ['x'] }],
  ['nothing, for AWS::NoValue', { a: '<<AWS::NoValue>>' }, {}, {}],
  ['literally, if it looks like a placeholder', ['<<A>>'], { A: '<<B>> $& $1', B: 'never' }, ['<<B>> $& $1']],
  ['escaped, in a string of JSON', ['{"a":"<<escaped:A>>"}'], { A: '"\\\n' }, ['{"a":"\\"\\\\\\n"}']],
  ['escaped twice, in JSON in JSON', ['<<escaped:escaped:A>>'], { A: '"' }, ['\\\\\\"']],
  ['nothing, in a string of JSON', ['{"a":"<<escaped:If-1>>"}'], {}, ['{"a":""}']],
  ['between literal brackets', ['<<<<A>>>>'], { A: 'x' }, ['<<x>>']],
])('a value is inserted as %s', (_, json, values, expected) => {
  expect(insertValues(json, values)).toEqual(expected);
});

test.each<[string, unknown, Record<string, unknown>, string]>([
  ['a value that is missing', ['<<X>>'], {}, 'the properties of the resource have no value for the placeholder <<X>>'],
  ['a value that every object has', ['<<toString>>'], {}, 'the properties of the resource have no value for the placeholder <<toString>>'],
  ['text instead of a number', ['<<number:X>>'], { X: 'abc' }, "the value of X is 'abc', a number is required"],
  ['an empty string instead of a number', ['<<number:X>>'], { X: '' }, "the value of X is '', a number is required"],
  ['a string instead of a list', ['<<list:X>>'], { X: 'a,b' }, 'the value of X is a string, a list is required'],
  ['a list instead of a string', ['<<X>>'], { X: ['a'] }, 'the value of X is a list, a string is required'],
  ['a key that exists', { a: 1, '<<X>>': 2 }, { X: 'a' }, "duplicate key 'a' after CloudFormation resolved its tokens"],
])('fails for %s', (_, json, values, message) => {
  expect(() => insertValues(json, values)).toThrow(new Failure(message));
});

test('literal text stays what it is', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('<<A>>', '<<=A>>', '<<==A>>', '<<number:A>>', '<<escaped:A>>', '<<AWS::Region>>', '<<<A>>>', 'cat <<EOF >>x'),
  );
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const json = [texts.join(''), { [texts.join(' ')]: texts }];
      expect(insertValues(JSON.parse(escapePlaceholders(JSON.stringify(json))), { A: 'value' })).toEqual(json);
    }),
  );
});

test('any string arrives literally and adds nothing', () => {
  const value = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(PEM, '"}},{"apiVersion":"v1","kind":"Secret"', '<<A>>', '<<=A>>', '\u2028'),
  );
  fc.assert(
    fc.property(value, value, (a, b) => {
      const manifest = [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '<<A>>', both: 'x<<A>>"<<B>>' } }];
      expect(insertValues(JSON.parse(JSON.stringify(manifest)), { A: a, B: b })).toEqual([
        { apiVersion: 'v1', kind: 'ConfigMap', data: { a, both: `x${a}"${b}` } },
      ]);
    }),
  );
});
