import { Stack as Scope } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { ExternalDns, Route, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const zone = new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com' });

  new ExternalDns(this, 'ExternalDns', { cluster, hostedZones: [zone] });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    route: Route.publicAlb({ host: 'shop.example.com' }),
  });
}
