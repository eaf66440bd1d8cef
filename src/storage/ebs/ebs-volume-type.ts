import { EbsPlan, ebsProblems } from './ebs.rules';
import { Problems } from '../../errors/problems';

/** Settings of a gp3 volume. */
export interface Gp3Options {
  /**
   * Operations a second: 3,000 to 80,000, at most 500 for each GiB.
   *
   * @default 3000
   */
  readonly iops?: number;
  /**
   * Operations a second for each GiB, instead of `iops`: 1 to 500.
   *
   * @default - by iops
   */
  readonly iopsPerGiB?: number;
  /**
   * Throughput in MiB/s: 125 to 2,000, at most a quarter of the iops.
   *
   * @default 125
   */
  readonly throughputMiBps?: number;
}

/** Settings of a volume with provisioned iops. */
export interface ProvisionedIopsOptions {
  /**
   * Operations a second: io2 100 to 256,000 and at most 1,000 for each GiB; io1 100 to 64,000 and at most 50 for each GiB.
   *
   * @default - by iopsPerGiB
   */
  readonly iops?: number;
  /**
   * Operations a second for each GiB, instead of `iops`: io2 1 to 1,000, io1 1 to 50.
   *
   * @default - by iops
   */
  readonly iopsPerGiB?: number;
  /**
   * Whether a volume that is too small for 100 iops by `iopsPerGiB` has 100.
   *
   * @default false
   */
  readonly allowAutoIopsPerGiBIncrease?: boolean;
  /**
   * Whether the iops of a volume with `iopsPerGiB` grow with it.
   *
   * @default false
   */
  readonly allowAutoIopsIncreaseOnModify?: boolean;
  /**
   * Whether the volume is of io2 Block Express. For Auto Mode alone: elsewhere every io2 volume is.
   *
   * @default false
   */
  readonly blockExpress?: boolean;
}

/**
 * A type of EBS volume with its performance.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export class EbsVolumeType {
  /** SSD for nearly everything: 1 GiB to 64 TiB. */
  static gp3({ iops, iopsPerGiB, throughputMiBps }: Gp3Options = {}): EbsVolumeType {
    return new EbsVolumeType({ type: 'gp3', iops, iopsPerGiB, throughput: throughputMiBps });
  }

  /** SSD of the generation before, whose performance follows its size: 1 GiB to 16 TiB. Where gp3 does not exist. */
  static gp2(): EbsVolumeType {
    return new EbsVolumeType({ type: 'gp2' });
  }

  /** SSD with provisioned iops, for databases: 4 GiB to 64 TiB. As a device it may be attached to several nodes. */
  static io2(options: ProvisionedIopsOptions): EbsVolumeType {
    return provisioned('io2', options);
  }

  /** SSD with provisioned iops of the generation before: 4 GiB to 16 TiB. */
  static io1(options: ProvisionedIopsOptions): EbsVolumeType {
    return provisioned('io1', options);
  }

  /** Hard disk for large, sequential reads and writes: 125 GiB to 16 TiB. */
  static st1(): EbsVolumeType {
    return new EbsVolumeType({ type: 'st1' });
  }

  /** Hard disk for what is rarely read: 125 GiB to 16 TiB. */
  static sc1(): EbsVolumeType {
    return new EbsVolumeType({ type: 'sc1' });
  }

  /** @internal */
  public static _provisioned(plan: EbsPlan): EbsVolumeType {
    return new EbsVolumeType(plan);
  }

  /** @internal */
  public readonly _plan: EbsPlan;

  private constructor(plan: EbsPlan) {
    const problems = new Problems(`EbsVolumeType ${plan.type}`);
    problems.add(...ebsProblems(plan));
    if ((plan.type === 'io1' || plan.type === 'io2') && plan.iops === undefined && plan.iopsPerGiB === undefined) {
      problems.add({
        finding: 'neither iops nor iopsPerGiB is given',
        constraint: `a ${plan.type} volume is bought by its iops`,
        remediation: 'Give one of them',
      });
    }
    problems.throwIfAny();
    this._plan = plan;
  }
}

function provisioned(
  type: 'io1' | 'io2',
  { iops, iopsPerGiB, allowAutoIopsPerGiBIncrease, allowAutoIopsIncreaseOnModify, blockExpress }: ProvisionedIopsOptions,
): EbsVolumeType {
  return EbsVolumeType._provisioned({
    type,
    iops,
    iopsPerGiB,
    growIops: allowAutoIopsPerGiBIncrease,
    growIopsOnModify: allowAutoIopsIncreaseOnModify,
    blockExpress,
  });
}
