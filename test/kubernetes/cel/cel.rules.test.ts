import { celResult } from '../../../src/kubernetes/cel/cel.rules';
import { DEPLOY_TIME_VALUE } from '../../../src/kubernetes/kubernetes-object.rules';

const TERMS = [{ id: 'a' }, { tags: { tier: 'app' } }];

test.each([
  ['has(self.role) != has(self.profile)', { role: 'nodes' }, true],
  ['has(self.role) != has(self.profile)', { role: 'nodes', profile: 'nodes' }, false],
  ['self.all(x, has(x.id) || has(x.tags))', TERMS, true],
  ['self.exists_one(x, has(x.id))', TERMS, true],
  ['size(self.filter(x, has(x.id))) <= 1 && self.size() == 2', TERMS, true],
  ['self.map(x, has(x.id)) == [true, false]', TERMS, true],
  ["self.split('@')[0] in ['al2', 'al2023'] ? self.endsWith('latest') : true", 'al2023@v1', false],
  ["self.matches('^[a-z]+$')", 'abc', true],
  ["self.find('^[^@]+') == 'al2'", 'al2@latest', true],
  [String.raw`self.matches(r"""^\d+$""")`, '12', true],
  ['self.all(key, self[key] != "")', { a: '' }, false],
  ["'a' in self && !('b' in self)", { a: 1 }, true],
  ['int(self[0]) + 2 * 3 - 1 >= 6 % 4', ['4'], true],
  ["has(self.__namespace__) && self.__namespace__ == 'shop'", { namespace: 'shop' }, true],
  ['self == "it\'s"', "it's", true],
  // one side decides
  ['self.absent == 1 || true', {}, true],
  ['false && self.absent', {}, false],
] as const)('%s', (rule, self, result) => expect(celResult(rule, self)).toBe(result));

test.each([
  ['a value that is known at deployment', 'self.startsWith("a")', DEPLOY_TIME_VALUE],
  ['an item that is known at deployment', 'self.all(x, x != "a")', [DEPLOY_TIME_VALUE]],
  ['a missing field', 'self.absent == 1', {}],
  ['a function that is not supported', 'quantity(self).isLessThan(quantity("1Gi"))', '2Gi'],
  ['syntax that is not supported', '{"a": 1} == self', {}],
  ['a pattern of Go alone', 'self.matches("[[:alpha:]]")', 'a'],
])('%s has no known result', (_, rule, self) => expect(celResult(rule, self)).toBeUndefined());
