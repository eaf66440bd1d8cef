import { Cases, Given, ref } from './case';
import { addon, cluster, entry, Properties, Resource, role, trust } from './given';

const EKS = trust({ Service: 'eks.amazonaws.com' });
const clusterWithRole = (of: Resource, more: Given['resources'] = {}): Given['resources'] =>
  cluster({ RoleArn: ref('App/Role', 'Arn') }, { 'App/Role': of, ...more });
const entryOfRole = (type = 'EC2_LINUX'): Given['resources'] => entry({ PrincipalArn: ref('App/Role', 'Arn'), Type: type });
const TAGGED = 'apiVersion: eks.amazonaws.com/v1\nkind: NodeClass\nmetadata: { name: tagged }\nspec: { role: nodes, tags: { team: a } }';
const TEAM = 'arn:aws:iam::111122223333:role/team';
const nodesWithRole = (NodeRole: unknown = ref('App/Role', 'Arn'), after: readonly string[] = []): Resource => [
  'AWS::EKS::Nodegroup',
  { NodeRole },
  after,
];

const policiesOfAws = (...names: string[]): Properties => ({
  ManagedPolicyArns: names.map((name) => `arn:<known-at-deploy>:iam::aws:policy/${name}`),
});

const profileWithRole = (of: Resource): Given['resources'] => ({
  'App/Profile': ['AWS::EKS::FargateProfile', { PodExecutionRoleArn: ref('App/Role', 'Arn') }],
  'App/Role': of,
});

/** The roles and the place of a cluster. */
export const INFRASTRUCTURE_CLUSTER: Cases = {
  'access-entry-by-eks': {
    fails: [
      {
        name: 'the role of a managed group',
        resources: { ...entryOfRole(), 'App/Nodes': nodesWithRole() },
        found: ['the access entry is for the role of App/Nodes'],
      },
      {
        name: 'the same ARN, and two groups',
        resources: { ...entry({ Type: 'EC2_LINUX' }), 'App/A': nodesWithRole(TEAM), 'App/B': nodesWithRole(TEAM) },
        found: ['the access entry is for the role of App/A, App/B'],
      },
      {
        name: 'people with the role of nodes',
        resources: { ...entry({}), 'App/Nodes': nodesWithRole(TEAM) },
        found: ['the access entry is for the role of App/Nodes'],
      },
      {
        name: 'a group that comes after something else',
        resources: { ...entryOfRole(), 'App/Nodes': nodesWithRole(undefined, ['App/Other']) },
        found: ['the access entry is for the role of App/Nodes'],
      },
      {
        name: 'a Fargate profile',
        resources: {
          ...entryOfRole('FARGATE_LINUX'),
          'App/Profile': ['AWS::EKS::FargateProfile', { PodExecutionRoleArn: ref('App/Role', 'Arn') }],
        },
        found: ['the access entry is for the role of App/Profile'],
      },
      {
        name: 'the built-in pools of Auto Mode',
        resources: cluster({ ComputeConfig: { NodeRoleArn: ref('App/Role', 'Arn') } }, entryOfRole('EC2')),
        found: ['the access entry is for the role of App/Cluster'],
      },
    ],
    passes: [
      {
        name: 'a group that comes after the entry',
        resources: { ...entryOfRole('EC2_WINDOWS'), 'App/Nodes': nodesWithRole(undefined, ['App/Entry']) },
      },
      { name: 'another role', resources: { ...entryOfRole(), 'App/Nodes': nodesWithRole(ref('App/Other', 'Arn')) } },
      {
        name: 'a role that is known at deploy',
        resources: { ...entry({ PrincipalArn: '<known-at-deploy>' }), 'App/Nodes': nodesWithRole('<known-at-deploy>') },
      },
    ],
  },

  'cluster-name-taken': {
    fails: [
      {
        name: 'in one account and region',
        facts: { clusterNameConflicts: [{ path: 'App/Other', value: { path: 'App/Cluster', certain: true } }] },
        found: ['the cluster has the same name as App/Cluster'],
      },
      {
        name: 'in stacks that do not name theirs',
        facts: { clusterNameConflicts: [{ path: 'App/Other', value: { path: 'App/Cluster', certain: false } }] },
        found: ['the cluster has the same name as App/Cluster, and both may be deployed to the same account and region'],
      },
    ],
    passes: [
      { name: 'one cluster', resources: cluster({ Name: 'prod' }) },
      { name: 'a cluster that CloudFormation names', resources: cluster({}) },
    ],
  },

  'cluster-elsewhere': {
    fails: [
      {
        name: 'another account',
        facts: {
          misplacedResources: [
            {
              path: 'App/Addon',
              value: {
                finding: 'the stack is in account 2 and the cluster is in account 1',
                remediation: 'Put it into a stack in account 1',
              },
            },
          ],
        },
        found: ['the stack is in account 2 and the cluster is in account 1'],
      },
    ],
    passes: [
      { name: 'a resource beside its cluster', resources: addon('coredns', {}) },
      { name: 'an entry beside its cluster', resources: entry({}) },
    ],
  },

  'cluster-encryption': {
    fails: [
      {
        name: 'a key alone',
        resources: cluster({ EncryptionConfig: [{ Provider: { KeyArn: ref('App/Key', 'Arn') } }] }),
        found: ['encryptionConfig has a provider but no resources'],
      },
    ],
    passes: [
      {
        name: 'a key for secrets',
        resources: cluster({ EncryptionConfig: [{ Provider: { KeyArn: ref('App/Key', 'Arn') }, Resources: ['secrets'] }] }),
      },
      {
        name: 'resources that are a parameter',
        resources: cluster({ EncryptionConfig: [{ Provider: { KeyArn: ref('App/Key', 'Arn') }, Resources: '<known-at-deploy>' }] }),
      },
      { name: 'a key of AWS', resources: cluster({}) },
    ],
  },

  'auto-mode-tags': {
    fails: [{ name: 'an imported cluster', manifests: TAGGED, facts: { autoMode: true }, found: ["NodeClass 'tagged' sets custom tags"] }],
    passes: [
      {
        name: 'a role with the policy',
        manifests: TAGGED,
        facts: { autoMode: true },
        resources: clusterWithRole(role(EKS, { Policies: [{}] })),
      },
      { name: 'a node class without tags', manifests: TAGGED.replace(/, tags.*}/, ' }'), facts: { autoMode: true } },
    ],
  },

  'cluster-role-trust': {
    fails: [
      {
        name: 'the role of the nodes for the cluster',
        resources: clusterWithRole(role([trust({ Service: 'ec2.amazonaws.com' })], policiesOfAws('AmazonEKSClusterPolicy'))),
        found: ['the role App/Role of the cluster does not trust eks.amazonaws.com'],
      },
      {
        name: 'the role of the cluster for a Fargate profile',
        resources: profileWithRole(role([EKS], policiesOfAws('AmazonEKSClusterPolicy'))),
        found: ['the role App/Role of the profile does not trust eks-fargate-pods.amazonaws.com'],
      },
      {
        name: 'a role of people',
        resources: clusterWithRole(role([trust({ AWS: 'arn:aws:iam::111122223333:root' })], policiesOfAws('AmazonEKSClusterPolicy'))),
        found: ['the role App/Role of the cluster does not trust eks.amazonaws.com'],
      },
      {
        name: 'a service whose name begins alike',
        resources: clusterWithRole(role([trust({ Service: 'eks-fargate-pods.amazonaws.com' })], policiesOfAws('AmazonEKSClusterPolicy'))),
        found: ['the role App/Role of the cluster does not trust eks.amazonaws.com'],
      },
      {
        name: 'the service is denied',
        resources: clusterWithRole(role([{ ...EKS, Effect: 'Deny' }], policiesOfAws('AmazonEKSClusterPolicy'))),
        found: ['the role App/Role of the cluster does not trust eks.amazonaws.com'],
      },
      {
        name: 'a role without the policy',
        resources: clusterWithRole(role([EKS], policiesOfAws('AmazonEKSWorkerNodePolicy'))),
        found: ['the role App/Role of the cluster has no AmazonEKSClusterPolicy'],
      },
    ],
    passes: [
      { name: 'what the guide says', resources: clusterWithRole(role([EKS], policiesOfAws('AmazonEKSClusterPolicy'))) },
      {
        name: 'one statement without a list, several services',
        resources: clusterWithRole(
          role(trust({ Service: ['ec2.amazonaws.com', 'eks.amazonaws.com'] }), policiesOfAws('AmazonEKSClusterPolicy')),
        ),
      },
      {
        name: 'the trust policy as a text',
        resources: clusterWithRole([
          'AWS::IAM::Role',
          { AssumeRolePolicyDocument: JSON.stringify({ Statement: [EKS] }), ...policiesOfAws('AmazonEKSClusterPolicy') },
        ]),
      },
      {
        name: 'the name of the service is known at deploy',
        resources: clusterWithRole(role([trust({ Service: '<known-at-deploy>' })], policiesOfAws('AmazonEKSClusterPolicy'))),
      },
      {
        name: 'the statements are known at deploy',
        resources: clusterWithRole(role('<known-at-deploy>', policiesOfAws('AmazonEKSClusterPolicy'))),
      },
      { name: 'everybody', resources: clusterWithRole(role([trust('*')], policiesOfAws('AmazonEKSClusterPolicy'))) },
      {
        name: 'all principals except one',
        resources: clusterWithRole(
          role(
            [{ Effect: 'Allow', Action: 'sts:AssumeRole', NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }],
            policiesOfAws('AmazonEKSClusterPolicy'),
          ),
        ),
      },
      {
        name: "a policy of one's own may say the same",
        resources: clusterWithRole(role([EKS], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/eks'] })),
      },
      {
        name: 'a policy beside the role may say the same',
        resources: clusterWithRole(role([EKS]), { 'App/Policy': ['AWS::IAM::ManagedPolicy', { Roles: [ref('App/Role')] }] }),
      },
      {
        name: 'a role of Fargate',
        resources: profileWithRole(
          role(
            [
              trust(
                { Service: 'eks-fargate-pods.amazonaws.com' },
                { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:eks:eu-west-1:111122223333:fargateprofile/prod/*' } } },
              ),
            ],
            policiesOfAws('AmazonEKSFargatePodExecutionRolePolicy'),
          ),
        ),
      },
      { name: 'a role that is made elsewhere', resources: cluster({ RoleArn: 'arn:aws:iam::111122223333:role/eks' }) },
    ],
  },
};
