import { templateOf } from './cloudformation-model';
import { ClusterModel } from './cluster-model';
import { drawn, emptyCluster, violations } from './courses';

const APP = drawn({ A: 'x y', B: 'z' }, 'ConfigMap');
const RELEASE = { H: { release: 'one', objects: drawn({ A: 'r' }, 'Deployment').A.objects } };

function moved() {
  const { cluster, lambda, stack } = emptyCluster();
  const other = new ClusterModel();
  // a cluster is known by the uid of this namespace
  other.forget('/Namespace /kube-system');
  for (let count = 0; count < 10; count++) other.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `n${count}` } });
  other.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  Object.defineProperty(other, 'clock', { value: cluster.clock });
  lambda.clusters.other = other;
  return { cluster, other, lambda, stack };
}

test('another cluster gets the objects, and the old one is cleaned up after that', async () => {
  const { cluster, other, stack } = moved();
  await stack.deploy(templateOf({ ...APP, ...RELEASE }));
  const before = cluster.seen();
  expect(await stack.deploy(templateOf({ ...APP, ...RELEASE }, 'other'))).toBe('complete');
  expect(stack.problems).toEqual([]);
  await cluster.clock.sleep(60_000);
  expect([[...other.seen().keys()], [...cluster.seen().keys()]]).toEqual([[...before.keys()], []]);
  expect(cluster.records()).toEqual([]);
});

test('a move to another cluster that fails leaves the old one as it is, and the new one empty', async () => {
  for (let step = 0; step < 4; step++) {
    const { cluster, other, stack } = moved();
    await stack.deploy(templateOf(APP));
    const before = cluster.seen();
    expect(await stack.deploy(templateOf(APP, 'other'), { fault: { step, how: 'elsewhere' } })).toBe('rolled back');
    await other.clock.sleep(60_000);
    expect(violations(cluster, [{ stack, app: APP }], before)).toEqual([]);
    expect([...other.seen().keys(), ...other.records()]).toEqual([]);
  }
});

test('a resource of a deleted cluster is deleted', async () => {
  const { lambda, stack } = moved();
  await stack.deploy(templateOf({ ...APP, ...RELEASE }));
  lambda.clusters.cluster = undefined;
  await stack.remove();
  expect(stack.problems).toEqual([]);
});
