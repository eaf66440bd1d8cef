/** Architecture of an image. */
export type Architecture = 'x86_64' | 'arm64';
export type Accelerator = 'none' | 'nvidia' | 'neuron';
export type OsName =
  | 'AL2023' | 'BOTTLEROCKET' | 'BOTTLEROCKET_FIPS'
  | 'WINDOWS_CORE_2019' | 'WINDOWS_FULL_2019' | 'WINDOWS_CORE_2022' | 'WINDOWS_FULL_2022' | 'WINDOWS_CORE_2025' | 'WINDOWS_FULL_2025';

/** The reason why an image does not exist. */
export interface UnavailableImage {
  readonly reason: string;
  readonly source: string;
}

/** One image: its AMI type in the EKS API, and the public parameters of its newest release (`<V>` is the minor version). */
export interface Image {
  readonly amiType: string;
  readonly releaseParameter?: string;
  /** the public parameter that holds the id of the image. */
  readonly imageParameter?: string;
}

const COMPUTE = 'https://docs.aws.amazon.com/eks/latest/userguide/eks-compute.html';
const noNeuron: UnavailableImage = { reason: 'Inferentia and Trainium are supported on Amazon Linux on x86_64 only', source: COMPUTE };
const noWindowsArm: UnavailableImage = { reason: 'Windows images exist for x86_64 only', source: COMPUTE };
const noWindowsDevices: UnavailableImage = { reason: 'EKS offers accelerated images for Linux only', source: COMPUTE };

const al2023 = (amiType: string, place: string): Image => {
  const folder = `/aws/service/eks/optimized-ami/<V>/amazon-linux-2023/${place}/recommended`;
  return { amiType, releaseParameter: `${folder}/release_version`, imageParameter: `${folder}/image_id` };
};
const bottlerocket = (amiType: string, variant: string, architecture: Architecture): Image => {
  const folder = `/aws/service/bottlerocket/aws-k8s-<V>${variant}/${architecture}/latest`;
  return { amiType, releaseParameter: `${folder}/image_version`, imageParameter: `${folder}/image_id` };
};
const windowsImage = (edition: string, year: string): Image => ({
  amiType: `WINDOWS_${edition}_${year}_x86_64`,
  imageParameter: `/aws/service/ami-windows-latest/Windows_Server-${year}-English-${edition === 'CORE' ? 'Core' : 'Full'}-EKS_Optimized-<V>/image_id`,
});
const windows = (edition: string, year: string) => ({
  x86_64: { none: windowsImage(edition, year), nvidia: noWindowsDevices, neuron: noWindowsDevices },
  arm64: { none: noWindowsArm, nvidia: noWindowsArm, neuron: noWindowsArm },
});

/**
 * Operating system × architecture × accelerator → image: exhaustive, the compiler says so. The AMI type is always sent, because the
 * defaults of EKS and CDK are wrong for accelerated types.
 *
 * Source: EKS API (Nodegroup amiType), EKS User Guide (retrieve-ami-id), Bottlerocket public parameters.
 */
export const IMAGES: Readonly<Record<OsName, Readonly<Record<Architecture, Readonly<Record<Accelerator, Image | UnavailableImage>>>>>> = {
  AL2023: {
    x86_64: {
      none: al2023('AL2023_x86_64_STANDARD', 'x86_64/standard'),
      nvidia: al2023('AL2023_x86_64_NVIDIA', 'x86_64/nvidia'),
      neuron: al2023('AL2023_x86_64_NEURON', 'x86_64/neuron'),
    },
    arm64: {
      none: al2023('AL2023_ARM_64_STANDARD', 'arm64/standard'),
      nvidia: al2023('AL2023_ARM_64_NVIDIA', 'arm64/nvidia'),
      neuron: noNeuron,
    },
  },
  BOTTLEROCKET: {
    x86_64: {
      none: bottlerocket('BOTTLEROCKET_x86_64', '', 'x86_64'), nvidia: bottlerocket('BOTTLEROCKET_x86_64_NVIDIA', '-nvidia', 'x86_64'), neuron: noNeuron,
    },
    arm64: {
      none: bottlerocket('BOTTLEROCKET_ARM_64', '', 'arm64'), nvidia: bottlerocket('BOTTLEROCKET_ARM_64_NVIDIA', '-nvidia', 'arm64'), neuron: noNeuron,
    },
  },
  BOTTLEROCKET_FIPS: {
    x86_64: {
      none: bottlerocket('BOTTLEROCKET_x86_64_FIPS', '-fips', 'x86_64'), nvidia: { amiType: 'BOTTLEROCKET_x86_64_NVIDIA_FIPS' }, neuron: noNeuron,
    },
    arm64: {
      none: bottlerocket('BOTTLEROCKET_ARM_64_FIPS', '-fips', 'arm64'), nvidia: { amiType: 'BOTTLEROCKET_ARM_64_NVIDIA_FIPS' }, neuron: noNeuron,
    },
  },
  WINDOWS_CORE_2019: windows('CORE', '2019'),
  WINDOWS_FULL_2019: windows('FULL', '2019'),
  WINDOWS_CORE_2022: windows('CORE', '2022'),
  WINDOWS_FULL_2022: windows('FULL', '2022'),
  WINDOWS_CORE_2025: windows('CORE', '2025'),
  WINDOWS_FULL_2025: windows('FULL', '2025'),
};

/** Families with an accelerator that EKS has images for. Source: EC2 instance types, accelerated computing. */
export const ACCELERATED_FAMILIES: Readonly<Record<string, Accelerator>> = Object.fromEntries([
  ...['g4dn', 'g5', 'g5g', 'g6', 'g6e', 'g6f', 'gr6', 'gr6f', 'g7', 'g7e', 'p3', 'p3dn', 'p4d', 'p4de', 'p5', 'p5e', 'p5en', 'p6-b200', 'p6-b300']
    .map((family) => [family, 'nvidia']),
  ...['inf1', 'inf2', 'trn1', 'trn1n', 'trn2'].map((family) => [family, 'neuron']),
]);
