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
  description: 'SecurityGroupPolicy without nodes that support security groups for pods',
  reason:
    'a pod with its own security group needs a branch network interface, which only Fargate and Nitro instances outside the t ' +
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
              `SecurityGroupPolicy '${namespaceOf(value)}/${value.metadata?.name}' assigns a security group to pods, but no node of the ` +
              'cluster supports branch network interfaces',
            remediation: 'Add ManagedNodes with instance types such as m6i.large, or remove the SecurityGroupPolicy',
          })),
};

// a node pool that was applied as a plain object
const isOfKarpenter = ({ elastic, labels }: NodeCandidate): boolean => elastic && labels['eks.amazonaws.com/compute-type']?.includes('ec2');

// the instance types of a Karpenter node pool are not known
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
