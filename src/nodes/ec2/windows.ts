import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { IConstruct } from 'constructs';
import { allowVpcResourceController } from '../../cluster/vpc-resource-controller';
import { ClusterModel } from '../../model/cluster-model';

/** Enables Windows nodes in a cluster: the control plane assigns addresses to their pods if `enableWindowsIpam` of vpc-cni is set. */
export function allowWindows(cluster: eks.ICluster, nodes: IConstruct): void {
  ClusterModel.of(cluster)._use('windows', nodes);
  allowVpcResourceController(cluster);
}
