import { Token } from 'aws-cdk-lib';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Problem } from '../../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-reservations.html';

/** Capacity reservation that the nodes use. */
export abstract class CapacityReservation {
  /**
   * A Capacity Block for ML, by its id `cr-…`: paid in advance, for a fixed period.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
   */
  static capacityBlock(reservationId: string): CapacityReservation {
    return new SingleReservation(reservationId, 'CAPACITY_BLOCK', 'capacity-block');
  }

  /** An On-Demand Capacity Reservation, by its id `cr-…`. */
  static onDemand(reservationId: string): CapacityReservation {
    return new SingleReservation(reservationId, 'ON_DEMAND');
  }

  /** A group of On-Demand Capacity Reservations, by the ARN of its resource group. */
  static resourceGroup(resourceGroupArn: string): CapacityReservation {
    return new ReservationGroup(resourceGroupArn);
  }

  /** @internal */
  public abstract readonly _capacityType: 'ON_DEMAND' | 'CAPACITY_BLOCK';
  /** @internal */
  public abstract readonly _marketType?: string;
  /** @internal */
  public abstract _target(): CfnLaunchTemplate.CapacityReservationTargetProperty;
  /** @internal */
  public abstract _problems(): Problem[];
}

class SingleReservation extends CapacityReservation {
  constructor(
    private readonly reservationId: string,
    public readonly _capacityType: 'ON_DEMAND' | 'CAPACITY_BLOCK',
    public readonly _marketType?: string,
  ) {
    super();
  }

  public _target() {
    return { capacityReservationId: this.reservationId };
  }

  public _problems(): Problem[] {
    return Token.isUnresolved(this.reservationId) || /^cr-[0-9a-z]+$/.test(this.reservationId)
      ? []
      : [
          {
            finding: `capacityReservation is '${this.reservationId}'`,
            constraint: 'a reservation ID has the form cr-0123456789abcdef0',
            remediation: 'Use an ID that aws ec2 describe-capacity-reservations returns',
            source: SOURCE,
          },
        ];
  }
}

class ReservationGroup extends CapacityReservation {
  public readonly _capacityType = 'ON_DEMAND';
  public readonly _marketType = undefined;

  constructor(private readonly arn: string) {
    super();
  }

  public _target() {
    return { capacityReservationResourceGroupArn: this.arn };
  }

  public _problems(): Problem[] {
    return Token.isUnresolved(this.arn) || /^arn:[^:]+:resource-groups:/.test(this.arn)
      ? []
      : [
          {
            finding: `capacityReservation is '${this.arn}'`,
            constraint: 'it must be the ARN of a resource group',
            remediation: 'Use an ARN that aws resource-groups list-groups returns',
            source: SOURCE,
          },
        ];
  }
}
