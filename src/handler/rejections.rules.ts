import { ApplyRejection } from './kubernetes';
import { describeRef, isCrd, isNamespace, refOf } from './object-ref.rules';
import { OWNER_ANNOTATION, PREVIOUS_ANNOTATION } from './ownership';
import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Refused objects in the words of the API server, each in a line. */
export const rejectionMessage = (refusals: readonly ApplyRejection[]): string =>
  firstFive(
    refusals.map(({ object, reason }) => `${describeRef(refOf(object))} was rejected: ${reason}${CONFLICT.test(reason) ? HINT : ''}`),
    '\n',
  );

const CONFLICT = /conflict with "|[Cc]onflicts? with/;
const HINT = '. These fields have another field manager: remove them from the manifest, or set adopt: true in the deployment';

/** The first of many. */
export const firstFive = (texts: readonly string[], separator = ', '): string =>
  [...texts.slice(0, 5), ...(texts.length > 5 ? [`and ${texts.length - 5} more`] : [])].join(separator);

/** What is in a namespace or of a kind that these very objects bring cannot be tried beforehand. */
export function isCreatedByManifest({ object, reason }: ApplyRejection, objects: readonly KubernetesObject[]): boolean {
  if (/namespaces? "[^"]*" not found/.test(reason)) {
    return objects.some((each) => isNamespace(each) && each.metadata?.name === object.metadata?.namespace);
  }
  if (/no matches for kind|could not find the requested resource|doesn't have a resource type/.test(reason)) {
    return objects.filter(isCrd).some(({ spec }) => (spec as { group?: string }).group === groupOf(object.apiVersion));
  }
  return /does not support dry run/.test(reason);
}

/** Whether a conflict is about nothing but the annotations that say who owns an object. */
export function isOwnerAnnotationConflict(reason: string): boolean {
  const fields = CONFLICT.test(reason) ? (reason.match(/(?<= |^)\.[^\s:]\S*/g) ?? []) : [];
  return fields.length > 0 && fields.every((field) => OWNER_FIELDS.includes(field));
}

const OWNER_FIELDS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);
