import { ACCELERATED_FAMILIES, Accelerator, Architecture, Image, IMAGES, UnavailableImage, OsName } from './image.data';
import { TYPES_WITHOUT_FACTS } from './instance-type-names.data';
import { INSTANCE_TYPES } from './instance-types.data';
import { Problem } from '../../errors/problems';

/** Facts of an instance type; fields that EC2 has not published yet are undefined. */
export interface InstanceFacts {
  readonly name: string;
  readonly vcpus?: number;
  readonly memoryMiB?: number;
  readonly gpus?: number;
  readonly neuronDevices: number;
  /** network interfaces of the default card. */
  readonly networkInterfaces: number;
  /** IPv4 addresses on each. */
  readonly ipv4AddressesPerInterface: number;
  readonly networkCards: number;
  /** maximum number of EFA interfaces: one for each network card with EFA. */
  readonly efaInterfaces: number;
  /** branch interfaces, for pods with security groups. */
  readonly branchInterfaces: number;
  readonly hypervisor?: 'nitro' | 'xen';
  readonly architecture: Architecture;
  readonly accelerator: Accelerator;
  readonly maxPods: number;
}

/** Facts of an instance type; undefined if the type does not exist. */
export function instanceFacts(name: string): InstanceFacts | undefined {
  // one line of a text of 55 kB: found by its beginning, without parsing the rest
  const start = INSTANCE_TYPES.indexOf(`\n${name} `);
  if (start < 0) return undefined;
  return parseInstanceFacts(INSTANCE_TYPES.slice(start + 1, INSTANCE_TYPES.indexOf('\n', start + 1)));
}

function parseInstanceFacts(line: string): InstanceFacts {
  const [
    name,
    vcpus,
    memoryMiB,
    gpus,
    architecture,
    interfaces,
    addressesEach,
    maxPods,
    branches,
    hypervisor,
    cards = '1',
    efa = '0',
    neuron = '0',
  ] = line.split(' ');
  const known = (text: string) => (text === '?' ? undefined : Number(text));
  const family = familyOf(name);
  return {
    name,
    vcpus: known(vcpus),
    memoryMiB: known(memoryMiB),
    gpus: known(gpus),
    neuronDevices: Number(neuron),
    networkInterfaces: Number(interfaces),
    ipv4AddressesPerInterface: Number(addressesEach),
    networkCards: Number(cards),
    efaInterfaces: Number(efa),
    branchInterfaces: Number(branches),
    hypervisor: hypervisorOf(hypervisor),
    architecture: architectureOf(architecture, family),
    accelerator: ACCELERATED_FAMILIES[family] ?? 'none',
    maxPods: Number(maxPods),
  };
}

function hypervisorOf(letter: string): InstanceFacts['hypervisor'] {
  if (letter === '?') return undefined;
  return letter === 'x' ? 'xen' : 'nitro';
}

function architectureOf(letter: string, family: string): Architecture {
  if (letter === '?') return architectureByName(family);
  return letter === 'a' ? 'arm64' : 'x86_64';
}

const familyOf = (name: string): string => name.split('.')[0];

// EC2 writes g for Graviton behind the generation: m8gb, c9gd
function architectureByName(family: string): Architecture {
  return /^[a-z]+\d+g/.test(family) ? 'arm64' : 'x86_64';
}

/** The platform of an AMI type of the EKS API; undefined for CUSTOM. */
export function platformOfAmiType(amiType: string | undefined): { architecture: Architecture; os: 'linux' | 'windows' } | undefined {
  if (amiType === undefined || amiType === 'CUSTOM') return undefined;
  return { architecture: amiType.includes('ARM_64') ? 'arm64' : 'x86_64', os: amiType.startsWith('WINDOWS') ? 'windows' : 'linux' };
}

const AMI_TYPES = new Set(
  Object.values(IMAGES)
    .flatMap((byArchitecture) => Object.values(byArchitecture))
    .flatMap((row) => Object.values(row))
    .filter(isImage)
    .map(({ amiType }) => amiType),
);

/** Whether this library knows an AMI type; the old ones of Amazon Linux 2 as well. */
export const isKnownAmiType = (amiType: string): boolean => AMI_TYPES.has(amiType) || /^AL2_(x86_64|x86_64_GPU|ARM_64)$/.test(amiType);

/** Contradictions between an AMI type that a user set and other settings. */
export function amiTypeProblems(amiType: string, kernel: 'linux' | 'windows', types: readonly InstanceFacts[]): Problem[] {
  const source = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html';
  const platform = platformOfAmiType(amiType);
  if (!platform) {
    return [
      {
        finding: "amiType is 'CUSTOM'",
        constraint: 'EKS sets it for node groups with a custom AMI',
        remediation: 'Set machineImage instead',
        source,
      },
    ];
  }
  const others = types.filter(({ architecture }) => architecture !== platform.architecture).map(({ name }) => name);
  return [
    ...(platform.os === kernel
      ? []
      : [
          {
            finding: `amiType is ${amiType} and os is another operating system`,
            constraint: 'disks, user data and taints depend on os',
            remediation: 'Set os to the operating system of the AMI',
            source,
          },
        ]),
    ...(others.length > 0
      ? [
          {
            finding: `amiType is ${amiType} on ${others.join(', ')}`,
            constraint: `it is an AMI for ${platform.architecture}`,
            remediation: 'Remove amiType: it is derived from os and instanceTypes',
            source,
          },
        ]
      : []),
  ];
}

/** Properties that a user gives for a type that is not in the table. */
export interface GivenInstanceTypeInfo {
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly architecture: string;
  readonly networkInterfaces?: number;
  readonly ipv4AddressesPerInterface?: number;
  readonly gpus?: number;
  readonly neuronDevices?: number;
  readonly efaInterfaces?: number;
}

/** Facts of a type: of the table, or else of the user. */
export function instanceFactsFrom(name: string, given: GivenInstanceTypeInfo | undefined): InstanceFacts | undefined {
  const known = instanceFacts(name);
  if (known || !given) return known;
  const { networkInterfaces = 4, ipv4AddressesPerInterface: addressesEach = 15, gpus = 0, neuronDevices = 0, efaInterfaces = 0 } = given;
  return {
    name,
    vcpus: given.vcpus,
    memoryMiB: given.memoryMiB,
    gpus,
    neuronDevices,
    networkInterfaces,
    ipv4AddressesPerInterface: addressesEach,
    efaInterfaces,
    networkCards: Math.max(1, efaInterfaces),
    branchInterfaces: 0,
    hypervisor: 'nitro',
    architecture: given.architecture === 'arm64' ? 'arm64' : 'x86_64',
    accelerator: acceleratorOf(neuronDevices, gpus),
    maxPods: networkInterfaces * (addressesEach - 1) + 2,
  };
}

function acceleratorOf(neuronDevices: number, gpus: number): Accelerator {
  if (neuronDevices > 0) return 'neuron';
  return gpus > 0 ? 'nvidia' : 'none';
}

/** The image of a group with all these types, or the problem of their combination. */
export function imageFor(
  os: OsName,
  typeNames: readonly string[],
  figures: (name: string) => InstanceFacts | undefined = instanceFacts,
): Image | Problem[] {
  const facts = typeNames.map(figures);
  const unknown = typeNames.filter((_, index) => facts[index] === undefined);
  if (unknown.length > 0) return unknown.map(unknownType);
  const images = new Map(
    facts.map((type) => [`${type!.architecture} ${type!.accelerator}`, IMAGES[os][type!.architecture][type!.accelerator]]),
  );
  if (images.size > 1) {
    const mixed = [...images.keys()].map((each) => each.replace(' none', '')).join(' and ');
    return [
      {
        finding: `instanceTypes mixes ${mixed}: ${typeNames.join(', ')}`,
        constraint: 'all nodes of a group use the same AMI',
        remediation: 'Create one group for each architecture and accelerator',
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
      },
    ];
  }
  const [image] = images.values();
  return isImage(image)
    ? image
    : [
        {
          finding: `os ${os} has no AMI for ${typeNames.join(', ')}`,
          constraint: image.reason,
          remediation: 'Use AL2023, or other instance types',
          source: image.source,
        },
      ];
}

/** Whether the image exists. */
export function isImage(image: Image | UnavailableImage): image is Image {
  return 'amiType' in image;
}

/** The types of a family. */
export function typesOfFamily(family: string): InstanceFacts[] {
  const names = [...INSTANCE_TYPES.matchAll(/^(\S+) /gm)].map(([, name]) => name);
  return names.filter((name) => familyOf(name) === family).map((name) => instanceFacts(name)!);
}

function unknownType(name: string): Problem {
  const family = familyOf(name);
  const near = INSTANCE_TYPES.split('\n')
    .map((line) => line.split(' ')[0])
    .filter((each) => familyOf(each) === family)
    .slice(0, 5);
  return {
    finding: `instanceTypes contains '${name}'`,
    constraint: 'it is not in the table of EC2 instance types (August 2026)',
    remediation:
      near.length > 0
        ? `Use one of ${near.join(', ')}, …, or set customInstanceTypes for a newer one`
        : 'Use an instance type like m6i.large, or set customInstanceTypes for a newer one',
    source: 'https://docs.aws.amazon.com/ec2/latest/instancetypes/',
  };
}

/** Every type of the table. */
export const allInstanceFacts = (): InstanceFacts[] =>
  [...INSTANCE_TYPES.matchAll(/^(\S+) .*$/gm)].map(([line]) => parseInstanceFacts(line));

/** Whether EC2 has a type, as far as the tables know. */
export const isInstanceType = (name: string): boolean => INSTANCE_TYPES.includes(`\n${name} `) || TYPES_WITHOUT_FACTS.includes(name);
/** Whether EC2 has a type of a family, as far as the tables know. */
export const isInstanceFamily = (family: string): boolean =>
  INSTANCE_TYPES.includes(`\n${family}.`) || TYPES_WITHOUT_FACTS.some((each) => familyOf(each) === family);

/** The type, or for a family the family, that a name was probably meant to be. */
export function nearestInstanceType(name: string): string | undefined {
  const [family, size] = name.split('.');
  const families = [...new Set(INSTANCE_TYPES.trim().split('\n').map(familyOf))];
  const plain = (text: string) => text.toLowerCase().replace(/-/g, '');
  const near = isInstanceFamily(family) ? family : families.find((each) => plain(each) === plain(family));
  if (size === undefined || near === undefined) return near;
  const sizes = typesOfFamily(near).map((type) => type.name);
  return sizes.find((each) => each === `${near}.${size.toLowerCase()}`) ?? sizes.find((each) => each.endsWith('.large')) ?? sizes[0];
}
