import { AutoModeNodePool, AutoModeNodes } from '../../src';
import { TAG_STATEMENTS } from '../../src/nodes/auto-mode/auto-mode-tags.data';
import { usesCustomTags } from '../../src/nodes/auto-mode/auto-mode-tags.rules';
import { newCluster, newStack, resourceOf } from '../harness';

const policies = (instanceTags?: { [key: string]: string }) => {
  const stack = newStack();
  const cluster = newCluster(stack);
  const { nodeRole } = new AutoModeNodes(stack, 'Auto', { cluster });
  new AutoModeNodePool(stack, 'Pool', { cluster, nodeRole, instanceTags });
  return resourceOf(cluster.role).Properties.Policies;
};

test('tags of a user bring the documented policy to the role of the cluster', () => {
  const [{ PolicyName, PolicyDocument }] = policies({ team: 'a' });
  expect([PolicyName, PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid)]).toEqual(['UserTags', Object.keys(TAG_STATEMENTS)]);
  expect(PolicyDocument.Statement[0].Condition.StringEquals).toEqual({
    'aws:RequestTag/eks:eks-cluster-name': '${aws:PrincipalTag/eks:eks-cluster-name}',
  });
});
test('without tags there is none', () => expect(policies()).toBeUndefined());

test.each<[string, string, object, boolean]>([
  ['eks.amazonaws.com/v1', 'NodeClass', { spec: { tags: { a: 'b' } } }, true],
  ['eks.amazonaws.com/v1', 'NodeClass', { spec: {} }, false],
  ['eks.amazonaws.com/v1', 'IngressClassParams', { spec: { tags: [{ key: 'a', value: 'b' }] } }, true],
  ['elbv2.k8s.aws/v1beta1', 'IngressClassParams', { spec: { tags: [{ key: 'a', value: 'b' }] } }, false],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'ebs.csi.eks.amazonaws.com', parameters: { tagSpecification_1: 'a=b' } }, true],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'ebs.csi.aws.com', parameters: { tagSpecification_1: 'a=b' } }, false],
])('%s %s with %j asks for tags: %s', (apiVersion, kind, more, expected) =>
  expect(usesCustomTags({ apiVersion, kind, ...more })).toBe(expected),
);
