import { Stack as Scope } from 'aws-cdk-lib';
import { IstioAmbient, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  new IstioAmbient(this, 'Mesh', { cluster });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    podLabels: IstioAmbient.POD_LABELS,
  });
}
