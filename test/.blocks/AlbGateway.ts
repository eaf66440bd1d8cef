import { Stack as Scope } from 'aws-cdk-lib';
import { AlbGateway, GatewayApi, GatewayCrds, GatewayRoute, WebService } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const gatewayApi = new GatewayApi(this, 'GatewayApi', {
    cluster,
    crds: GatewayCrds.declareExternal('installed by the platform team'),
  });

  const gateway = new AlbGateway(chart, 'public', { gatewayApi, internetFacing: true });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    route: GatewayRoute.http(gateway, { path: '/shop' }),
  });
}
