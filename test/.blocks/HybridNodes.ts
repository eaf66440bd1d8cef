import { Stack as Scope } from 'aws-cdk-lib';
import { HybridCredentials, HybridNodes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new HybridNodes(this, 'Factory', {
    cluster,
    remoteNodeCidrs: ['10.80.0.0/16'],
    remotePodCidrs: ['10.85.0.0/16'],
    credentialProvider: HybridCredentials.systemsManager(),
    transitGatewayId: 'tgw-0123456789abcdef0',
  });
}
