import { forcedConflicts, withoutInjectedFields } from './injected-fields.rules';
import { ApplyRejection, Kubernetes } from './kubernetes';
import { describeRef, refOf } from './object-ref.rules';
import { isOwnerAnnotationConflict } from './rejections.rules';
import { KubernetesObject } from '../kubernetes/kubernetes-object.rules';

export interface ConflictOptions {
  /** whether a field of another manager is an error; conflicts about our own annotations never are. */
  readonly refuseConflicts: boolean;
  readonly dryRun?: boolean;
  readonly log: (message: string) => void;
}

/**
 * Applies objects without force first, so that the log names each field that is taken over and its manager, and then with force: a tool
 * that rolls back by itself must not be stopped by what others changed meanwhile.
 */
export async function applyWithConflicts(
  kubernetes: Kubernetes,
  objects: readonly KubernetesObject[],
  { refuseConflicts, dryRun, log }: ConflictOptions,
): Promise<ApplyRejection[]> {
  const rejections = await kubernetes.apply(objects, { forceConflicts: false, dryRun });
  const isForced = (rejection: ApplyRejection) =>
    rejection.cause === 'conflict' && (!refuseConflicts || isOwnerAnnotationConflict(rejection));
  const forced = rejections.filter(isForced);
  const final = rejections.filter((rejection) => !isForced(rejection));
  if (forced.length === 0) return final;
  const objectsToForce = forced.map(({ object, conflicts = [] }) => {
    const taken = forcedConflicts(object, conflicts).filter(({ field }) => !field.startsWith('.metadata.annotations.cdk-eks-strata/'));
    if (taken.length > 0 && !dryRun) {
      const fields = taken.map(({ field, manager }) => `${field} of ${manager}`);
      log(`${describeRef(refOf(object))}: fields of other managers are set again: ${fields.join(', ')}`);
    }
    return withoutInjectedFields(object, conflicts);
  });
  return [...final, ...(await kubernetes.apply(objectsToForce, { forceConflicts: true, dryRun }))];
}
