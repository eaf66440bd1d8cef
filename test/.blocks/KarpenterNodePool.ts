import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { KarpenterNodePool, NodePoolCapacityType } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { platform }: Prelude): void {
  // Graviton spot nodes beside the platform's own pool; at most 64 cores
  new KarpenterNodePool(this, 'Graviton', {
    karpenter: platform.karpenter,
    architectures: [ec2.InstanceArchitecture.ARM_64],
    capacityTypes: [NodePoolCapacityType.SPOT, NodePoolCapacityType.ON_DEMAND],
    instanceCategories: ['c', 'm'],
    limits: { cpu: '64' },
  });
}
