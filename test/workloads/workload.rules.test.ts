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
  [{ user: 0 }, 'runAsUser is 0'],
  [{ ports: port(80) }, 'port is 80'],
  [{ ports: port(65536, 'sql') }, 'port sql is 65536'],
  [{ ports: port(8080, 'a-very-long-name') }, "name of a port is 'a-very-long-name'"],
  [{ name: 'x'.repeat(53), longestName: 52 }, `name is '${'x'.repeat(53)}' with 53 characters`],
  [{ containers: [...mounts(), { name: 'web', volumes: [] }] }, 'several containers have the name web'],
  [{ containers: [...mounts(), { name: 'Log', volumes: [] }] }, "name of a container is 'Log'"],
  [
    { containers: mounts({ ...volume, source: { a: 1 } }, { ...volume, path: '/b', source: { a: 2 } }) },
    "two volumes have the name 'data'",
  ],
  [{ identityNamespace: 'other' }, "the service account of identity is in namespace 'other'"],
  [{ namespace: undefined, identityNamespace: 'shop' }, "the service account of identity is in namespace 'shop'"],
  [{ containers: mounts(volume), maxReplicas: 2 }, "volumes has 'data' (ReadWriteOnce) for up to 2 replicas"],
  [{ containers: mounts({ ...volume, path: '/tmp' }) }, 'several volumes have the mountPath /tmp'],
])('fails for %j', (change, finding) => {
  expect(workloadProblems({ ...good, ...change })).toEqual([expect.objectContaining({ finding })]);
});

test('a name that comes from an id is written the way of Kubernetes', () => {
  expect(workloadProblems({ ...good, name: 'WebFrontend' })).toMatchObject([
    { remediation: "Set name to a value like 'web-frontend' (default: the id of the construct)" },
  ]);
});
