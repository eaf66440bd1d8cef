import { Stack as Scope } from 'aws-cdk-lib';
import { PrivateEndpointAccess } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new PrivateEndpointAccess(this, 'OfficeAccess', { cluster, clientCidrs: ['192.168.10.0/24'] });
}
