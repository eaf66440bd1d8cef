import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import * as s3_assets from 'aws-cdk-lib/aws-s3-assets';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KEDA_QUEUE_POLICY } from './keda-policy.data';
import { chartSourceProblems } from '../apply/chart-source';
import { deepMerge } from '../apply/deep-merge.rules';
import { EcrChartOptions } from '../apply/ecr-chart-options';
import { HelmRelease } from '../apply/helm-release';
import { CHART_VERSIONS } from '../catalog/chart-versions.data';
import { part } from '../catalog/thing.rules';
import { RoleOptions } from '../cluster/role-options';
import { failOn } from '../errors/problems';
import { IdentityMechanism } from '../identity/identity-mechanism';
import { WorkloadIdentity } from '../identity/workload-identity';
import { Inventory } from '../model/inventory';
import { callsAws } from '../network/aws-apis';

/** Properties of {@link Keda}. */
export interface KedaProps extends EcrChartOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Version of the chart.
   *
   * @default '2.20.2'
   */
  readonly chartVersion?: string;
  /**
   * Repository of the chart, for clusters that cannot reach the public one; of a registry (`oci://`) the whole address of the chart.
   *
   * @default 'https://kedacore.github.io/charts'
   */
  readonly chartRepository?: string;
  /**
   * The chart as a folder that is uploaded with the app, for clusters that cannot reach any repository.
   *
   * @default - from the repository
   */
  readonly chartAsset?: s3_assets.Asset;
  /**
   * Values for the chart, merged deeply over those of this construct.
   *
   * @default - none
   */
  readonly values?: { [key: string]: any };
  /**
   * How the role is bounded and where it lies, or one that exists and has the permissions already.
   *
   * @default - a role of its own
   */
  readonly roleOptions?: RoleOptions;
}

const NAMESPACE = 'keda';
const SERVICE_ACCOUNT = 'keda-operator';

/**
 * KEDA, which scales workloads on what waits for them, to none and back: `Scaling.onQueue()`. One for each cluster; it serves the external metrics of the
 * cluster, which one adapter can. It may look at the queues that workloads are scaled on and at nothing else; for other scalers grant to `identity`.
 *
 * @see https://keda.sh/docs/latest/
 *
 * @example
 * const orders = new sqs.Queue(this, 'Orders');
 *
 * const keda = new Keda(this, 'Keda', { cluster });
 * new Worker(chart, 'packer', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 *   scaling: Scaling.onQueue(orders, { keda, max: 10 }),
 * });
 */
export class Keda extends Construct {
  /** Who its operator is to AWS. */
  public readonly identity: WorkloadIdentity;
  private readonly watched = new Set<IQueue>();

  constructor(scope: Construct, id: string, props: KedaProps) {
    const { cluster, chartAsset } = props;
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster, namespace: NAMESPACE, serviceAccountName: SERVICE_ACCOUNT, mechanism: IdentityMechanism.irsa(), roleOptions: props.roleOptions,
    });
    const release = new HelmRelease(this, 'Chart', {
      cluster,
      chart: 'keda',
      repository: props.chartRepository ?? 'https://kedacore.github.io/charts',
      version: props.chartVersion ?? CHART_VERSIONS.keda.version,
      chartAsset,
      ecrRepository: props.chartEcrRepository,
      release: 'keda',
      namespace: NAMESPACE,
      // source: KEDA documentation, authentication-providers/aws
      values: () => deepMerge({ podIdentity: { aws: { irsa: { enabled: true, roleArn: this.identity.role.roleArn } } } }, props.values ?? {}),
    });
    const resource = release.node.defaultChild as Construct;
    Inventory.of(cluster)._follow(resource, part(`identity ${NAMESPACE}/${SERVICE_ACCOUNT}`));
    callsAws(cluster, resource, ['sqs', 'sts']);
  }

  /** Lets it count the messages of a queue. @internal */
  public _mayWatch(queue: IQueue): void {
    if (this.watched.has(queue)) return;
    this.watched.add(queue);
    KEDA_QUEUE_POLICY.statements({ queue: queue.queueArn }).forEach(({ actions }) => queue.grant(this.identity, ...actions));
  }
}
