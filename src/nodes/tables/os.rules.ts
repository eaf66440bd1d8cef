import { OS_FAMILIES, OsFamily } from './os.data';
import { Problem } from '../../errors/problems';

/** The family of an AMI type of the EKS API; undefined for Amazon Linux 2, CUSTOM and types that are not known. */
export function familyOfAmiType(amiType: string | undefined): OsFamily | undefined {
  if (amiType === undefined) return undefined;
  if (amiType.startsWith('AL2023_')) return 'al2023';
  if (amiType.startsWith('BOTTLEROCKET_')) return 'bottlerocket';
  return amiType.startsWith('WINDOWS_') ? 'windows' : undefined;
}

/** A disk that is smaller than the snapshot of the AMI: EC2 launches no instance. */
export function diskSizeProblems(
  family: OsFamily,
  diskGiB: number | undefined,
  prop: string = 'diskSize',
  source: string = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
): Problem[] {
  const { smallestDiskGiB } = OS_FAMILIES[family];
  return diskGiB === undefined || diskGiB >= smallestDiskGiB
    ? []
    : [
        {
          finding: `${prop} is ${diskGiB} GiB`,
          constraint: `the AMIs require at least ${smallestDiskGiB} GiB`,
          remediation: `Set ${prop} to Size.gibibytes(${smallestDiskGiB}) or more`,
          source,
        },
      ];
}
