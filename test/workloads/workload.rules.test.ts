import { workloadProblems } from '../../src/workloads/workload.rules';

interface VolumeOf {
  name: string;
  path: string;
  oneNode: boolean;
  source?: object;
}
const mounts = (...volumes: VolumeOf[]) => [{ name: 'web', volumes }];
const port = (number: number, name = 'http') => [{ name, port: number }];
const good = { name: 'web', images: ['a:1'], user: 10001, maxReplicas: 1, containers: mounts(), ports: port(8080), namespace: 'shop' };
const volume = { name: 'data', path: '/data', oneNode: true };

test.each([
  [{}],
  [{ user: 1 }],
  [{ ports: port(1024) }],
  [{ ports: port(65535) }],
  [{ name: 'x'.repeat(63) }],
  [{ containers: mounts(volume) }],
  [{ identityNamespace: 'shop' }],
  [{ namespace: undefined, identityNamespace: 'default' }],
])('%j is accepted', (change) => {
  expect(workloadProblems({ ...good, ...change })).toEqual([]);
});

test.each<[object, string]>([
  [{ name: '1web' }, "name is '1web'"],
  [{ name: 'x'.repeat(64) }, `name is '${'x'.repeat(64)}'`],
  [{ images: ['a:1', ''] }, 'image is empty'],
  [{ user: 0 }, 'user is 0'],
  [{ ports: port(80) }, 'port is 80'],
  [{ ports: port(65536, 'sql') }, 'port sql is 65536'],
  [{ ports: port(8080, 'a-very-long-name') }, "a port has the name 'a-very-long-name'"],
  [{ name: 'x'.repeat(53), longestName: 52 }, `name is '${'x'.repeat(53)}' with 53 characters`],
  [{ containers: [...mounts(), { name: 'web', volumes: [] }] }, 'containers have the name web twice'],
  [{ containers: [...mounts(), { name: 'Log', volumes: [] }] }, "a container has the name 'Log'"],
  [
    { containers: mounts({ ...volume, source: { a: 1 } }, { ...volume, path: '/b', source: { a: 2 } }) },
    "volumes has two with the name 'data'",
  ],
  [{ identityNamespace: 'other' }, "identity is of namespace 'other'"],
  [{ namespace: undefined, identityNamespace: 'shop' }, "identity is of namespace 'shop'"],
  [{ containers: mounts(volume), maxReplicas: 2 }, "volumes has 'data' (ReadWriteOnce) for up to 2 replicas"],
  [{ containers: mounts({ ...volume, path: '/tmp' }) }, 'volumes mounts /tmp twice'],
])('fails for %j', (change, what) => {
  expect(workloadProblems({ ...good, ...change })).toEqual([expect.objectContaining({ what })]);
});

test('a name that comes from an id is written the way of Kubernetes', () => {
  expect(workloadProblems({ ...good, name: 'WebFrontend' })).toMatchObject([
    { remediation: "Give a name like 'web-frontend' (without one, it is the id of the construct)" },
  ]);
});
