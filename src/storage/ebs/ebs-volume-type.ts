import { EbsPlan, ebsProblems } from './ebs.rules';
import { Problems } from '../../errors/problems';
import { checkOptions } from '../../props/check-props';

/** Settings of a gp3 volume. */
export interface Gp3Options {
  /**
   * IOPS: 3,000 to 80,000, at most 500 per GiB.
   *
   * @default 3000
   */
  readonly iops?: number;
  /**
   * IOPS per GiB, instead of `iops`: 1 to 500.
   *
   * @default - `iops`
   */
  readonly iopsPerGiB?: number;
  /**
   * Throughput in MiB/s: 125 to 2,000, at most 1 MiB/s for each 4 IOPS.
   *
   * @default 125
   */
  readonly throughputMiBps?: number;
}

/** Settings of a volume with provisioned IOPS (io1, io2). */
export interface ProvisionedIopsOptions {
  /**
   * IOPS: io2 100 to 256,000 and at most 1,000 per GiB; io1 100 to 64,000 and at most 50 per GiB.
   *
   * @default - `iopsPerGiB`
   */
  readonly iops?: number;
  /**
   * IOPS per GiB, instead of `iops`: io2 1 to 1,000, io1 1 to 50.
   *
   * @default - `iops`
   */
  readonly iopsPerGiB?: number;
  /**
   * Raise the IOPS of a volume to the minimum of 100 if `iopsPerGiB` results in less.
   *
   * @default false
   */
  readonly allowAutoIopsPerGiBIncrease?: boolean;
  /**
   * Raise the IOPS of a volume with `iopsPerGiB` when the volume grows.
   *
   * @default false
   */
  readonly allowAutoIopsIncreaseOnModify?: boolean;
  /**
   * Create io2 Block Express volumes. Only for EKS Auto Mode: elsewhere every io2 volume is a Block Express volume.
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
  /** General purpose SSD: 1 GiB to 64 TiB. */
  static gp3(options: Gp3Options = {}): EbsVolumeType {
    checkOptions('Gp3Options', 'EbsVolumeType.gp3', options);
    const { iops, iopsPerGiB, throughputMiBps } = options;
    return new EbsVolumeType({ type: 'gp3', iops, iopsPerGiB, throughput: throughputMiBps });
  }

  /** Previous generation of the general purpose SSD, whose performance depends on its size: 1 GiB to 16 TiB. For locations without gp3. */
  static gp2(): EbsVolumeType {
    return new EbsVolumeType({ type: 'gp2' });
  }

  /** SSD with provisioned IOPS, for databases: 4 GiB to 64 TiB. As a block device (`rawBlock`) it can be attached to several nodes. */
  static io2(options: ProvisionedIopsOptions): EbsVolumeType {
    checkOptions('ProvisionedIopsOptions', 'EbsVolumeType.io2', options);
    return provisioned('io2', options);
  }

  /** Previous generation of the SSD with provisioned IOPS: 4 GiB to 16 TiB. */
  static io1(options: ProvisionedIopsOptions): EbsVolumeType {
    checkOptions('ProvisionedIopsOptions', 'EbsVolumeType.io1', options);
    return provisioned('io1', options);
  }

  /** Throughput optimized HDD for large, sequential I/O: 125 GiB to 16 TiB. */
  static st1(): EbsVolumeType {
    return new EbsVolumeType({ type: 'st1' });
  }

  /** Cold HDD for data that is rarely read: 125 GiB to 16 TiB. */
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
        constraint: `a ${plan.type} volume must have provisioned IOPS`,
        remediation: 'Set `iops` or `iopsPerGiB`',
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
