import { CfnSubnet, ISubnet } from 'aws-cdk-lib/aws-ec2';

/** The name of the zone of a subnet; nothing for one that was imported by its id alone, which throws. */
export function zoneOf(subnet: ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    return undefined;
  }
}

/** The zone of a subnet as its network was given it: by id, or by name. */
export function literalZoneOf(subnet: ISubnet): string | undefined {
  const resource = subnet.node.defaultChild;
  return (resource instanceof CfnSubnet ? resource.availabilityZoneId : undefined) ?? zoneOf(subnet);
}
