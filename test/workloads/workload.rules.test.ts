import { workloadProblems } from '../../src/workloads/workload.rules';

const good = { name: 'web', image: 'a:1', user: 10001, maxReplicas: 1, volumes: [], port: 8080, namespace: 'shop' };
const volume = { name: 'data', path: '/data', oneNode: true };

test.each([[{}], [{ user: 1 }], [{ port: 1024 }], [{ port: 65535 }], [{ name: 'x'.repeat(63) }], [{ volumes: [volume] }], [{ identityNamespace: 'shop' }], [{ namespace: undefined, identityNamespace: 'default' }]])('%j is accepted', (change) => {
  expect(workloadProblems({ ...good, ...change })).toEqual([]);
});

test.each<[object, string]>([
  [{ name: '1web' }, "name is '1web'"],
  [{ name: 'x'.repeat(64) }, `name is '${'x'.repeat(64)}'`],
  [{ image: '' }, 'image is empty'],
  [{ user: 0 }, 'user is 0'],
  [{ port: 80 }, 'port is 80'],
  [{ port: 65536 }, 'port is 65536'],
  [{ identityNamespace: 'other' }, "identity is of namespace 'other'"],
  [{ namespace: undefined, identityNamespace: 'shop' }, "identity is of namespace 'shop'"],
  [{ volumes: [volume], maxReplicas: 2 }, "volumes has 'data' (ReadWriteOnce) for up to 2 replicas"],
  [{ volumes: [{ ...volume, path: '/tmp' }] }, 'volumes mounts /tmp twice'],
])('fails for %j', (change, what) => {
  expect(workloadProblems({ ...good, ...change })).toEqual([expect.objectContaining({ what })]);
});

test('a name that comes from an id is written the way of Kubernetes', () => {
  expect(workloadProblems({ ...good, name: 'WebFrontend' })).toMatchObject([{ fix: "Give a name like 'web-frontend' (without one, it is the id of the construct)" }]);
});
