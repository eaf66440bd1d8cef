import { Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ClaimLimits, claimProblems } from './claim.rules';
import { ClaimBinding, StorageClaim, StorageClaimOptions } from './storage-claim';
import { VolumeAccessMode } from './volume-access-mode';
import { Problem, Problems } from '../errors/problems';

/** Creates a PVC of a storage construct; throws all of its problems. */
export function makeClaim(
  storage: IConstruct,
  name: string,
  options: StorageClaimOptions,
  limits: ClaimLimits,
  binding: Omit<ClaimBinding, 'accessMode'>,
  more: readonly Problem[] = [],
): StorageClaim {
  const accessMode = options.accessMode ?? (limits.accessModes[0] as VolumeAccessMode);
  const problems = new Problems(`${storage.node.path}.claim`);
  problems.add(
    ...claimProblems(
      {
        name,
        path: options.mountPath,
        sizeGiB: gibibytes(options.size),
        accessMode,
        block: options.rawBlock ?? false,
        fromSnapshot: options.fromSnapshot !== undefined,
        readOnly: options.readOnly ?? false,
      },
      limits,
    ),
    ...more,
  );
  problems.throwIfAny();
  return StorageClaim._of(name, { ...binding, accessMode }, options);
}

/** A size of cdk8s as a number. */
export const gibibytes = (size: Size): number => size.toMebibytes() / 1024;
