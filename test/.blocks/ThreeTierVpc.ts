import { Stack as Scope } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Egress, Platform, ThreeTierVpc } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin }: Prelude): void {
  const network = new ThreeTierVpc(this, 'Network', { cidr: '10.20.0.0/16', maxAzs: 2, egress: Egress.singleNat() });

  new Platform(this, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [admin], vpc: network });
}
