import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { isAutoMode } from './auto-mode';
import { problemText } from '../../errors/problems';
import { isOfType, scanCluster } from '../../model/cluster-scan';
import { Inventory } from '../../model/inventory';

/** Says that a cluster has nodes which are not of Auto Mode: they need what Auto Mode has built in for its own. */
export function needOwnNetworking(cluster: ICluster, nodes: Construct): void {
  if (!isAutoMode(cluster)) return;
  const { _data } = Inventory.of(cluster);
  _data.switches.add('otherNodes');
  _data.whenOtherNodes.splice(0).forEach((make) => make());
  nodes.node.addValidation({
    validate: () => (scanCluster(_data).some((each) => isOfType('AWS::EKS::Addon')(each) && each.text('AddonName') === 'vpc-cni') ? [] : [problemText({
      what: 'the cluster runs in Auto Mode and has no vpc-cni add-on', limit: 'nodes that are not of Auto Mode have no pod networking there', fix: 'Add new CoreAddons(...), which brings what they need', source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
    })]),
  });
}
