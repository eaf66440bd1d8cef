import { KUBERNETES_VERSIONS } from '../../src/cluster/kubernetes-version.data';
import { nodeVersionProblem, versionProblem } from '../../src/cluster/kubernetes-version.rules';

test.each(Object.entries(KUBERNETES_VERSIONS))('%s is judged as the table says', (version, { creatable }) => {
  expect(versionProblem(version) === undefined).toBe(creatable);
});

test('a version newer than the table is accepted', () => expect(versionProblem('1.99')).toBeUndefined());

test('fails for a version that ended, with the date', () => {
  expect(versionProblem('1.30')).toEqual({
    what: 'version 1.30 can no longer be created', limit: 'EKS creates 1.31 and newer; extended support of 1.30 ended 2026-07-23', fix: 'Use KubernetesVersion.V1_36', source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  });
});

test.each([['1.36'], ['1.33']])('nodes of %s join a cluster of 1.36', (nodes) => expect(nodeVersionProblem(nodes, '1.36')).toBeUndefined());
test.each([['1.32', '4 behind'], ['1.37', '1 newer than']])('fails for nodes of %s in a cluster of 1.36', (nodes, what) => {
  expect(nodeVersionProblem(nodes, '1.36')).toMatchObject({ what: `version ${nodes} is ${what} the cluster's 1.36` });
});
