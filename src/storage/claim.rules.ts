import { Problem } from '../errors/problems';
import { namespaceProblem } from '../identity/names.rules';

/** Properties of a PVC that its kind of storage may reject. */
export interface ClaimFacts {
  readonly name: string;
  readonly path: string;
  readonly sizeGiB: number;
  readonly accessMode: string;
  readonly block: boolean;
  readonly fromSnapshot: boolean;
  readonly readOnly: boolean;
}

/** What a kind of storage supports for a PVC. */
export interface ClaimLimits {
  /** name of the volume in messages. */
  readonly storage: string;
  readonly accessModes: readonly string[];
  readonly minGiB?: number;
  readonly maxGiB?: number;
  readonly block?: boolean;
  readonly snapshots?: boolean;
  readonly source: string;
}

const MODES = 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes';

/** Problems of a PVC, for its kind of storage. */
export function claimProblems(facts: ClaimFacts, limits: ClaimLimits): Problem[] {
  const { storage, source, accessModes, minGiB = 1, maxGiB = Infinity } = limits;
  const problems: (Problem | undefined)[] = [
    // the name is also the name of the volume in the pod, which must be a DNS label
    namespaceProblem('name', facts.name),
    facts.path.startsWith('/')
      ? undefined
      : {
          finding: `mountPath is '${facts.path}'`,
          constraint: 'must be an absolute path',
          remediation: `Set \`mountPath\` to '/${facts.path}'`,
        },
    accessModes.includes(facts.accessMode)
      ? undefined
      : {
          finding: `accessMode is ${facts.accessMode}`,
          constraint: `${storage} supports ${accessModes.join(', ')}`,
          remediation:
            accessModes.length === 2 && accessModes[0] === 'ReadWriteOnce'
              ? 'Remove `accessMode`, or use EfsStorage for files that several nodes share'
              : 'Remove `accessMode`',
          source: MODES,
        },
    facts.sizeGiB < minGiB || facts.sizeGiB > maxGiB
      ? {
          finding: `size is ${facts.sizeGiB} GiB`,
          constraint: `${storage} must have at least ${minGiB} GiB${maxGiB === Infinity ? '' : ` and at most ${maxGiB} GiB`}`,
          remediation: 'Set `size` to a value in this range',
          source,
        }
      : undefined,
    facts.block && !limits.block
      ? {
          finding: 'rawBlock is given',
          constraint: `${storage} is a file system and does not support volumeMode Block`,
          remediation: 'Remove `rawBlock`',
          source,
        }
      : undefined,
    facts.fromSnapshot && !limits.snapshots
      ? {
          finding: 'fromSnapshot is given',
          constraint: `${storage} cannot be created from a VolumeSnapshot`,
          remediation: limits.snapshots === false ? 'Set volumeSnapshotClass: {} on the storage' : 'Remove `fromSnapshot`',
          source,
        }
      : undefined,
    facts.block && facts.readOnly
      ? {
          finding: 'both rawBlock and readOnly are given',
          constraint: 'they are mutually exclusive: a block device is not mounted',
          remediation: 'Remove `rawBlock` or `readOnly`',
        }
      : undefined,
  ];
  return problems.filter((problem): problem is Problem => problem !== undefined);
}
