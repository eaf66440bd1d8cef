import { Problem } from '../errors/problems';

/** What {@link managedNodesProblems} looks at; a token is left out. */
export interface ManagedNodesFacts {
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desiredSize?: number;
  readonly instanceTypes: number;
  readonly diskGiB?: number;
  readonly metadataHopLimit: number;
  readonly labels: Readonly<Record<string, string>>;
}

const API = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html';
/** Nodes in a managed group, by default quota. Source: https://docs.aws.amazon.com/general/latest/gr/eks.html */
const MAX_NODES = 450;
/** Instance types of a managed group. Source: CloudFormation, AWS::EKS::Nodegroup InstanceTypes. */
const MAX_TYPES = 20;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** What EKS would refuse in a managed node group. */
export function managedNodesProblems(facts: ManagedNodesFacts): Problem[] {
  const { minSize, maxSize, desiredSize } = facts;
  const problems: Problem[] = [];
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize) {
    problems.push({ what: `minSize is ${minSize} and maxSize is ${maxSize}`, limit: 'minSize is at most maxSize', fix: `Set maxSize to ${minSize} or more`, source: API });
  }
  if (desiredSize !== undefined && ((minSize !== undefined && desiredSize < minSize) || (maxSize !== undefined && desiredSize > maxSize))) {
    problems.push({ what: `desiredSize is ${desiredSize}`, limit: `it lies between minSize (${minSize}) and maxSize (${maxSize})`, fix: 'Leave desiredSize out, or widen the range', source: API });
  }
  for (const [name, size] of Object.entries({ minSize, maxSize })) {
    if (size !== undefined && (size < 0 || size > MAX_NODES || !Number.isInteger(size))) {
      problems.push({ what: `${name} is ${size}`, limit: `a managed group has 0 to ${MAX_NODES} nodes`, fix: 'Use a whole number in that range, or a second group', source: 'https://docs.aws.amazon.com/general/latest/gr/eks.html' });
    }
  }
  if (maxSize === 0) problems.push({ what: 'maxSize is 0', limit: 'a managed group may grow to 1 node at the least', fix: 'Set maxSize to 1 or more', source: API });
  if (facts.instanceTypes > MAX_TYPES) {
    problems.push({ what: `instanceTypes has ${facts.instanceTypes} entries`, limit: `a managed group takes at most ${MAX_TYPES}`, fix: 'Make a second group', source: API });
  }
  if (facts.diskGiB !== undefined && facts.diskGiB < 20) {
    problems.push({ what: `diskSize is ${facts.diskGiB} GiB`, limit: 'the images need 20 GiB or more', fix: 'Use Size.gibibytes(20) or more', source: API });
  }
  if (!Number.isInteger(facts.metadataHopLimit) || facts.metadataHopLimit < 1 || facts.metadataHopLimit > 64) {
    problems.push({ what: `metadataHopLimit is ${facts.metadataHopLimit}`, limit: 'it lies between 1 and 64', fix: 'Use 1, or 2 where pods must read instance metadata', source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html' });
  }
  for (const [key, value] of Object.entries(facts.labels)) {
    if (!LABEL_VALUE.test(value)) {
      problems.push({ what: `labels has ${key}='${value}'`, limit: 'a value has at most 63 letters, digits, hyphens, underscores or dots and begins and ends with a letter or digit', fix: 'Shorten it', source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/' });
    }
    if (/^(eks\.amazonaws\.com|([^/]+\.)?(kubernetes|k8s)\.io)\//.test(key) && !key.startsWith('node-role.kubernetes.io/')) {
      problems.push({ what: `labels has the key '${key}'`, limit: 'prefixes of eks.amazonaws.com, kubernetes.io and k8s.io are reserved', fix: 'Use a prefix of your own', source: 'https://kubernetes.io/docs/reference/labels-annotations-taints/' });
    }
  }
  return problems;
}
