import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { HelmAddonOptions } from '../apply/helm-chart-options';
import { installChart } from '../apply/install-chart';
import { CHARTS } from '../catalog/charts.data';
import { RoleOptions } from '../cluster/role-options';
import { failOn } from '../errors/problems';
import { IdentityType } from '../identity/identity-type';
import { WorkloadIdentity } from '../identity/workload-identity';
import { checkProps } from '../props/check-props';

/** Properties of {@link Keda}. */
export interface KedaProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
  /**
   * Permissions boundary and path of the role, or an existing role with the required permissions.
   *
   * @default - a new role
   */
  readonly roleOptions?: RoleOptions;
}

const { identity: ACCOUNT, policies } = CHARTS.keda;

/**
 * KEDA: event-driven autoscaling of workloads, including to zero (`Scaling.onQueue()`). One per cluster, because it serves the external
 * metrics API. Its role can read only the queues of `Scaling.onQueue()`; for other scalers, grant permissions to `identity`.
 *
 * @see https://keda.sh/docs/latest/
 *
 * @example
 * const orders = new sqs.Queue(this, 'Orders');
 *
 * const keda = new Keda(this, 'Keda', { cluster });
 * new WorkerService(chart, 'packer', {
 *   image: 'public.ecr.aws/docker/library/busybox:1.37',
 *   command: ['sleep', 'infinity'],
 *   scaling: Scaling.onQueue(orders, { keda, maxReplicas: 10 }),
 * });
 */
export class Keda extends Construct {
  /** IAM identity of the KEDA operator. */
  public readonly identity: WorkloadIdentity;
  private readonly queues = new Set<IQueue>();

  constructor(scope: Construct, id: string, props: KedaProps) {
    checkProps('KedaProps', scope, id, props, new.target !== Keda);
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.identity = new WorkloadIdentity(this, 'Identity', {
      cluster: props.cluster,
      namespace: ACCOUNT.namespace,
      serviceAccountName: ACCOUNT.serviceAccount,
      identityType: IdentityType._irsaAlone(),
      roleOptions: props.roleOptions,
    });
    // source: KEDA documentation, authentication-providers/aws
    installChart(this, 'keda', props, () => ({ podIdentity: { aws: { irsa: { enabled: true, roleArn: this.identity.role.roleArn } } } }));
  }

  /** Lets it count the messages of a queue. @internal */
  public _grantQueueMetrics(queue: IQueue): void {
    if (this.queues.has(queue)) return;
    this.queues.add(queue);
    policies.queue.statements({ queue: queue.queueArn }).forEach(({ actions }) => queue.grant(this.identity, ...actions));
  }
}
