import { Stack as Scope } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccessPrincipal, ClusterAccess, KubernetesGroup } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const operators = new KubernetesGroup(this, 'Operators', {
    cluster,
    clusterRoles: ['view'],
    rules: [{ apiGroups: ['karpenter.sh'], resources: ['nodepools', 'nodeclaims'], verbs: ['get', 'list', 'watch'] }],
  });
  new ClusterAccess(this, 'OperatorAccess', {
    cluster,
    principal: AccessPrincipal.role(new iam.Role(this, 'Operator', { assumedBy: new iam.AccountRootPrincipal() })),
    kubernetesGroups: [operators],
  });
}
