import { Stack as Scope } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { AlbController, Cluster, CoreAddons, ManagedNodes } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin, vpc }: Prelude): void {
  const cluster = new Cluster(this, 'Cluster', { version: eks.KubernetesVersion.V1_36, vpc, admins: [admin] });
  new CoreAddons(this, 'CoreAddons', { cluster });
  new ManagedNodes(this, 'Nodes', { cluster });

  new AlbController(this, 'AlbController', { cluster });
}
