import { Stack as Scope } from 'aws-cdk-lib';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import { ExternalDnsForCloudMap } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, vpc }: Prelude): void {
  const namespace = new servicediscovery.PrivateDnsNamespace(this, 'Names', { name: 'shop.internal', vpc });

  new ExternalDnsForCloudMap(this, 'ExternalDns', { cluster, cloudMapNamespace: namespace });
}
