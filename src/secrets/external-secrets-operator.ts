import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { HelmAddonOptions } from '../apply/helm-chart-options';
import { installChart } from '../apply/install-chart';
import { failOn } from '../errors/problems';

/** Properties of {@link ExternalSecretsOperator}. */
export interface ExternalSecretsOperatorProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
}

/**
 * The External Secrets operator: writes secrets of AWS into Secrets of Kubernetes and keeps them current. One for each cluster. It has no
 * permissions of
 * its own: each {@link ExternalSecret} is read as the identity that uses it.
 *
 * @see https://external-secrets.io/latest/provider/aws-access/
 */
export class ExternalSecretsOperator extends Construct {
  /** The cluster. */
  public readonly cluster: ICluster;

  constructor(scope: Construct, id: string, props: ExternalSecretsOperatorProps) {
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.cluster = props.cluster;
    // whatever comes after the chart is checked by its webhook; the kubelet of Fargate has the port that is the chart's own
    installChart(this, 'external-secrets', props, () => ({
      installCRDs: true,
      replicaCount: 2,
      leaderElect: true,
      webhook: { replicaCount: 2, port: 10260 },
    }));
  }
}
