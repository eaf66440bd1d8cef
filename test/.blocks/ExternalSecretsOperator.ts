import { Stack as Scope } from 'aws-cdk-lib';
import { ExternalSecretsOperator } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new ExternalSecretsOperator(this, 'Operator', { cluster });
}
