import { mapAt } from './workloads.rules';
import { AnnotationSet } from '../../ingress/controller-annotations.data';
import { groupKindOf, KubernetesObject, podMetadataPath } from '../../kubernetes/kubernetes-object.rules';

/** The annotations of an object that the controller of a set reads, and where they are, in words; undefined if it does not read them. */
export function annotationsFor(
  object: KubernetesObject,
  { kinds, in: place }: AnnotationSet,
): { readonly of: Readonly<Record<string, string>>; readonly on: string } | undefined {
  if (!kinds.includes(groupKindOf(object))) return undefined;
  if (place === undefined) return { of: mapAt(object, 'metadata', 'annotations'), on: '' };
  const path = place === 'pods' ? podMetadataPath(object) : place;
  return { of: mapAt(object, ...path, 'annotations'), on: path.length === 1 ? '' : ` in ${path.join('.')}` };
}
