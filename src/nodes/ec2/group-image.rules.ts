import { Problem } from '../../errors/problems';
import { Image, OsName } from '../tables/image.data';
import { amiTypeProblems, imageFor, InstanceFacts, isKnownAmiType } from '../tables/instance-types.rules';

/** Properties of a group that determine its image. */
export interface GroupImageFacts {
  readonly os: OsName;
  readonly kernel: 'linux' | 'windows';
  readonly instanceTypes: readonly string[];
  readonly types: readonly InstanceFacts[];
  readonly figures: (name: string) => InstanceFacts | undefined;
  /** AMI type of the EKS API, given by the user. */
  readonly amiType?: string;
  readonly customImage: boolean;
  readonly managed: boolean;
}

/** The image of a group, or the problems for which it has none. */
export function groupImage({
  os,
  kernel,
  instanceTypes,
  types,
  figures,
  amiType,
  customImage,
  managed,
}: GroupImageFacts): Image | Problem[] {
  if (instanceTypes.length === 0) {
    return [
      {
        finding: 'instanceTypes is empty',
        constraint: 'a group requires at least one instance type',
        remediation: 'Remove instanceTypes to use m6i.large',
      },
    ];
  }
  if (amiType !== undefined) {
    const problems = amiTypeProblems(amiType, kernel, types);
    return problems.length > 0 ? problems : { amiType };
  }
  const image = imageFor(os, instanceTypes, figures);
  if (Array.isArray(image) || image.imageParameter || customImage || managed) return image;
  return [
    {
      finding: `os is ${os} on ${instanceTypes.join(', ')}`,
      constraint: 'no public SSM parameter with the ID of such an AMI is known',
      remediation: 'Set machineImage, or use ManagedNodes',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html',
    },
  ];
}

/** Bootstrap data of nodes that EKS does not bootstrap. */
export interface BootstrapFacts {
  readonly bootstrappedByEks: boolean;
  readonly bottlerocket: boolean;
  readonly customImage: boolean;
  readonly serviceIpv4Cidr: boolean;
  readonly versionKnown: boolean;
  readonly serviceCidrKnown: boolean;
}

/** Problems of nodes that join by their own user data: props that are missing or have no effect. */
export function bootstrapProblems(facts: BootstrapFacts): Problem[] {
  const { bootstrappedByEks, bottlerocket } = facts;
  if (facts.serviceIpv4Cidr && (bootstrappedByEks || bottlerocket)) {
    return [
      {
        finding: 'serviceIpv4Cidr is given',
        constraint: bootstrappedByEks ? 'EKS passes it to these nodes' : 'Bottlerocket nodes read it from EKS',
        remediation: 'Remove serviceIpv4Cidr',
      },
    ];
  }
  if (bootstrappedByEks) return [];
  if (!facts.customImage && !facts.versionKnown) {
    return [
      {
        finding: 'the Kubernetes version of the cluster is not known',
        constraint: 'it determines the AMI of the nodes',
        remediation: 'Set version or machineImage',
        source: 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html',
      },
    ];
  }
  // Bottlerocket reads it from EKS
  if (bottlerocket || facts.serviceCidrKnown) return [];
  return [
    {
      finding: 'the service CIDR of the cluster is not known',
      constraint: 'nodes that EKS does not bootstrap need it in their user data',
      remediation: 'Set serviceIpv4Cidr, or use ManagedNodes with the EKS-optimized AMI',
      source: 'https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/',
    },
  ];
}

/** Properties of a group that may be intended, and are not errors. */
export interface GroupWarningFacts {
  readonly amiType?: string;
  readonly unknownTypes: readonly string[];
  readonly windowsOnImportedCluster: boolean;
  readonly capacityBlock: boolean;
  readonly zones: number;
}

/** Warnings of a group, by the id under which they are acknowledged. */
export function groupWarnings(facts: GroupWarningFacts): [id: string, message: string][] {
  const warnings: [boolean, string, string][] = [
    [
      facts.amiType !== undefined && !isKnownAmiType(facts.amiType),
      'strata:unknown-ami-type',
      `amiType ${facts.amiType} is unknown to this library (November 2026): it is sent to EKS without checks`,
    ],
    [
      facts.unknownTypes.length > 0,
      'strata:unknown-instance-type',
      `${facts.unknownTypes.join(', ')}: not in the table of instance types (August 2026), the values of customInstanceTypes are used ` +
        'without checks',
    ],
    [
      facts.windowsOnImportedCluster,
      'strata:windows-on-imported-cluster',
      'Windows nodes need AmazonEKSVPCResourceController on the cluster role and enableWindowsIpam in vpc-cni: set them ' +
        'where the cluster is created',
    ],
    [
      facts.capacityBlock && facts.zones > 1,
      'strata:capacity-block-zones',
      'a Capacity Block is in one zone and the subnets are in several: select its zone with subnets: { availabilityZones: [...] }',
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, id, message]) => [id, message]);
}
