import { Stack as Scope } from 'aws-cdk-lib';
import { ManagedAddon } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new ManagedAddon(this, 'Efs', { cluster, addonName: 'aws-efs-csi-driver' });
}
