import { ApplyRejection } from './kubernetes';
import { describeRef, isCrd, isNamespace, refOf } from './object-ref.rules';
import { OWNER_ANNOTATION, PREVIOUS_ANNOTATION } from './ownership';
import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Rejected objects in the words of the API server, each in a line. */
export const rejectionMessage = (rejections: readonly ApplyRejection[]): string =>
  firstFive(
    rejections.map(
      ({ object, reason, cause }) => `${describeRef(refOf(object))} was rejected: ${reason}${cause === 'conflict' ? HINT : ''}`,
    ),
    '\n',
  );

const HINT = '. These fields have another field manager: remove them from the manifest, or set adopt: true in the deployment';

/** The first of many. */
export const firstFive = (texts: readonly string[], separator = ', '): string =>
  [...texts.slice(0, 5), ...(texts.length > 5 ? [`and ${texts.length - 5} more`] : [])].join(separator);

/** Whether an object cannot be tried beforehand, because its namespace or its kind is created by the same manifest. */
export function isCreatedByManifest({ object, reason, cause }: ApplyRejection, objects: readonly KubernetesObject[]): boolean {
  switch (cause) {
    case 'namespace not found':
      return objects.some((each) => isNamespace(each) && each.metadata?.name === object.metadata?.namespace);
    case 'kind not served':
      return objects.filter(isCrd).some(({ spec }) => (spec as { group?: string }).group === groupOf(object.apiVersion));
    default:
      // a webhook with side effects. Source: apiserver, pkg/admission/plugin/webhook/generic (NewDryRunUnsupportedErr)
      return /does not support dry run/.test(reason);
  }
}

/** Whether a conflict is about the annotations of the owner only. */
export const isOwnerAnnotationConflict = ({ conflicts = [] }: ApplyRejection): boolean =>
  conflicts.length > 0 && conflicts.every(({ field }) => OWNER_FIELDS.includes(field));

const OWNER_FIELDS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);
