import * as ec2 from 'aws-cdk-lib/aws-ec2';

const FIRST_RULE = 100;

/** A network ACL that allows traffic between these blocks and these subnets alone. ACLs are stateless: both directions need rules. */
export function isolateSubnets(vpc: ec2.Vpc, subnets: ec2.ISubnet[], blocks: readonly string[]): void {
  const acl = new ec2.NetworkAcl(vpc, 'DataTierAcl', { vpc, subnetSelection: { subnets } });
  blocks.forEach((block, index) => {
    for (const direction of [ec2.TrafficDirection.INGRESS, ec2.TrafficDirection.EGRESS]) {
      acl.addEntry(`${direction === ec2.TrafficDirection.INGRESS ? 'From' : 'To'}-${block}`, {
        ruleNumber: FIRST_RULE + index,
        cidr: ec2.AclCidr.ipv4(block),
        traffic: ec2.AclTraffic.allTraffic(),
        direction,
        ruleAction: ec2.Action.ALLOW,
      });
    }
  });
}
