import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';

/** Capacity that was reserved before, for nodes to use. */
export abstract class Reservation {
  /**
   * A Capacity Block for ML, by its id `cr-…`: paid in advance, for a time that is fixed.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
   */
  static capacityBlock(reservationId: string): Reservation {
    return new ById(reservationId, 'CAPACITY_BLOCK', 'capacity-block');
  }

  /** An On-Demand Capacity Reservation, by its id `cr-…`. */
  static onDemand(reservationId: string): Reservation {
    return new ById(reservationId, 'ON_DEMAND');
  }

  /** A group of On-Demand Capacity Reservations, by the ARN of its resource group. */
  static group(resourceGroupArn: string): Reservation {
    return new ByGroup(resourceGroupArn);
  }

  /** @internal */
  public abstract readonly _capacityType: 'ON_DEMAND' | 'CAPACITY_BLOCK';
  /** @internal */
  public abstract readonly _marketType?: string;
  /** @internal */
  public abstract _target(): CfnLaunchTemplate.CapacityReservationTargetProperty;
}

class ById extends Reservation {
  constructor(private readonly id: string, public readonly _capacityType: 'ON_DEMAND' | 'CAPACITY_BLOCK', public readonly _marketType?: string) {
    super();
  }

  public _target() {
    return { capacityReservationId: this.id };
  }
}

class ByGroup extends Reservation {
  public readonly _capacityType = 'ON_DEMAND';
  public readonly _marketType = undefined;

  constructor(private readonly arn: string) {
    super();
  }

  public _target() {
    return { capacityReservationResourceGroupArn: this.arn };
  }
}
