import { Stack as Scope } from 'aws-cdk-lib';
import { TransitGatewayRoutes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { vpc }: Prelude): void {
  new TransitGatewayRoutes(this, 'Office', { vpc, transitGatewayId: 'tgw-0123456789abcdef0', cidrs: ['192.168.0.0/16'] });
}
