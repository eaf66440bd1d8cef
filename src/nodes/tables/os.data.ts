import { OsName } from './image.data';

/** Families of operating systems that differ in the properties below. */
export type OsFamily = 'al2023' | 'bottlerocket' | 'windows';

export function familyOfOs(os: OsName): OsFamily {
  if (os === 'AL2023') return 'al2023';
  return os.startsWith('WINDOWS') ? 'windows' : 'bottlerocket';
}

export interface OsFamilyRow {
  readonly kernel: 'linux' | 'windows';
  /** the disk for images, logs and pods. */
  readonly dataDisk: string;
  /** the disk of the operating system if it is a separate one, with its size. */
  readonly systemDisk?: { readonly device: string; readonly gibibytes: number };
  /** smallest disk that the images start from. */
  readonly smallestDiskGiB: number;
  readonly defaultDiskGiB: number;
  readonly accessEntryType: 'EC2_LINUX' | 'EC2_WINDOWS';
  readonly neuron: boolean;
}

/**
 * Source: EKS User Guide (launch templates, access entries); Karpenter 1.14 amifamily for devices; Bottlerocket README, default volumes, and its
 * NVIDIA variants, whose system takes 4 GiB.
 */
export const OS_FAMILIES: Readonly<Record<OsFamily, OsFamilyRow>> = {
  al2023: { kernel: 'linux', dataDisk: '/dev/xvda', smallestDiskGiB: 20, defaultDiskGiB: 50, accessEntryType: 'EC2_LINUX', neuron: true },
  bottlerocket: { kernel: 'linux', dataDisk: '/dev/xvdb', systemDisk: { device: '/dev/xvda', gibibytes: 4 }, smallestDiskGiB: 20, defaultDiskGiB: 50, accessEntryType: 'EC2_LINUX', neuron: false },
  windows: { kernel: 'windows', dataDisk: '/dev/sda1', smallestDiskGiB: 50, defaultDiskGiB: 100, accessEntryType: 'EC2_WINDOWS', neuron: false },
};

/** Taints of nodes that most pods cannot run on. */
export const TAINTS_BY_KIND = {
  windows: { key: 'os', value: 'windows', effect: 'NoSchedule' },
  nvidia: { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
  neuron: { key: 'aws.amazon.com/neuron', value: 'present', effect: 'NoSchedule' },
} as const;

/** Extended resources of devices. Source: the device plugins. */
export const DEVICE_RESOURCES = { nvidia: 'nvidia.com/gpu', neuron: 'aws.amazon.com/neuron', efa: 'vpc.amazonaws.com/efa' } as const;

/** Effects of taints in the EKS API, by their name in Kubernetes. */
export const TAINT_EFFECTS: Readonly<Record<string, string>> = { NO_SCHEDULE: 'NoSchedule', PREFER_NO_SCHEDULE: 'PreferNoSchedule', NO_EXECUTE: 'NoExecute' };
