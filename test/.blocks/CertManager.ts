import { Stack as Scope } from 'aws-cdk-lib';
import { CertManager } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new CertManager(this, 'CertManager', { cluster });
}
