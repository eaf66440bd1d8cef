import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { chartSourceProblems } from '../apply/chart-source';
import { HelmAddonOptions } from '../apply/helm-chart-options';
import { installChart } from '../apply/install-chart';
import { failOn } from '../errors/problems';
import { checkProps } from '../props/check-props';

/** Properties of a {@link VerticalPodAutoscaler}. */
export interface VerticalPodAutoscalerProps extends HelmAddonOptions {
  /** The cluster. */
  readonly cluster: ICluster;
}

/**
 * The Vertical Pod Autoscaler recommends and sets resource requests by usage: `verticalScaling` of a workload. One per cluster. It
 * reads metrics-server.
 *
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 *
 * @example
 * new VerticalPodAutoscaler(this, 'VerticalPodAutoscaler', { cluster });
 * new WebService(chart, 'web', {
 *   image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
 *   verticalScaling: VpaUpdateMode.OFF,
 * });
 */
export class VerticalPodAutoscaler extends Construct {
  constructor(scope: Construct, id: string, props: VerticalPodAutoscalerProps) {
    checkProps('VerticalPodAutoscalerProps', scope, id, props, new.target !== VerticalPodAutoscaler);
    failOn(scope, id, chartSourceProblems(props));
    super(scope, id);
    installChart(this, 'vertical-pod-autoscaler', props, () => ({}));
  }
}
