import { ISubnet } from 'aws-cdk-lib/aws-ec2';

/** The zone of a subnet; nothing for one that was imported by its id alone, which throws. */
export function zoneOf(subnet: ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    return undefined;
  }
}
