import { Stack as Scope } from 'aws-cdk-lib';
import { EdgeLocation, EdgeSubnet } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { vpc }: Prelude): void {
  new EdgeSubnet(this, 'LosAngeles', { vpc, location: EdgeLocation.localZone('us-west-2-lax-1a'), cidr: '10.0.192.0/22' });
}
