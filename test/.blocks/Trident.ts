import { Stack as Scope } from 'aws-cdk-lib';
import { Trident } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new Trident(this, 'Trident', { cluster, iscsi: true });
}
