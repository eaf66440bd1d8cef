import { Stack as Scope } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { SecretsStoreDriver } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new SecretsStoreDriver(this, 'SecretsStoreDriver', { cluster, rotationInterval: cdk.Duration.minutes(10) });
}
