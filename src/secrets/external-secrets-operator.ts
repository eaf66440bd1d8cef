import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { HelmAddonOptions } from '../apply/helm-chart-options';
import { installChart } from '../apply/install-chart';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of {@link ExternalSecretsOperator}. */
export interface ExternalSecretsOperatorProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
}

/**
 * The External Secrets Operator, which synchronizes secrets of AWS to Kubernetes Secrets. One per cluster. It has no IAM permissions: it
 * reads each {@link ExternalSecret} with the role of the workload identity that uses it.
 *
 * @see https://external-secrets.io/latest/provider/aws-access/
 *
 * @example
 * new ExternalSecretsOperator(this, 'Operator', { cluster });
 */
export class ExternalSecretsOperator extends Construct {
  /** The cluster. */
  public readonly cluster: ICluster;

  constructor(scope: Construct, id: string, props: ExternalSecretsOperatorProps) {
    checkProps('ExternalSecretsOperatorProps', scope, id, props, new.target !== ExternalSecretsOperator);
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    this.cluster = props.cluster;
    // the webhook of the chart validates objects; the kubelet of Fargate uses the default port of the chart
    installChart(this, 'external-secrets', props, () => ({
      installCRDs: true,
      replicaCount: 2,
      leaderElect: true,
      webhook: { replicaCount: 2, port: 10260 },
    }));
  }
}
