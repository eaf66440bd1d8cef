import { Stack as Scope } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { ChartDeployment, LoadBalancerAddress, Route, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    route: Route.publicAlb(),
  });
  const shop = new ChartDeployment(this, 'Shop', { cluster, chart });

  const address = new LoadBalancerAddress(this, 'Address', {
    cluster,
    deployment: shop,
    namespace: 'shop',
    ingressName: 'web',
  });
  new cdk.CfnOutput(this, 'Hostname', { value: address.hostname });
}
