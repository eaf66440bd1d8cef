import { Annotations, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { INTERRUPTION_EVENTS } from './karpenter.data';
import { assetProblems, mutuallyExclusive } from '../../apply/chart-source';
import { deepMerge } from '../../apply/deep-merge.rules';
import { HelmRelease } from '../../apply/helm-release';
import { feature, CapabilityData } from '../../catalog/capability.rules';
import { CHARTS } from '../../catalog/charts.data';
import { literalNameOf } from '../../cluster/literal-name';
import { acknowledgeWildcards, nagReference } from '../../cluster/nag-acknowledgements';
import { setPolicies } from '../../cluster/role';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { statementsOf } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { cellOf } from '../../kubernetes/versions.rules';
import { ClusterModel } from '../../model/cluster-model';
import { requireAwsApis } from '../../network/aws-apis';
import { networkTiersOf } from '../../network/network-tiers';
import { checkProps } from '../../props/check-props';
import { isAutoMode } from '../auto-mode/auto-mode';
import { clusterVersionOf } from '../cluster-details';
import { allowWindows } from '../ec2/windows';
import { nodeAccessCapability, nodeAccessEntry } from '../node-access-entry';
import { nodeRole } from '../node-role';
import { podAddressingOf } from '../pod-addressing';

/** Settings of {@link KarpenterNodes} that all have a default. */
export interface KarpenterOptions {
  /**
   * Version of the charts, without `v`.
   *
   * @default - the newest that supports the cluster's Kubernetes version
   * @see https://karpenter.sh/docs/upgrading/compatibility/
   */
  readonly chartVersion?: string;
  /**
   * Number of replicas of the controller: one is the leader, the others stand by. Each needs a node of its own that Karpenter did not
   * launch.
   *
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Repository of the charts, for clusters that cannot reach the public one; for an OCI registry (`oci://`) the full address of the chart
   * `karpenter`, with `karpenter-crd` next to it.
   *
   * @default 'oci://public.ecr.aws/karpenter/karpenter'
   */
  readonly chartRepository?: string;
  /**
   * Repositories of Amazon ECR with the charts, instead of `chartRepository`: first `karpenter-crd`, then `karpenter`. The function that
   * installs them may pull from these alone.
   *
   * @default - the charts come from `chartRepository`
   */
  readonly chartEcrRepositories?: ecr.IRepository[];
  /**
   * The charts as folders that are uploaded with the app: first `karpenter-crd`, then `karpenter`.
   *
   * @default - from the repository
   */
  readonly chartAssets?: s3_assets.Asset[];
  /**
   * Repository of the controller's image, for clusters that cannot reach the public one.
   *
   * @default - the chart's: public.ecr.aws/karpenter/controller
   */
  readonly imageRepository?: string;
  /**
   * Values for the chart, merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
  /**
   * Permissions boundary and path of the role of the nodes, or an existing role.
   *
   * @default - a role with what nodes need
   */
  readonly nodeRoleOptions?: RoleOptions;
  /**
   * Permissions boundary and path of the role of the controller, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly controllerRoleOptions?: RoleOptions;
}

/** Properties of {@link KarpenterNodes}. */
export interface KarpenterNodesProps extends KarpenterOptions {
  /**
   * The cluster: created in this app with a name that is known at synth, or imported by name. It needs nodes that Karpenter did not launch,
   * two for two replicas.
   */
  readonly cluster: eks.ICluster;
}

const { identity: ACCOUNT, policies: POLICIES, installed, minVersions, awsApis } = CHARTS.karpenter;
/** IAM identity of the controller: it exists in every cluster with Karpenter. */
export const KARPENTER_IDENTITY = feature(`identity ${ACCOUNT.namespace}/${ACCOUNT.serviceAccount}`);
/** Requests and limits of the controller in the getting started guide. */
const RESOURCES = { cpu: '1', memory: '1Gi' };

/**
 * Karpenter: launches nodes for pending pods, and terminates nodes that are no longer needed. A `KarpenterNodePool` defines the nodes.
 *
 * Pools are deleted before the controller, and each deletion waits until the nodes of the pool are terminated, so that no instance is left
 * behind. One for each cluster.
 *
 * @example
 * // the controllers run on nodes of a managed group
 * const { cluster } = new Platform(this, 'Platform', {
 *   version: eks.KubernetesVersion.V1_36,
 *   admins: [admin],
 *   compute: Compute.managedNodeGroups(),
 * });
 *
 * const karpenter = new KarpenterNodes(this, 'Karpenter', { cluster });
 * new KarpenterNodePool(this, 'General', { karpenter });
 */
export class KarpenterNodes extends Construct {
  /** The cluster. */
  public readonly cluster: eks.ICluster;
  /** IAM identity of the controller. */
  public readonly identity: WorkloadIdentity;
  /** The role of Linux nodes. */
  public readonly nodeRole: iam.IRole;
  /** The queue of interruption events: notices of AWS that an instance will be stopped or terminated. */
  public readonly interruptionQueue: sqs.Queue;

  private readonly options: KarpenterNodesProps;
  private readonly nodeRoles: iam.IRole[];
  private readonly withoutInternetAccess: boolean;

  constructor(scope: Construct, id: string, props: KarpenterNodesProps) {
    checkProps('KarpenterNodesProps', scope, id, props, new.target !== KarpenterNodes);
    const { cluster } = props;
    const clusterName = literalNameOf(cluster);
    failOn(scope, id, problemsOf(props, clusterName));
    super(scope, id);
    this.cluster = cluster;
    this.options = props;
    this.withoutInternetAccess = networkTiersOf(cluster.vpc).hasInternetAccess === false;
    this.nodeRole = nodeRole(this, 'NodeRole', cluster, props.nodeRoleOptions);
    this.nodeRoles = [this.nodeRole];
    this.interruptionQueue = this.queue();
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      description: 'Karpenter: starts and ends nodes',
      roleOptions: props.controllerRoleOptions,
    });
    this.permissions(clusterName!);
    nodeAccessEntry(this, 'NodeAccess', cluster, this.nodeRole.roleArn, 'EC2_LINUX');
    this.charts(clusterName!);
  }

  /** Role or instance profile in a node class of an operating system. @internal */
  public _nodeRoleOf(kernel: 'linux' | 'windows'): { readonly role?: string; readonly instanceProfile?: string } {
    const role = kernel === 'linux' ? this.nodeRole : this.windowsRole();
    if (!this.withoutInternetAccess) return { role: role.roleName };
    // IAM has no VPC endpoint: the instance profile is created here
    const id = kernel === 'linux' ? 'NodeProfile' : 'WindowsNodeProfile';
    const profile = (this.node.tryFindChild(id) as iam.InstanceProfile | undefined) ?? new iam.InstanceProfile(this, id, { role });
    return { instanceProfile: profile.instanceProfileName };
  }

  /** The access entry with which nodes of an operating system join: pools depend on it. @internal */
  public _nodeAccessCapabilityOf(kernel: 'linux' | 'windows'): CapabilityData {
    return nodeAccessCapability((kernel === 'linux' ? this.nodeRole : this.windowsRole()).roleArn);
  }

  // access entries of Windows nodes have another type, and a role has one entry
  private windowsRole(): iam.IRole {
    const existing = this.node.tryFindChild('WindowsNodeRole') as iam.IRole | undefined;
    if (existing) return existing;
    allowWindows(this.cluster, this);
    const role = nodeRole(this, 'WindowsNodeRole', this.cluster, { ...this.options.nodeRoleOptions, role: undefined });
    nodeAccessEntry(this, 'WindowsNodeAccess', this.cluster, role.roleArn, 'EC2_WINDOWS');
    this.nodeRoles.push(role);
    return role;
  }

  private queue(): sqs.Queue {
    const queue = new sqs.Queue(this, 'Interruptions', {
      retentionPeriod: Duration.minutes(5),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'what is not read within five minutes is about a node that is gone',
    });
    for (const [id, { source, detailType }] of Object.entries(INTERRUPTION_EVENTS)) {
      new events.Rule(this, id, { eventPattern: { source: [source], detailType: [detailType] }, targets: [new targets.SqsQueue(queue)] });
    }
    return queue;
  }

  // inline policies of the role: separate policies could be deleted while the controller still terminates nodes
  private permissions(clusterName: string): void {
    const { partition, region, account } = Stack.of(this);
    const policies = () =>
      POLICIES.controller.statements({
        partition,
        region,
        account,
        clusterName,
        nodeRoleArns: this.nodeRoles.map(({ roleArn }) => roleArn),
        queueArn: this.interruptionQueue.queueArn,
        createsInstanceProfiles: !this.withoutInternetAccess,
      });
    // at the end: roles of nodes of other operating systems may be added later
    setPolicies(this.identity.role, this.options.controllerRoleOptions, () =>
      Object.entries(policies()).map(([policyName, statements]) => ({
        policyName,
        policyDocument: new iam.PolicyDocument({ statements: statementsOf(statements) }),
      })),
    );
    if (this.options.controllerRoleOptions?.role) return;
    const asWritten = POLICIES.controller.statements({
      partition: '',
      region: nagReference(region, 'Region'),
      account: nagReference(account, 'AccountId'),
      clusterName,
      nodeRoleArns: [],
      queueArn: '',
      createsInstanceProfiles: !this.withoutInternetAccess,
    });
    const resources = Object.values(asWritten)
      .flat()
      .flatMap((statement) => statement.resources ?? [])
      .filter((resource) => resource.includes('*'));
    acknowledgeWildcards(
      this.identity.role,
      resources.map((resource) => resource.replace(/^arn::/, '')),
      'the official policy: what has no resource level stands on *, what changes something is limited to what carries the tags ' +
        'of the cluster',
    );
  }

  private charts(clusterName: string): void {
    const { cluster, chartRepository = installed.repository, chartEcrRepositories = [], chartAssets = [] } = this.options;
    const minor = clusterVersionOf(cluster);
    const version = this.options.chartVersion ?? installed.version;
    if (!this.options.chartVersion && minor && cellOf<string>(minVersions, minor) === undefined) {
      Annotations.of(this).addWarningV2(
        'strata:karpenter-version',
        `no version of Karpenter is known to support Kubernetes ${minor}: ${version} is used. Set chartVersion to a version ` +
          'that supports it',
      );
    }
    const chart = (id: string, name: string, index: number, values: () => Record<string, unknown>) =>
      new HelmRelease(this, id, {
        cluster,
        chartName: name,
        chartRepository: chartRepository.startsWith('oci://') ? chartRepository.replace(/\/karpenter$/, `/${name}`) : chartRepository,
        chartEcrRepository: chartEcrRepositories[index],
        chartEcrRepositoryProp: `chartEcrRepositories[${index}]`,
        chartAsset: chartAssets[index],
        chartVersion: version,
        releaseName: name,
        namespace: installed.namespace,
        values,
        // those of karpenter-crd, which has an owner of its own
        skipCrds: name === 'karpenter',
      });
    // a separate chart, because Helm never upgrades CRDs in the crds/ folder of a chart
    chart('Crds', 'karpenter-crd', 0, () => ({}));
    const release = chart('Controller', 'karpenter', 1, () => deepMerge(this.chartValues(clusterName), this.options.values ?? {}));
    const resource = release.node.defaultChild as Construct;
    const inventory = ClusterModel.of(cluster);
    inventory._require(resource, { type: 'kind', group: 'karpenter.sh', kind: 'NodePool' });
    inventory._orderAfter(resource, KARPENTER_IDENTITY, nodeAccessCapability(this.nodeRole.roleArn));
    resource.node.addDependency(this.interruptionQueue);
    requireAwsApis(cluster, resource, awsApis);
  }

  private chartValues(clusterName: string): Record<string, unknown> {
    const { replicas = 2, imageRepository } = this.options;
    const mode = podAddressingOf(ClusterModel.of(this.cluster)._data);
    return {
      replicas,
      serviceAccount: { name: ACCOUNT.serviceAccount, annotations: this.identity.serviceAccountAnnotations },
      settings: {
        clusterName,
        interruptionQueue: this.interruptionQueue.queueName,
        // the price list API has no VPC endpoint
        ...(this.withoutInternetAccess ? { isolatedVPC: true } : {}),
        // the primary network interface of a node has no pods
        ...(mode?.primaryInterfaceUnused ? { reservedENIs: '1' } : {}),
      },
      controller: {
        resources: { requests: RESOURCES, limits: RESOURCES },
        ...(imageRepository ? { image: { repository: imageRepository } } : {}),
      },
    };
  }
}

function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => text.replace(/^v/, '').split('.').map(Number));
  return first[0] - second[0] || (first[1] ?? 0) - (second[1] ?? 0) || (first[2] ?? 0) - (second[2] ?? 0);
}

function problemsOf(
  { cluster, chartAssets, chartRepository, chartEcrRepositories, chartVersion, replicas = 2 }: KarpenterNodesProps,
  clusterName: string | undefined,
): Problem[] {
  const problems: Problem[] = [
    ...assetProblems({ chartRepository, chartEcrRepositories, chartVersion }, 'chartAssets', chartAssets !== undefined),
    ...mutuallyExclusive({ chartRepository, chartEcrRepositories }),
  ];
  if (clusterName === undefined) {
    problems.push({
      finding: 'the cluster name is not known at synthesis',
      constraint: 'the IAM policies of Karpenter contain it in condition keys',
      remediation: 'Set clusterName on the cluster, or use the Cluster of this library',
      source: 'https://karpenter.sh/docs/reference/cloudformation/',
    });
  }
  if (isAutoMode(cluster)) {
    problems.push({
      finding: 'EKS Auto Mode is enabled on the cluster',
      constraint: 'Auto Mode includes Karpenter, with the same CRDs',
      remediation: 'Use new AutoModeNodePool(...)',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
    });
  }
  if (ClusterModel.of(cluster)._provider(KARPENTER_IDENTITY)) {
    problems.push({
      finding: 'Karpenter is already installed on the cluster',
      constraint: 'a cluster can have only one controller, with any number of pools',
      remediation: 'Add a KarpenterNodePool to the existing KarpenterNodes',
    });
  }
  const least = cellOf<string>(minVersions, clusterVersionOf(cluster));
  if (chartVersion !== undefined && least && compareVersions(chartVersion, least) < 0) {
    problems.push({
      finding: `chartVersion is ${chartVersion}`,
      constraint: `Kubernetes ${clusterVersionOf(cluster)} requires Karpenter ${least} or newer`,
      remediation: 'Remove chartVersion',
      source: 'https://karpenter.sh/docs/upgrading/compatibility/',
    });
  }
  if (chartEcrRepositories && chartEcrRepositories.length !== 2) {
    problems.push({
      finding: `chartEcrRepositories has ${chartEcrRepositories.length} entries`,
      constraint: 'it must have two entries',
      remediation: 'Set it to karpenter-crd and karpenter, in this order',
    });
  }
  if (chartAssets && chartAssets.length !== 2) {
    problems.push({
      finding: `chartAssets has ${chartAssets.length} entries`,
      constraint: 'it must have two entries',
      remediation: 'Set it to karpenter-crd and karpenter, in this order',
    });
  }
  if (replicas < 1 || !Number.isInteger(replicas)) {
    problems.push({
      finding: `replicas is ${replicas}`,
      constraint: 'it must be an integer of at least 1',
      remediation: 'Set replicas to 2',
    });
  }
  return problems;
}
