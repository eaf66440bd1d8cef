import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SelfManagedNodes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  // two on-demand nodes, what comes above is spot
  new SelfManagedNodes(this, 'Nodes', {
    cluster,
    instanceTypes: ['m6i.large', 'm5.large', 'm6a.large'].map((name) => new ec2.InstanceType(name)),
    spot: true,
    onDemandBaseCapacity: 2,
    minSize: 2,
    maxSize: 10,
  });
}
