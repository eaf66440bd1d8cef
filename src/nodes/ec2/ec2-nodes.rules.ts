import { isScript } from './user-data.rules';
import { Problem } from '../../errors/problems';
import { kubeletProblems, KubeletValues } from '../kubelet.rules';
import { labelProblems, taintKeyProblems } from '../labels.rules';
import { OsName } from '../tables/image.data';
import { InstanceFacts } from '../tables/instance-types.rules';
import { familyOfOs, OS_FAMILIES } from '../tables/os.data';
import { diskSizeProblems } from '../tables/os.rules';

/** Input of {@link ec2NodesProblems}, without tokens. */
export interface Ec2NodesFacts {
  readonly os: OsName;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desiredSize?: number;
  /** nodes in one group: 450 in a managed one. */
  readonly maxNodes?: number;
  /** instance types in one group: 20 in a managed one. */
  readonly maxTypes?: number;
  /** names of the instance types, as they were given. */
  readonly instanceTypes: readonly string[];
  readonly types: readonly InstanceFacts[];
  readonly diskGiB?: number;
  readonly metadataHopLimit: number;
  readonly labels: Readonly<Record<string, string>>;
  /** keys of the taints that were given. */
  readonly taints: readonly string[];
  /** keys of the tags. */
  readonly tags: readonly string[];
  /** names of the disks that were added. */
  readonly devices: readonly string[];
  readonly kubelet: KubeletValues;
  readonly commands: number;
  readonly bottlerocketSettings?: string;
  readonly nodeadm: boolean;
  readonly efa: boolean;
  /** zones of the subnets; undefined if any is not known. */
  readonly zones?: readonly string[];
  readonly spot: boolean;
  readonly reservation?: { readonly capacityBlock: boolean };
  readonly placementGroup: boolean;
}

const API = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
/** Problems for which EKS, EC2 or the image would reject a managed or self-managed group of instances. */
export function ec2NodesProblems(facts: Ec2NodesFacts): Problem[] {
  return [
    ...sizeProblems(facts),
    ...machineProblems(facts),
    ...labelProblems('labels', facts.labels),
    ...taintKeyProblems(facts.taints),
    ...startProblems(facts),
    ...efaProblems(facts),
    ...reservationProblems(facts),
  ];
}

function sizeProblems({ minSize, maxSize, desiredSize, maxNodes }: Ec2NodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize) {
    problems.push({
      finding: `minSize is ${minSize} and maxSize is ${maxSize}`,
      constraint: 'minSize must be at most maxSize',
      remediation: `Set maxSize to at least ${minSize}`,
      source: API,
    });
  }
  if (
    desiredSize !== undefined &&
    (!Number.isInteger(desiredSize) || (minSize !== undefined && desiredSize < minSize) || (maxSize !== undefined && desiredSize > maxSize))
  ) {
    problems.push({
      finding: `desiredSize is ${desiredSize}`,
      constraint: `it must be an integer from minSize (${minSize}) to maxSize (${maxSize})`,
      remediation: 'Remove desiredSize, or widen the range',
      source: API,
    });
  }
  for (const [name, size] of Object.entries({ minSize, maxSize })) {
    if (size !== undefined && (size < 0 || size > (maxNodes ?? Infinity) || !Number.isInteger(size))) {
      problems.push({
        finding: `${name} is ${size}`,
        constraint: maxNodes ? `a managed node group can have 0 to ${maxNodes} nodes` : 'it must be an integer of at least 0',
        remediation: 'Use an integer in that range, or a second group',
        source: 'https://docs.aws.amazon.com/general/latest/gr/eks.html',
      });
    }
  }
  if (maxSize === 0) {
    problems.push({
      finding: 'maxSize is 0',
      constraint: 'it must be at least 1',
      remediation: 'Set maxSize to 1 or more',
      source: API,
    });
  }
  return problems;
}

function machineProblems({ os, maxTypes = Infinity, instanceTypes, diskGiB, metadataHopLimit, tags, devices }: Ec2NodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (instanceTypes.length > maxTypes) {
    problems.push({
      finding: `instanceTypes has ${instanceTypes.length} entries`,
      constraint: `a group can have at most ${maxTypes} instance types`,
      remediation: 'Create a second group',
      source: API,
    });
  }
  const twice = instanceTypes.filter((name, index) => instanceTypes.indexOf(name) < index);
  if (twice.length > 0) {
    problems.push({
      finding: `instanceTypes contains ${twice.join(', ')} twice`,
      constraint: 'instance types must be unique',
      remediation: 'Remove the duplicate',
      source: API,
    });
  }
  const forbidden = tags.filter((key) => /^aws:/i.test(key));
  if (forbidden.length > 0) {
    problems.push({
      finding: `instanceTags contains ${forbidden.join(', ')}`,
      constraint: 'the tag prefix aws: is reserved for AWS',
      remediation: 'Use another key',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html',
    });
  }
  const { dataDisk, systemDisk } = OS_FAMILIES[familyOfOs(os)];
  const taken = [dataDisk, ...(systemDisk ? [systemDisk.device] : [])];
  const again = devices.filter((name, index) => taken.includes(name) || devices.indexOf(name) < index);
  if (again.length > 0) {
    problems.push({
      finding: `additionalBlockDevices contains ${again.join(', ')}`,
      constraint: `device names must be unique, and the AMI uses ${taken.join(' and ')}`,
      remediation: 'Use names like /dev/xvdf',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html',
    });
  }
  problems.push(...diskSizeProblems(familyOfOs(os), diskGiB));
  if (!Number.isInteger(metadataHopLimit) || metadataHopLimit < 1 || metadataHopLimit > 64) {
    problems.push({
      finding: `metadataHopLimit is ${metadataHopLimit}`,
      constraint: 'it must be an integer from 1 to 64',
      remediation: 'Use 1, or 2 if pods read instance metadata',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html',
    });
  }
  return problems;
}

/** Problems of reserved capacity. */
export function reservationProblems({
  spot,
  reservation,
  instanceTypes,
  placementGroup,
}: Pick<Ec2NodesFacts, 'spot' | 'reservation' | 'instanceTypes' | 'placementGroup'>): Problem[] {
  if (!reservation) return [];
  const problems: Problem[] = [];
  const blocks = 'https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html';
  if (spot) {
    problems.push({
      finding: 'spot and capacityReservation are mutually exclusive',
      constraint: 'reserved capacity is not spot capacity',
      remediation: 'Remove one of them',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservation-overview.html',
    });
  }
  if (instanceTypes.length > 1) {
    problems.push({
      finding: `instanceTypes has ${instanceTypes.length} entries with capacityReservation`,
      constraint: 'a reservation has one instance type',
      remediation: 'Set instanceTypes to that type',
      source: blocks,
    });
  }
  if (reservation.capacityBlock && placementGroup) {
    problems.push({
      finding: 'placementGroup is given with a Capacity Block',
      constraint: 'Capacity Blocks do not support placement groups',
      remediation: 'Remove placementGroup',
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-blocks.html',
    });
  }
  return problems;
}

// the options that each operating system reads at boot
function startProblems({ os, kubelet, commands, bottlerocketSettings, nodeadm }: Ec2NodesFacts): Problem[] {
  const family = familyOfOs(os);
  const problems = kubeletProblems(kubelet);
  const refuse = (prop: string, limit: string, fix: string, source: string) =>
    problems.push({ finding: `${prop} is given for ${os}`, constraint: limit, remediation: fix, source });
  if (commands > 0 && family === 'bottlerocket') {
    refuse(
      'preBootstrapCommands',
      'Bottlerocket has no shell',
      'Use bottlerocketSettings, or NodeOs.AL2023',
      'https://bottlerocket.dev/en/os/latest/concepts/shell-less-host/',
    );
  }
  if (bottlerocketSettings && family !== 'bottlerocket') {
    refuse(
      'bottlerocketSettings',
      'only Bottlerocket supports them',
      'Use preBootstrapCommands, or NodeOs.BOTTLEROCKET',
      'https://bottlerocket.dev/en/os/latest/api/settings/',
    );
  }
  if (bottlerocketSettings && family === 'bottlerocket' && isScript(bottlerocketSettings)) {
    refuse(
      'a script as bottlerocketSettings',
      'Bottlerocket has no shell and reads TOML',
      "Use settings like '[settings.motd]', or NodeOs.AL2023",
      'https://bottlerocket.dev/en/os/latest/api/settings/',
    );
  }
  if (nodeadm && family !== 'al2023') {
    refuse(
      'nodeadmConfig',
      'only Amazon Linux 2023 has nodeadm',
      'Remove nodeadmConfig, or use NodeOs.AL2023',
      'https://awslabs.github.io/amazon-eks-ami/nodeadm/',
    );
  }
  const others = Object.keys(kubelet).filter((setting) => setting !== 'maxPods');
  if (family === 'windows' && others.length > 0) {
    refuse(
      `kubelet (${others.join(', ')})`,
      'on Windows only maxPods is supported',
      'Remove the others',
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html',
    );
  }
  return problems;
}

/** Problems of Elastic Fabric Adapters. */
export function efaProblems({ efa, os, types, zones }: Pick<Ec2NodesFacts, 'efa' | 'os' | 'types' | 'zones'>): Problem[] {
  if (!efa) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html';
  const problems: Problem[] = [];
  if (familyOfOs(os) === 'windows') {
    problems.push({
      finding: `efa is given for ${os}`,
      constraint: 'EKS supports EFA on Linux only',
      remediation: 'Remove efa',
      source,
    });
  }
  const without = types.filter(({ efaInterfaces }) => efaInterfaces === 0).map(({ name }) => name);
  if (without.length > 0) {
    problems.push({
      finding: `efa is given for ${without.join(', ')}`,
      constraint: 'these instance types do not support EFA',
      remediation: 'Use instance types like c6in.32xlarge, p5.48xlarge or trn1.32xlarge',
      source,
    });
  }
  if (zones && new Set(zones).size > 1) {
    problems.push({
      finding: `efa is given for subnets in ${new Set(zones).size} zones: ${[...new Set(zones)].join(', ')}`,
      constraint: 'EFA traffic cannot cross zones',
      remediation: 'Select subnets of one zone: subnets: { availabilityZones: [...] }',
      source,
    });
  }
  return problems;
}
