import { Stack as Scope } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { GatewayCrds, VpcLatticeController } from 'cdk-eks-strata';
import { Prelude } from '../../scripts/construct-pages/prelude';

export function example(this: Scope, { cluster }: Prelude): void {
  const prefixList = ec2.PrefixList.fromPrefixListId(this, 'Lattice', 'pl-0123456789abcdef0');

  new VpcLatticeController(this, 'VpcLattice', {
    cluster,
    prefixLists: [prefixList],
    crds: GatewayCrds.declareExternal('installed by the platform team'),
    serviceNetworkName: 'shop',
  });
}
