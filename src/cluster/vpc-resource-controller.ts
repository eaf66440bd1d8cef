import { Cluster, ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { acknowledgeManagedPolicies } from './nag-acknowledgements';

const POLICY = 'AmazonEKSVPCResourceController';
const ALLOWED = Symbol.for('cdk-eks-strata.vpc-resource-controller');

/**
 * Lets the control plane manage addresses and interfaces of pods, for Windows nodes and for security groups of pods.
 *
 * Source: EKS User Guide, windows-support and security-groups-for-pods.
 */
export function allowVpcResourceController(cluster: ICluster): void {
  if (!(cluster instanceof Cluster) || ALLOWED in cluster) return;
  Object.defineProperty(cluster, ALLOWED, { value: true });
  cluster.role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(POLICY));
  acknowledgeManagedPolicies(cluster.role, [POLICY], 'addresses and interfaces of pods, kept current by AWS');
}
