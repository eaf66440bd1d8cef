import { Stack as Scope } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessPrincipal, ClusterAccess, ClusterAccessPolicy } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const developers = new iam.Role(this, 'Developers', { assumedBy: new iam.AccountRootPrincipal() });

  new ClusterAccess(this, 'DeveloperAccess', {
    cluster,
    principal: AccessPrincipal.role(developers),
    accessPolicies: [ClusterAccessPolicy.edit('shop')],
  });
}
