import { Stack as Scope } from 'aws-cdk-lib';
import { VerticalPodAutoscaler, VpaUpdateMode, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  new VerticalPodAutoscaler(this, 'VerticalPodAutoscaler', { cluster });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    verticalScaling: VpaUpdateMode.OFF,
  });
}
