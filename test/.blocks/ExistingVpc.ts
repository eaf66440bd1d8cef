import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { ExistingVpc, Platform } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { admin }: Prelude): void {
  const network = new ExistingVpc(this, 'Network', {
    vpc: new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 }),
    hasInternetAccess: true,
  });

  new Platform(this, 'Platform', { version: eks.KubernetesVersion.V1_36, admins: [admin], vpc: network.vpc });
}
