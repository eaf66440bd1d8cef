import { Refusal } from './kubernetes';
import { describeRef, isDefinition, isNamespace, refOf } from './object-ref.rules';
import { OWNER_ANNOTATION, PREVIOUS_ANNOTATION } from './ownership';
import { groupOf, KubernetesObject } from '../kubernetes/kubernetes-object.rules';

/** Refused objects in the words of the API server, each in a line. */
export const refused = (refusals: readonly Refusal[]): string =>
  listed(refusals.map(({ object, reason }) => `${describeRef(refOf(object))} was refused: ${reason}${CONFLICT.test(reason) ? HINT : ''}`), '\n');

const CONFLICT = /conflict with "|[Cc]onflicts? with/;
const HINT = '. Somebody else set these fields: leave them out, or give takeOver: true to the deployment';

/** The first of many. */
export const listed = (texts: readonly string[], separator = ', '): string =>
  [...texts.slice(0, 5), ...(texts.length > 5 ? [`and ${texts.length - 5} more`] : [])].join(separator);

/** What is in a namespace or of a kind that these very objects bring cannot be tried beforehand. */
export function comesWith({ object, reason }: Refusal, objects: readonly KubernetesObject[]): boolean {
  if (/namespaces? "[^"]*" not found/.test(reason)) return objects.some((each) => isNamespace(each) && each.metadata?.name === object.metadata?.namespace);
  if (/no matches for kind|could not find the requested resource|doesn't have a resource type/.test(reason)) {
    return objects.filter(isDefinition).some(({ spec }) => (spec as { group?: string }).group === groupOf(object.apiVersion));
  }
  return /does not support dry run/.test(reason);
}

/** Whether a conflict is about nothing but the annotations that say who owns an object. */
export function isAboutOurAnnotations(reason: string): boolean {
  const fields = CONFLICT.test(reason) ? reason.match(/(?<= |^)\.[^\s:]\S*/g) ?? [] : [];
  return fields.length > 0 && fields.every((field) => OURS.includes(field));
}

const OURS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);
