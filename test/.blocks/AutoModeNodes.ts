import { Stack as Scope } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AutoModeNodePool, AutoModeNodes, Cluster } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin, vpc }: Prelude): void {
  const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });

  const { nodeRole } = new AutoModeNodes(this, 'AutoMode', { cluster });
  new AutoModeNodePool(this, 'General', { cluster, nodeRole });
}
