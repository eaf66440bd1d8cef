import { Problem } from '../errors/problems';

/** Source: CreateCluster API, https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
const MAX_LENGTH = 100;
const NAME = /^[0-9A-Za-z][A-Za-z0-9_-]*$/;

/**
 * A name that is the same in every synthesis, because it comes from the construct's path: two clusters of one name in an account
 * and region clash at creation, which guards against an unintended replacement.
 *
 * @param hash of the whole path, for one that is too long or has characters that a name cannot have: without them two paths may be the same
 */
export function clusterNameFor(path: readonly string[], hash: (text: string) => string): string {
  const whole = path.join('-');
  const name = whole.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'c';
  if (name === whole && name.length <= MAX_LENGTH) return name;
  const suffix = hash(path.join('/')).slice(0, 8);
  return `${name.slice(0, MAX_LENGTH - suffix.length - 1)}-${suffix}`;
}

function exampleFor(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 9)}-shortene` : clean || 'shop';
}

export function clusterNameProblem(name: string): Problem | undefined {
  if (name.length <= MAX_LENGTH && NAME.test(name)) return undefined;
  return {
    finding: `clusterName is '${name}' (${name.length} characters)`,
    constraint: `it must have 1–${MAX_LENGTH} letters, digits, hyphens or underscores and begin with a letter or digit`,
    remediation: `Set clusterName to '${exampleFor(name)}', or remove it`,
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  };
}
