import { groupKindOf, namespaceOf } from '../../../kubernetes/kubernetes-object.rules';
import { Capacity } from '../../../model/capacity.rules';
import { instanceFacts } from '../../../nodes/tables/instance-types.rules';
import { Unsupported, NODE_FEATURES } from '../../../nodes/tables/node-features.data';
import { NodeCandidate } from '../../placement/node-candidate.rules';
import { Rule } from '../../rule';

const AUTO_MODE = (NODE_FEATURES.securityGroupsForPods.autoMode as Unsupported).reason;

export const podSecurityGroupNodes: Rule = {
  id: 'pod-security-group-nodes',
  area: 'Infrastructure',
  severity: 'error',
  description: 'a security group for pods where no node has interfaces for it',
  reason:
    'a pod with a security group of its own waits for a branch interface, which only Fargate and Nitro instances outside of the t ' +
    `family have; ${AUTO_MODE}`,
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
  check: ({ capacity = [], nodeCandidates, objects }) =>
    capacity.length === 0 || nodeCandidates === undefined || capacity.some(mayHaveBranches) || nodeCandidates.some(isOfKarpenter)
      ? []
      : objects
          .filter(({ value }) => groupKindOf(value) === 'vpcresources.k8s.aws/SecurityGroupPolicy')
          .map(({ path, value }) => ({
            path,
            finding:
              `SecurityGroupPolicy '${namespaceOf(value)}/${value.metadata?.name}' gives pods a security group, and no node of the ` +
              'cluster has branch interfaces',
            remediation: 'Add ManagedNodes with instance types like m6i.large, or leave the security group out',
          })),
};

// a pool that nobody registered
const isOfKarpenter = ({ elastic, labels }: NodeCandidate): boolean => elastic && labels['eks.amazonaws.com/compute-type']?.includes('ec2');

// nobody knows which types a pool of Karpenter will take
function mayHaveBranches(capacity: Capacity): boolean {
  switch (capacity.type) {
    case 'fargate':
      return true;
    case 'elastic':
      return capacity.nodeType === 'karpenter';
    case 'nodes':
      return (
        capacity.nodeType !== 'hybrid' &&
        capacity.os === 'linux' &&
        capacity.shapes.some(({ instanceType }) => instanceFacts(instanceType)?.branchInterfaces !== 0)
      );
  }
}
