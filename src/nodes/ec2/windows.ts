import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { allowVpcResourceController } from '../../cluster/vpc-resource-controller';
import { ClusterModel } from '../../model/cluster-model';

/** Lets a cluster have Windows nodes: its control plane gives their pods addresses, which vpc-cni must allow (`enableWindowsIpam`). */
export function allowWindows(cluster: eks.ICluster, nodes: IConstruct): void {
  ClusterModel.of(cluster)._use('windows', nodes);
  allowVpcResourceController(cluster);
}
