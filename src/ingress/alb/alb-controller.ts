import { Aws, Stack } from 'aws-cdk-lib';
import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../../apply/chart-source';
import { HelmAddonOptions } from '../../apply/helm-chart-options';
import { installChart } from '../../apply/install-chart';
import { CHARTS } from '../../catalog/charts.data';
import { acknowledgeWildcards } from '../../cluster/nag-acknowledgements';
import { partitionOf } from '../../cluster/partition';
import { PropagatedTags } from '../../cluster/propagated-tags';
import { setPolicies } from '../../cluster/role';
import { RoleOptions } from '../../cluster/role-options';
import { failOn, Problem } from '../../errors/problems';
import { IdentityType } from '../../identity/identity-type';
import { statementsOf } from '../../identity/upstream-policy';
import { WorkloadIdentity } from '../../identity/workload-identity';
import { networkTiersOf } from '../../network/network-tiers';
import { isAutoMode, settleAutoMode } from '../../nodes/auto-mode/auto-mode';
import { checkProps } from '../../props/check-props';

/** Settings of {@link AlbController} that all have a default. */
export interface AlbControllerOptions extends HelmAddonOptions {
  /**
   * Repository of the controller's image, for clusters that cannot reach the public one.
   *
   * @default - the chart's: public.ecr.aws/eks/aws-load-balancer-controller
   */
  readonly imageRepository?: string;
  /**
   * Number of replicas of the controller: one is the leader, the others stand by. 1 or more.
   *
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

/** Properties of {@link AlbController}. */
export interface AlbControllerProps extends AlbControllerOptions {
  /** The cluster. */
  readonly cluster: ICluster;
}

const { identity: ACCOUNT, policies } = CHARTS['aws-load-balancer-controller'];

/**
 * The AWS Load Balancer Controller: it creates load balancers for Ingresses of class `alb` and for Services of type LoadBalancer.
 *
 * Constructs and charts that create such objects are created after it and deleted before it, so that no load balancer is left behind.
 * One for each cluster; a `Platform` includes it.
 *
 * In regions of China, and in a VPC without internet access, its add-ons for AWS Shield and WAF are disabled; `values` enables them.
 * There, set `chartEcrRepository` and `imageRepository` to registries of your own: without them preflight reports a finding.
 *
 * @example
 * const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
 * new CoreAddons(this, 'CoreAddons', { cluster });
 * new ManagedNodes(this, 'Nodes', { cluster });
 *
 * new AlbController(this, 'AlbController', { cluster });
 */
export class AlbController extends Construct {
  /** IAM identity of the controller. */
  public readonly identity: WorkloadIdentity;
  /** Name of its IngressClass. */
  public readonly ingressClassName = 'alb';

  constructor(scope: Construct, id: string, props: AlbControllerProps) {
    checkProps('AlbControllerProps', scope, id, props, new.target !== AlbController);
    const { cluster } = props;
    failOn(scope, id, [...(isAutoMode(cluster) ? [BUILT_IN] : []), ...chartSourceProblems(props)]);
    super(scope, id);
    settleAutoMode(cluster, this);
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    inlinePolicy(this.identity.role, props.roleOptions);
    const launched = new PropagatedTags(this, 'load-balancer-controller');
    installChart(this, 'aws-load-balancer-controller', props, () => ({ ...this.values(props), ...tagValues(launched.values) }));
  }

  private values({ cluster, replicas = 2, imageRepository }: AlbControllerProps): Record<string, unknown> {
    return {
      clusterName: cluster.clusterName,
      // without them the controller reads instance metadata, which pods cannot reach
      region: Stack.of(cluster).region,
      vpcId: cluster.vpc.vpcId,
      replicaCount: replicas,
      serviceAccount: { name: ACCOUNT.serviceAccount, annotations: this.identity.serviceAccountAnnotations },
      // a new certificate at each update would make the webhook unavailable for a while
      keepTLSSecret: true,
      defaultTargetType: 'ip',
      // these have no VPC endpoint, and AWS Shield is not available in China
      ...(networkTiersOf(cluster.vpc).hasInternetAccess === false || partitionOf(cluster) === 'aws-cn' ? WITHOUT_SHIELD_AND_WAF : {}),
      ...(replicas > 1 ? { podDisruptionBudget: { maxUnavailable: 1 } } : {}),
      ...(imageRepository ? { image: { repository: imageRepository } } : {}),
    };
  }
}

// without the feature gate these tags take precedence over those of routes and classes. Source: v3.5.0, docs/deploy/configurations.md
function tagValues(tags: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.keys(tags).length === 0
    ? {}
    : {
        defaultTags: tags,
        controllerConfig: { featureGates: { EnableDefaultTagsLowPriority: true } },
      };
}
// the controller calls AWS Shield at each reconciliation and logs the error; source: aws-load-balancer-controller v3.5.0,
// pkg/deploy/stack_deployer.go
const WITHOUT_SHIELD_AND_WAF = { enableShield: false, enableWaf: false, enableWafv2: false };

const BUILT_IN: Problem = {
  finding: 'the cluster uses EKS Auto Mode',
  constraint: 'EKS Auto Mode already includes the load balancer controller',
  remediation: 'Use new AutoModeIngressClass(...) instead',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html',
};

function inlinePolicy(role: iam.IRole, options?: RoleOptions): void {
  const arn = (resource: string) => `arn:${Aws.PARTITION}:${resource}`;
  setPolicies(role, options, () => [
    {
      policyName: 'LoadBalancers',
      policyDocument: new iam.PolicyDocument({ statements: statementsOf(policies.controller.statements({ arn })) }),
    },
  ]);
  if (options?.role) return;
  const asWritten = policies.controller.statements({ arn: (resource) => resource });
  acknowledgeWildcards(
    role,
    ['*', ...asWritten.flatMap(({ resources = [] }) => resources)],
    'the official policy: what has no resource level stands on *, what changes something is limited to resources that carry the ' +
      'tag of a cluster',
  );
}
