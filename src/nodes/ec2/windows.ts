import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { allowVpcResourceController } from '../../cluster/vpc-resource-controller';
import { Inventory } from '../../model/inventory';

/** Lets a cluster have Windows nodes: its control plane gives their pods addresses, which vpc-cni must allow (`enableWindowsIpam`). */
export function allowWindows(cluster: eks.ICluster): void {
  Inventory.of(cluster)._data.switches.add('windows');
  allowVpcResourceController(cluster);
}
