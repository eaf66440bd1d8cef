import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Problem } from '../errors/problems';
import { networkTiersOf } from '../network/network-tiers';
import { zoneOf } from '../network/zone-of';

/** Source: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
const ZONES_NEEDED = 2;

/** Where the interfaces of a control plane go, and what is wrong with that. */
export function controlPlaneSubnetsOf(
  vpc: ec2.IVpc,
  chosen?: ec2.SubnetSelection,
  onOutpost: boolean = false,
): { selection: ec2.SubnetSelection; problems: Problem[] } {
  const selection = chosen ?? { subnets: [...networkTiersOf(vpc).controlPlane] };
  const { subnets } = vpc.selectSubnets(selection);
  // a subnet of an unknown zone counts as one of its own
  const zones = subnets.map((subnet) => zoneOf(subnet) ?? subnet.subnetId);
  // a zone that only CloudFormation knows is a zone of its own: Fn::Select of different positions
  // an Outpost lies in one zone
  const differing = zones.some((zone) => Token.isUnresolved(zone)) ? subnets.length : new Set(zones).size;
  const enough = onOutpost ? subnets.length > 0 : differing >= ZONES_NEEDED;
  return {
    selection,
    problems: enough
      ? []
      : [
          {
            finding: `the control plane has ${subnets.length} subnets in ${new Set(zones).size} zones`,
            constraint: `EKS requires subnets in at least ${ZONES_NEEDED} zones`,
            remediation: 'Set controlPlaneSubnets to subnets in two zones of the VPC',
            source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
          },
        ],
  };
}
