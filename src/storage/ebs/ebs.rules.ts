import { EBS_TYPES, EbsType, EbsTypeRow } from './ebs.data';
import { Problem } from '../../errors/problems';

/** What a volume of EBS is asked to be. */
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

/** What no volume of its type can be. */
export function ebsProblems({ type, iops, iopsPerGiB, throughput, growIops }: EbsPlan): Problem[] {
  const row: EbsTypeRow = EBS_TYPES[type];
  const problems: Problem[] = [];
  const add = (what: string, limit: string, fix: string) =>
    problems.push({ finding: what, constraint: limit, remediation: fix, source: EBS_SOURCE });
  const range = (name: string, value: number | undefined, min: number, max: number, unit = '') => {
    if (value !== undefined && (!Number.isInteger(value) || value < min || value > max))
      add(`${name} is ${value}`, `a ${type} volume has ${min} to ${max}${unit}`, 'Correct it');
  };
  if (row.iops) range('iops', iops, row.iops.min, row.iops.max);
  if (row.iops) range('iopsPerGiB', iopsPerGiB, 1, row.iops.perGiB);
  if (row.throughput) range('throughputMiBps', throughput, row.throughput.min, row.throughput.max, ' MiB/s');
  if (iops !== undefined && iopsPerGiB !== undefined)
    add('both iops and iopsPerGiB are given', 'a volume has one of them', 'Leave one out');
  if (growIops && iopsPerGiB === undefined)
    add(
      'allowAutoIopsPerGiBIncrease is given without iopsPerGiB',
      'it raises what iopsPerGiB gives to small volumes',
      'Give iopsPerGiB, or leave it out',
    );
  if (row.throughput && throughput !== undefined && iopsPerGiB === undefined) {
    const most = Math.floor((iops ?? row.iops!.min) * row.throughput.perIops);
    if (throughput > most)
      add(
        `throughputMiBps is ${throughput} with ${iops ?? row.iops!.min} iops`,
        `a ${type} volume has 1 MiB/s for each 4 iops, so ${most} MiB/s`,
        `Give ${throughput * 4} iops or more`,
      );
  }
  return problems;
}

/** What a volume of this size cannot be. */
export function ebsSizeProblems({ type, iops }: EbsPlan, sizeGiB: number): Problem[] {
  const row: EbsTypeRow = EBS_TYPES[type];
  if (!row.iops || iops === undefined || iops <= row.iops.min || iops <= sizeGiB * row.iops.perGiB) return [];
  return [
    {
      finding: `size is ${sizeGiB} GiB for ${iops} iops`,
      constraint: `a ${type} volume has at most ${row.iops.perGiB} iops for each GiB`,
      remediation: `Ask for ${Math.ceil(iops / row.iops.perGiB)} GiB or more, or for fewer iops`,
      source: EBS_SOURCE,
    },
  ];
}

/** Parameters of a class, all of them text. Source: aws-ebs-csi-driver, docs/parameters.md. */
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
