import { Stack as Scope } from 'aws-cdk-lib';
import { Route, Scaling, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { chart }: Prelude): void {
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    scaling: Scaling.onCpu({ minReplicas: 3, maxReplicas: 30 }),
    route: Route.publicAlb(),
  });
}
