import { managedNodesProblems } from '../../src/nodes/managed-nodes.rules';

const good = { minSize: 1, maxSize: 3, desiredSize: 2, instanceTypes: 1, metadataHopLimit: 1, labels: {}, diskGiB: 20 };

test('good settings have no problem', () => expect(managedNodesProblems(good)).toEqual([]));
test.each([[{ minSize: 0, desiredSize: 0 }], [{ maxSize: 450 }], [{ instanceTypes: 20 }], [{ metadataHopLimit: 64 }], [{ labels: { 'team.example.com/a': 'x'.repeat(63) } }]])('%j is the last good value', (change) => {
  expect(managedNodesProblems({ ...good, ...change })).toEqual([]);
});

test.each<[object, string]>([
  [{ minSize: 4 }, 'minSize is 4 and maxSize is 3'],
  [{ desiredSize: 4 }, 'desiredSize is 4'],
  [{ maxSize: 451 }, 'maxSize is 451'],
  [{ minSize: 0, maxSize: 0, desiredSize: 0 }, 'maxSize is 0'],
  [{ instanceTypes: 21 }, 'instanceTypes has 21 entries'],
  [{ diskGiB: 19 }, 'diskSize is 19 GiB'],
  [{ metadataHopLimit: 65 }, 'metadataHopLimit is 65'],
  [{ labels: { a: 'x'.repeat(64) } }, `labels has a='${'x'.repeat(64)}'`],
  [{ labels: { 'kubernetes.io/a': 'b' } }, "labels has the key 'kubernetes.io/a'"],
])('fails for %j', (change, what) => {
  expect(managedNodesProblems({ ...good, ...change })).toContainEqual(expect.objectContaining({ what }));
});
