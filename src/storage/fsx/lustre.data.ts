/** What one deployment of FSx for Lustre can be. */
export interface LustreRow {
  /** GiB: first sizes, then multiples. */
  readonly capacities: { readonly first: readonly number[]; readonly step: number };
  /** MB/s for each TiB; nothing where it cannot be chosen. */
  readonly throughput?: readonly number[];
  readonly versions: readonly string[];
  readonly encryptionKey: boolean;
  readonly backups: boolean;
  readonly metadata: boolean;
  /** data repository associations. */
  readonly repositories: boolean;
  /** import and export paths of the file system itself. */
  readonly s3Link: boolean;
}

const ssd = { first: [1200], step: 2400 };

/** Source: FSx for Lustre User Guide (using-fsx-lustre, create-dra), CloudFormation AWS::FSx::FileSystem, 2026. */
export const LUSTRE_DEPLOYMENTS = {
  SCRATCH_1: { capacities: { first: [1200, 2400], step: 3600 }, versions: ['2.10', '2.12', '2.15'], encryptionKey: false, backups: false, metadata: false, repositories: false, s3Link: true },
  SCRATCH_2: { capacities: ssd, versions: ['2.10', '2.12', '2.15'], encryptionKey: false, backups: false, metadata: false, repositories: true, s3Link: true },
  PERSISTENT_1: { capacities: ssd, throughput: [50, 100, 200], versions: ['2.10', '2.12', '2.15'], encryptionKey: true, backups: true, metadata: false, repositories: true, s3Link: true },
  PERSISTENT_2: { capacities: ssd, throughput: [125, 250, 500, 1000], versions: ['2.12', '2.15'], encryptionKey: true, backups: true, metadata: true, repositories: true, s3Link: false },
} as const satisfies Record<string, LustreRow>;

export type LustreDeployment = keyof typeof LUSTRE_DEPLOYMENTS;

/** Hard disks of PERSISTENT_1: capacity in GiB by throughput in MB/s for each TiB. */
export const LUSTRE_HDD: Readonly<Record<number, LustreRow['capacities']>> = { 12: { first: [6000], step: 6000 }, 40: { first: [1800], step: 1800 } };

/** Operations a second of metadata. */
export const METADATA_IOPS = [1500, 3000, 6000, ...Array.from({ length: 16 }, (_, index) => 12_000 * (index + 1))];

/** The version that knows metadata performance. */
export const METADATA_VERSION = '2.15';
