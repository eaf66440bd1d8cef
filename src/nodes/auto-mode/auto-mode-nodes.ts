import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { isAutoMode } from './auto-mode';
import { TAG_STATEMENTS, tagConditions } from './auto-mode-tags.data';
import { usesCustomTags } from './auto-mode-tags.rules';
import { kind, feature } from '../../catalog/capability.rules';
import { acknowledgeManagedPolicies, acknowledgeWildcards } from '../../cluster/nag-acknowledgements';
import { roleFor } from '../../cluster/role';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { scanCluster } from '../../model/cluster-scan';
import { checkProps } from '../../props/check-props';
import { KARPENTER_IDENTITY } from '../karpenter/karpenter-nodes';
import { nodeAccessEntry } from '../node-access-entry';

/** Built-in NodePools of Auto Mode. Their nodes are in the subnets of the control plane. */
export enum BuiltInNodePool {
  /** For applications: on-demand, x86_64, c, m and r. */
  GENERAL_PURPOSE = 'general-purpose',
  /** For add-ons: tainted with CriticalAddonsOnly. */
  SYSTEM = 'system',
}

/** Properties of {@link AutoModeNodes}. */
export interface AutoModeNodesProps {
  /** The cluster: created in this stack, without self-managed add-ons. */
  readonly cluster: eks.Cluster;
  /**
   * Built-in NodePools of Auto Mode, which cannot be modified. The role of their nodes can never change once it is set. Their nodes are in
   * the subnets of the control plane: those of a `ThreeTierVpc` have no egress, so that `controlPlaneSubnets` of the cluster must be set to
   * others.
   *
   * @default - none: `AutoModeNodePool` puts nodes into the application tier
   */
  readonly builtInNodePools?: BuiltInNodePool[];
  /**
   * Permissions boundary and path of the role of the nodes, or an existing role.
   *
   * @default - a role with what nodes of Auto Mode need
   */
  readonly nodeRoleOptions?: RoleOptions;
}

/** Source: EKS User Guide, auto-cluster-iam-role and auto-create-node-role. */
const CLUSTER_POLICIES = [
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicyV2',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];
const NODE_POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'];
const NODE_POLICY = 'AmazonEKSAutoNodePolicy';

/** Kinds that EKS serves in a cluster of Auto Mode. */
const KINDS = [
  kind('karpenter.sh', 'NodePool'),
  kind('karpenter.sh', 'NodeClaim'),
  kind('eks.amazonaws.com', 'NodeClass'),
  kind('eks.amazonaws.com', 'IngressClassParams'),
  kind('eks.amazonaws.com', 'TargetGroupBinding'),
];

/**
 * EKS Auto Mode on a cluster: EKS manages nodes, volumes and load balancers. Compute, block storage and load balancing are enabled
 * together, with the policies that the role of the cluster needs. Pod networking, kube-proxy, DNS, the Pod Identity agent, the EBS driver
 * and the load balancer controller are built in, and the constructs of this library for them install no second copy: create AutoModeNodes
 * before them.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 *
 * const { nodeRole } = new AutoModeNodes(this, 'AutoMode', { cluster });
 * new AutoModeNodePool(this, 'General', { cluster, nodeRole });
 */
export class AutoModeNodes extends Construct {
  /**
   * Declares that an imported cluster uses Auto Mode: StorageClasses and IngressClasses that are created later use its drivers. The app
   * does not know the cluster role: KMS keys of volumes must allow it in their key policies.
   */
  static declareEnabled(cluster: eks.ICluster): void {
    const inventory = ClusterModel.of(cluster);
    if (!inventory._data.imported) {
      throw new StrataError(
        problemMessage('AutoModeNodes.declareEnabled', {
          finding: `${cluster.node.path} is created in this app`,
          constraint: 'declareEnabled is for imported clusters',
          remediation: 'Use new AutoModeNodes(...)',
        }),
      );
    }
    failOn(cluster, '', inventory._tooLate('autoMode', 'AutoModeNodes.declareEnabled is called'));
    inventory._use('autoMode', cluster);
  }

  /** The role of the nodes. */
  public readonly nodeRole: iam.IRole;

  constructor(scope: Construct, id: string, props: AutoModeNodesProps) {
    checkProps('AutoModeNodesProps', scope, id, props, new.target !== AutoModeNodes);
    const { cluster, builtInNodePools = [] } = props;
    failOn(scope, id, problemsOf(scope, props));
    super(scope, id);
    // Auto Mode allows no login to its nodes, so that none of them can be a tunnel to a private endpoint
    if (cluster.node.tryRemoveChild('TunnelCommand')) {
      Annotations.of(this).addInfo(
        'the endpoint of the cluster is private, and Auto Mode does not allow a tunnel through its nodes: allow your CIDR blocks ' +
          'in endpointAccess, or use PrivateEndpointAccess',
      );
    }
    this.nodeRole = roleFor(this, 'NodeRole', props.nodeRoleOptions, {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: 'Nodes of EKS Auto Mode',
      managedPolicies: NODE_POLICIES.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    acknowledgeManagedPolicies(this, NODE_POLICIES, 'what EKS asks for on the role of nodes of Auto Mode, kept current by AWS');
    enableAutoMode(cluster, builtInNodePools, this.nodeRole);
    attachClusterPolicies(cluster);
    allowTags(cluster);
    const inventory = ClusterModel.of(cluster);
    const resource = cluster.node.defaultChild as Construct;
    inventory._provide(
      resource,
      ...KINDS,
      feature('pod-network'),
      feature('service-network'),
      feature('pod-identity'),
      feature('cluster-dns'),
      feature('load-balancer-webhook'),
      ...(builtInNodePools.length > 0 ? [feature('nodes')] : []),
    );
    // EKS creates the access entry of the role of its built-in pools
    if (builtInNodePools.length === 0) this.createNodeAccessEntry(cluster);
  }

  private createNodeAccessEntry(cluster: eks.Cluster): void {
    const policyArn = Stack.of(this).formatArn({
      service: 'eks',
      region: '',
      account: 'aws',
      resource: 'cluster-access-policy',
      resourceName: NODE_POLICY,
    });
    const entry = nodeAccessEntry(this, 'NodeAccess', cluster, this.nodeRole.roleArn, 'EC2', {
      accessPolicies: [{ policyArn, accessScope: { type: 'cluster' } }],
    });
    ClusterModel.of(cluster)._provide(entry, feature('node-access'));
  }
}

function enableAutoMode(cluster: eks.Cluster, pools: readonly BuiltInNodePool[], role: iam.IRole): void {
  const resource = cluster.node.defaultChild as eks.CfnCluster;
  // without pools of its own it has no role either
  resource.computeConfig = { enabled: true, nodePools: [...pools], ...(pools.length > 0 ? { nodeRoleArn: role.roleArn } : {}) };
  resource.storageConfig = { blockStorage: { enabled: true } };
  resource.addPropertyOverride('KubernetesNetworkConfig.ElasticLoadBalancing.Enabled', true);
}

// an inline policy, which CloudFormation cannot delete before the role; whether an object uses tags is known at the end
function allowTags(cluster: eks.Cluster): void {
  const { role } = cluster;
  if (!(role instanceof iam.Role)) return;
  const { partition } = Stack.of(role);
  const statements = () =>
    Object.entries(TAG_STATEMENTS).map(
      ([sid, statement]) =>
        new iam.PolicyStatement({
          sid,
          actions: [...statement.actions],
          resources: statement.resources?.map((resource) => `arn:${partition}:${resource}`) ?? ['*'],
          conditions: tagConditions(statement),
        }),
    );
  const asked = () => scanCluster(ClusterModel.of(cluster)._data).some(({ objects }) => objects.some(usesCustomTags));
  const resource = role.node.defaultChild as iam.CfnRole;
  const before = resource.policies;
  const own = Array.isArray(before) ? (before as iam.CfnRole.PolicyProperty[]) : [];
  const tags = () => [{ policyName: 'UserTags', policyDocument: new iam.PolicyDocument({ statements: statements() }) }];
  resource.policies = Lazy.any({ produce: () => [...own, ...(asked() ? tags() : [])] }, { omitEmptyArray: true });
  const wildcards = Object.values(TAG_STATEMENTS).flatMap(({ resources }) => resources ?? ['*']);
  acknowledgeWildcards(role, wildcards, 'the documented policy for tags of a user: each request is tagged for the cluster of the role');
}

function attachClusterPolicies({ role }: eks.Cluster): void {
  CLUSTER_POLICIES.forEach((name) => role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)));
  if (role instanceof iam.Role) {
    role.assumeRolePolicy?.addStatements(
      new iam.PolicyStatement({ principals: [new iam.ServicePrincipal('eks.amazonaws.com')], actions: ['sts:TagSession'] }),
    );
  }
  acknowledgeManagedPolicies(role, CLUSTER_POLICIES, 'what EKS asks for on the role of a cluster of Auto Mode, kept current by AWS');
}

function problemsOf(scope: Construct, { cluster }: AutoModeNodesProps): Problem[] {
  const problems: Problem[] = [];
  const resource = cluster.node.defaultChild as eks.CfnCluster;
  const guide = 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html';
  if (Stack.of(scope) !== Stack.of(cluster)) {
    problems.push({
      finding: 'the cluster is in another stack',
      constraint: 'Auto Mode is a setting of the cluster, which would depend on a role of a later stack',
      remediation: 'Create AutoModeNodes in the stack of the cluster; AutoModeNodePool can be in any stack',
      source: guide,
    });
  }
  if (isAutoMode(cluster)) {
    problems.push({
      finding: 'EKS Auto Mode is already enabled on the cluster',
      constraint: 'it can be enabled only once',
      remediation: 'Use the existing AutoModeNodes',
      source: guide,
    });
  }
  if (ClusterModel.of(cluster)._provider(KARPENTER_IDENTITY)) {
    problems.push({
      finding: 'Karpenter is installed on the cluster',
      constraint: 'Auto Mode includes Karpenter, with the same CRDs',
      remediation: 'Remove KarpenterNodes or AutoModeNodes',
      source: guide,
    });
  }
  if (resource.bootstrapSelfManagedAddons !== false) {
    problems.push({
      finding: 'the cluster installs self-managed add-ons',
      constraint: 'Auto Mode includes them',
      remediation: 'Set bootstrapSelfManagedAddons: false on the cluster, or use the Cluster of this library',
      source: guide,
    });
  }
  return [...problems, ...ClusterModel.of(cluster)._tooLate('autoMode', 'AutoModeNodes is created')];
}
