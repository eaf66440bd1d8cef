import { EBS_TYPES, EbsType, EbsTypeRow } from './ebs.data';
import { Problem } from '../../errors/problems';

/** The requested type and performance of an EBS volume. */
export interface EbsPlan {
  readonly type: EbsType;
  readonly iops?: number;
  readonly iopsPerGiB?: number;
  /** MiB/s. */
  readonly throughput?: number;
  readonly growIops?: boolean;
  readonly growIopsOnModify?: boolean;
  readonly blockExpress?: boolean;
}

export const EBS_SOURCE = 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html';

/** Problems of a volume type, whatever the size of the volume. */
export function ebsProblems({ type, iops, iopsPerGiB, throughput, growIops }: EbsPlan): Problem[] {
  const row: EbsTypeRow = EBS_TYPES[type];
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: EBS_SOURCE });
  const range = (name: string, value: number | undefined, min: number, max: number, unit = '') => {
    if (value !== undefined && (!Number.isInteger(value) || value < min || value > max)) {
      add(
        `${name} is ${value}`,
        `must be an integer from ${min} to ${max}${unit} for a ${type} volume`,
        `Set \`${name}\` to a value in this range`,
      );
    }
  };
  if (row.iops) range('iops', iops, row.iops.min, row.iops.max);
  if (row.iops) range('iopsPerGiB', iopsPerGiB, 1, row.iops.perGiB);
  if (row.throughput) range('throughputMiBps', throughput, row.throughput.min, row.throughput.max, ' MiB/s');
  if (iops !== undefined && iopsPerGiB !== undefined) {
    add('both iops and iopsPerGiB are given', 'they are mutually exclusive', 'Remove `iops` or `iopsPerGiB`');
  }
  if (growIops && iopsPerGiB === undefined) {
    add(
      'allowAutoIopsPerGiBIncrease is given without iopsPerGiB',
      'it applies only to volumes with iopsPerGiB',
      'Set `iopsPerGiB`, or remove `allowAutoIopsPerGiBIncrease`',
    );
  }
  if (row.throughput && throughput !== undefined && iopsPerGiB === undefined) {
    const most = Math.floor((iops ?? row.iops!.min) * row.throughput.perIops);
    if (throughput > most) {
      add(
        `throughputMiBps is ${throughput} with ${iops ?? row.iops!.min} iops`,
        `a ${type} volume has at most 1 MiB/s for each 4 iops, which is ${most} MiB/s`,
        `Set \`iops\` to at least ${throughput * 4}`,
      );
    }
  }
  return problems;
}

/** Problems of a volume type for a volume of this size. */
export function ebsSizeProblems({ type, iops }: EbsPlan, sizeGiB: number): Problem[] {
  const row: EbsTypeRow = EBS_TYPES[type];
  if (!row.iops || iops === undefined || iops <= row.iops.min || iops <= sizeGiB * row.iops.perGiB) return [];
  return [
    {
      finding: `size is ${sizeGiB} GiB for ${iops} iops`,
      constraint: `a ${type} volume has at most ${row.iops.perGiB} iops for each GiB`,
      remediation: `Set \`size\` to at least ${Math.ceil(iops / row.iops.perGiB)} GiB, or decrease \`iops\``,
      source: EBS_SOURCE,
    },
  ];
}

/**
 * Names of parameters of a StorageClass in lower case, beside those of the provisioner and of tags.
 * Source: kubernetes-sigs/aws-ebs-csi-driver at 429e202e, pkg/driver/controller.go, CreateVolume, and pkg/driver/constants.go.
 */
const PARAMETERS: ReadonlySet<string> = new Set([
  ...['fstype', 'type', 'iopspergb', 'allowautoiopspergbincrease', 'allowautoiopsincreaseonmodify', 'iops', 'throughput'],
  ...['encrypted', 'kmskeyid', 'volumeinitializationrate', 'blockexpress', 'blocksize', 'inodesize', 'bytesperinode', 'numberofinodes'],
  ...['ext4bigalloc', 'ext4clustersize', 'ext4encryptionsupport', 'blockattachuntilinitialized', 'outpostarn'],
]);

/** Names of parameters that the driver rejects: `Invalid parameter key`. */
export const unknownEbsParameters = (names: readonly string[]): string[] =>
  names.filter(
    (name) => !PARAMETERS.has(name.toLowerCase()) && !name.startsWith('tagSpecification') && !name.startsWith('csi.storage.k8s.io/'),
  );

/** Parameters of a StorageClass, all of them strings. Source: aws-ebs-csi-driver, docs/parameters.md. */
export function ebsParameters({
  type,
  iops,
  iopsPerGiB,
  throughput,
  growIops,
  growIopsOnModify,
  blockExpress,
}: EbsPlan): Record<string, string> {
  const given: Record<string, string | number | boolean | undefined> = {
    type,
    iops,
    iopsPerGB: iopsPerGiB,
    throughput,
    allowAutoIOPSPerGBIncrease: growIops,
    allowAutoIOPSIncreaseOnModify: growIopsOnModify,
    blockExpress,
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}
