/** What one deployment of FSx for NetApp ONTAP can be. */
export interface OntapRow {
  /** MB/s of each pair of servers. */
  readonly throughput: readonly number[];
  readonly subnets: 1 | 2;
  readonly mostPairs: number;
  /** GiB for each pair. */
  readonly maxGiB: number;
}

/** Source: CloudFormation AWS::FSx::FileSystem OntapConfiguration; FSx for ONTAP User Guide, limits, 2026. */
export const ONTAP_DEPLOYMENTS = {
  SINGLE_AZ_1: { throughput: [128, 256, 512, 1024, 2048, 4096], subnets: 1, mostPairs: 1, maxGiB: 196_608 },
  MULTI_AZ_1: { throughput: [128, 256, 512, 1024, 2048, 4096], subnets: 2, mostPairs: 1, maxGiB: 196_608 },
  SINGLE_AZ_2: { throughput: [384, 768, 1536, 3072, 6144], subnets: 1, mostPairs: 12, maxGiB: 524_288 },
  MULTI_AZ_2: { throughput: [384, 768, 1536, 3072, 6144], subnets: 2, mostPairs: 1, maxGiB: 524_288 },
} as const satisfies Record<string, OntapRow>;

export type OntapDeployment = keyof typeof ONTAP_DEPLOYMENTS;

/** GiB for each pair of servers. */
export const ONTAP_MIN_GIB = 1024;
/** More pairs than this speak no block protocols. */
export const MOST_PAIRS_WITH_BLOCKS = 6;

/** Ports by what they are for. Source: FSx for ONTAP User Guide, limit-access-security-groups. */
export const ONTAP_PORTS = {
  management: { tcp: [443], udp: [] },
  nas: { tcp: [111, 635, 2049, 4045, 4046], udp: [111, 635, 2049, 4045, 4046, 4049] },
  san: { tcp: [3260], udp: [] },
} as const;

/** What one deployment of FSx for OpenZFS can be. */
export interface OpenZfsRow {
  /** MB/s. */
  readonly throughput: readonly number[];
  readonly subnets: 1 | 2;
}

const FAST = [160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10_240];
const SLOW = [64, 128, 256, 512, 1024, 2048, 3072, 4096];

/** Source: CloudFormation AWS::FSx::FileSystem OpenZFSConfiguration, 2026. */
export const OPENZFS_DEPLOYMENTS = {
  SINGLE_AZ_1: { throughput: SLOW, subnets: 1 },
  SINGLE_AZ_HA_1: { throughput: SLOW, subnets: 1 },
  SINGLE_AZ_2: { throughput: FAST, subnets: 1 },
  SINGLE_AZ_HA_2: { throughput: FAST, subnets: 1 },
  MULTI_AZ_1: { throughput: FAST, subnets: 2 },
} as const satisfies Record<string, OpenZfsRow>;

export type OpenZfsDeployment = keyof typeof OPENZFS_DEPLOYMENTS;

export const OPENZFS_GIB = { min: 64, max: 524_288 } as const;

/** Source: FSx for OpenZFS User Guide, limit-access-security-groups. */
export const OPENZFS_PORTS = [[111, 111], [2049, 2049], [20_001, 20_003]] as const;
