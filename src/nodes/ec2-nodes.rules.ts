import { OsName } from './image.data';
import { InstanceFacts } from './instance-types.rules';
import { kubeletProblems, KubeletValues } from './kubelet.rules';
import { familyOfOs, OS_FAMILIES } from './os.data';
import { Problem } from '../errors/problems';

/** What {@link ec2NodesProblems} looks at; a token is left out. */
export interface Ec2NodesFacts {
  readonly os: OsName;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desiredSize?: number;
  /** nodes in one group: 450 in a managed one. */
  readonly maxNodes?: number;
  readonly instanceTypes: number;
  readonly types: readonly InstanceFacts[];
  readonly diskGiB?: number;
  readonly metadataHopLimit: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly kubelet: KubeletValues;
  readonly commands: number;
  readonly bottlerocketSettings: boolean;
  readonly nodeadm: boolean;
  readonly efa: boolean;
  /** zones of the subnets; nothing where any is not known. */
  readonly zones?: readonly string[];
  readonly spot: boolean;
  readonly reservation: boolean;
}

const API = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
/** Instance types of a group. Source: CloudFormation, AWS::EKS::Nodegroup InstanceTypes. */
const MAX_TYPES = 20;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** What EKS, EC2 or the image would refuse in a group of instances, whoever manages it. */
export function ec2NodesProblems(facts: Ec2NodesFacts): Problem[] {
  return [...sizeProblems(facts), ...machineProblems(facts), ...labelProblems('labels', facts.labels), ...startProblems(facts), ...efaProblems(facts)];
}

function sizeProblems({ minSize, maxSize, desiredSize, maxNodes }: Ec2NodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize) {
    problems.push({ what: `minSize is ${minSize} and maxSize is ${maxSize}`, limit: 'minSize is at most maxSize', fix: `Set maxSize to ${minSize} or more`, source: API });
  }
  if (desiredSize !== undefined && ((minSize !== undefined && desiredSize < minSize) || (maxSize !== undefined && desiredSize > maxSize))) {
    problems.push({ what: `desiredSize is ${desiredSize}`, limit: `it lies between minSize (${minSize}) and maxSize (${maxSize})`, fix: 'Leave desiredSize out, or widen the range', source: API });
  }
  for (const [name, size] of Object.entries({ minSize, maxSize })) {
    if (size !== undefined && (size < 0 || size > (maxNodes ?? Infinity) || !Number.isInteger(size))) {
      problems.push({ what: `${name} is ${size}`, limit: maxNodes ? `a managed group has 0 to ${maxNodes} nodes` : 'a group has 0 nodes or more', fix: 'Use a whole number in that range, or a second group', source: 'https://docs.aws.amazon.com/general/latest/gr/eks.html' });
    }
  }
  if (maxSize === 0) problems.push({ what: 'maxSize is 0', limit: 'a group may grow to 1 node at the least', fix: 'Set maxSize to 1 or more', source: API });
  return problems;
}

function machineProblems({ os, instanceTypes, diskGiB, metadataHopLimit, spot, reservation }: Ec2NodesFacts): Problem[] {
  const problems: Problem[] = [];
  if (instanceTypes > MAX_TYPES) {
    problems.push({ what: `instanceTypes has ${instanceTypes} entries`, limit: `a group takes at most ${MAX_TYPES}`, fix: 'Make a second group', source: API });
  }
  const { smallestDiskGiB } = OS_FAMILIES[familyOfOs(os)];
  if (diskGiB !== undefined && diskGiB < smallestDiskGiB) {
    problems.push({ what: `diskSize is ${diskGiB} GiB`, limit: `the images need ${smallestDiskGiB} GiB or more`, fix: `Use Size.gibibytes(${smallestDiskGiB}) or more`, source: API });
  }
  if (!Number.isInteger(metadataHopLimit) || metadataHopLimit < 1 || metadataHopLimit > 64) {
    problems.push({ what: `metadataHopLimit is ${metadataHopLimit}`, limit: 'it lies between 1 and 64', fix: 'Use 1, or 2 where pods must read instance metadata', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html' });
  }
  if (spot && reservation) {
    problems.push({ what: 'both spot and reservation are given', limit: 'reserved capacity is not spot', fix: 'Leave one of them out', source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservation-overview.html' });
  }
  if (reservation && instanceTypes > 1) {
    problems.push({ what: `instanceTypes has ${instanceTypes} entries beside a reservation`, limit: 'a reservation is of one instance type', fix: 'Name that type alone', source: 'https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html' });
  }
  return problems;
}

/** Labels that nodes cannot have. */
export function labelProblems(prop: string, labels: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(labels).flatMap(([key, value]): Problem[] => [
    ...(LABEL_VALUE.test(value) ? [] : [{ what: `${prop} has ${key}='${value}'`, limit: 'a value has at most 63 letters, digits, hyphens, underscores or dots and begins and ends with a letter or digit', fix: 'Shorten it', source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/' }]),
    ...(/^(eks\.amazonaws\.com|karpenter\.sh|([^/]+\.)?(kubernetes|k8s)\.io)\//.test(key) && !key.startsWith('node-role.kubernetes.io/')
      ? [{ what: `${prop} has the key '${key}'`, limit: 'prefixes of eks.amazonaws.com, karpenter.sh, kubernetes.io and k8s.io are reserved', fix: 'Use a prefix of your own', source: 'https://kubernetes.io/docs/reference/labels-annotations-taints/' }] : []),
  ]);
}

// what each system reads when it starts
function startProblems({ os, kubelet, commands, bottlerocketSettings, nodeadm }: Ec2NodesFacts): Problem[] {
  const family = familyOfOs(os);
  const problems = kubeletProblems(kubelet);
  const refuse = (prop: string, limit: string, fix: string, source: string) => problems.push({ what: `${prop} is given for ${os}`, limit, fix, source });
  if (commands > 0 && family === 'bottlerocket') refuse('commands', 'Bottlerocket has no shell', 'Use bottlerocketSettings, or NodeOs.AL2023', 'https://bottlerocket.dev/en/os/latest/concepts/shell-less-host/');
  if (bottlerocketSettings && family !== 'bottlerocket') refuse('bottlerocketSettings', 'only Bottlerocket reads them', 'Use commands, or NodeOs.BOTTLEROCKET', 'https://bottlerocket.dev/en/os/latest/api/settings/');
  if (nodeadm && family !== 'al2023') refuse('nodeadm', 'only Amazon Linux 2023 has nodeadm', 'Leave it out, or use NodeOs.AL2023', 'https://awslabs.github.io/amazon-eks-ami/nodeadm/');
  const others = Object.keys(kubelet).filter((setting) => setting !== 'maxPods');
  if (family === 'windows' && others.length > 0) refuse(`kubelet (${others.join(', ')})`, 'on Windows only maxPods can be set', 'Leave the others out', 'https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html');
  return problems;
}

function efaProblems({ efa, os, types, zones }: Ec2NodesFacts): Problem[] {
  if (!efa) return [];
  const source = 'https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html';
  const problems: Problem[] = [];
  if (familyOfOs(os) === 'windows') problems.push({ what: `efa is given for ${os}`, limit: 'EKS runs EFA on Linux only', fix: 'Leave it out', source });
  const without = types.filter(({ efaInterfaces }) => efaInterfaces === 0).map(({ name }) => name);
  if (without.length > 0) problems.push({ what: `efa is given for ${without.join(', ')}`, limit: 'these types have no EFA interface', fix: 'Use types like c6in.32xlarge, p5.48xlarge or trn1.32xlarge', source });
  if (zones && new Set(zones).size > 1) {
    problems.push({ what: `efa is given for subnets in ${new Set(zones).size} zones: ${[...new Set(zones)].join(', ')}`, limit: 'EFA works inside of one zone, and a cluster placement group lies in one', fix: 'Choose subnets of one zone: subnets: { availabilityZones: [...] }', source });
  }
  return problems;
}
