import { Stack as Scope } from 'aws-cdk-lib';
import { KubernetesGroup, OidcIdentityProvider } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new OidcIdentityProvider(this, 'Users', { cluster, issuerUrl: 'https://login.example.com', clientId: 'kubernetes' });

  new KubernetesGroup(this, 'Developers', { cluster, groupName: 'oidc:developers', clusterRoles: ['view'] });
}
