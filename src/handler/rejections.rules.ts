import { RejectionCause } from './api-errors.rules';
import { ApplyRejection } from './kubernetes';
import { describeRef, isCrd, isNamespace, isPvc, refOf } from './object-ref.rules';
import { ON_IMMUTABLE, OWNER_ANNOTATION, PREVIOUS_ANNOTATION } from './ownership';
import { groupKindOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Rejected objects in the words of the API server, each in a line. */
export const rejectionMessage = (rejections: readonly ApplyRejection[]): string => firstFive(rejections.map(messageOf), '\n');

function messageOf({ object, reason, cause }: ApplyRejection): string {
  const described = describeRef(refOf(object));
  // the API server prints the whole pod template, which is of no use here
  if (cause === 'immutable' && groupKindOf(object) === 'batch/Job') return `${described} ${IMMUTABLE_JOB}`;
  return `${described} was rejected: ${reason}${HINTS[cause] ?? ''}`;
}

const IMMUTABLE_JOB =
  'was rejected: the pod template of a Job is immutable. Give the Job another name, ' +
  `or set the annotation ${ON_IMMUTABLE}: replace, with which it is deleted and created again`;
const HINTS: Partial<Record<RejectionCause, string>> = {
  conflict: '. These fields have another field manager: remove them from the manifest, or remove conflicts: Conflicts.REFUSE',
  immutable: `. Give the object another name, or set the annotation ${ON_IMMUTABLE}: replace, with which it is deleted and created again`,
};

/** Objects that are never replaced: what they contain is deleted with them. */
const hasContent = (object: KubernetesObject): boolean => isPvc(object) || isNamespace(object) || isCrd(object);

/** Whether an object with a changed immutable field is deleted and created again. */
export const isReplacedWhenImmutable = ({ object, cause }: ApplyRejection): boolean =>
  cause === 'immutable' && object.metadata?.annotations?.[ON_IMMUTABLE] === 'replace' && !hasContent(object);

/** What cannot be tried: its kind may still come, a webhook with side effects, what is replaced. */
export const isTriedLater = (rejection: ApplyRejection): boolean =>
  rejection.cause === 'kind not served' || isReplacedWhenImmutable(rejection) || /does not support dry run/.test(rejection.reason);

/** The first of many. */
export const firstFive = (texts: readonly string[], separator = ', '): string =>
  [...texts.slice(0, 5), ...(texts.length > 5 ? [`and ${texts.length - 5} more`] : [])].join(separator);

/** Whether a conflict is about the annotations of the owner only. */
export const isOwnerAnnotationConflict = ({ conflicts = [] }: ApplyRejection): boolean =>
  conflicts.length > 0 && conflicts.every(({ field }) => OWNER_FIELDS.includes(field));

const OWNER_FIELDS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);
