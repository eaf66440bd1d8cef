import { clusterNameFor, clusterNameProblem } from '../../src/cluster/cluster-name.rules';

const hash = () => 'abcdef0123456789';

test('a name comes from the path', () => {
  expect(clusterNameFor(['Shop', 'Platform', 'Cluster'], hash)).toBe('Shop-Platform-Cluster');
  expect(clusterNameFor(['Shop', 'a--b', '1'], hash)).toBe('Shop-a--b-1');
});

test.each([
  [['My_Stack', 'a b'], 'My-Stack-a-b-abcdef01'],
  [['Shop', '集群'], 'Shop-abcdef01'],
  [['Shop', '-a'], 'Shop--a'],
  [['Shop', 'a-'], 'Shop-a-abcdef01'],
  [['集群'], 'c-abcdef01'],
  [['é'.repeat(200), 'x'.repeat(200)], `${'x'.repeat(91)}-abcdef01`],
])('a name of %j, from which characters are dropped, keeps a hash of the whole path', (path, name) =>
  expect(clusterNameFor(path, hash)).toBe(name),
);

test('a long name is cut to 100 characters and keeps a hash of the whole path', () => {
  expect(clusterNameFor(['x'.repeat(100)], hash)).toBe('x'.repeat(100));
  expect(clusterNameFor(['x'.repeat(101)], hash)).toBe(`${'x'.repeat(91)}-abcdef01`);
});

test.each([['a'], ['1-b_c'], ['x'.repeat(100)]])('%s is accepted', (name) => expect(clusterNameProblem(name)).toBeUndefined());
test.each([[''], ['-a'], ['a b'], ['x'.repeat(101)]])('fails for the name %p', (name) => {
  expect(clusterNameProblem(name)).toMatchObject({ finding: `clusterName is '${name}' (${name.length} characters)` });
});
