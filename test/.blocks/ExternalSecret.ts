import { Stack as Scope } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { ExternalSecret, ExternalSecretsOperator, SecretSource, WebService, WorkloadIdentity } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster, chart }: Prelude): void {
  const operator = new ExternalSecretsOperator(this, 'Operator', { cluster });
  const identity = new WorkloadIdentity(this, 'Identity', { cluster, namespace: 'shop', serviceAccountName: 'web' });
  const password = new secretsmanager.Secret(this, 'Password');

  const secret = new ExternalSecret(this, 'Database', {
    operator,
    identity,
    sources: [SecretSource.fromSecretsManager(password, 'password')],
  });
  new WebService(chart, 'web', {
    image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29',
    port: 8080,
    identity,
    secretEnv: { DB_PASSWORD: secret.key('password') },
  });
}
