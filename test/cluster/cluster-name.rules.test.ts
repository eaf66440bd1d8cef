import { clusterNameFor, clusterNameProblem } from '../../src/cluster/cluster-name.rules';

const hash = () => 'abcdef0123456789';

test('a name comes from the path', () => {
  expect(clusterNameFor(['Shop', 'Platform', 'Cluster'], hash)).toBe('Shop-Platform-Cluster');
  expect(clusterNameFor(['My_Stack', 'a b'], hash)).toBe('My-Stack-a-b');
});

test('a long name is cut to 100 characters and keeps a hash of the whole path', () => {
  expect(clusterNameFor(['x'.repeat(100)], hash)).toBe('x'.repeat(100));
  expect(clusterNameFor(['x'.repeat(101)], hash)).toBe(`${'x'.repeat(91)}-abcdef01`);
});

test.each([['a'], ['1-b_c'], ['x'.repeat(100)]])('%s is accepted', (name) => expect(clusterNameProblem(name)).toBeUndefined());
test.each([[''], ['-a'], ['a b'], ['x'.repeat(101)]])('fails for the name %p', (name) => {
  expect(clusterNameProblem(name)).toMatchObject({ what: `clusterName is '${name}' (${name.length} characters)` });
});
