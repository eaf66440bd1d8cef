import { Stack as Scope } from 'aws-cdk-lib';
import { AlbIngressClass, Route, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const internal = new AlbIngressClass(this, 'Internal', { cluster, inboundCidrs: ['10.0.0.0/8'] });

  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    route: Route.alb(internal, { host: 'web.example.com' }),
  });
}
