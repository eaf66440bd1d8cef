import { Stack as Scope } from 'aws-cdk-lib';
import { VpcPeering } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { vpc }: Prelude): void {
  new VpcPeering(this, 'Databases', { vpc, peerVpcId: 'vpc-0123456789abcdef0', peerCidrs: ['10.50.0.0/16'] });
}
