import { at, isFilledIn, listAt, textAt } from '../../inventory/kubernetes-object.rules';
import { Facts } from '../facts.rules';
import { ResourceFacts } from '../resource-facts.rules';
import { Rule } from '../rule';

/** Policies of EKS that may be given, by name. Source: EKS User Guide, access-policy-permissions. */
const POLICIES = new Set([
  ...['ClusterAdmin', 'Admin', 'AdminView', 'Edit', 'View', 'SecretReader', 'SecretAdmin', 'AutoNode', 'Hybrid', 'ClusterInsights', 'PodIdentity', 'BlockStorage', 'BlockStorageCluster', 'LoadBalancing', 'LoadBalancingCluster', 'Networking', 'NetworkingCluster', 'Compute', 'ComputeCluster', 'ACK', 'ArgoCDCluster', 'ArgoCD', 'KRO', 'Event'].map((name) => `AmazonEKS${name}Policy`),
  'AWSBackupFullAccessPolicyForBackup', 'AWSBackupFullAccessPolicyForRestore', 'AmazonAIOpsAssistantPolicy', 'AmazonARCRegionSwitchScalingPolicy',
]);
const RESERVED_USERS = /^(system|eks|aws|amazon|iam):/;

export const accessEntry: Rule = {
  id: 'access-entry',
  area: 'Infrastructure',
  severity: 'error',
  finds: 'an access entry that EKS refuses',
  why: 'groups, a user name and policies are for entries of the type STANDARD; a policy is one of EKS, for the cluster or for named namespaces; user names do not begin with system: eks: aws: amazon: iam:',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  check: ({ resources }: Facts) => resources.ofType('AWS::EKS::AccessEntry').flatMap((entry) => problems(entry).map(([what, fix]) => ({ path: entry.path, what, fix }))),
};

function problems({ properties }: ResourceFacts): [string, string][] {
  const type = textAt(properties, 'Type') ?? 'STANDARD';
  const groups = listAt(properties, 'KubernetesGroups');
  const policies = listAt(properties, 'AccessPolicies');
  const user = textAt(properties, 'Username');
  const standard = type === 'STANDARD' || isFilledIn(type);
  return [
    ...(!standard && groups.length > 0 ? [[`an entry of the type ${type} has the groups ${groups.join(', ')}`, 'Leave them out: EKS gives such entries theirs']] : []),
    // nodes of Auto Mode are given one
    ...(!standard && type !== 'EC2' && policies.length > 0 ? [[`an entry of the type ${type} has access policies`, 'Leave them out']] : []),
    ...(user !== undefined && RESERVED_USERS.test(user) ? [[`an entry has the user name '${user}'`, 'Choose another prefix']] : []),
    ...policies.flatMap(policyProblems),
  ] as [string, string][];
}

function policyProblems(policy: unknown): [string, string][] {
  const name = textAt(policy, 'PolicyArn')?.split('/').pop();
  const [scope, namespaces] = [textAt(policy, 'AccessScope', 'Type'), listAt(policy, 'AccessScope', 'Namespaces')];
  return [
    ...(name !== undefined && !isFilledIn(name) && !POLICIES.has(name) && at(policy, 'PolicyArn') !== undefined ? [[`an entry has the policy '${name}', which EKS does not have`, 'Use one like AmazonEKSViewPolicy: policies of IAM are not for Kubernetes']] : []),
    ...(scope === 'namespace' && namespaces.length === 0 ? [[`the policy ${name} is for namespaces, and names none`, 'Name them, or make it for the cluster']] : []),
    ...(scope === 'cluster' && namespaces.length > 0 ? [[`the policy ${name} is for the cluster, and names ${namespaces.join(', ')}`, 'Leave the namespaces out, or make it for namespaces']] : []),
  ] as [string, string][];
}
