import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledgeManagedPolicies } from '../cluster/acknowledged';
import { Inventory } from '../inventory/inventory';

const POLICY = 'AmazonEKSVPCResourceController';

/**
 * Lets a cluster have Windows nodes: its control plane gives their pods addresses, which vpc-cni must allow (`enableWindowsIpam`).
 *
 * Source: EKS User Guide, windows-support.
 */
export function allowWindows(cluster: eks.ICluster): void {
  const { switches } = Inventory.of(cluster)._data;
  if (switches.has('windows')) return;
  switches.add('windows');
  if (!(cluster instanceof eks.Cluster)) return;
  cluster.role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(POLICY));
  acknowledgeManagedPolicies(cluster.role, [POLICY], 'addresses for pods on Windows nodes, kept current by AWS');
}
