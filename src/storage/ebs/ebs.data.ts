/** What one type of EBS volume can be. Figures without a unit in their name are what they are called. */
export interface EbsTypeRow {
  readonly minGiB: number;
  readonly maxGiB: number;
  /** nothing where iops cannot be chosen. */
  readonly iops?: { readonly min: number; readonly max: number; readonly perGiB: number };
  /** MiB/s; nothing where throughput cannot be chosen. */
  readonly throughput?: { readonly min: number; readonly max: number; readonly perIops: number };
  /** a disk of this type may be attached to several instances, as a device. */
  readonly multiAttach: boolean;
}

/** Source: Amazon EBS User Guide, ebs-volume-types, general-purpose, provisioned-iops and hdd-vols, 2026. */
export const EBS_TYPES = {
  gp3: {
    minGiB: 1, maxGiB: 65_536, iops: { min: 3000, max: 80_000, perGiB: 500 }, throughput: { min: 125, max: 2000, perIops: 0.25 }, multiAttach: false,
  },
  gp2: { minGiB: 1, maxGiB: 16_384, multiAttach: false },
  io1: { minGiB: 4, maxGiB: 16_384, iops: { min: 100, max: 64_000, perGiB: 50 }, multiAttach: true },
  io2: { minGiB: 4, maxGiB: 65_536, iops: { min: 100, max: 256_000, perGiB: 1000 }, multiAttach: true },
  st1: { minGiB: 125, maxGiB: 16_384, multiAttach: false },
  sc1: { minGiB: 125, maxGiB: 16_384, multiAttach: false },
} as const satisfies Record<string, EbsTypeRow>;

export type EbsType = keyof typeof EBS_TYPES;
