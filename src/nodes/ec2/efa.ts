import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { efaInterfaces } from './efa.rules';
import { InstanceFacts } from '../tables/instance-types.rules';

/** Properties of a group that determine its EFA resources. */
export interface EfaFacts {
  readonly vpc: ec2.IVpc;
  readonly types: readonly InstanceFacts[];
  /** whether a reservation or a placement group of the user determines the placement of the nodes. */
  readonly placed: boolean;
}

/** The security group, placement group and network interfaces of a group of nodes with Elastic Fabric Adapters. */
export function efaResources(scope: Construct, { vpc, types, placed }: EfaFacts) {
  const securityGroup = new ec2.SecurityGroup(scope, 'EfaSecurityGroup', {
    vpc,
    description: 'EFA: everything between the nodes of a group',
    allowAllOutbound: true,
  });
  securityGroup.addIngressRule(securityGroup, ec2.Port.allTraffic(), 'from each other');
  // EFA requires a rule to the group itself, in addition to the one for all destinations
  new ec2.CfnSecurityGroupEgress(scope, 'EfaEgress', {
    groupId: securityGroup.securityGroupId,
    destinationSecurityGroupId: securityGroup.securityGroupId,
    ipProtocol: '-1',
    description: 'to each other',
  });
  const fewest = [...types].sort((a, b) => a.efaInterfaces - b.efaInterfaces)[0];
  // reserved capacity has a fixed placement: a new placement group would contain none of it
  const placementGroup = placed
    ? undefined
    : new ec2.PlacementGroup(scope, 'PlacementGroup', { strategy: ec2.PlacementGroupStrategy.CLUSTER });
  return { securityGroup, placementGroup, interfaces: efaInterfaces(fewest) };
}
