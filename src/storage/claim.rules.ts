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
    facts.path.startsWith('/')
      ? undefined
      : { finding: `path is '${facts.path}'`, constraint: 'it is absolute', remediation: `Write '/${facts.path}'` },
    accessModes.includes(facts.accessMode)
      ? undefined
      : {
          finding: `accessMode is ${facts.accessMode}`,
          constraint: `${storage} is mounted as ${accessModes.join(' or ')}`,
          remediation:
            accessModes.length === 2 && accessModes[0] === 'ReadWriteOnce'
              ? 'Leave it out, or use EfsStorage for files that many nodes share'
              : 'Leave it out',
          source: MODES,
        },
    facts.sizeGiB < minGiB || facts.sizeGiB > maxGiB
      ? {
          finding: `size is ${facts.sizeGiB} GiB`,
          constraint: `${storage} has ${minGiB} GiB or more${maxGiB === Infinity ? '' : `, at most ${maxGiB} GiB`}`,
          remediation: 'Correct it',
          source,
        }
      : undefined,
    facts.block && !limits.block
      ? { finding: 'block is given', constraint: `${storage} is a file system`, remediation: 'Leave it out', source }
      : undefined,
    facts.fromSnapshot && !limits.snapshots
      ? {
          finding: 'fromSnapshot is given',
          constraint: `${storage} has no snapshots of volumes`,
          remediation: limits.snapshots === false ? 'Give snapshots: {} to the storage' : 'Leave it out',
          source,
        }
      : undefined,
    facts.block && facts.readOnly
      ? { finding: 'both block and readOnly are given', constraint: 'a device is not mounted', remediation: 'Leave one of them out' }
      : undefined,
  ];
  return problems.filter((problem): problem is Problem => problem !== undefined);
}
