import { Problem } from '../errors/problems';
import { namespaceProblem } from '../identity/names.rules';

/** What decides whether a claim can be made. */
export interface ClaimFacts {
  readonly name: string;
  readonly path: string;
  readonly sizeGiB: number;
  readonly accessMode: string;
  readonly block: boolean;
  readonly fromSnapshot: boolean;
  readonly readOnly: boolean;
}

/** What a kind of storage can do for a claim. */
export interface ClaimLimits {
  /** what it is called. */
  readonly storage: string;
  readonly accessModes: readonly string[];
  readonly minGiB?: number;
  readonly maxGiB?: number;
  readonly block?: boolean;
  readonly snapshots?: boolean;
  readonly source: string;
}

const MODES = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes';

/** What is wrong with a claim, for its kind of storage. */
export function claimProblems(facts: ClaimFacts, limits: ClaimLimits): Problem[] {
  const { storage, source, accessModes, minGiB = 1, maxGiB = Infinity } = limits;
  const problems: (Problem | undefined)[] = [
    // it names the volume in the pod as well, which is a label
    namespaceProblem('name', facts.name),
    facts.path.startsWith('/') ? undefined : { what: `path is '${facts.path}'`, limit: 'it is absolute', fix: `Write '/${facts.path}'` },
    accessModes.includes(facts.accessMode) ? undefined : {
      what: `accessMode is ${facts.accessMode}`, limit: `${storage} is mounted as ${accessModes.join(' or ')}`, fix: accessModes.length === 2 && accessModes[0] === 'ReadWriteOnce' ? 'Leave it out, or use EfsStorage for files that many nodes share' : 'Leave it out', source: MODES,
    },
    facts.sizeGiB < minGiB || facts.sizeGiB > maxGiB ? {
      what: `size is ${facts.sizeGiB} GiB`, limit: `${storage} has ${minGiB} GiB or more${maxGiB === Infinity ? '' : `, at most ${maxGiB} GiB`}`, fix: 'Correct it', source,
    } : undefined,
    facts.block && !limits.block ? { what: 'block is given', limit: `${storage} is a file system`, fix: 'Leave it out', source } : undefined,
    facts.fromSnapshot && !limits.snapshots ? { what: 'fromSnapshot is given', limit: `${storage} has no snapshots of volumes`, fix: limits.snapshots === false ? 'Give snapshots: {} to the storage' : 'Leave it out', source } : undefined,
    facts.block && facts.readOnly ? { what: 'both block and readOnly are given', limit: 'a device is not mounted', fix: 'Leave one of them out' } : undefined,
  ];
  return problems.filter((problem): problem is Problem => problem !== undefined);
}
