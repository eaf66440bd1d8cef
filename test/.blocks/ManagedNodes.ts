import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ManagedNodes, NodeOs } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  new ManagedNodes(this, 'Nodes', {
    cluster,
    instanceTypes: [new ec2.InstanceType('m7g.large')],
    os: NodeOs.BOTTLEROCKET,
    minSize: 2,
    maxSize: 6,
  });
}
