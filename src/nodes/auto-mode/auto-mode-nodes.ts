import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { isAutoMode } from './auto-mode';
import { TAG_STATEMENTS, tagConditions } from './auto-mode-tags.data';
import { asksForTags } from './auto-mode-tags.rules';
import { kind, part } from '../../catalog/thing.rules';
import { acknowledgeManagedPolicies, acknowledgeWildcards } from '../../cluster/acknowledged';
import { roleFor, RoleOptions } from '../../cluster/role-options';
import { failOn, Problem, problemMessage, StrataError } from '../../errors/problems';
import { scanCluster } from '../../model/cluster-scan';
import { Inventory } from '../../model/inventory';
import { KARPENTER_IDENTITY } from '../karpenter/karpenter-nodes';
import { nodeEntry } from '../node-entry';

/** Pools that Auto Mode brings. Their nodes live in the subnets of the control plane. */
export enum BuiltInPool {
  /** For applications: on-demand, x86_64, c, m and r. */
  GENERAL_PURPOSE = 'general-purpose',
  /** For add-ons: tainted with CriticalAddonsOnly. */
  SYSTEM = 'system',
}

/** Properties of {@link AutoModeNodes}. */
export interface AutoModeNodesProps {
  /** The cluster: made in this stack, without self-managed add-ons. */
  readonly cluster: eks.Cluster;
  /**
   * Pools that Auto Mode brings and that cannot be changed. The role of their nodes cannot change either, once there is one.
   *
   * @default - none: `AutoModeNodePool` puts nodes into the application tier
   */
  readonly builtInPools?: BuiltInPool[];
  /**
   * How the role of the nodes is made.
   *
   * @default - a role with what nodes of Auto Mode need
   */
  readonly nodeRoleOptions?: RoleOptions;
}

/** Source: EKS User Guide, auto-cluster-iam-role and auto-create-node-role. */
const CLUSTER_POLICIES = ['AmazonEKSComputePolicy', 'AmazonEKSBlockStoragePolicyV2', 'AmazonEKSLoadBalancingPolicy', 'AmazonEKSNetworkingPolicy'];
const NODE_POLICIES = ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly'];
const NODE_POLICY = 'AmazonEKSAutoNodePolicy';

/** Kinds that EKS serves in a cluster of Auto Mode. */
const KINDS = [kind('karpenter.sh', 'NodePool'), kind('karpenter.sh', 'NodeClaim'), kind('eks.amazonaws.com', 'NodeClass'), kind('eks.amazonaws.com', 'IngressClassParams'), kind('eks.amazonaws.com', 'TargetGroupBinding')];

/**
 * EKS Auto Mode on a cluster: EKS runs nodes, volumes and load balancers itself. The three switches are set together, with what the role of the
 * cluster needs. Pod networking, kube-proxy, DNS, the Pod Identity agent, the EBS driver and the load balancer controller are built in, and the
 * constructs of this library for them install nothing twice: create it before them.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 *
 * const { nodeRole } = new AutoModeNodes(this, 'AutoMode', { cluster });
 * new AutoModeNodePool(this, 'General', { cluster, nodeRole });
 */
export class AutoModeNodes extends Construct {
  /**
   * Says that an imported cluster runs in Auto Mode: classes that are made later are those of Auto Mode. Its role is not known to the app: keys for
   * volumes must let it in elsewhere.
   */
  static alreadyOn(cluster: eks.ICluster): void {
    const inventory = Inventory.of(cluster);
    if (!inventory._data.imported) throw new StrataError(problemMessage('AutoModeNodes.alreadyOn', { what: `${cluster.node.path} is made in this app`, limit: 'it is for imported clusters', fix: 'Use new AutoModeNodes(...)' }));
    failOn(cluster, '', inventory._tooLate('autoMode', 'AutoModeNodes.alreadyOn is called'));
    inventory._use('autoMode', cluster);
  }

  /** The role of the nodes. */
  public readonly nodeRole: iam.IRole;

  constructor(scope: Construct, id: string, props: AutoModeNodesProps) {
    const { cluster, builtInPools = [] } = props;
    failOn(scope, id, problemsOf(scope, props));
    super(scope, id);
    // nobody may log in to nodes of Auto Mode, so that none of them is a way to a private endpoint
    if (cluster.node.tryRemoveChild('TunnelCommand')) {
      Annotations.of(this).addInfo('the endpoint of the cluster is private, and nodes of Auto Mode are no way to it: give endpointAccess addresses of yours, or use PrivateApiAccess');
    }
    this.nodeRole = roleFor(this, 'NodeRole', props.nodeRoleOptions, {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      description: 'Nodes of EKS Auto Mode',
      managedPolicies: NODE_POLICIES.map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    acknowledgeManagedPolicies(this, NODE_POLICIES, 'what EKS asks for on the role of nodes of Auto Mode, kept current by AWS');
    switchOn(cluster, builtInPools, this.nodeRole);
    allowCluster(cluster);
    allowTags(cluster);
    const inventory = Inventory.of(cluster);
    const resource = cluster.node.defaultChild as Construct;
    inventory._provide(resource, ...KINDS, part('pod-network'), part('service-network'), part('pod-identity'), part('cluster-dns'), part('load-balancer-webhook'), ...(builtInPools.length > 0 ? [part('nodes')] : []));
    // EKS makes the entry of the role of its own pools itself
    if (builtInPools.length === 0) this.letNodesJoin(cluster);
  }

  private letNodesJoin(cluster: eks.Cluster): void {
    const policyArn = Stack.of(this).formatArn({ service: 'eks', region: '', account: 'aws', resource: 'cluster-access-policy', resourceName: NODE_POLICY });
    const entry = nodeEntry(this, 'NodeAccess', cluster, this.nodeRole.roleArn, 'EC2', { accessPolicies: [{ policyArn, accessScope: { type: 'cluster' } }] });
    Inventory.of(cluster)._provide(entry, part('node-access'));
  }
}

function switchOn(cluster: eks.Cluster, pools: readonly BuiltInPool[], role: iam.IRole): void {
  const resource = cluster.node.defaultChild as eks.CfnCluster;
  // without pools of its own it has no role either
  resource.computeConfig = { enabled: true, nodePools: [...pools], ...(pools.length > 0 ? { nodeRoleArn: role.roleArn } : {}) };
  resource.storageConfig = { blockStorage: { enabled: true } };
  resource.addPropertyOverride('KubernetesNetworkConfig.ElasticLoadBalancing.Enabled', true);
}

// in the role, where CloudFormation cannot delete it while EKS still works; whether anything asks for tags is known at the end
function allowTags(cluster: eks.Cluster): void {
  const { role } = cluster;
  if (!(role instanceof iam.Role)) return;
  const { partition } = Stack.of(role);
  const statements = () => Object.entries(TAG_STATEMENTS).map(([sid, statement]) => new iam.PolicyStatement({
    sid,
    actions: [...statement.actions],
    resources: statement.resources?.map((resource) => `arn:${partition}:${resource}`) ?? ['*'],
    conditions: tagConditions(statement),
  }));
  const asked = () => scanCluster(Inventory.of(cluster)._data).some(({ objects }) => objects.some(asksForTags));
  const resource = role.node.defaultChild as iam.CfnRole;
  const before = resource.policies;
  const own = Array.isArray(before) ? before as iam.CfnRole.PolicyProperty[] : [];
  const tags = () => [{ policyName: 'UserTags', policyDocument: new iam.PolicyDocument({ statements: statements() }) }];
  resource.policies = Lazy.any({ produce: () => [...own, ...(asked() ? tags() : [])] }, { omitEmptyArray: true });
  const wildcards = Object.values(TAG_STATEMENTS).flatMap(({ resources }) => resources ?? ['*']);
  acknowledgeWildcards(role, wildcards, 'the documented policy for tags of a user: each request is tagged for the cluster of the role');
}

function allowCluster({ role }: eks.Cluster): void {
  CLUSTER_POLICIES.forEach((name) => role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(name)));
  if (role instanceof iam.Role) {
    role.assumeRolePolicy?.addStatements(new iam.PolicyStatement({ principals: [new iam.ServicePrincipal('eks.amazonaws.com')], actions: ['sts:TagSession'] }));
  }
  acknowledgeManagedPolicies(role, CLUSTER_POLICIES, 'what EKS asks for on the role of a cluster of Auto Mode, kept current by AWS');
}

function problemsOf(scope: Construct, { cluster }: AutoModeNodesProps): Problem[] {
  const problems: Problem[] = [];
  const resource = cluster.node.defaultChild as eks.CfnCluster;
  const guide = 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html';
  if (Stack.of(scope) !== Stack.of(cluster)) {
    problems.push({ what: 'the cluster is in another stack', limit: 'the switches of Auto Mode are settings of the cluster, which would need a role of a later stack', fix: 'Make AutoModeNodes in the stack of the cluster; AutoModeNodePool may be in any', source: guide });
  }
  if (isAutoMode(cluster)) problems.push({ what: 'the cluster runs in Auto Mode already', limit: 'it is switched on once', fix: 'Use the first AutoModeNodes', source: guide });
  if (Inventory.of(cluster)._provider(KARPENTER_IDENTITY)) {
    problems.push({ what: 'the cluster has Karpenter', limit: 'Auto Mode has its own, with the same kinds of objects', fix: 'Leave one of them out', source: guide });
  }
  if (resource.bootstrapSelfManagedAddons !== false) {
    problems.push({ what: 'the cluster installs self-managed add-ons', limit: 'Auto Mode has them built in', fix: 'Give bootstrapSelfManagedAddons: false to the cluster, or use the Cluster of this library', source: guide });
  }
  return [...problems, ...Inventory.of(cluster)._tooLate('autoMode', 'AutoModeNodes is created')];
}
