import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { isAutoMode } from './auto-mode';
import { Problem, problemText } from '../../errors/problems';
import { ClusterModel } from '../../model/cluster-model';
import { isOfType, scanCluster } from '../../model/cluster-scan';

/**
 * Registers that a cluster has nodes other than those of Auto Mode: they need the add-ons that Auto Mode has built in for its own nodes.
 */
export function installAddonsBesideAutoMode(cluster: ICluster, nodes: Construct): void {
  const inventory = ClusterModel.of(cluster);
  inventory._use('otherNodes', nodes);
  const hasPodNetwork = () =>
    scanCluster(inventory._data).some((each) => isOfType('AWS::EKS::Addon')(each) && each.stringProperty('AddonName') === 'vpc-cni');
  // known at the end, when the cluster has all of its nodes and add-ons
  nodes.node.addValidation({ validate: () => (isAutoMode(cluster) && !hasPodNetwork() ? [problemText(NO_POD_NETWORK)] : []) });
}

const NO_POD_NETWORK: Problem = {
  finding: 'EKS Auto Mode is enabled on the cluster, which has no vpc-cni add-on',
  constraint: 'nodes outside of Auto Mode require it for pod networking',
  remediation: 'Add new CoreAddons(...), which installs it',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
};
