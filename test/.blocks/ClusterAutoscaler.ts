import { Stack as Scope } from 'aws-cdk-lib';
import { ClusterAutoscaler, ManagedNodes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new ManagedNodes(this, 'Batch', { cluster, minSize: 0, maxSize: 10, labels: { team: 'batch' } });

  new ClusterAutoscaler(this, 'Autoscaler', { cluster });
}
