import { Stack as Scope } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Compute, KarpenterNodePool, KarpenterNodes, Platform } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin }: Prelude): void {
  // the controllers run on nodes of a managed group
  const { cluster } = new Platform(this, 'Platform', {
    version: eks.KubernetesVersion.V1_36,
    admins: [admin],
    compute: Compute.managedNodeGroups(),
  });

  const karpenter = new KarpenterNodes(this, 'Karpenter', { cluster });
  new KarpenterNodePool(this, 'General', { karpenter });
}
