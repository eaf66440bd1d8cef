import { Token } from 'aws-cdk-lib';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Problem } from '../../errors/problems';

const SOURCE = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-reservations.html';

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
  /** @internal */
  public abstract _problems(): Problem[];
}

class ById extends Reservation {
  constructor(private readonly id: string, public readonly _capacityType: 'ON_DEMAND' | 'CAPACITY_BLOCK', public readonly _marketType?: string) {
    super();
  }

  public _target() {
    return { capacityReservationId: this.id };
  }

  public _problems(): Problem[] {
    return Token.isUnresolved(this.id) || /^cr-[0-9a-z]+$/.test(this.id) ? [] : [{
      what: `reservation names '${this.id}'`, limit: 'an id is written like cr-0123456789abcdef0', fix: 'Take it from aws ec2 describe-capacity-reservations', source: SOURCE,
    }];
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

  public _problems(): Problem[] {
    return Token.isUnresolved(this.arn) || /^arn:[^:]+:resource-groups:/.test(this.arn) ? [] : [{
      what: `reservation names '${this.arn}'`, limit: 'it takes the ARN of a resource group', fix: 'Take it from aws resource-groups list-groups', source: SOURCE,
    }];
  }
}
